"""What sessions of desks and of subscribers have in common: the reader, the pace, the answers."""

import asyncio
import time
from abc import ABC, abstractmethod
from collections.abc import Awaitable, Callable, Mapping
from functools import partial
from typing import Any, Generic, TypeVar

import structlog

from protocol import codec, limits
from protocol.answers import AnyAnswer, Bye, Changed, Done, Refused, VisitChanged
from protocol.commands import Command
from protocol.errors import CloseCode, ErrorCode, ProtocolError
from protocol.ids import ConversationId, new_id
from server_stub.bus.wakes import ConversationWake
from server_stub.domain.errors import DomainError
from server_stub.storage.conversations import Committed
from server_stub.storage.errors import StorageUnavailable
from server_stub.tasks import TaskOwner
from server_stub.transport.connection import Connection
from server_stub.transport.pace import Pace
from server_stub.transport.places import Places
from server_stub.transport.refusals import refusal
from server_stub.transport.services import Services

_Command = TypeVar("_Command", bound=Command)
_log = structlog.get_logger(__name__)

PATIENCE = 100
"""Frames over the pace in a row before the connection is closed: that is no program of ours."""

Handler = Callable[[Any], Awaitable[AnyAnswer | None]]
Submit = Callable[[Any], "asyncio.Future[Committed]"]


class Session(ABC, Generic[_Command]):
    """One client's connection.

    Commands that write are submitted in the order of arrival and not waited for, so that a slow
    conversation never holds up another; answers come as they are committed. At most
    `limits.COMMANDS_IN_FLIGHT` are under way: beyond that the reader pauses and TCP pushes back.

    Attributes: what answers a command, by its type. Those of `opening` open the session, first and
    once; `writing` submits to a lane; `ordered` is waited for before the next frame is read;
    `reading` runs beside the commands behind it.
    """

    opening: Mapping[type, Handler]
    writing: Mapping[type, Submit]
    ordered: Mapping[type, Handler]
    reading: Mapping[type, Handler]

    def __init__(
        self, connection: Connection, services: Services, *, side: str, pace: Pace
    ) -> None:
        self.connection = connection
        self.services = services
        self.identity = new_id()
        self.tasks = TaskOwner(side)
        self.told: dict[ConversationId, int] = {}
        self._repairs: set[ConversationId] = set()
        self._side = side
        self._pace = pace
        self._impatience = 0
        self._places = Places(limits.COMMANDS_IN_FLIGHT)
        self._taking = False

    @property
    def watched(self) -> Mapping[ConversationId, int]:
        """The conversations it follows, and the revision its client was told of each."""
        return self.told

    async def run(self) -> None:
        """Serve the client until either side has had enough."""
        self.tasks.spawn(self.connection.write(), what="writer")
        gauge = self.services.metrics.connections.labels(self._side)
        gauge.inc()
        try:
            if await self._first_frame():
                self.connection.known()
                self.connection.take_by(self._take_at_once)
                while (frame := await self.connection.receive()) is not None:
                    await self._take(frame)
        finally:
            self.connection.take_by(None)
            gauge.dec()
            code = self.connection.close_code
            if code is not None:
                self.services.metrics.closed.labels(code.name.lower()).inc()
            try:
                await self.ended()
            except StorageUnavailable:
                _log.warning("ended_unrecorded")
            finally:
                await self.connection.finish()
                await self.tasks.aclose()

    async def drain(self, *, retry_after_ms: int) -> None:
        """The node stops: answer what is under way, take no more, say goodbye.

        Safe to cancel: then the goodbye is still to be said.
        """
        try:
            await self._places.all_back()
            self.say_goodbye(retry_after_ms=retry_after_ms)
        finally:
            self._places.reopen()

    def say_goodbye(self, *, retry_after_ms: int) -> None:
        """The client shall come back after a pause. Idempotent."""
        self.connection.close(
            CloseCode.DRAINING,
            farewell=Bye(code=int(CloseCode.DRAINING), retry_after_ms=retry_after_ms),
        )

    @property
    @abstractmethod
    def is_open(self) -> bool:
        """Whether the client has said who it is."""

    @abstractmethod
    def decode(self, frame: bytes) -> _Command:
        """The command in a frame. Raises `ProtocolError`."""

    @abstractmethod
    async def ended(self) -> None:
        """The client is gone: leave no trace."""

    @abstractmethod
    async def tell_missing(self, conversation: ConversationId) -> None:
        """Read what the client has not been told of a conversation, and tell it."""

    # Answers.

    def _answer_committed(
        self, command: _Command, arrived: float, done: "asyncio.Future[Committed]"
    ) -> None:
        """Say how a command that writes has ended."""
        self._places.give_back()
        if done.cancelled():
            return
        error = done.exception()
        if error is not None:
            refused = refusal(error, request=command.request)
            self._count(command, refused.code)
            self.connection.send(refused)
            return
        committed = done.result()
        answered = self.services.metrics.answered
        answered.count(_verb(command), "done")
        answered.committed(time.perf_counter() - arrived)
        self.connection.send(
            Done(
                request=command.request,
                conversation=committed.conversation,
                seq=committed.seq,
                rev=committed.rev,
                epoch=committed.epoch,
                at=committed.at,
            )
        )

    # What is told.

    def tell_change(self, wake: ConversationWake, change: Changed | VisitChanged) -> bool:
        """Tell what a wake-up carries at once; by pages, where that is more than a frame holds."""
        try:
            frame = codec.encode(change)
        except ProtocolError:
            self.repair(wake.conversation.id)
            return False
        self.told[wake.conversation.id] = wake.conversation.rev
        self.connection.send_frame(frame)
        return True

    def repair(self, conversation: ConversationId) -> None:
        """The store is ahead of what the client was told: read, and tell. Idempotent."""
        if conversation not in self._repairs:
            self._repairs.add(conversation)
            self.tasks.spawn(self._repair(conversation), what="repair")

    async def _repair(self, conversation: ConversationId) -> None:
        try:
            await self.tell_missing(conversation)
        except (DomainError, StorageUnavailable):
            # It is found again by the next comparison, if it is still this client's to know.
            return
        finally:
            self._repairs.discard(conversation)

    # The reader.

    async def _first_frame(self) -> bool:
        """The client must say who it is in time; what it says wrong before that is refused."""
        try:
            async with asyncio.timeout(limits.AUTHENTICATE_SECONDS):
                while not self.is_open:
                    frame = await self.connection.receive()
                    if frame is None:
                        return False
                    await self._take(frame)
        except TimeoutError:
            self.connection.close(CloseCode.SILENT)
            return False
        return True

    def _take_at_once(self, frame: bytes) -> bool:
        """Take what is to be written, as nearly everything is, without waking the reader.

        Declines all that is out of the ordinary, and whatever comes while something before it is
        still being taken.
        """
        if self._taking or self.connection.close_code is not None:
            return False
        try:
            command = self.decode(frame)
        except ProtocolError:
            return False
        submit = self.writing.get(type(command))
        if submit is None or not self._places.take():
            return False
        if self._pace.wait_ms():
            self._places.give_back()
            return False
        self._impatience = 0
        self._submit(command, submit)
        return True

    def _submit(self, command: _Command, submit: Submit) -> None:
        """Answer it when it is committed; it has its place until then."""
        answer = partial(self._answer_committed, command, time.perf_counter())
        submit(command).add_done_callback(answer)

    async def _take(self, frame: bytes) -> None:
        self._taking = True
        try:
            await self._take_in_turn(frame)
        finally:
            self._taking = False

    async def _take_in_turn(self, frame: bytes) -> None:
        wait = self._pace.wait_ms()
        if not wait:
            self._impatience = 0
        elif self._impatience >= PATIENCE:
            self.connection.close(CloseCode.BAD_HANDSHAKE)
            return
        else:
            self._impatience += 1
        try:
            command = self.decode(frame)
        except ProtocolError as error:
            self._count(None, error.code)
            self.connection.send(refusal(error, request=error.request))
            return
        if wait:
            self._refuse(command, ErrorCode.TOO_FAST, retry_after_ms=wait)
            return
        kind = type(command)
        if kind in self.opening and not self.is_open:
            await self._answer(command, self.opening[kind])
        elif kind in self.opening:
            self._refuse(command, ErrorCode.ALREADY_SIGNED_IN)
        elif not self.is_open:
            self._refuse(command, ErrorCode.NOT_SIGNED_IN)
        else:
            await self._places.wait()
            if self.connection.close_code is not None:
                self._places.give_back()
            elif kind in self.writing:
                self._submit(command, self.writing[kind])
            elif kind in self.ordered:
                await self._answer_in_place(command, self.ordered[kind])
            else:
                work = self._answer_in_place(command, self.reading[kind])
                self.tasks.spawn(work, what="read")

    async def _answer_in_place(self, command: _Command, handler: Handler) -> None:
        try:
            await self._answer(command, handler)
        finally:
            self._places.give_back()

    async def _answer(self, command: _Command, handler: Handler) -> None:
        """A boundary: whatever a handler raises becomes a coded refusal."""
        try:
            answer = await handler(command)
            if answer is not None:
                self.connection.send(answer)
        except Exception as error:  # noqa: BLE001 - nothing a client sends may end its connection
            refused = refusal(error, request=command.request)
            self._count(command, refused.code)
            self.connection.send(refused)

    def _refuse(self, command: _Command, code: ErrorCode, **data: int) -> None:
        self._count(command, code)
        self.connection.send(Refused(code=code, request=command.request, data=dict(data)))

    def _count(self, command: _Command | None, code: ErrorCode) -> None:
        verb = "" if command is None else _verb(command)
        self.services.metrics.answered.count(verb, code.value)


def _verb(command: Command) -> str:
    return str(command.__struct_config__.tag)
