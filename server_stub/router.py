"""Offers what waits to who is free: looks, plans, and claims by compare-and-set through the lanes.

Any node may run it, and several at once: an offer counts only if the conversation still stands at
the epoch the plan saw, and only if the agent's room still holds it. A plan is made of each look
anew: reading the rows costs more than planning, and what other nodes do meanwhile is in them.
"""

import asyncio
from collections.abc import Sequence

import structlog
from sqlalchemy import Connection

from protocol.ids import ConversationId
from protocol.routing import Explanation
from server_stub.bus.port import Bus
from server_stub.bus.wakes import ConfigurationWake, DeskWake, QueueWake, Wake
from server_stub.domain.acts import LINK_TIMER, SYSTEM, Act, FireTimer, OfferTo
from server_stub.domain.configuration import Rules
from server_stub.domain.errors import DomainError
from server_stub.domain.routing import Assignment, Planner
from server_stub.domain.routing_demands import Demands
from server_stub.domain.routing_explained import explain_all
from server_stub.observability import Metrics
from server_stub.storage import configuration, reading, routing
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
    """Routes and fires alarms for ever: on wake-ups, when something is due, and each second."""

    def __init__(self, store: Store, bus: Bus, metrics: Metrics) -> None:
        self._store = store
        self._metrics = metrics
        self._demands = Demands(Rules())
        self._wanted = asyncio.Event()
        # Where something has happened it is answered at once; the other nodes would only race that
        # one for the same claims, and look by themselves every second.
        self._stop_listening = bus.listen(self._on_wakes, of_others=False)

    async def route(self) -> None:
        """Plan whenever something may have changed."""
        seconds = ROUTE_SECONDS
        while True:
            try:
                async with asyncio.timeout(seconds):
                    await self._wanted.wait()
            except TimeoutError:
                pass
            self._wanted.clear()
            seconds = ROUTE_SECONDS
            try:
                seconds = await self._route_once()
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
                    lambda connection: reading.due(
                        connection, now=store_now(connection), but=LINK_TIMER
                    )
                )
                await self._settle([_alarm(alert) for alert in due])
            except StorageUnavailable:
                _log.warning("alarms_failed")
            except Exception as error:  # noqa: BLE001 - a boundary: alarms must outlive a bad row
                _log.error("alarms_failed", exc_info=error)

    def close(self) -> None:
        self._stop_listening()

    async def _route_once(self) -> float:
        """Offer what can be offered; after how many seconds to look again by oneself."""
        offers, seconds = await self._store.read(self._plan_blocking)
        await self._settle([_offer(assignment, why) for assignment, why in offers])
        self._metrics.offers.inc(len(offers))
        return seconds

    def _plan_blocking(
        self, connection: Connection
    ) -> tuple[list[tuple[Assignment, Explanation]], float]:
        rules = configuration.read(connection)
        if self._demands.rules is not rules:
            self._demands = Demands(rules)
        now = store_now(connection)
        look = routing.look(connection, self._demands, now=now)
        planner = Planner()
        for candidate in look.candidates:
            planner.come(candidate)
        for waiting in look.waiting:
            planner.await_(waiting)
        assignments = planner.plan(now)
        due = planner.due_at()
        seconds = ROUTE_SECONDS if due is None else min(ROUTE_SECONDS, (due - now) / 1000)
        if not assignments:
            return [], seconds
        why = explain_all(
            assignments,
            look.waiting,
            look.candidates,
            away=routing.away(connection, self._demands, now=now),
            now=now,
        )
        # An offer wakes it again; those behind the ones who were read must not rely on that.
        return list(zip(assignments, why, strict=True)), 0.0 if look.more else seconds

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


def _offer(assignment: Assignment, why: Explanation) -> Act:
    return Act(
        actor=SYSTEM,
        conversation=assignment.conversation,
        request=OfferTo(
            agent=assignment.agent, agent_name=assignment.name, epoch=assignment.epoch, why=why
        ),
    )


def _alarm(alert: Alert) -> Act:
    return Act(
        actor=SYSTEM,
        conversation=ConversationId(alert.conversation),
        request=FireTimer(kind=alert.kind, epoch=alert.epoch),
    )
