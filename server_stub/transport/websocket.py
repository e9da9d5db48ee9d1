"""A client's websocket: gives its place back at its end, and takes whole text messages a short way.

Nearly all that clients send are masked frames that hold a whole text message. Those are unmasked
here, and offered to whoever may take them at once; what he declines joins the queue of messages
where the library would have put it. Everything else goes to the library as it comes: the handshake,
what keeps the link alive, closing, long messages; and all that is left of a connection that has
once sent anything but these.
"""

import math
from collections.abc import Callable

from websockets.asyncio.server import ServerConnection
from websockets.frames import DATA_OPCODES, Frame, Opcode
from websockets.protocol import Event, State
from websockets.speedups import apply_mask

from server_stub.transport.door import Ticket

LONGEST = 0xFFFF
"""Octets of a message on the short way: what a length of two octets says."""

_OPEN = State.OPEN
_END_OF_REQUEST = b"\r\n\r\n"
_WHOLE_TEXT = 0x81
_WHOLE = frozenset({_WHOLE_TEXT, 0x88, 0x89, 0x8A})
"""How frames begin that stand for themselves: a whole text, and the three that control the link."""

_MASKED = 0x80
_IN_TWO_OCTETS = 126
"""A length that says that the length comes after it."""


class Websocket(ServerConnection):
    """A socket that gives its place back however it ends, were it in the middle of a handshake."""

    ticket: Ticket | None = None
    take: Callable[[bytes], bool] | None = None
    """Offered a message before which none waits in the queue; says whether it has taken it."""
    _binary = False
    _begun = b""
    """Of a frame that does not yet say how long it is."""
    _theirs: float = math.inf
    """How many of the next octets are the library's."""

    def connection_lost(self, exc: Exception | None) -> None:
        """Give the place back."""
        super().connection_lost(exc)
        if self.ticket is not None:
            self.ticket.leave()

    def data_received(self, data: bytes) -> None:
        """Take frames, whole or in pieces, however many there are."""
        if data.endswith(_END_OF_REQUEST) and self.protocol.state is State.CONNECTING:
            self._theirs = len(data)
        if self._begun:
            data, self._begun = self._begun + data, b""
        start = 0
        while start < len(data):
            if self._theirs:
                end = min(len(data), start + self._theirs)
                self._theirs -= end - start
                super().data_received(data[start : int(end)])
                start = int(end)
            else:
                start = self._take_frame(data, start)

    def process_event(self, event: Event) -> None:
        """The contract is of text: what a binary message holds is never looked at."""
        if isinstance(event, Frame) and event.opcode in DATA_OPCODES:
            if event.opcode is not Opcode.CONT:
                self._binary = event.opcode is Opcode.BINARY
            if self._binary:
                event = Frame(event.opcode, b"", event.fin)
        super().process_event(event)

    def _take_frame(self, data: bytes, start: int) -> int:
        """Take the frame that begins here, or leave it to the library; says where to go on."""
        there = len(data) - start
        length = data[start + 1] ^ _MASKED if there >= 2 else 0
        if there < 2 or (length == _IN_TWO_OCTETS and there < 4):
            self._begun = data[start:]
            return len(data)
        text = start + 6
        if length == _IN_TWO_OCTETS:
            length = int.from_bytes(data[start + 2 : start + 4])
            text += 2
        elif length > _IN_TWO_OCTETS:
            # Longer than goes this way, or not masked.
            self._theirs = math.inf
            return start
        end = text + length
        kind = data[start]
        if kind == _WHOLE_TEXT and end <= len(data) and self.protocol.state is _OPEN:
            octets = apply_mask(data[text:end], data[text - 4 : text])
            waiting = self.recv_messages
            if self.take is None or waiting.frames or not self.take(octets):
                waiting.put(Frame(Opcode.TEXT, octets))
            return end
        self._theirs = end - start if kind in _WHOLE else math.inf
        return start
