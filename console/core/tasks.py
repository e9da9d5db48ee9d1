"""Who owns a running task: the only module of the console that starts one."""

import asyncio
from collections.abc import Callable, Coroutine
from functools import partial
from typing import Any, Protocol

from console.core.errors import ConsoleError

FailureSink = Callable[[str, BaseException], None]
CLOSE_SECONDS = 5.0
"""Longer than any deadline of ours that a task may be waiting for at its end."""


class Spawn(Protocol):
    """Starts one more task among those that live and die together."""

    def __call__(self, work: Coroutine[Any, Any, Any], /, *, name: str) -> Callable[[], object]:
        """Run `work` beside the others; what is returned ends it."""


async def run_together(first: Callable[[Spawn], Coroutine[Any, Any, None]], /) -> None:
    """Run `first(spawn)` and what it spawns until all have ended; one that fails ends the others.

    Raises `ExceptionGroup` of all that failed. A caller that is cancelled is cancelled, whatever
    fails at the same moment: `asyncio.TaskGroup` before Python 3.13 raises the failure instead, and
    a link that lost its server while the console was being closed would go on looking for it.
    """
    ended = asyncio.get_running_loop().create_future()
    running: set[asyncio.Task[Any]] = set()
    failures: list[Exception] = []

    def on_done(task: asyncio.Task[Any]) -> None:
        running.discard(task)
        failure = None if task.cancelled() else task.exception()
        if isinstance(failure, Exception):
            failures.append(failure)
        if (failure is not None or not running) and not ended.done():
            ended.set_result(None)

    def spawn(work: Coroutine[Any, Any, Any], /, *, name: str) -> Callable[[], object]:
        task = asyncio.get_running_loop().create_task(work, name=name)
        running.add(task)
        task.add_done_callback(on_done)
        return task.cancel

    spawn(first(spawn), name="together:first")
    try:
        await ended
    finally:
        while running:
            for task in running:
                task.cancel()
            await asyncio.wait(tuple(running))
    if failures:
        raise ExceptionGroup("of tasks that run together", failures)


class TaskOwner:
    """Holds the tasks of one tab, session or window, and takes them along when it closes.

    Tasks are independent: one that fails is reported to the sink and harms no other. After
    `aclose()` new work is refused.
    """

    def __init__(self, name: str, *, on_failure: FailureSink) -> None:
        self._name = name
        self._on_failure = on_failure
        self._tasks: set[asyncio.Task[Any]] = set()
        self._closed = False

    @property
    def closed(self) -> bool:
        """Whether new work is refused."""
        return self._closed

    def spawn(
        self,
        what: str,
        work: Coroutine[Any, Any, Any],
        *,
        on_refusal: Callable[[ConsoleError], None] | None = None,
    ) -> asyncio.Task[Any] | None:
        """Run `work` as a task named `owner:what`; None, and nothing runs, once closed.

        Of a `ConsoleError` `on_refusal` is told, where there is one. It is better than a coroutine
        around `work` that catches it: that one may be closed before it has begun.
        """
        if self._closed:
            work.close()
            return None
        task = asyncio.get_running_loop().create_task(work, name=f"{self._name}:{what}")
        self._tasks.add(task)
        task.add_done_callback(partial(self._on_done, on_refusal))
        return task

    async def aclose(self) -> None:
        """Cancel everything and wait for it, but not for ever. Idempotent."""
        self._closed = True
        tasks = [task for task in self._tasks if task is not asyncio.current_task()]
        for task in tasks:
            task.cancel()
        if tasks:
            await asyncio.wait(tasks, timeout=CLOSE_SECONDS)

    def _on_done(
        self, on_refusal: Callable[[ConsoleError], None] | None, task: asyncio.Task[Any]
    ) -> None:
        self._tasks.discard(task)
        if task.cancelled():
            return
        failure = task.exception()
        if on_refusal is not None and isinstance(failure, ConsoleError):
            on_refusal(failure)
        elif failure is not None:
            self._on_failure(task.get_name(), failure)
