"""A cable between a console and its server that can be pulled out, plugged in, and made to hang."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager


class Cable:
    """A TCP proxy; `port` is the console's end."""

    def __init__(self, server_port: int) -> None:
        self.port = 0
        self._server_port = server_port
        self._plugged = True
        self._flows = asyncio.Event()
        self._flows.set()
        self._ends: set[asyncio.StreamWriter] = set()

    def pull(self) -> None:
        """Every connection breaks off, whatever was under way; no new one comes about."""
        self._plugged = False
        self._flows.set()
        for end in tuple(self._ends):
            end.transport.abort()

    def hang(self) -> None:
        """Connections stay and come about, and nothing gets through."""
        self._flows.clear()

    def mend(self) -> None:
        """Plugged in; what hung goes on where it stopped, however late."""
        self._plugged = True
        self._flows.set()

    async def carry(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """A connection of the console."""
        if not self._plugged:
            writer.transport.abort()
            return
        self._ends.add(writer)
        there: asyncio.StreamWriter | None = None
        try:
            back, there = await asyncio.open_connection("127.0.0.1", self._server_port)
            self._ends.add(there)
            async with asyncio.TaskGroup() as group:
                group.create_task(self._pump(reader, there))
                group.create_task(self._pump(back, writer))
        except* OSError:
            pass
        finally:
            for end in (writer, there):
                if end is not None:
                    self._ends.discard(end)
                    end.close()

    async def _pump(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while data := await reader.read(4096):
                await self._flows.wait()
                if writer.is_closing():
                    return
                writer.write(data)
                await writer.drain()
        finally:
            writer.close()


@asynccontextmanager
async def cable(server_port: int) -> AsyncIterator[Cable]:
    """A cable to a server on this machine."""
    laid = Cable(server_port)
    async with await asyncio.start_server(laid.carry, "127.0.0.1", 0) as listening:
        laid.port = listening.sockets[0].getsockname()[1]
        try:
            yield laid
        finally:
            laid.pull()
