"""One websocket as sessions see it: frames in, frames out through a bounded queue, one way out.

This is the seam behind which the websocket library can be changed. What is said in one turn of the
event loop leaves in one write; what the reader is too slow for waits in the queue.
"""

import asyncio
import contextlib
import struct
from collections import deque
from collections.abc import Callable
from urllib.parse import urlsplit

from websockets.exceptions import ConnectionClosed
from websockets.protocol import State

from protocol import codec, limits
from protocol.answers import AnyAnswer
from protocol.errors import CloseCode
from server_stub.transport.websocket import Websocket

CLOSE_SECONDS = 1.0
"""How long a closing handshake may take before the socket is cut."""

FAREWELL_SECONDS = 3.0
"""How long what is queued may take before a closing: a reader that hangs is cut all the same."""

WRITE_BYTES = 32 * 1024
"""In one write: about what the transport holds before it says that the reader is slow."""

_OPEN = State.OPEN
_WHOLE_TEXT = 0x81
_IN_TWO_OCTETS, _IN_EIGHT_OCTETS = 126, 127
_LONGEST_IN_TWO = 0xFFFF


class Connection:
    """A client's socket. `send` never waits; a client that does not keep up is closed with SLOW."""

    def __init__(
        self,
        socket: Websocket,
        *,
        address: str | None,
        on_known: Callable[[], None] | None = None,
    ) -> None:
        self._socket = socket
        self._frames: deque[bytes] = deque()
        self._bytes = 0
        self._loop = asyncio.get_running_loop()
        self._flushing = False
        self._held_up = asyncio.Event()
        self._emptied = asyncio.Event()
        self._close_code: CloseCode | None = None
        self._cutting: asyncio.TimerHandle | None = None
        self._finished = False
        self.address = address
        self.host = _host(socket)
        """As the client calls this server, without a port; empty where it did not say."""
        self._on_known = on_known

    @property
    def close_code(self) -> CloseCode | None:
        """Why the server closes it, once it does."""
        return self._close_code

    def known(self) -> None:
        """The client has said who it is."""
        if self._on_known is not None:
            self._on_known()

    def take_by(self, take: Callable[[bytes], bool] | None) -> None:
        """Offer each frame here first, as it comes; only what it declines is received.

        It spares the reader a turn of the event loop. Nothing is offered while something waits to
        be received, so the order stays.
        """
        self._socket.take = take

    async def receive(self) -> bytes | None:
        """The next frame, or None when the connection is over, or to be."""
        if self._close_code is not None:
            return None
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
        elif not self._flushing:
            self._flushing = True
            self._loop.call_soon(self._flush)

    def close(self, code: CloseCode, *, farewell: AnyAnswer | None = None) -> None:
        """Close after what is queued, at once if the reader is slow. Idempotent."""
        if self._close_code is not None:
            return
        if code is CloseCode.SLOW:
            self._frames.clear()
        elif farewell is not None:
            self._frames.append(codec.encode(farewell))
        self._close_code = code
        self._held_up.set()
        # The writer may hang in this very socket: only cutting it lets it go.
        patience = CLOSE_SECONDS if code is CloseCode.SLOW else FAREWELL_SECONDS
        self._cutting = self._loop.call_later(patience, self._cut)

    async def write(self) -> None:
        """The writer of what is held up by its reader, and of the closing; ends with it."""
        try:
            while self._close_code is None or self._frames:
                await self._held_up.wait()
                self._held_up.clear()
                while self._frames:
                    # What has ended the connection, if it has, is raised here.
                    with contextlib.suppress(OSError):
                        await self._socket.drain()
                    self._flush()
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

    def _flush(self) -> None:
        """Write what is queued, as far as the reader keeps up; the writer does the rest."""
        self._flushing = False
        while self._frames and not self._socket.paused:
            self._write_some()
        if self._frames:
            self._held_up.set()

    def _write_some(self) -> None:
        protocol, transport = self._socket.protocol, self._socket.transport
        if protocol.state is not _OPEN:
            self._frames.clear()
            return
        size = 0
        octets: list[bytes] = []
        while self._frames and size < WRITE_BYTES:
            frame = self._frames.popleft()
            size += len(frame)
            octets += (_head(len(frame)), frame)
        self._bytes -= size
        try:
            transport.write(b"".join(octets))
        except (OSError, RuntimeError):
            # A transport that is gone says so here, if it has not yet told the library.
            self._cut()

    async def _say_goodbye(self, code: CloseCode) -> None:
        with contextlib.suppress(TimeoutError, ConnectionClosed):
            async with asyncio.timeout(CLOSE_SECONDS):
                await self._socket.close(code, code.name.lower())
                return
        self._cut()

    def _cut(self) -> None:
        self._socket.transport.abort()


def _head(length: int) -> bytes:
    """What stands before a whole text of this length that is not masked."""
    if length < _IN_TWO_OCTETS:
        return bytes((_WHOLE_TEXT, length))
    if length <= _LONGEST_IN_TWO:
        return struct.pack("!BBH", _WHOLE_TEXT, _IN_TWO_OCTETS, length)
    return struct.pack("!BBQ", _WHOLE_TEXT, _IN_EIGHT_OCTETS, length)


def _host(socket: Websocket) -> str:
    """It goes back to this client only, so that what he makes up harms nobody else."""
    said = socket.request.headers.get("Host", "") if socket.request else ""
    try:
        return urlsplit(f"//{said}").hostname or ""
    except ValueError:
        return ""
