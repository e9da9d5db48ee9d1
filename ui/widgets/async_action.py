"""From a button or an action to a coroutine: off while it runs, owned by the page."""

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any, Protocol

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QAbstractButton


class Spawner(Protocol):
    """The part of a task owner that is needed here (`console.core.tasks.TaskOwner`)."""

    def spawn(self, what: str, work: Coroutine[Any, Any, Any]) -> asyncio.Task[Any] | None:
        """Run a task named so; None once closed."""


class AsyncAction(QObject):
    """Connects one trigger to one coroutine function. A child of the trigger: it dies with it."""

    def __init__(
        self,
        trigger: QAbstractButton | QAction,
        *,
        owner: Spawner,
        what: str,
        work: Callable[[], Coroutine[Any, Any, None]],
    ) -> None:
        super().__init__(trigger)
        self._trigger = trigger
        self._owner = owner
        self._what = what
        self._work = work
        if isinstance(trigger, QAction):
            trigger.triggered.connect(self._on_trigger_pressed)
        else:
            trigger.clicked.connect(self._on_trigger_pressed)

    def _on_trigger_pressed(self) -> None:
        self._trigger.setEnabled(False)
        if self._owner.spawn(self._what, self._run()) is None:
            self._trigger.setEnabled(True)

    async def _run(self) -> None:
        alive = True
        try:
            await self._work()
        except asyncio.CancelledError:
            alive = False  # the page closes and takes the trigger along
            raise
        finally:
            if alive:
                self._trigger.setEnabled(True)


def async_action(
    trigger: QAbstractButton | QAction,
    *,
    owner: Spawner,
    what: str,
    work: Callable[[], Coroutine[Any, Any, None]],
) -> None:
    """Let `trigger` run `work()` as a task of `owner`; it is disabled meanwhile."""
    AsyncAction(trigger, owner=owner, what=what, work=work)
