"""Who watches the board on this node, and when it looks."""

import asyncio
from collections.abc import Sequence
from typing import Protocol

import structlog

from protocol import limits
from protocol.board import BoardAlert, BoardHour
from server_stub.board.alarming import Alarming
from server_stub.board.looking import Look, Looking
from server_stub.board.view import View
from server_stub.bus.port import Bus
from server_stub.bus.wakes import ConversationWake, DeskWake, QueueWake, Wake
from server_stub.domain import alerts
from server_stub.domain.acts import Actor
from server_stub.domain.led import Led
from server_stub.storage import groups
from server_stub.storage.errors import StorageUnavailable
from server_stub.store import Store

LOOK_SECONDS = 1.0
"""How long a lost wake-up can stay unseen, and what only time changes untold."""

PAUSE_SECONDS = 0.8
"""Between two looks, however much happens: so what is committed is told within a second, and a look
is never made twice for one burst."""

SLICES_BACK = 3
"""Half hours of yesterday read behind each look, until all are: some seconds after the first."""

_log = structlog.get_logger(__name__)


class Watcher(Protocol):
    """A lead's session."""

    @property
    def actor(self) -> Actor:
        """Who is signed in there."""

    def on_board(self, frames: Sequence[bytes]) -> None:
        """Rows of the board, ready to be sent."""


class Board:
    """The board of one node."""

    def __init__(self, store: Store, bus: Bus) -> None:
        self._store = store
        self._looking = Looking()
        self._alarming = Alarming(store)
        self._watchers: dict[Watcher, View | None] = {}
        """By session what it is told of; none until it has been told the whole of it."""
        self._views: dict[Led, View] = {}
        self._watched = asyncio.Event()
        self._wanted = asyncio.Event()
        self._stop_listening = bus.listen(self._on_wakes)

    def watch(self, watcher: Watcher) -> None:
        """Tell it everything, and then what changes; everything again, if it is told already."""
        self._watchers[watcher] = None
        self._watched.set()
        self._wanted.set()

    def look_away(self, watcher: Watcher) -> None:
        """Tell it no more. Idempotent."""
        self._watchers.pop(watcher, None)
        if not self._watchers:
            self._watched.clear()

    def close(self) -> None:
        self._stop_listening()

    async def run(self) -> None:
        """Look for ever, while somebody watches; a look that fails is tried again at the next."""
        loop = asyncio.get_running_loop()
        while True:
            if not self._watchers:
                self._views.clear()
                self._alarming.forget()
            await self._watched.wait()
            began = loop.time()
            try:
                await self._look_once()
            except StorageUnavailable:
                _log.warning("board_failed")
            except Exception as error:  # noqa: BLE001 - a boundary: the board must outlive a bad row
                _log.error("board_failed", exc_info=error)
            await asyncio.sleep(max(0.0, began + PAUSE_SECONDS - loop.time()))
            try:
                async with asyncio.timeout_at(began + LOOK_SECONDS):
                    await self._wanted.wait()
            except TimeoutError:
                pass

    async def _look_once(self) -> None:
        self._wanted.clear()
        while await self._store.read(self._looking.catch_up_blocking):
            if not self._watchers:
                return
        look = await self._store.read(self._looking.look_blocking)
        passed = alerts.passed(
            look.rows.queues.values(),
            look.rows.agents.values(),
            look.rules,
            look.rows.owed_after,
            now=look.rows.at,
        )
        await self._alarming.take(passed, at=look.rows.at)
        self._tell(look)
        for _ in range(SLICES_BACK):
            await self._store.read(self._looking.look_back_blocking)

    def _tell(self, look: Look) -> None:
        """Each view once, whoever watches it; who is new to a view is told the whole of it."""
        watching = {
            watcher: groups.led_under(look.rules, watcher.actor) for watcher in self._watchers
        }
        for led in self._views.keys() - set(watching.values()):
            del self._views[led]
        news: dict[Led, list[bytes]] = {}
        whole: dict[Led, list[bytes]] = {}
        for watcher, led in watching.items():
            if led not in news:
                view = self._views.get(led)
                hours = self._hours(led) if view is None or look.hours else None
                view = self._views.setdefault(led, View(led))
                news[led] = view.take(look.rows, self._alerts(led), hours)
            view = self._views[led]
            if self._watchers[watcher] is view:
                frames = news[led]
            else:
                frames = whole.setdefault(led, view.whole())
                self._watchers[watcher] = view
            if frames:
                watcher.on_board(frames)

    def _hours(self, led: Led) -> tuple[list[BoardHour], list[BoardHour]]:
        every_queue = led.everybody or led.all_queues
        return self._looking.hours(
            None if every_queue else led.queues, None if led.everybody else led.agents
        )

    def _alerts(self, led: Led) -> list[BoardAlert]:
        seen = [
            one
            for one in self._alarming.standing
            if (led.has_queue if one.of_queue else led.has_agent)(one.key.subject)
        ]
        return alerts.told(seen, most=limits.BOARD_ALERTS)

    def _on_wakes(self, wakes: Sequence[Wake]) -> None:
        if self._watchers and any(isinstance(wake, _FELT) for wake in wakes):
            self._wanted.set()


_FELT = (ConversationWake, DeskWake, QueueWake)
"""What changes rows of the board."""
