"""One websocket as sessions see it: frames in, frames out through a bounded queue, one way out.

This is the seam behind which the websocket library can be changed.
"""

import asyncio
import contextlib
from collections import deque
from collections.abc import Callable

from websockets.asyncio.server import ServerConnection
from websockets.exceptions import ConnectionClosed

from protocol import codec, limits
from protocol.answers import AnyAnswer
from protocol.errors import CloseCode

CLOSE_SECONDS = 1.0
"""How long a closing handshake may take before the socket is cut."""

FAREWELL_SECONDS = 3.0
"""How long what is queued may take before a closing: a reader that hangs is cut all the same."""


class Connection:
    """A client's socket. `send` never waits; a client that does not keep up is closed with SLOW."""

    def __init__(
        self,
        socket: ServerConnection,
        *,
        address: str | None,
        on_known: Callable[[], None] | None = None,
    ) -> None:
        self._socket = socket
        self._frames: deque[bytes] = deque()
        self._bytes = 0
        self._filled = asyncio.Event()
        self._emptied = asyncio.Event()
        self._close_code: CloseCode | None = None
        self._cutting: asyncio.TimerHandle | None = None
        self._finished = False
        self.address = address
        self._on_known = on_known

    @property
    def close_code(self) -> CloseCode | None:
        """Why the server closes it, once it does."""
        return self._close_code

    def known(self) -> None:
        """The client has said who it is."""
        if self._on_known is not None:
            self._on_known()

    async def receive(self) -> bytes | None:
        """The next frame, or None when the connection is over."""
        try:
            frame = await self._socket.recv(decode=False)
        except ConnectionClosed:
            return None
        return bytes(frame)

    def send(self, message: AnyAnswer) -> None:
        """Queue an answer."""
        self.send_frame(codec.encode(message))

    def send_frame(self, frame: bytes) -> None:
        """Queue a frame that was encoded once for many."""
        if self._close_code is not None:
            return
        self._frames.append(frame)
        self._bytes += len(frame)
        if self._bytes > limits.OUTBOUND_BYTES:
            self.close(CloseCode.SLOW)
        else:
            self._filled.set()

    def close(self, code: CloseCode, *, farewell: AnyAnswer | None = None) -> None:
        """Close after what is queued, at once if the reader is slow. Idempotent."""
        if self._close_code is not None:
            return
        if code is CloseCode.SLOW:
            self._frames.clear()
        elif farewell is not None:
            self._frames.append(codec.encode(farewell))
        self._close_code = code
        self._filled.set()
        # The writer may hang in this very socket: only cutting it lets it go.
        patience = CLOSE_SECONDS if code is CloseCode.SLOW else FAREWELL_SECONDS
        self._cutting = asyncio.get_running_loop().call_later(patience, self._cut)

    async def write(self) -> None:
        """The writer: ends when the connection is over."""
        try:
            while True:
                await self._filled.wait()
                self._filled.clear()
                while self._frames:
                    frame = self._frames.popleft()
                    self._bytes -= len(frame)
                    await self._socket.send(frame, text=True)
                if self._close_code is not None:
                    break
        except ConnectionClosed:
            return
        finally:
            self._frames.clear()
            self._emptied.set()
        await self._say_goodbye(self._close_code)

    async def finish(self) -> None:
        """Make sure that the socket is gone, after what was to be said before the closing."""
        if not self._finished:
            self._finished = True
            if self._close_code is not None:
                # The cut that goes with every closing bounds the wait.
                await self._emptied.wait()
            await self._say_goodbye(self._close_code or CloseCode.DRAINING)
            if self._cutting is not None:
                self._cutting.cancel()

    async def _say_goodbye(self, code: CloseCode) -> None:
        with contextlib.suppress(TimeoutError, ConnectionClosed):
            async with asyncio.timeout(CLOSE_SECONDS):
                await self._socket.close(code, code.name.lower())
                return
        self._cut()

    def _cut(self) -> None:
        self._socket.transport.abort()
