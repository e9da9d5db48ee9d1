"""Who owns a running task: the only module of the console that starts one."""

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from typing import Any

FailureSink = Callable[[str, BaseException], None]
CLOSE_SECONDS = 5.0
"""Longer than any deadline of ours that a task may be waiting for at its end."""


@asynccontextmanager
async def together() -> AsyncIterator[asyncio.TaskGroup]:
    """Tasks that live and die together.

    WORKAROUND: Python 3.11.2, that of Debian 12, leaves the parent counted as cancelled when a task
    fails while the body of the group is over; no timeout of the parent's ends as one after that,
    and the link would not come back. Drop with Debian 12.
    """
    parent = asyncio.current_task()
    before = parent.cancelling() if parent is not None else 0
    try:
        async with asyncio.TaskGroup() as group:
            yield group
    except BaseExceptionGroup:
        while parent is not None and parent.cancelling() > before:
            parent.uncancel()
        raise


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

    def spawn(self, what: str, work: Coroutine[Any, Any, Any]) -> asyncio.Task[Any] | None:
        """Run `work` as a task named `owner:what`; None, and nothing runs, once closed."""
        if self._closed:
            work.close()
            return None
        task = asyncio.get_running_loop().create_task(work, name=f"{self._name}:{what}")
        self._tasks.add(task)
        task.add_done_callback(self._on_done)
        return task

    async def aclose(self) -> None:
        """Cancel everything and wait for it, but not for ever. Idempotent."""
        self._closed = True
        tasks = [task for task in self._tasks if task is not asyncio.current_task()]
        for task in tasks:
            task.cancel()
        if tasks:
            await asyncio.wait(tasks, timeout=CLOSE_SECONDS)

    def _on_done(self, task: asyncio.Task[Any]) -> None:
        self._tasks.discard(task)
        if task.cancelled():
            return
        failure = task.exception()
        if failure is not None:
            self._on_failure(task.get_name(), failure)
