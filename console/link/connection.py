"""One open websocket: commands out, each answer back to who asked, the rest to the sink."""

import asyncio
from collections.abc import Callable
from typing import TypeVar

from websockets.asyncio.client import ClientConnection
from websockets.exceptions import ConnectionClosed

from console.core.errors import CommandRejected, LinkLost
from protocol import codec, limits
from protocol.answers import AnyAnswer, Bye, Refused
from protocol.commands import Command, DeskCommand
from protocol.errors import ProtocolError

ANSWER_SECONDS = 10.0
"""A commit takes milliseconds; after this long the answer is not going to come."""
_STEP_SECONDS = 0.5
"""By how much silence may last longer before it is noticed. A deadline for each frame would be a
timer each in the window's event loop: it keeps even cancelled ones until their time has come."""

Sink = Callable[[AnyAnswer], None]
MakeCommand = Callable[[int], DeskCommand]
_A = TypeVar("_A", bound=object)


class Connection:
    """Correlates answers with commands by their number.

    `strange_frames` counts what could not be read: a newer server may say more than we know.
    """

    def __init__(self, socket: ClientConnection, *, sink: Sink) -> None:
        self._socket = socket
        self._sink = sink
        self._waiting: dict[int, asyncio.Future[AnyAnswer]] = {}
        self._last_request = 0
        self.bye: Bye | None = None
        self.strange_frames = 0

    async def ask(self, make: MakeCommand, expected: type[_A]) -> _A:
        """Send a command and wait for its answer.

        Raises `CommandRejected` where the server refused, `LinkLost` where no answer came. Safe to
        cancel: the answer is then ignored.
        """
        self._last_request += 1
        request = self._last_request
        answer: asyncio.Future[AnyAnswer] = asyncio.get_running_loop().create_future()
        self._waiting[request] = answer
        try:
            async with asyncio.timeout(ANSWER_SECONDS):
                await self._write(make(request))
                told = await answer
        except TimeoutError:
            raise LinkLost from None
        finally:
            del self._waiting[request]
            if answer.done() and not answer.cancelled():
                answer.exception()  # looked at, whoever failed first
        if isinstance(told, Refused):
            raise CommandRejected(told.code, data=told.data)
        if not isinstance(told, expected):
            raise LinkLost
        return told

    async def tell(self, make: MakeCommand) -> None:
        """Send a command that is never answered."""
        self._last_request += 1
        async with asyncio.timeout(ANSWER_SECONDS):
            await self._write(make(self._last_request))

    async def read(self) -> None:
        """Hand on frames until the link breaks or falls silent. Raises `LinkLost`, always."""
        now = asyncio.get_running_loop().time
        patience = limits.SILENCE_SECONDS + _STEP_SECONDS
        timed = now()
        try:
            async with asyncio.timeout_at(timed + patience) as silence:
                while True:
                    self._on_frame(await self._socket.recv(decode=False))
                    if now() - timed >= _STEP_SECONDS:
                        timed = now()
                        silence.reschedule(timed + patience)
        except (ConnectionClosed, TimeoutError):
            raise LinkLost from None
        finally:
            self._give_up()

    def _on_frame(self, frame: bytes) -> None:
        try:
            answer = codec.decode_answer(frame)
        except ProtocolError:
            self.strange_frames += 1
            return
        if isinstance(answer, Bye):
            self.bye = answer
            return
        request = getattr(answer, "request", None)
        waiting = self._waiting.get(request) if request is not None else None
        if waiting is None:
            if request is None:
                self._sink(answer)
        elif not waiting.done():
            waiting.set_result(answer)

    async def _write(self, command: Command) -> None:
        try:
            await self._socket.send(codec.encode(command), text=True)  # type: ignore[arg-type]
        except ConnectionClosed:
            raise LinkLost from None

    def _give_up(self) -> None:
        for waiting in self._waiting.values():
            if not waiting.done():
                waiting.set_exception(LinkLost())
