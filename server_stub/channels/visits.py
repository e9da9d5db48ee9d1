"""What a subscriber does, whatever channel he came by: enter, write, rate, leave, come back."""

import asyncio
import hashlib
from collections.abc import Callable, Sequence

import msgspec

from protocol import commands
from protocol.answers import Hint
from protocol.conversations import ConversationState
from protocol.entries import Audience
from protocol.ids import (
    ID_LENGTH,
    AccountId,
    ClientId,
    ConversationId,
    FileId,
    SubscriberId,
    new_id,
)
from protocol.people import AuthorRole
from protocol.scalars import Millis
from server_stub.accounts import passwords
from server_stub.accounts.signing_in import hash_token
from server_stub.bus.port import Bus
from server_stub.bus.wakes import ConversationWake, HintWake, Wake
from server_stub.domain.acts import (
    Act,
    MarkDelivered,
    OpenVisit,
    Request,
    StillTyping,
    subscriber_of,
)
from server_stub.domain.conversation import AUDIENCE_LEVELS, Conversation
from server_stub.domain.errors import NotFound, SessionOver
from server_stub.storage import accounts, conversations, reading
from server_stub.storage.conversations import Committed
from server_stub.storage.engine import store_now
from server_stub.storage.reading import EntryPage
from server_stub.storage.unit_of_work import UnitOfWork
from server_stub.store import Store

VISIT_MS = 24 * 60 * 60 * 1000
"""A subscriber can come back to his chat for a day."""

LEVEL = AUDIENCE_LEVELS[Audience.SUBSCRIBER]

FindSubscriber = Callable[[str], SubscriberId | None]
"""Whose number this is, if it is anybody's; called on a reading thread."""


class OpenedVisit(msgspec.Struct, frozen=True, kw_only=True):
    """A visit and the token that resumes it."""

    conversation: ConversationId
    name: str
    token: str
    now: Millis


class Visits:
    """The subscribers' side of the server, for every channel."""

    def __init__(self, store: Store, bus: Bus, find_subscriber: FindSubscriber) -> None:
        self._store = store
        self._bus = bus
        self._find_subscriber = find_subscriber
        self._closing: set[ConversationId] = set()
        self._stop_listening = bus.listen(self._on_wakes)

    def close(self) -> None:
        """Stop listening. Idempotent."""
        self._stop_listening()

    async def enter(
        self,
        *,
        client_id: ClientId,
        name: str,
        phone: str,
        topic: str,
        language: str,
        channel: str,
        call_at: int | None = None,
        known_agent: AccountId | None = None,
    ) -> OpenedVisit:
        """Open a conversation; the same `client_id` again opens the same one.

        The number that was typed finds a profile and proves nothing. Raises `NotFound` for an
        unknown topic.
        """
        queue = await self._store.read(lambda connection: reading.queue_of_topic(connection, topic))
        subscriber = await self._store.ask(lambda: self._find_subscriber(phone))
        if subscriber is not None and known_agent is None:
            known_agent = await self._store.read(
                lambda connection: reading.last_agent_of(connection, subscriber)
            )
        request = OpenVisit(
            client_id=client_id,
            channel=channel,
            name=name,
            phone=phone,
            topic=topic,
            queue=queue,
            language=language,
            subscriber=subscriber,
            known_agent=known_agent,
            call_at=None if call_at is None else Millis(call_at),
        )
        token = passwords.token()
        conversation = _conversation_of(client_id)

        def open_visit(unit: UnitOfWork) -> OpenedVisit:
            act = Act(
                actor=subscriber_of(conversation, name),
                conversation=conversation,
                request=request,
                client_id=client_id,
            )
            unit.prepare([act])
            unit.apply(act)
            accounts.open_visit(
                unit.connection,
                conversation,
                token_hash=hash_token(token),
                now=unit.now,
                expires_at=Millis(unit.now + VISIT_MS),
            )
            return OpenedVisit(conversation=conversation, name=name, token=token, now=unit.now)

        return await self._store.lanes.run(open_visit, key=conversation)

    async def resume(self, token: str) -> OpenedVisit:
        """Come back with a token. Raises `SessionOver`."""
        now, conversation = await self._store.read(
            lambda connection: (
                moment := store_now(connection),
                accounts.visit_of(connection, hash_token(token), now=moment),
            )
        )
        if conversation is None:
            raise SessionOver
        found = await self.conversation(conversation)
        return OpenedVisit(conversation=conversation, name=found.name, token=token, now=now)

    async def conversation(self, conversation: ConversationId) -> Conversation:
        """The conversation as it is. Raises `NotFound`."""
        found = await self._store.read(
            lambda connection: conversations.load(connection, {conversation}).get(conversation)
        )
        if found is None:
            raise NotFound
        return found

    async def begin_again(self, visit: OpenedVisit, client_id: ClientId) -> OpenedVisit:
        """Open another conversation like the one of this visit, which is over.

        `client_id` is that of what is to be said in it: the same again opens the same one.
        """
        before = await self.conversation(visit.conversation)
        return await self.enter(
            client_id=ClientId(
                hashlib.sha256(f"again:{client_id}".encode()).hexdigest()[:ID_LENGTH]
            ),
            name=before.name,
            phone=before.phone,
            topic=before.topic,
            language=before.language,
            channel=before.channel,
            known_agent=before.known_agent,
        )

    async def page(self, conversation: ConversationId, *, after_rev: int) -> EntryPage:
        """What the subscriber may see of what changed after a revision."""
        page = await self._store.read(
            lambda connection: reading.page(
                connection,
                conversations.load(connection, {conversation})[conversation],
                after_rev=after_rev,
                level=LEVEL,
            )
        )
        self._note(page.conversation)
        return page

    def send(
        self, visit: OpenedVisit, client_id: ClientId, text: str, files: Sequence[FileId] = ()
    ) -> "asyncio.Future[Committed]":
        """Write a message; done when it is committed."""
        return self.do(
            visit,
            commands.VisitSend(request=0, client_id=client_id, text=text, files=tuple(files)),
        )

    def rate(
        self, visit: OpenedVisit, client_id: ClientId, stars: int, comment: str
    ) -> "asyncio.Future[Committed]":
        """Rate the conversation, once."""
        return self.do(
            visit,
            commands.VisitRate(request=0, client_id=client_id, stars=stars, comment=comment),
        )

    def leave(self, visit: OpenedVisit, client_id: ClientId) -> "asyncio.Future[Committed]":
        """Close the chat."""
        return self.do(visit, commands.VisitLeave(request=0, client_id=client_id))

    def mark_read(self, visit: OpenedVisit, seq: int) -> "asyncio.Future[Committed]":
        """The subscriber has seen everything up to here."""
        return self.do(visit, commands.VisitMarkRead(request=0, seq=seq))

    def mark_delivered(self, visit: OpenedVisit, seq: int) -> "asyncio.Future[Committed]":
        """The subscriber's device has everything up to here."""
        return self.do(visit, MarkDelivered(seq=seq))

    def typing(self, visit: OpenedVisit, text: str | None, *, origin: str) -> None:
        """A hint to whoever answers; never stored. It calls off the closing of the chat."""
        if text is not None and visit.conversation in self._closing:
            self._closing.discard(visit.conversation)
            self.do(visit, StillTyping()).add_done_callback(
                lambda done: done.cancelled() or done.exception()
            )
        hint = Hint(
            conversation=visit.conversation,
            role=AuthorRole.SUBSCRIBER,
            typing=text is not None,
            name=visit.name,
            text=text or "",
        )
        self._bus.publish([HintWake(visit.conversation, origin, hint)])

    def do(self, visit: OpenedVisit, request: Request) -> "asyncio.Future[Committed]":
        """Any request inside the visit; done when it is committed."""
        client_id = getattr(request, "client_id", None)
        return self._store.lanes.submit(
            Act(
                actor=subscriber_of(visit.conversation, visit.name),
                conversation=visit.conversation,
                request=request,
                client_id=client_id,
            )
        )

    def _on_wakes(self, wakes: Sequence[Wake]) -> None:
        for wake in wakes:
            if isinstance(wake, ConversationWake):
                self._note(wake.conversation)

    def _note(self, conversation: Conversation) -> None:
        """Remember what is about to be closed. A lost wake-up is made up for by the next page."""
        if conversation.state is ConversationState.CLOSING:
            self._closing.add(conversation.id)
        else:
            self._closing.discard(conversation.id)


def _conversation_of(client_id: ClientId) -> ConversationId:
    """A repeat of the command finds the same conversation; nobody gets from it back to the command.

    Whoever knew the command could ask for a token of the visit, and agents know conversations.
    """
    return ConversationId(hashlib.sha256(f"visit:{client_id}".encode()).hexdigest()[:ID_LENGTH])


def new_client_id() -> ClientId:
    """The identity of a command that a channel makes on the subscriber's behalf."""
    return ClientId(new_id())
