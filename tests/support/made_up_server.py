"""The other side of a made-up desk: answers each command, commits at once, tells what changed.

Answers can be held back or made to fail, kind by kind.
"""

import asyncio
from collections import defaultdict
from collections.abc import Callable
from typing import Any, TypeVar

from console.core import events
from console.core.errors import CommandRejected, ConsoleError
from console.core.link_state import LinkPhase, LinkState
from console.core.outgoing import Outgoing, OutgoingKind
from console.session import DeskSession
from protocol import answers, board, commands, leading
from protocol.bodies import Message, Note, Taken, Whisper
from protocol.conversations import ConversationState, Guest, Offer
from protocol.entries import Entry
from protocol.errors import ErrorCode
from protocol.explaining import Explain, Explained
from protocol.ids import (
    AccountId,
    ConversationId,
    QueueId,
    SubscriberId,
)
from protocol.people import Account, AuthorRole, Role
from protocol.scalars import Millis
from protocol.subscribers import SubscriberLine
from server_stub.domain.previews import preview_of
from tests.support import made_up_board, made_up_day, made_up_routing
from tests.support.made_up_files import MadeUpFiles, attachments
from tests.support.made_up_finding import found_hits
from tests.support.made_up_operator import AGENT, ME, masked_number, now, workplace
from tests.support.made_up_replies import MadeUpReplies
from tests.support.made_up_second_words import MadeUpSecondWords
from tests.support.made_up_sharing import MadeUpSharing
from tests.support.made_up_talks import MadeUpTalks

_A = TypeVar("_A")


class MadeUpServer(MadeUpSharing, MadeUpTalks, MadeUpSecondWords):
    """What the link would have reached."""

    def __init__(self, session: DeskSession) -> None:
        super().__init__()
        self._session = session
        self._number = 0
        self.live = False
        self.files = self.transfers = MadeUpFiles(session)
        self.asked: list[commands.DeskCommand] = []
        """Every command, in order."""
        self.sent: list[Outgoing] = []
        self.typing_told: list[tuple[ConversationId, bool]] = []
        self.looks_told: list[tuple[ConversationId, bool]] = []
        self.replies = MadeUpReplies(lambda told: session.apply([told]))
        self.role = Role.AGENT
        self.unled: set[str] = set()
        """Agents of others' groups: to a lead of none of these they do not exist."""
        self.has_worked = True
        """Whether there is anything in the figures of a day."""
        self.gates: dict[str, asyncio.Event] = defaultdict(_open_gate)
        """By the name of a command: closed, it holds the answers back."""
        self.failures: dict[str, ConsoleError] = {}
        self.turns: Callable[[], int] = lambda: 0
        """How many turns of the loop the next answer takes."""

    # What the session asks of a link

    async def ask(self, make: Callable[[int], commands.DeskCommand], expected: type[_A]) -> _A:
        """Answer a command."""
        self._number += 1
        command = make(self._number)
        kind = type(command).__name__
        self.asked.append(command)
        await self.gates[kind].wait()
        for _ in range(self.turns()):
            await asyncio.sleep(0)
        if kind in self.failures:
            raise self.failures[kind]
        answer = getattr(self, f"_on_{_snake(kind)}")(command)
        assert isinstance(answer, expected)
        return answer

    async def tell(self, make: Callable[[int], commands.DeskCommand]) -> None:
        """Take a hint."""
        command = make(0)
        if isinstance(command, commands.Typing):
            self.typing_told.append((ConversationId(command.conversation), command.typing))
        elif isinstance(command, commands.LookAt):
            self.looks_told.append((ConversationId(command.conversation), command.looking))

    def poke(self) -> None:
        """Send what may go, one text a conversation at a time."""
        if not self.live:
            return
        self.files.take()
        for item in self._session.store.sendable(now=now()):
            self._session.apply([events.SendStarted(item.client_id)])
            if item.said is not None:
                kind = "EditMessage" if item.kind is OutgoingKind.EDIT else "DeleteMessage"
                failure = self.failures.get(kind)
                refused = failure if isinstance(failure, CommandRejected) else None
                self.asked.append(self.take_second_words(item, self._session.apply, refused))
                continue
            self.sent.append(item)
            body: Message | Note = (
                Note(text=item.text, files=attachments(item.files))
                if item.kind is OutgoingKind.NOTE
                else Message(text=item.text, files=attachments(item.files), about=item.about)
            )
            entry = self.log(item.conversation, body, AGENT, client_id=item.client_id)
            self._session.apply(
                [
                    events.Acknowledged(
                        item.client_id, self.done(0, item.conversation, seq=entry.seq)
                    )
                ]
            )
            if item.kind is OutgoingKind.TALK:
                self.change(
                    item.conversation,
                    preview=preview_of(body),
                    preview_role=AuthorRole.AGENT,
                    preview_by=ME,
                )
            if item.kind is OutgoingKind.REPLY:
                self.change(
                    item.conversation,
                    waiting_since=None,
                    preview=preview_of(body),
                    preview_role=AuthorRole.AGENT,
                )
            self._tell(item.conversation, entry)
        for conversation, seq in list(self._session.store.unreported_reads()):
            if conversation in self.heads and self.read_up_to(conversation, seq):
                self._tell(conversation)

    async def leave(self) -> None:
        """Close the connection."""
        self.disconnect()

    def forget(self) -> None:
        """Sign in no more."""

    def retry_now(self) -> None:
        """Come back."""
        self.connect()

    # What a test does with it

    def connect(self) -> None:
        """The link comes up and catches up."""
        self.live = True
        signed_in = answers.SignedIn(
            request=1,
            token="made-up-token-0001",
            expires_at=Millis(now() + 86_400_000),
            account=Account(id=ME, login="elena", name="Елена Морозова", role=self.role),
            workplace=workplace(),
            server_time=now(),
            store_epoch="one",
            file_secret="5e" * 32,
        )
        self._move(LinkPhase.CATCHING_UP)
        self._session.apply([signed_in, self.desk(), self.talks()])
        for conversation in list(self._session.store.chats):
            self.read_log(conversation)
        self._move(LinkPhase.CAUGHT_UP)

    def disconnect(self, *, for_ms: int = 0) -> None:
        """The link is gone."""
        self.live = False
        state = LinkState(LinkPhase.OFFLINE, now(), Millis(now() - for_ms), None)
        self._session.apply([events.LinkMoved(state)])

    def says(self, conversation: ConversationId, text: str) -> None:
        """The subscriber writes."""
        entry = self.hear(conversation, Message(text=text))
        self._tell(conversation, entry)

    def types(self, conversation: ConversationId, text: str = "", *, typing: bool = True) -> None:
        """The subscriber types, or stops."""
        hint = answers.Hint(
            conversation=conversation, role=AuthorRole.SUBSCRIBER, typing=typing, text=text
        )
        self._session.apply([hint])

    def looks(
        self,
        conversation: ConversationId,
        name: str,
        *,
        looking: bool = True,
        typing: bool | None = None,
    ) -> None:
        """A colleague has it in view, or has gone."""
        told = answers.Looking(
            conversation=conversation,
            account=AccountId(name),
            name=name,
            looking=looking,
            typing=typing,
        )
        self._session.apply([told])

    def offer(self, conversation: ConversationId, *, seconds: int = 20) -> None:
        """It is offered to me."""
        until = Millis(now() + seconds * 1000)
        self.change(
            conversation,
            state=ConversationState.OFFERED,
            offer=Offer(agent=ME, until=until),
        )

    def lose(self, conversation: ConversationId) -> None:
        """It can be read no more."""
        self.tell_desk()
        self._session.apply([events.Unreadable(conversation)])

    def tell_desk(self) -> None:
        """The desk has changed."""
        self._session.apply([self.desk()])

    def tell_talks(self, *changed: ConversationId) -> None:
        """What colleagues have with me, and what is new in these talks."""
        self._session.apply([self.talks()])
        for talk in changed:
            self._tell(talk, *self.logs[talk])

    def colleague_says(self, talk: ConversationId, who: AccountId, text: str) -> None:
        """A colleague writes, now."""
        self.said_by(talk, who, text)
        self.tell_talks(talk)

    def read_log(self, conversation: ConversationId) -> None:
        """The newest page of a log comes."""
        page = self.newest(conversation)
        self._session.apply([events.HistoryRead(conversation, None, page)])

    def count(self, kind: type[commands.DeskCommand]) -> int:
        """How often this was asked."""
        return sum(isinstance(command, kind) for command in self.asked)

    # Answers

    def tell_board(self) -> None:
        """The board of the shift, whole."""
        self._session.apply([made_up_board.shift(now())])

    def _on_watch_board(self, command: board.WatchBoard) -> answers.Ok:
        if command.watching and self.has_worked:
            self.tell_board()
        return answers.Ok(request=command.request)

    def _on_write_whisper(self, command: leading.WriteWhisper) -> answers.Done:
        conversation = ConversationId(command.conversation)
        to = self.heads[conversation].owner_name
        entry = self.log(conversation, Whisper(text=command.text, to=to), AGENT)
        self._tell(conversation, entry)
        return self.done(command.request, conversation, seq=entry.seq)

    def _on_join_chat(self, command: leading.JoinChat) -> answers.Done:
        conversation = ConversationId(command.conversation)
        self.change(conversation, guests=(Guest(account=ME, name=AGENT.name, lead=True),))
        self._tell(conversation)
        self.tell_desk()
        return self.done(command.request, conversation, seq=1)

    def _on_take_over(self, command: leading.TakeOver) -> answers.Done:
        conversation = ConversationId(command.conversation)
        self.change(conversation, owner=ME, owner_name=AGENT.name)
        self._tell(conversation)
        self.tell_desk()
        return self.done(command.request, conversation, seq=1)

    def _on_set_agent_presence(self, command: leading.SetAgentPresence) -> answers.Ok:
        return answers.Ok(request=command.request)

    def _on_set_agent(self, command: leading.SetAgent) -> answers.Ok:
        if command.account in self.unled:
            raise refusal(ErrorCode.NOT_FOUND)
        return answers.Ok(request=command.request)

    def _on_observe(self, command: leading.Observe) -> leading.Observed:
        head = self.heads[ConversationId(command.conversation)]
        return leading.Observed(request=command.request, head=head)

    def _on_list_board(self, command: board.ListBoard) -> board.BoardListed:
        return made_up_board.listed(command, list(self.heads.values()))

    def _on_open_file(self, command: commands.OpenFile) -> answers.Ticket:
        return self.files.ticket(command)

    def _on_sync_knowledge(self, command: commands.SyncKnowledge) -> answers.Knowledge:
        return self.replies.page(command)

    def _on_read_reply_uses(self, command: commands.ReadReplyUses) -> answers.ReplyUses:
        return self.replies.read_uses(command)

    def _on_save_reply(self, command: commands.SaveReply) -> answers.ReplyKept:
        return self.replies.save(command)

    def _on_delete_reply(self, command: commands.DeleteReply) -> answers.ReplyKept:
        return self.replies.delete(command)

    def _on_read_profile(self, command: commands.ReadProfile) -> answers.ProfileRead:
        return answers.ProfileRead(
            request=0, profile=self.profiles[SubscriberId(command.subscriber)]
        )

    def _on_find_subscribers(self, command: commands.FindSubscribers) -> answers.Subscribers:
        found = [
            SubscriberLine(
                id=person.id,
                name=person.name,
                contract=person.contract,
                number=masked_number(person.name),
                tariff=person.tariff.title,
            )
            for person in self.profiles.values()
            if command.query.casefold() in f"{person.name} {person.contract}".casefold()
        ]
        return answers.Subscribers(request=0, found=found[:20], more=len(found) > 20)

    def _on_reveal(self, command: commands.Reveal) -> answers.Revealed:
        return answers.Revealed(request=0, field=command.field, value="+7 975 555-41-17")

    def _on_read_conversations(self, command: commands.ReadConversations) -> answers.Conversations:
        heads = [head for head in self.heads.values() if head.subscriber == command.subscriber]
        if command.before is not None:
            heads = [head for head in heads if head.entered_at < command.before]
        heads.sort(key=lambda head: head.entered_at, reverse=True)
        page = heads[: self.listed]
        more = len(heads) > self.listed
        return answers.Conversations(request=0, conversations=page, more=more)

    def _on_read_history(self, command: commands.ReadHistory) -> answers.History:
        chat = ConversationId(command.conversation)
        return self.newest(chat, before_seq=command.before_seq)

    def _on_find_entries(self, command: commands.FindEntries) -> answers.FoundEntries:
        hits = found_hits(self.logs, self.heads, command)
        heads = [self.heads[one] for one in {hit.conversation for hit in hits}]
        return answers.FoundEntries(request=0, hits=hits, conversations=heads, reached=1)

    def _on_read_waiting(self, command: commands.ReadWaiting) -> answers.Waiting:
        heads = [self.heads[id_] for id_ in self.waiting if self.heads[id_].queue == command.queue]
        return answers.Waiting(request=0, queue=QueueId(command.queue), conversations=heads)

    def _on_explain(self, command: Explain) -> Explained:
        conversation = ConversationId(command.conversation)
        why = made_up_routing.waits() if conversation in self.waiting else None
        return Explained(request=0, conversation=conversation, why=why)

    def _on_set_presence(self, command: commands.SetPresence) -> answers.Ok:
        self.presence, self.presence_reason = command.presence, command.reason
        self.presence_why = command.why
        self.tell_desk()
        return answers.Ok(request=0)

    def _on_set_auto_accept(self, command: commands.SetAutoAccept) -> answers.Ok:
        self.auto_accept = command.on
        self.tell_desk()
        return answers.Ok(request=0)

    def _on_read_my_day(self, command: commands.ReadMyDay) -> answers.MyDay:
        return made_up_day.my_day(command) if self.has_worked else made_up_day.EMPTY

    def _on_accept(self, command: commands.Accept) -> answers.Done:
        return self._own(ConversationId(command.conversation))

    def _on_take(self, command: commands.Take) -> answers.Done:
        conversation = ConversationId(command.conversation)
        if conversation in self.waiting:
            self.waiting.remove(conversation)
        return self._own(conversation)

    def _on_decline(self, command: commands.Decline) -> answers.Done:
        conversation = ConversationId(command.conversation)
        self.waiting.append(conversation)
        return self._moved(conversation, state=ConversationState.QUEUED, offer=None)

    def _on_release(self, command: commands.Release) -> answers.Done:
        conversation = ConversationId(command.conversation)
        self.waiting.append(conversation)
        return self._moved(conversation, state=ConversationState.QUEUED, owner=None, owner_name="")

    def _on_hold(self, command: commands.Hold) -> answers.Done:
        return self._moved(ConversationId(command.conversation), state=ConversationState.HELD)

    def _on_unhold(self, command: commands.Unhold) -> answers.Done:
        return self._moved(ConversationId(command.conversation), state=ConversationState.ACTIVE)

    def _on_close(self, command: commands.Close) -> answers.Done:
        conversation = ConversationId(command.conversation)
        self.recent.insert(0, conversation)
        return self._moved(
            conversation,
            state=ConversationState.CLOSED,
            outcome=command.outcome,
            closed_at=now(),
            waiting_since=None,
        )

    # How it is done

    def _own(self, conversation: ConversationId) -> answers.Done:
        epoch = self.heads[conversation].epoch + 1
        self.log(conversation, Taken(agent=ME, name="Елена Морозова", how="offer"), AGENT)
        return self._moved(
            conversation,
            state=ConversationState.ACTIVE,
            owner=ME,
            owner_name="Елена Морозова",
            offer=None,
            epoch=epoch,
        )

    def _moved(self, conversation: ConversationId, *entries: Entry, **fields: Any) -> answers.Done:
        self.change(conversation, **fields)
        self._tell(conversation, *entries)
        self.tell_desk()
        self.read_log(conversation)
        return self.done(0, conversation, seq=self.heads[conversation].last_seq)

    def _tell(self, conversation: ConversationId, *entries: Entry) -> None:
        self._session.apply([self.told(conversation, *entries)])

    def _move(self, phase: LinkPhase) -> None:
        self._session.apply([events.LinkMoved(LinkState(phase, now(), None, None))])


def refusal(code: Any) -> CommandRejected:
    """What the server says no with."""
    return CommandRejected(code)


def _open_gate() -> asyncio.Event:
    gate = asyncio.Event()
    gate.set()
    return gate


def _snake(name: str) -> str:
    return "".join(f"_{letter.lower()}" if letter.isupper() else letter for letter in name).lstrip(
        "_"
    )
