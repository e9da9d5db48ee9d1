"""Offers what waits to who is free: looks, plans, and claims by compare-and-set through the lanes.

Any node may run it, and several at once: an offer counts only if the conversation still stands at
the epoch the plan saw, and only if the agent's room still holds it.
"""

import asyncio
from collections.abc import Sequence

import structlog
from sqlalchemy import Connection

from protocol.ids import ConversationId
from server_stub.bus.port import Bus
from server_stub.bus.wakes import ConfigurationWake, DeskWake, QueueWake, Wake
from server_stub.domain.acts import SYSTEM, Act, FireTimer, OfferTo
from server_stub.domain.errors import DomainError
from server_stub.domain.routing import Assignment, plan
from server_stub.observability import Metrics
from server_stub.storage import reading
from server_stub.storage.engine import store_now
from server_stub.storage.errors import StorageUnavailable
from server_stub.storage.reading import Alert
from server_stub.store import Store

ROUTE_SECONDS = 1.0
"""How long a lost wake-up can keep somebody waiting."""

ALARM_SECONDS = 0.25
"""How late an alarm may be."""

_log = structlog.get_logger(__name__)


class Router:
    """Routes and fires alarms for ever, on wake-ups and at least every second."""

    def __init__(self, store: Store, bus: Bus, metrics: Metrics) -> None:
        self._store = store
        self._metrics = metrics
        self._wanted = asyncio.Event()
        self._stop_listening = bus.listen(self._on_wakes)

    async def route(self) -> None:
        """Plan whenever something may have changed."""
        while True:
            try:
                async with asyncio.timeout(ROUTE_SECONDS):
                    await self._wanted.wait()
            except TimeoutError:
                pass
            self._wanted.clear()
            try:
                await self._route_once()
            except StorageUnavailable:
                _log.warning("route_failed")
            except Exception as error:  # noqa: BLE001 - a boundary: routing must outlive a bad row
                _log.error("route_failed", exc_info=error)

    async def keep_time(self) -> None:
        """Fire what is due."""
        while True:
            await asyncio.sleep(ALARM_SECONDS)
            try:
                due = await self._store.read(
                    lambda connection: reading.due(connection, now=store_now(connection))
                )
                await self._settle([_alarm(alert) for alert in due])
            except StorageUnavailable:
                _log.warning("alarms_failed")
            except Exception as error:  # noqa: BLE001 - a boundary: alarms must outlive a bad row
                _log.error("alarms_failed", exc_info=error)

    def close(self) -> None:
        self._stop_listening()

    async def _route_once(self) -> None:
        def look(connection: Connection) -> list[Assignment]:
            now = store_now(connection)
            waiting, candidates = reading.routing(connection, now=now)
            return plan(waiting, candidates, now=now)

        assignments = await self._store.read(look)
        await self._settle([_offer(assignment) for assignment in assignments])
        self._metrics.offers.inc(len(assignments))

    async def _settle(self, acts: Sequence[Act]) -> None:
        """Apply them all; what has changed since the look is refused, and looked at again."""
        futures = [self._store.lanes.submit(act) for act in acts]
        for outcome in await asyncio.gather(*futures, return_exceptions=True):
            if isinstance(outcome, StorageUnavailable):
                raise outcome
            if isinstance(outcome, BaseException) and not isinstance(outcome, DomainError):
                _log.error("routing_act_failed", exc_info=outcome)

    def _on_wakes(self, wakes: Sequence[Wake]) -> None:
        if any(isinstance(wake, QueueWake | DeskWake | ConfigurationWake) for wake in wakes):
            self._wanted.set()


def _offer(assignment: Assignment) -> Act:
    return Act(
        actor=SYSTEM,
        conversation=assignment.conversation,
        request=OfferTo(agent=assignment.agent, agent_name=assignment.name, epoch=assignment.epoch),
    )


def _alarm(alert: Alert) -> Act:
    return Act(
        actor=SYSTEM,
        conversation=ConversationId(alert.conversation),
        request=FireTimer(kind=alert.kind, epoch=alert.epoch),
    )
