"""Fails a test that leaves something running: a task, a thread, a timer, a top-level window.

The message says where the thing was made, or for a window where its class is.
"""

import asyncio
import gc
import inspect
import sys
import threading
import weakref
from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

_ROOT = Path.cwd()  # a run starts at the root of the tree
_OURS = frozenset({"tests/support/leaks.py"})
# Turns of the loop in which a cancelled task may still finish.
_LAST_TURNS = 3
# Seconds in which a thread that was told to end may still end.
_LAST_WORDS = 3.0

_thread_sites: weakref.WeakKeyDictionary[threading.Thread, str] = weakref.WeakKeyDictionary()
_timer_sites: weakref.WeakKeyDictionary[Any, str] = weakref.WeakKeyDictionary()


def _place(file: str, line: int) -> str | None:
    path = Path(file)
    if not path.is_relative_to(_ROOT) or ".venv" in path.parts or "site-packages" in path.parts:
        return None
    name = path.relative_to(_ROOT).as_posix()
    return None if name in _OURS else f"{name}:{line}"


def _site() -> str:
    """Name the nearest line of this repository on the stack."""
    frame = sys._getframe()  # noqa: SLF001 - a whole traceback costs too much per object
    while frame is not None:
        place = _place(frame.f_code.co_filename, frame.f_lineno)
        if place:
            return place
        if frame.f_back is None:
            break
        frame = frame.f_back
    return "a library"


def _task_site(task: "asyncio.Task[Any]") -> str:
    # Kept by the loop's debug mode, which pyproject.toml turns on.
    for entry in reversed(getattr(task, "_source_traceback", None) or []):
        place = _place(entry.filename, entry.lineno or 0)
        if place:
            return place
    return "a library"


def _remember_sites() -> Callable[[], None]:
    """Note where threads and timers are made; return the way back."""
    thread_start = threading.Thread.start

    def start(thread: threading.Thread) -> None:
        _thread_sites[thread] = _site()
        thread_start(thread)

    threading.Thread.start = start  # type: ignore[method-assign, assignment]

    from PySide6.QtCore import QTimer  # noqa: PLC0415 - after the platform is chosen

    timer_init = QTimer.__init__

    def init(timer: QTimer, *arguments: Any, **options: Any) -> None:
        timer_init(timer, *arguments, **options)
        _timer_sites[timer] = _site()

    QTimer.__init__ = init  # type: ignore[method-assign]

    def undo() -> None:
        threading.Thread.start = thread_start  # type: ignore[method-assign]
        QTimer.__init__ = timer_init  # type: ignore[method-assign]

    return undo


@pytest.fixture(autouse=True, scope="session")
def _sites() -> Iterator[None]:
    undo = _remember_sites()
    yield
    undo()


@pytest.fixture
async def _no_task_left() -> AsyncIterator[None]:
    yield
    for _ in range(_LAST_TURNS):
        await asyncio.sleep(0)
    left = asyncio.all_tasks() - {asyncio.current_task()}
    if left:
        lines = [f"task {t.get_name()} {t.get_coro()!r} made at {_task_site(t)}" for t in left]
        pytest.fail("left behind:\n" + "\n".join(sorted(lines)), pytrace=False)


def _threads_left(before: set[threading.Thread]) -> list[str]:
    left = []
    for thread in set(threading.enumerate()) - before:
        # Qt's own threads show up as dummies that Python never takes off its list.
        if not isinstance(thread, threading._DummyThread):  # noqa: SLF001
            thread.join(_LAST_WORDS)
            if thread.is_alive():
                left.append(f"thread {thread.name} started at {_thread_sites.get(thread, '?')}")
    return left


def _timers_left(before: set[int]) -> list[str]:
    from shiboken6 import isValid  # noqa: PLC0415

    return [
        f"timer of {type(timer.parent()).__name__} made at {site}"
        for timer, site in list(_timer_sites.items())
        if id(timer) not in before and isValid(timer) and timer.isActive()
    ]


def _windows() -> dict[int, Any]:
    widgets = sys.modules.get("PySide6.QtWidgets")
    if widgets is None or widgets.QApplication.instance() is None:
        return {}
    from shiboken6 import getCppPointer  # noqa: PLC0415

    return {getCppPointer(w)[0]: w for w in widgets.QApplication.topLevelWidgets()}


def _windows_left(before: set[int]) -> list[str]:
    left = []
    for pointer, window in _windows().items():
        # Qt keeps one tool-tip label for the whole process.
        if pointer in before or window.metaObject().className() == "QTipLabel":
            continue
        kind = type(window)
        try:
            place = _place(inspect.getfile(kind), inspect.getsourcelines(kind)[1])
        except (OSError, TypeError):
            place = None
        left.append(
            f"window {kind.__name__} {window.objectName()!r} {window.windowTitle()!r}"
            f" of {place or 'Qt'}"
        )
    return left


def _drop_deleted() -> None:
    """Carry out what was already asked for: `deleteLater` and reference cycles."""
    gc.collect()
    from PySide6.QtCore import QCoreApplication, QEvent  # noqa: PLC0415

    if QCoreApplication.instance() is not None:
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture(autouse=True)
def leak_guard() -> Iterator[None]:
    """Fail when the test leaves a thread, a running timer or a top-level widget."""
    threads = set(threading.enumerate())
    timers = {id(timer) for timer in list(_timer_sites)}
    windows = set(_windows())
    yield
    if _timers_left(timers) or set(_windows()) - windows:
        _drop_deleted()
    left = _threads_left(threads) + _timers_left(timers) + _windows_left(windows)
    if left:
        pytest.fail("left behind:\n" + "\n".join(sorted(left)), pytrace=False)


@pytest.fixture(autouse=True)
def task_guard(request: pytest.FixtureRequest, leak_guard: None) -> None:
    """Fail when the test leaves a task: asked inside its loop, before that closes and takes all."""
    if request.node.get_closest_marker("asyncio"):
        request.getfixturevalue("_no_task_left")
