"""The session of a subscriber's connection: one conversation, as its subscriber may see it."""

import asyncio
from collections.abc import Mapping

from protocol import codec, commands
from protocol.answers import (
    AnyAnswer,
    Beat,
    EnteredVisit,
    Ticket,
    Upload,
    VisitChanged,
    VisitPage,
    VisitPlace,
)
from protocol.commands import VisitCommand
from protocol.errors import ErrorCode, ProtocolError
from protocol.ids import ClientId, ConversationId
from protocol.people import AuthorRole
from server_stub.bus.wakes import ConversationWake, HintWake
from server_stub.channels.visits import LEVEL, OpenedVisit
from server_stub.domain.acts import Actor, subscriber_of
from server_stub.domain.conversation import Conversation, visit_of
from server_stub.domain.draft import WAITING
from server_stub.domain.errors import ConversationOver
from server_stub.domain.expected_wait import Expected
from server_stub.storage.conversations import Committed
from server_stub.transport import file_exchange
from server_stub.transport.connection import Connection
from server_stub.transport.pace import Pace
from server_stub.transport.services import Services
from server_stub.transport.session import Session

CHANNEL = "web"

_WRITES = (
    commands.VisitSend,
    commands.VisitRate,
    commands.VisitLeave,
    commands.VisitMarkRead,
    commands.VisitCallMe,
)


class VisitSession(Session[VisitCommand]):
    """One subscriber's connection."""

    def __init__(self, connection: Connection, services: Services) -> None:
        config = services.config
        pace = Pace(config.visit_commands_per_second, config.visit_commands_burst)
        super().__init__(connection, services, side="visit", pace=pace)
        self._visit: OpenedVisit | None = None
        self._waits = False
        self._expected: Expected | None = None
        self._seen_seq = 0
        self._delivered_seq = 0
        self.opening = {commands.Enter: self._enter, commands.ResumeVisit: self._resume}
        self.writing = {kind: self._write for kind in _WRITES}
        self.ordered = {commands.VisitTyping: self._typing}
        self.reading = {
            commands.VisitCatchUp: self._catch_up,
            commands.VisitAnnounceFile: self._announce_file,
            commands.VisitOpenFile: self._open_file,
        }

    @property
    def is_open(self) -> bool:
        return self._visit is not None

    @property
    def visit(self) -> OpenedVisit:
        """The visit that the client has opened."""
        if self._visit is None:
            raise RuntimeError("no visit is open")
        return self._visit

    def decode(self, frame: bytes) -> VisitCommand:
        return codec.decode_visit_command(frame)

    @property
    def waits_in(self) -> ConversationId | None:
        """The conversation in which he waits for an agent, as far as he was told."""
        return self._visit.conversation if self._visit is not None and self._waits else None

    def tell_place(self, expected: Expected) -> None:
        """Which one he is, and how long it may take; nothing, if he knows."""
        if expected != self._expected:
            self._expected = expected
            self.connection.send(VisitPlace(place=expected.place, minutes=expected.minutes))

    async def ended(self) -> None:
        self.services.places.remove(self)
        self.services.hub.remove(self)

    # What the hub tells.

    def on_conversation(self, wake: ConversationWake) -> None:
        conversation = wake.conversation
        told = self.told.get(conversation.id)
        if told is None or conversation.rev <= told:
            return
        if wake.after_rev > told:
            self.repair(conversation.id)
            return
        change = VisitChanged(
            visit=visit_of(conversation),
            after_rev=wake.after_rev,
            through=conversation.rev,
            entries=wake.seen_by(LEVEL),
        )
        self._note(conversation)
        if self.tell_change(wake, change):
            self._seen_seq = conversation.last_seq

    def on_hint(self, wake: HintWake) -> None:
        if wake.hint.role is not AuthorRole.SUBSCRIBER:
            self.connection.send(wake.hint)

    def beat(self, revs: Mapping[ConversationId, int]) -> None:
        """Besides the counters: what was told by now has arrived, or the connection is gone."""
        if self._visit is None:
            return
        if self._seen_seq > self._delivered_seq:
            self._delivered_seq = self._seen_seq
            self.services.visits.mark_delivered(self._visit, self._seen_seq).add_done_callback(
                lambda done: done.cancelled() or done.exception()
            )
        known = {one: revs[one] for one in self.told if one in revs}
        self.connection.send(Beat(server_time=self.services.clock(), revs=known))

    async def tell_missing(self, conversation: ConversationId) -> None:
        told = self.told.get(conversation)
        while told is not None:
            page = await self.services.visits.page(conversation, after_rev=told)
            self._note(page.conversation)
            self.told[conversation] = max(self.told[conversation], page.through)
            self.connection.send(
                VisitChanged(
                    visit=visit_of(page.conversation),
                    after_rev=told,
                    through=page.through,
                    entries=page.entries,
                )
            )
            if page.more:
                told = page.through
            else:
                told = None
                self._seen_seq = max(self._seen_seq, page.conversation.last_seq)

    def _note(self, conversation: Conversation) -> None:
        self._waits = conversation.state in WAITING
        if not self._waits:
            self._expected = None

    # What the client asks.

    async def _enter(self, command: commands.Enter) -> AnyAnswer:
        wait = self.services.door.wait_to_visit_ms(self.connection.address)
        if wait:
            raise ProtocolError(ErrorCode.TOO_MANY_VISITS, data={"retry_after_ms": wait})
        visit = await self.services.visits.enter(
            client_id=ClientId(command.client_id),
            name=command.name,
            phone=command.phone,
            topic=command.topic,
            language=command.language,
            channel=CHANNEL,
            call_at=command.call_at,
        )
        return await self._open(visit, request=command.request, after_rev=0)

    async def _resume(self, command: commands.ResumeVisit) -> AnyAnswer:
        visit = await self.services.visits.resume(command.token)
        return await self._open(visit, request=command.request, after_rev=command.after_rev)

    async def _open(
        self, visit: OpenedVisit, *, request: int | None, after_rev: int
    ) -> EnteredVisit:
        """What comes between the read and the following is found by the next comparison."""
        self._visit = visit
        self.services.hub.add(self)
        self.services.places.add(self)
        page = await self.services.visits.page(visit.conversation, after_rev=after_rev)
        self._note(page.conversation)
        self.told[visit.conversation] = page.through
        self._seen_seq = page.conversation.last_seq
        self.services.hub.follow(self, visit.conversation)
        return EnteredVisit(
            request=request,
            token=visit.token,
            visit=visit_of(page.conversation),
            entries=page.entries,
            through=page.through,
            more=page.more,
            server_time=visit.now,
        )

    def _answer_committed(
        self, command: VisitCommand, arrived: float, done: "asyncio.Future[Committed]"
    ) -> None:
        """What is said after the end is said in another conversation, which it opens."""
        over = not done.cancelled() and isinstance(done.exception(), ConversationOver)
        answer = super()._answer_committed
        if over and isinstance(command, commands.VisitSend):
            again = self.tasks.spawn(self._begin_again(command), what="again")
            if again is not None:
                again.add_done_callback(lambda said: answer(command, arrived, said))
                return
        answer(command, arrived, done)

    async def _begin_again(self, command: commands.VisitSend) -> Committed:
        over = self.visit
        visit = await self.services.visits.begin_again(over, ClientId(command.client_id))
        self.told.pop(over.conversation, None)
        self.services.hub.unfollow(self, over.conversation)
        self._seen_seq = self._delivered_seq = 0
        self.connection.send(await self._open(visit, request=None, after_rev=0))
        return await self.services.visits.do(visit, command)

    async def _catch_up(self, command: commands.VisitCatchUp) -> VisitPage:
        page = await self.services.visits.page(self.visit.conversation, after_rev=command.after_rev)
        return VisitPage(
            request=command.request,
            visit=visit_of(page.conversation),
            entries=page.entries,
            through=page.through,
            more=page.more,
        )

    @property
    def _actor(self) -> Actor:
        return subscriber_of(self.visit.conversation, self.visit.name)

    async def _announce_file(self, command: commands.VisitAnnounceFile) -> Upload:
        here = self.visit.conversation
        return await file_exchange.announce(self, self._actor, here, command)

    async def _open_file(self, command: commands.VisitOpenFile) -> Ticket:
        return await file_exchange.ticket(self, self._actor, self.visit.conversation, command)

    def _write(
        self,
        command: commands.VisitSend
        | commands.VisitRate
        | commands.VisitLeave
        | commands.VisitMarkRead
        | commands.VisitCallMe,
    ) -> "asyncio.Future[Committed]":
        return self.services.visits.do(self.visit, command)

    async def _typing(self, command: commands.VisitTyping) -> None:
        text = command.text if command.typing else None
        self.services.visits.typing(self.visit, text, origin=self.identity)
