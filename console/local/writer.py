"""The one thread that touches a file: does what waits in one transaction, then answers."""

import asyncio
import queue
import threading
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError, OperationalError

from console.core.errors import SettingsError, SettingsReason

MOST_OWED = 10_000
"""Writes that wait for a full disk, the latest: a draft a second for a morning."""

_RETRY_SECONDS = 2.0

_T = TypeVar("_T")


@dataclass(slots=True)
class _Job:
    work: Callable[[Connection], Any]
    done: asyncio.Future[Any] | None
    result: Any = None


class Writer:
    """Runs jobs in the order they were given; what waits together is committed together.

    `on_disk` hears of each failure, and None when the disk writes again.
    A job must not fail for what it was given, only for the disk: then every job of its
    transaction is answered with `SettingsError`.
    """

    def __init__(
        self, engine: Engine, *, name: str, on_disk: Callable[[SettingsError | None], None]
    ) -> None:
        self._engine = engine
        self._on_disk = on_disk
        self._failing = False
        self._owed: deque[_Job] = deque(maxlen=MOST_OWED)
        """Of the thread: what nobody waits for and the disk did not take, to be tried again."""
        self._loop = asyncio.get_running_loop()
        self._jobs: queue.SimpleQueue[_Job | None] = queue.SimpleQueue()
        self._ended: asyncio.Future[None] = self._loop.create_future()
        self._thread = threading.Thread(target=self._run_blocking, name=name, daemon=True)
        self._thread.start()

    def submit(self, work: Callable[[Connection], _T]) -> asyncio.Future[_T]:
        """Have a job done; the future is set after the commit."""
        done: asyncio.Future[_T] = self._loop.create_future()
        self._jobs.put(_Job(work, done))
        return done

    def post(self, work: Callable[[Connection], object]) -> None:
        """Have a job done behind the others; what the disk refuses is tried again."""
        self._jobs.put(_Job(work, None))

    async def aclose(self) -> None:
        """Finish what waits and close the file."""
        self._jobs.put(None)
        await self._ended
        self._thread.join()

    def _run_blocking(self) -> None:
        open_ = True
        while open_:
            batch, open_ = self._gather_blocking()
            if batch:
                self._commit(batch)
        self._engine.dispose()
        self._loop.call_soon_threadsafe(self._ended.set_result, None)

    def _gather_blocking(self) -> tuple[list[_Job], bool]:
        """What the disk has refused, then all that waits; and whether there may be more."""
        batch = list(self._owed)
        try:
            job = self._jobs.get(timeout=_RETRY_SECONDS if batch else None)
        except queue.Empty:
            return batch, True
        while job is not None:
            batch.append(job)
            if self._jobs.empty():
                return batch, True
            job = self._jobs.get()
        return batch, False

    def _commit(self, batch: list[_Job]) -> None:
        failure: SettingsError | None = None
        self._owed.clear()
        try:
            with self._engine.begin() as connection:
                for job in batch:
                    job.result = job.work(connection)
        except DBAPIError as error:
            failure = SettingsError(SettingsReason.DISK)
            if isinstance(error, OperationalError):
                self._owed.extend(job for job in batch if job.done is None)
        self._loop.call_soon_threadsafe(self._answer, batch, failure)

    def _answer(self, batch: list[_Job], failure: SettingsError | None) -> None:
        for job in batch:
            if job.done is None or job.done.done():
                continue
            if failure is None:
                job.done.set_result(job.result)
            else:
                job.done.set_exception(failure)
        if failure is not None or self._failing:
            self._failing = failure is not None
            self._on_disk(failure)
