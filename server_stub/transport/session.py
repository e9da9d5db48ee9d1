"""What sessions of desks and of subscribers have in common: the reader, the pace, the answers."""

import asyncio
import time
from abc import ABC, abstractmethod
from collections.abc import Awaitable, Callable, Mapping
from typing import Any, Generic, TypeVar

from protocol import limits
from protocol.answers import AnyAnswer, Bye, Done, Refused
from protocol.commands import Command
from protocol.errors import CloseCode, ErrorCode, ProtocolError
from protocol.ids import ConversationId, new_id
from server_stub.storage.conversations import Committed
from server_stub.tasks import TaskOwner
from server_stub.transport.connection import Connection
from server_stub.transport.pace import Pace
from server_stub.transport.refusals import refusal
from server_stub.transport.services import Services

_Command = TypeVar("_Command", bound=Command)

PATIENCE = 100
"""Refusals for speed in a row before the connection is closed: that is no program of ours."""

Handler = Callable[[Any], Awaitable[AnyAnswer | None]]


class Session(ABC, Generic[_Command]):
    """One client's connection.

    Commands that write are submitted in the order of arrival and not waited for, so that a slow
    conversation never holds up another; answers come as they are committed. At most
    `limits.COMMANDS_IN_FLIGHT` are under way: beyond that the reader pauses and TCP pushes back.

    Attributes: `opening`, `writing`, `reading`: what answers a command, by its type. Those that
    open the session come first and once; those that read run beside the commands behind them.
    """

    opening: Mapping[type, Handler]
    writing: Mapping[type, Handler]
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
        self._places = asyncio.Semaphore(limits.COMMANDS_IN_FLIGHT)

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
                while (frame := await self.connection.receive()) is not None:
                    await self._take(frame)
        finally:
            gauge.dec()
            code = self.connection.close_code
            if code is not None:
                self.services.metrics.closed.labels(code.name.lower()).inc()
            await self.ended()
            await self.connection.finish()
            await self.tasks.aclose()

    def say_goodbye(self, *, retry_after_ms: int) -> None:
        """The node stops: the client shall come back after a pause."""
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

    async def written(self, command: Command, future: "asyncio.Future[Committed]") -> None:
        """Answer when it is committed, without holding up the commands behind it."""
        await self._places.acquire()
        verb = str(command.__struct_config__.tag)
        started = time.perf_counter()

        def answer(done: "asyncio.Future[Committed]") -> None:
            self._places.release()
            if done.cancelled():
                return
            error = done.exception()
            metrics = self.services.metrics
            if error is not None:
                refused = refusal(error, request=command.request)
                metrics.commands.labels(verb, refused.code.value).inc()
                self.connection.send(refused)
                return
            committed = done.result()
            metrics.commands.labels(verb, "done").inc()
            metrics.acknowledged.observe(time.perf_counter() - started)
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

        future.add_done_callback(answer)

    # What was missed.

    def repair(self, conversation: ConversationId) -> None:
        """The store is ahead of what the client was told: read, and tell. Idempotent."""
        if conversation not in self._repairs:
            self._repairs.add(conversation)
            self.tasks.spawn(self._repair(conversation), what="repair")

    async def _repair(self, conversation: ConversationId) -> None:
        try:
            await self.tell_missing(conversation)
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

    async def _take(self, frame: bytes) -> None:
        wait = self._pace.wait_ms()
        try:
            command = self.decode(frame)
        except ProtocolError as error:
            self._count(None, error.code)
            self.connection.send(refusal(error, request=error.request))
            return
        if wait:
            self._slow_down(command, wait)
            return
        self._impatience = 0
        kind = type(command)
        if kind in self.opening and not self.is_open:
            await self._answer(command, self.opening[kind])
        elif kind in self.opening:
            self._refuse(command, ErrorCode.ALREADY_SIGNED_IN)
        elif not self.is_open:
            self._refuse(command, ErrorCode.NOT_SIGNED_IN)
        elif kind in self.writing:
            await self._answer(command, self.writing[kind])
        else:
            await self._places.acquire()
            self.tasks.spawn(self._read(command), what="read")

    async def _read(self, command: _Command) -> None:
        try:
            await self._answer(command, self.reading[type(command)])
        finally:
            self._places.release()

    async def _answer(self, command: _Command, handler: Handler) -> None:
        """A boundary: whatever a handler raises becomes a coded refusal."""
        try:
            answer = await handler(command)
        except Exception as error:  # noqa: BLE001 - nothing a client sends may end its connection
            refused = refusal(error, request=command.request)
            self._count(command, refused.code)
            self.connection.send(refused)
        else:
            if answer is not None:
                self.connection.send(answer)

    def _slow_down(self, command: _Command, wait_ms: int) -> None:
        self._impatience += 1
        if self._impatience > PATIENCE:
            self.connection.close(CloseCode.BAD_HANDSHAKE)
        else:
            self._refuse(command, ErrorCode.TOO_FAST, retry_after_ms=wait_ms)

    def _refuse(self, command: _Command, code: ErrorCode, **data: int) -> None:
        self._count(command, code)
        self.connection.send(Refused(code=code, request=command.request, data=dict(data)))

    def _count(self, command: _Command | None, code: ErrorCode) -> None:
        verb = "" if command is None else str(command.__struct_config__.tag)
        self.services.metrics.commands.labels(verb, code.value).inc()
