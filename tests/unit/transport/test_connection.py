"""The seam of the websocket: order, what a slow reader gets, and who is gone."""

import asyncio
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import cast

from websockets.asyncio.client import ClientConnection, connect
from websockets.asyncio.server import ServerConnection, serve
from websockets.exceptions import ConnectionClosed

from protocol import codec, limits
from protocol.answers import Bye
from protocol.errors import CloseCode
from server_stub.tasks import TaskOwner
from server_stub.transport.connection import WRITE_BYTES, Connection
from server_stub.transport.websocket import Websocket

FAREWELL = Bye(code=int(CloseCode.DRAINING), retry_after_ms=1)
FRAME_BYTES = 10_000
KERNEL_BYTES = 16 * 1024


@asynccontextmanager
async def connected() -> AsyncIterator[tuple[Connection, ClientConnection]]:
    """Both ends of a socket, the server's as sessions see it."""
    opened: asyncio.Future[Connection] = asyncio.get_running_loop().create_future()
    tasks = TaskOwner("test")

    async def hold(end: ServerConnection) -> None:
        connection = Connection(cast(Websocket, end), address="test")
        writer = tasks.spawn(connection.write(), what="writer")
        opened.set_result(connection)
        if writer is not None:
            await asyncio.wait([writer])

    listening = _small(socket.SO_SNDBUF)
    listening.bind(("127.0.0.1", 0))
    calling = _small(socket.SO_RCVBUF)
    listens = serve(hold, sock=listening, create_connection=Websocket, compression=None)
    async with listens:
        calling.connect(listening.getsockname())
        async with connect("ws://localhost", sock=calling, proxy=None, compression=None) as client:
            connection = await opened
            try:
                yield connection, client
            finally:
                await connection.finish()
                await tasks.aclose()


def _small(buffer: int) -> socket.socket:
    """A socket for which the kernel keeps little, so that a pause is felt at once."""
    one = socket.socket()
    one.setsockopt(socket.SOL_SOCKET, buffer, KERNEL_BYTES)
    return one


async def _all_of(client: ClientConnection) -> list[bytes]:
    told = []
    try:
        while True:
            told.append(bytes(await client.recv(decode=False)))
    except ConnectionClosed:
        return told


def _frames(count: int) -> list[bytes]:
    return [f"{number:08}".encode() * (FRAME_BYTES // 8) for number in range(count)]


async def test_what_is_said_arrives_in_order_and_the_farewell_comes_last() -> None:
    async with connected() as (connection, client):
        said = [b"one", b"two", b"three"]
        for frame in said:
            connection.send_frame(frame)
        connection.close(CloseCode.DRAINING, farewell=FAREWELL)
        connection.send_frame(b"too late")
        assert await _all_of(client) == [*said, codec.encode(FAREWELL)]
        assert client.close_code == CloseCode.DRAINING


async def test_a_reader_that_stops_for_a_while_misses_nothing() -> None:
    async with connected() as (connection, client):
        client.transport.pause_reading()
        said = _frames(limits.OUTBOUND_BYTES * 3 // 4 // FRAME_BYTES)
        assert sum(map(len, said)) > 8 * WRITE_BYTES
        for frame in said:
            connection.send_frame(frame)
            # So that each has a turn of its own, and the transport becomes full in between.
            await asyncio.sleep(0)
        connection.close(CloseCode.DRAINING, farewell=FAREWELL)
        client.transport.resume_reading()
        assert await _all_of(client) == [*said, codec.encode(FAREWELL)]


async def test_who_reads_nothing_is_closed_once_too_much_waits() -> None:
    async with connected() as (connection, client):
        client.transport.pause_reading()
        for frame in _frames(4 * limits.OUTBOUND_BYTES // FRAME_BYTES):
            if connection.close_code is None:
                connection.send_frame(frame)
                await asyncio.sleep(0)
        assert connection.close_code is CloseCode.SLOW
        assert await connection.receive() is None
        client.transport.abort()


async def test_who_is_gone_is_told_nothing_and_harms_nobody() -> None:
    async with connected() as (connection, client):
        client.transport.abort()
        assert await connection.receive() is None
        connection.send_frame(b"nobody hears it")
        # The turn in which it would be written.
        await asyncio.sleep(0)


async def test_a_frame_of_any_length_arrives_whole() -> None:
    lengths = [0, 1, 125, 126, 127, 0xFFFF, 0x10000]
    async with connected() as (connection, client):
        for length in lengths:
            connection.send_frame(b"x" * length)
        assert [len(await client.recv(decode=False)) for _ in lengths] == lengths
