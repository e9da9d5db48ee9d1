"""Lanes: one thread, one connection, natural group commit; acknowledged means committed.

A lane takes whatever waits while the last commit was under way, applies it in one transaction and
answers after the commit. When a batch fails as a whole it is applied again one by one, so that one
bad command harms no other. Nothing that happens to a command, an answer or a listener ends a lane.
"""

import asyncio
import queue
import threading
import zlib
from collections.abc import Callable, Iterable, Sequence
from typing import Any, Generic, TypeVar

import msgspec
import structlog
from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError, IntegrityError, OperationalError

from protocol.ids import ConversationId
from server_stub.bus.wakes import Wake
from server_stub.domain.acts import Act
from server_stub.domain.errors import DomainError
from server_stub.storage.conversations import Committed
from server_stub.storage.engine import is_sqlite, store_now
from server_stub.storage.errors import StorageUnavailable, reason
from server_stub.storage.kept import Kept
from server_stub.storage.unit_of_work import UnitOfWork

BATCH = 256
"""Acts in one transaction: beyond it a commit no longer gets cheaper, and the first one waits."""

TRIES = 3
"""Of one transaction that PostgreSQL ended because of a deadlock or a lost connection."""

POSTGRESQL_LANES = 4
"""As many as give PostgreSQL's group commit something to group; SQLite has one writer anyway."""

_Result = TypeVar("_Result")
_log = structlog.get_logger(__name__)


class _Job(msgspec.Struct, Generic[_Result], frozen=True):
    """Something that a lane shall do, and who waits for it."""

    work: Act | Callable[[UnitOfWork], _Result]
    future: "asyncio.Future[Any]"
    aside: bool = False


_Outcome = tuple["asyncio.Future[Any]", Any, BaseException | None]


class Lane:
    """A writing thread. Made and used on one event loop; `close` waits for what was submitted."""

    def __init__(
        self,
        engine: Engine,
        *,
        name: str,
        offer_ms: int,
        publish: Callable[[Sequence[Wake]], None],
    ) -> None:
        self._engine = engine
        self._connection: Connection | None = None
        self._kept = Kept()
        self._offer_ms = offer_ms
        self._publish = publish
        self._loop = asyncio.get_running_loop()
        self._jobs: queue.SimpleQueue[_Job[Any] | None] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._work, name=name, daemon=True)
        self._thread.start()
        self.batches = 0
        self.acts = 0

    def submit(self, act: Act) -> "asyncio.Future[Committed]":
        """Apply an act; the future has its answer after the commit, or a `DomainError`."""
        return self._put(act)

    def run(
        self, work: Callable[[UnitOfWork], _Result], *, aside: bool = False
    ) -> "asyncio.Future[_Result]":
        """Run a function in a transaction of its own.

        One that runs aside writes neither conversations nor accounts: what the lane keeps of them
        stays true.
        """
        return self._put(work, aside=aside)

    @property
    def waiting(self) -> int:
        """Jobs that no transaction has taken yet."""
        return self._jobs.qsize()

    async def close(self) -> None:
        """Finish what was submitted, then end the thread."""
        self._jobs.put(None)
        await self._loop.run_in_executor(None, self._thread.join)

    def _put(
        self, work: Act | Callable[[UnitOfWork], Any], *, aside: bool = False
    ) -> "asyncio.Future[Any]":
        future = self._loop.create_future()
        self._jobs.put(_Job(work, future, aside))
        return future

    def _work(self) -> None:
        while (job := self._jobs.get()) is not None:
            batch, last = self._gather(job)
            outcomes, wakes = self._write(_groups(batch))
            self._loop.call_soon_threadsafe(self._deliver, outcomes, wakes)
            if last:
                break
        if self._connection is not None:
            self._connection.close()

    def _gather(self, first: _Job[Any]) -> tuple[list[_Job[Any]], bool]:
        batch = [first]
        while len(batch) < BATCH:
            try:
                job = self._jobs.get_nowait()
            except queue.Empty:
                return batch, False
            if job is None:
                return batch, True
            batch.append(job)
        return batch, False

    def _write(self, groups: Iterable[Sequence[_Job[Any]]]) -> tuple[list[_Outcome], list[Wake]]:
        outcomes: list[_Outcome] = []
        wakes: list[Wake] = []
        for group in groups:
            done, told = self._settle(group)
            outcomes += done
            wakes += told
        return outcomes, wakes

    def _settle(self, group: Sequence[_Job[Any]]) -> tuple[list[_Outcome], list[Wake]]:
        """Again while that may help, then each alone: only the culprit gets the error."""
        attempt = 1
        while True:
            try:
                return self._transact(group)
            except Exception as error:  # noqa: BLE001 - a boundary: the lane must outlive any command
                self._kept.forget()
                if attempt < TRIES and _worth_another_try(error):
                    attempt += 1
                elif len(group) > 1:
                    return self._write([job] for job in group)
                else:
                    return [(group[0].future, None, _as_refusal(error))], []

    def _transact(self, group: Sequence[_Job[Any]]) -> tuple[list[_Outcome], list[Wake]]:
        outcomes: list[_Outcome] = []
        connection = self._connection = self._connection or self._engine.connect()
        with connection.begin():
            unit = self._unit(connection)
            unit.prepare([job.work for job in group if isinstance(job.work, Act)])
            for job in group:
                try:
                    work = job.work
                    result = unit.apply(work) if isinstance(work, Act) else work(unit)
                except DomainError as refusal:
                    if not isinstance(job.work, Act):
                        raise
                    outcomes.append((job.future, None, refusal))
                else:
                    outcomes.append((job.future, result, None))
            unit.flush()
        if isinstance(group[0].work, Act):
            unit.keep()
        elif not group[0].aside:
            self._kept.forget()
        self.batches += 1
        self.acts += len(group)
        return outcomes, unit.wakes()

    def _unit(self, connection: Connection) -> UnitOfWork:
        self._kept.begin(connection)
        now = store_now(connection)
        return UnitOfWork(connection, now=now, offer_ms=self._offer_ms, kept=self._kept)

    def _deliver(self, outcomes: Sequence[_Outcome], wakes: Sequence[Wake]) -> None:
        for future, result, error in outcomes:
            if future.cancelled():
                continue
            if error is None:
                future.set_result(result)
            else:
                future.set_exception(error)
        self._publish(wakes)


class Lanes:
    """All lanes of a node: what concerns one conversation always goes to the same one."""

    def __init__(
        self, engine: Engine, *, offer_ms: int, publish: Callable[[Sequence[Wake]], None]
    ) -> None:
        count = 1 if is_sqlite(engine) else POSTGRESQL_LANES
        self._lanes = [
            Lane(engine, name=f"lane-{number}", offer_ms=offer_ms, publish=publish)
            for number in range(count)
        ]

    def submit(self, act: Act) -> "asyncio.Future[Committed]":
        """Apply an act on its conversation's lane."""
        return self._of(act.conversation).submit(act)

    def run(
        self, work: Callable[[UnitOfWork], _Result], *, key: str = "", aside: bool = False
    ) -> "asyncio.Future[_Result]":
        """Run a function in a transaction of its own; those of one key keep their order."""
        return self._of(ConversationId(key)).run(work, aside=aside)

    @property
    def waiting(self) -> int:
        return sum(lane.waiting for lane in self._lanes)

    @property
    def batches(self) -> int:
        return sum(lane.batches for lane in self._lanes)

    @property
    def acts(self) -> int:
        return sum(lane.acts for lane in self._lanes)

    async def close(self) -> None:
        """Finish what was submitted, then end the threads."""
        for lane in self._lanes:
            await lane.close()

    def _of(self, key: ConversationId) -> Lane:
        if len(self._lanes) == 1:
            return self._lanes[0]
        return self._lanes[zlib.crc32(key.encode()) % len(self._lanes)]


def _groups(batch: Sequence[_Job[Any]]) -> list[list[_Job[Any]]]:
    """Acts in a row share a transaction; a function has one of its own."""
    groups: list[list[_Job[Any]]] = []
    for job in batch:
        together = groups and isinstance(job.work, Act) and isinstance(groups[-1][0].work, Act)
        if together:
            groups[-1].append(job)
        else:
            groups.append([job])
    return groups


def _worth_another_try(error: BaseException) -> bool:
    """A deadlock, a lost race for a new row or a cut connection may pass; a defect will not."""
    if isinstance(error, IntegrityError):
        return True
    return isinstance(error, DBAPIError) and (
        error.connection_invalidated or isinstance(error, OperationalError)
    )


def _as_refusal(error: Exception) -> Exception:
    if isinstance(error, DomainError):
        return error
    if isinstance(error, OperationalError):
        _log.error("store_unavailable", error=type(error.orig).__name__, reason=reason(error))
        return StorageUnavailable(str(error.orig))
    return error
