"""The store as the rest of the server uses it: lanes to write, threads to read, one way to end."""

import asyncio
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from sqlalchemy import Connection, Engine
from sqlalchemy.engine import URL
from sqlalchemy.exc import OperationalError

from server_stub.bus.wakes import Wake
from server_stub.storage import engine as engines
from server_stub.storage.errors import StorageUnavailable
from server_stub.storage.lane import POSTGRESQL_LANES, Lanes

_Result = TypeVar("_Result")


class Store:
    """An open store. Made on the event loop that uses it."""

    def __init__(
        self, url: str | URL, *, offer_ms: int, publish: Callable[[Sequence[Wake]], None]
    ) -> None:
        self._writers = engines.writing_engine(url, lanes=POSTGRESQL_LANES)
        self._readers = engines.reading_engine(url)
        self._threads = ThreadPoolExecutor(engines.READERS, thread_name_prefix="reader")
        self._loop = asyncio.get_running_loop()
        self.lanes = Lanes(self._writers, offer_ms=offer_ms, publish=publish)

    async def read(self, look: Callable[[Connection], _Result]) -> _Result:
        """One consistent look, off the event loop. Raises `StorageUnavailable`."""
        return await self._loop.run_in_executor(self._threads, self._read_blocking, look)

    async def ask(self, question: Callable[[], _Result]) -> _Result:
        """A question to something that blocks, such as a directory, on a reading thread.

        Raises `StorageUnavailable` where it is answered from a store that cannot be read.
        """
        return await self._loop.run_in_executor(self._threads, _asked_blocking, question)

    @property
    def readers(self) -> Engine:
        """The reading engine, for what brings its own threads or runs on ours by `ask`."""
        return self._readers

    async def close(self) -> None:
        """Finish every write, then close everything."""
        await self.lanes.close()
        await self._loop.run_in_executor(None, self._threads.shutdown)
        self._writers.dispose()
        self._readers.dispose()

    def _read_blocking(self, look: Callable[[Connection], _Result]) -> _Result:
        def on_connection() -> _Result:
            with self._readers.begin() as connection:
                return look(connection)

        return _asked_blocking(on_connection)


def _asked_blocking(question: Callable[[], _Result]) -> _Result:
    try:
        return question()
    except OperationalError as error:
        raise StorageUnavailable(str(error.orig)) from error
