"""A TCP balancer as plain as can be: each connection to the next node that takes it."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from itertools import count


@asynccontextmanager
async def balancing(ports: Sequence[int]) -> AsyncIterator[int]:
    """Listen on the port it gives until the block ends; nobody comes to the same node twice."""
    turns = count()

    async def on_connection(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        first = next(turns)
        try:
            for turn in range(len(ports)):
                port = ports[(first + turn) % len(ports)]
                try:
                    there_reader, there_writer = await asyncio.open_connection("127.0.0.1", port)
                except OSError:
                    continue
                async with asyncio.TaskGroup() as group:
                    group.create_task(_pump(reader, there_writer))
                    group.create_task(_pump(there_reader, writer))
                return
        finally:
            writer.close()

    listener = await asyncio.start_server(on_connection, "127.0.0.1", 0)
    try:
        yield listener.sockets[0].getsockname()[1]
    finally:
        listener.close()


async def _pump(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """One direction until either end of it is gone."""
    try:
        while data := await reader.read(65_536):
            writer.write(data)
            await writer.drain()
    except OSError:
        pass
    finally:
        writer.close()
