"""Owners of tasks: nothing runs without one, no failure goes unseen, nothing outlives its owner."""

import asyncio
from collections.abc import Coroutine
from typing import Any

import structlog

_log = structlog.get_logger(__name__)

CLOSE_SECONDS = 5.0
"""How long cancelled tasks may take to clean up before they are reported as stuck."""


class TaskOwner:
    """Runs tasks that live independently of each other and ends them together.

    A task that fails is reported once and harms no other. After `aclose` no task is taken.
    """

    def __init__(self, name: str) -> None:
        self._name = name
        self._tasks: set[asyncio.Task[Any]] = set()
        self._closed = False

    def spawn(self, work: Coroutine[Any, Any, Any], *, what: str) -> asyncio.Task[Any] | None:
        """Start it; after the owner has closed it is dropped instead."""
        if self._closed:
            work.close()
            return None
        task = asyncio.create_task(work, name=f"{self._name}:{what}")
        self._tasks.add(task)
        task.add_done_callback(self._on_done)
        return task

    @property
    def running(self) -> int:
        return len(self._tasks)

    async def aclose(self) -> None:
        """Cancel what runs and wait for it. Idempotent."""
        self._closed = True
        current = asyncio.current_task()
        tasks = [task for task in self._tasks if task is not current]
        for task in tasks:
            task.cancel()
        if tasks:
            _, stuck = await asyncio.wait(tasks, timeout=CLOSE_SECONDS)
            for task in stuck:
                _log.error("task_stuck", task=task.get_name())

    def _on_done(self, task: asyncio.Task[Any]) -> None:
        self._tasks.discard(task)
        if task.cancelled():
            return
        error = task.exception()
        if error is not None:
            _log.error("task_failed", task=task.get_name(), exc_info=error)
