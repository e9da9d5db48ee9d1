"""The short way of whole text messages tells the same as the library's long one, however cut."""

import asyncio
import struct
from collections.abc import Iterator
from itertools import cycle, pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from websockets.asyncio.client import connect
from websockets.asyncio.server import ServerConnection, serve
from websockets.exceptions import ConnectionClosed
from websockets.frames import Opcode
from websockets.speedups import apply_mask

from server_stub.transport.listener import READ_BYTES
from server_stub.transport.websocket import LONGEST, Websocket

MASK = b"\x1f\x2e\x3d\x4c"
END = b"the end"
REQUEST = (
    b"GET / HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
    b"Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"
)
PIECES = 4


class LongWay(Websocket):
    """As the library reads it."""

    def data_received(self, data: bytes) -> None:
        ServerConnection.data_received(self, data)


def frame(
    payload: bytes,
    opcode: int = Opcode.TEXT,
    *,
    fin: bool = True,
    masked: bool = True,
    rsv: int = 0,
) -> bytes:
    """One frame, in order or not."""
    size, bit = len(payload), 0x80 if masked else 0
    if size < 126:
        length = bytes([bit | size])
    elif size <= 0xFFFF:
        length = struct.pack("!BH", bit | 126, size)
    else:
        length = struct.pack("!BQ", bit | 127, size)
    head = bytes([(0x80 if fin else 0) | rsv | opcode]) + length
    return head + (MASK + apply_mask(payload, MASK) if masked else payload)


texts = st.one_of(
    st.binary(max_size=300),
    st.sampled_from([125, 126, 127, LONGEST, LONGEST + 1]).map(lambda size: b"x" * size),
).map(frame)
others = st.sampled_from(
    [
        frame(b"ping", Opcode.PING),
        frame(b"pong", Opcode.PONG),
        frame(b"begin", fin=False) + frame(b"end", Opcode.CONT),
        frame(b"begin", fin=False),
        frame(b"blob", Opcode.BINARY),
        frame(struct.pack("!H", 1000), Opcode.CLOSE),
        frame(b"bare", masked=False),
        frame(b"reserved", rsv=0x40),
        frame(b"x" * 126, Opcode.PING),
        frame(b"unknown", 0x3),
        frame(b"x" * (READ_BYTES + 1)),
    ]
)


@st.composite
def streams(draw: st.DrawFn) -> list[bytes]:
    """Frames one after the other, mostly texts, cut anywhere."""
    said = draw(st.lists(st.one_of(texts, texts, texts, others), max_size=6))
    octets = b"".join([*said, frame(END)])
    # Headers are where cuts matter: near where a frame begins or ends.
    starts = [sum(map(len, said[:number])) for number in range(len(said) + 1)]
    near = st.builds(lambda at, by: at + by, st.sampled_from(starts), st.integers(0, 9))
    cuts = draw(st.lists(st.one_of(near, st.integers(0, len(octets))), max_size=PIECES))
    ends = [0, *sorted(min(cut, len(octets)) for cut in cuts), len(octets)]
    return [octets[start:end] for start, end in pairwise(ends) if start < end]


async def heard(kind: type[Websocket], pieces: list[bytes]) -> list[bytes | int | None]:
    """What the server's end makes of it: the messages, and how the connection ends."""
    told: list[bytes | int | None] = []
    over = asyncio.Event()

    async def hold(end: ServerConnection) -> None:
        for piece in pieces:
            end.data_received(piece)
        try:
            while (message := await end.recv(decode=False)) != END:
                told.append(bytes(message))
        except ConnectionClosed:
            told.append(end.close_code)
        over.set()

    listening = serve(
        hold, "127.0.0.1", 0, create_connection=kind, max_size=READ_BYTES, compression=None
    )
    async with listening as server:
        port = next(iter(server.sockets)).getsockname()[1]
        url = f"ws://127.0.0.1:{port}"
        async with connect(url, proxy=None, compression=None, close_timeout=1):
            await over.wait()
    return told


@settings(max_examples=60, deadline=None)
@given(streams())
@example([frame(b"begin", fin=False) + frame(END)])
@example([frame(struct.pack("!H", 1000), Opcode.CLOSE) + frame(b"late") + frame(END)])
def test_both_ways_tell_the_same(pieces: list[bytes]) -> None:
    short, long = (asyncio.run(heard(kind, pieces)) for kind in (Websocket, LongWay))
    assert short == long


@pytest.mark.parametrize("kind", [Websocket, LongWay])
@pytest.mark.parametrize("cut", [None, -2, -20, 10])
async def test_who_does_not_wait_for_the_handshake_is_heard(
    kind: type[Websocket], cut: int | None
) -> None:
    """Frames come with the request, whose last octets may come later than its first."""
    told: asyncio.Future[list[bytes]] = asyncio.get_running_loop().create_future()

    async def hold(end: ServerConnection) -> None:
        told.set_result([bytes(await end.recv(decode=False)) for _ in range(3)])

    async with serve(hold, "127.0.0.1", 0, create_connection=kind) as server:
        port = next(iter(server.sockets)).getsockname()[1]
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        first = REQUEST if cut is None else REQUEST[:cut]
        writer.write(first)
        if cut is not None:
            await writer.drain()
            writer.write(REQUEST[cut:] + frame(b"early"))
        else:
            writer.write(frame(b"early"))
        await reader.readuntil(b"\r\n\r\n")
        writer.write(frame(b"later") + frame(END))
        assert await told == [b"early", b"later", END]
        writer.close()


def test_the_short_way_is_within_the_limit() -> None:
    assert LONGEST < READ_BYTES


@settings(max_examples=60, deadline=None)
@given(streams(), st.lists(st.booleans(), min_size=1))
def test_what_is_taken_at_once_and_what_is_received_keep_their_order(
    pieces: list[bytes], willing: list[bool]
) -> None:
    received = asyncio.run(heard(Websocket, pieces))
    assert asyncio.run(heard_at_once(pieces, cycle(willing))) == received


async def heard_at_once(pieces: list[bytes], willing: Iterator[bool]) -> list[bytes | int | None]:
    """The same where some messages are taken as they come, and the others received meanwhile."""
    told: list[bytes | int | None] = []
    over = asyncio.Event()

    async def hold(end: ServerConnection) -> None:
        assert isinstance(end, Websocket)

        def take(message: bytes) -> bool:
            if over.is_set() or not next(willing):
                return False
            note(message)
            return True

        def note(message: bytes | int | None) -> None:
            if message == END:
                over.set()
            elif not over.is_set():
                told.append(message)

        async def receive() -> None:
            try:
                while not over.is_set():
                    note(bytes(await end.recv(decode=False)))
            except ConnectionClosed:
                note(end.close_code)
                over.set()

        end.take = take
        async with asyncio.TaskGroup() as tasks:
            receiving = tasks.create_task(receive())
            for piece in pieces:
                end.data_received(piece)
                await asyncio.sleep(0)
            await over.wait()
            receiving.cancel()

    listening = serve(
        hold, "127.0.0.1", 0, create_connection=Websocket, max_size=READ_BYTES, compression=None
    )
    async with listening as server:
        port = next(iter(server.sockets)).getsockname()[1]
        url = f"ws://127.0.0.1:{port}"
        async with connect(url, proxy=None, compression=None, close_timeout=1):
            await over.wait()
    return told
