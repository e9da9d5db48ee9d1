"""What becomes of the conversations of agents whose links are lost: others are asked in time.

A link is known to be lost when its last session ends, or when nobody has renewed its lease. Each of
its conversations then has an alarm in the time of the database, due after the grace of its queue.
Any node may do all of it, and several at once.
"""

import asyncio
from collections.abc import Callable, Sequence

import structlog
from sqlalchemy import Connection

from protocol.ids import AccountId
from protocol.scalars import Millis
from server_stub.domain.acts import LINK_TIMER, SYSTEM, Act, Alarm, FireTimer
from server_stub.domain.configuration import Rules
from server_stub.domain.errors import DomainError
from server_stub.storage import conversations, presences, reading
from server_stub.storage.engine import store_now
from server_stub.storage.errors import StorageUnavailable
from server_stub.storage.presences import Abandoned
from server_stub.storage.reading import Alert
from server_stub.storage.unit_of_work import UnitOfWork
from server_stub.store import Store

LOOK_SECONDS = 1.0
"""How late a lost link may be noticed, and others asked."""

_log = structlog.get_logger(__name__)


class Links:
    """Looks for lost links for ever, from some time after the start of the node on."""

    def __init__(
        self,
        store: Store,
        *,
        return_seconds: float,
        rules: Callable[[Connection], Rules] = lambda _: Rules(),
    ) -> None:
        self._store = store
        self._return_seconds = return_seconds
        self._rules = rules

    async def run(self) -> None:
        """Look once a second; a look that fails is tried again at the next one."""
        await asyncio.sleep(self._return_seconds)
        while True:
            try:
                await self._look()
            except StorageUnavailable:
                _log.warning("links_failed")
            except Exception as error:  # noqa: BLE001 - a boundary: links must outlive a bad row
                _log.error("links_failed", exc_info=error)
            await asyncio.sleep(LOOK_SECONDS)

    async def _look(self) -> None:
        def look(
            connection: Connection,
        ) -> tuple[list[AccountId], list[Alarm], list[Alert]]:
            now = store_now(connection)
            found = presences.abandoned(connection)
            rules = self._rules(connection) if found else Rules()
            alarms = [_alarm(one, rules, now=now) for one in found]
            rung = reading.due(connection, now=now, only=LINK_TIMER)
            return presences.unnoticed(connection, now=now), alarms, rung

        lost, alarms, rung = await self._store.read(look)
        if lost or alarms:
            await self._store.lanes.run(lambda unit: _note(unit, lost, alarms), aside=True)
        futures = [self._store.lanes.submit(_fired(one)) for one in rung]
        for outcome in await asyncio.gather(*futures, return_exceptions=True):
            if isinstance(outcome, StorageUnavailable):
                raise outcome
            if isinstance(outcome, BaseException) and not isinstance(outcome, DomainError):
                _log.error("link_act_failed", exc_info=outcome)


def _note(unit: UnitOfWork, lost: Sequence[AccountId], alarms: Sequence[Alarm]) -> None:
    if lost:
        presences.lose(unit.connection, lost, now=unit.now)
    if alarms:
        conversations.set_alarms(unit.connection, alarms)


def _alarm(one: Abandoned, rules: Rules, *, now: Millis) -> Alarm:
    due_at = max(now, one.lost_at + rules.queue(one.queue).grace * 1000)
    return Alarm(
        conversation=one.conversation, kind=LINK_TIMER, epoch=one.epoch, due_at=Millis(due_at)
    )


def _fired(alert: Alert) -> Act:
    return Act(
        actor=SYSTEM,
        conversation=alert.conversation,
        request=FireTimer(kind=alert.kind, epoch=alert.epoch),
    )
