"""A TCP proxy that cuts its first connection after a number of bytes of one direction."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field


@dataclass
class Cut:
    """After how many bytes, to the server or from it; None never cuts."""

    after: int | None
    to_server: bool
    port: int = 0
    passed: dict[bool, int] = field(default_factory=lambda: {True: 0, False: 0})
    done: bool = False


@asynccontextmanager
async def cutting(cut: Cut, server_port: int) -> AsyncIterator[Cut]:
    """The proxy listens on `cut.port` until the block ends."""

    async def on_connection(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            there_reader, there_writer = await asyncio.open_connection("127.0.0.1", server_port)
            async with asyncio.TaskGroup() as group:
                group.create_task(pump(reader, there_writer, to_server=True))
                group.create_task(pump(there_reader, writer, to_server=False))
        except* OSError:
            pass
        finally:
            writer.close()

    async def pump(
        reader: asyncio.StreamReader, writer: asyncio.StreamWriter, *, to_server: bool
    ) -> None:
        try:
            while data := await reader.read(4096):
                limit = cut.after if to_server == cut.to_server and not cut.done else None
                if limit is not None and cut.passed[to_server] + len(data) >= limit:
                    cut.done = True
                    writer.write(data[: limit - cut.passed[to_server]])
                    with suppress(OSError):
                        await writer.drain()
                    raise ConnectionResetError
                cut.passed[to_server] += len(data)
                writer.write(data)
                await writer.drain()
        finally:
            writer.close()

    listener = await asyncio.start_server(on_connection, "127.0.0.1", 0)
    cut.port = listener.sockets[0].getsockname()[1]
    try:
        yield cut
    finally:
        listener.close()
