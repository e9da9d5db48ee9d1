"""What an agent does among colleagues: finds them, opens talks, asks about a message."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from console.basis import SessionBasis
from console.core import events
from console.core.errors import LinkLost, OutOfSync
from console.core.talks import begun_here
from language.keyboard_layout import turned
from language.personal_data import masked
from protocol.answers import Colleagues, Done, Talks
from protocol.bodies import Citation, Message, Note
from protocol.commands import (
    AddToGroup,
    DeskCommand,
    FindColleagues,
    LeaveGroup,
    OpenTalk,
    ReadTalks,
    RenameGroup,
    Settle,
    StartGroup,
)
from protocol.ids import AccountId, ClientId, ConversationId, pair_talk_id
from protocol.limits import CITED_CHARACTERS
from protocol.people import Colleague


@dataclass(frozen=True, slots=True)
class FoundColleagues:
    """Who was found, and by which words."""

    query: str
    found: tuple[Colleague, ...]
    more: bool


class Talking:
    """Acts that return when the server has committed, and the talk they are about is here.

    They raise `CommandRejected`, `LinkLost`, and `OutOfSync` for what is not here. What is said in
    a talk is `Writing`'s: it goes through the outbox.
    """

    def __init__(self, basis: SessionBasis) -> None:
        self._basis = basis

    async def find_colleagues(self, query: str) -> FoundColleagues:
        """Others by parts of their names, in either layout, those on line first."""
        told = await self._ask_for_colleagues(query)
        other = turned(query)
        if not told.found and other is not None:
            told = await self._ask_for_colleagues(other)
        found = tuple(told.found)
        self._basis.apply([events.ColleaguesFound(found)])
        return FoundColleagues(query, found, told.more)

    async def _ask_for_colleagues(self, query: str) -> Colleagues:
        return await self._basis.link.ask(
            lambda request: FindColleagues(request=request, query=query), Colleagues
        )

    async def open_talk(self, colleague: AccountId) -> ConversationId:
        """The talk with a colleague; one that is here needs no server.

        Without a link it begins here, with somebody who is known: what is written in it goes when
        the link is back.
        """
        me = self._basis.store.me
        if me is None:
            raise OutOfSync
        known = pair_talk_id(me, colleague)
        if self._basis.store.head(known) is not None:
            return known
        try:
            return await self._begin(
                lambda request, client_id: OpenTalk(
                    request=request, client_id=client_id, colleague=colleague
                )
            )
        except LinkLost:
            account, person = self._basis.store.account, self._basis.store.people.get(colleague)
            if account is None or person is None:
                raise
            head = begun_here(known, account, person, now=self._basis.around.now())
            self._basis.apply([events.TalkBegun(head, colleague)])
            return known

    async def start_group(self, name: str, members: Sequence[AccountId]) -> ConversationId:
        """A talk of several, with a name."""
        return await self._begin(
            lambda request, client_id: StartGroup(
                request=request, client_id=client_id, name=name, members=tuple(members)
            )
        )

    async def rename_group(self, talk: ConversationId, name: str) -> None:
        """Call it otherwise."""
        await self._do(
            lambda request, client_id: RenameGroup(
                request=request, client_id=client_id, conversation=talk, name=name
            )
        )

    async def add_to_group(self, talk: ConversationId, members: Sequence[AccountId]) -> None:
        """Let others into it; they read all of it."""
        await self._do(
            lambda request, client_id: AddToGroup(
                request=request, client_id=client_id, conversation=talk, members=tuple(members)
            )
        )

    async def leave_group(self, talk: ConversationId) -> None:
        """Be in it no more."""
        await self._do(
            lambda request, client_id: LeaveGroup(
                request=request, client_id=client_id, conversation=talk
            )
        )

    async def settle(self, talk: ConversationId, seq: int) -> None:
        """My question is answered: what it was about is closed to the others again."""
        await self._do(
            lambda request, client_id: Settle(
                request=request, client_id=client_id, conversation=talk, seq=seq
            )
        )

    def citation(self, conversation: ConversationId, seq: int) -> Citation | None:
        """A message or note of a conversation as a card shows it, if colleagues may be asked."""
        chat = self._basis.store.chats.get(conversation)
        if chat is None or chat.head is None or chat.is_talk:
            return None
        if not chat.owned_by(self._basis.store.me):
            return None
        position = chat.position(seq)
        if position >= len(chat.entries) or chat.entries[position].seq != seq:
            return None
        entry = chat.entries[position]
        body = entry.body
        if not isinstance(body, Message | Note) or body.deleted:
            return None
        text = body.text or ", ".join(file.name for file in body.files)
        return Citation(
            conversation=conversation,
            seq=seq,
            at=entry.at,
            role=entry.author.role,
            author=entry.author.name,
            subscriber=chat.head.name,
            excerpt=masked(text)[:CITED_CHARACTERS],
            note=isinstance(body, Note),
        )

    async def _begin(self, command: Callable[[int, ClientId], DeskCommand]) -> ConversationId:
        """The server tells of a new talk unasked; whoever opened it is not to wait for that."""
        done = await self._do(command)
        if self._basis.store.head(done.conversation) is None:
            told = await self._basis.link.ask(lambda request: ReadTalks(request=request), Talks)
            self._basis.apply([told])
        return done.conversation

    async def _do(self, command: Callable[[int, ClientId], DeskCommand]) -> Done:
        client_id = self._basis.around.new_client_id()
        return await self._basis.link.ask(lambda request: command(request, client_id), Done)
