"""The console of the benchmark of a desk: types, goes from chat to chat, and times what is drawn.

Offscreen there is no screen to wait for: drawn is when the window's backing store holds it.
"""

import asyncio
import json
import resource
import statistics
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from console.core.changes import Change, EntriesAdded
from console.core.link_state import LinkPhase
from ui import loading
from ui.options import ConsoleOptions

with loading.quick():
    from ui.app import Console, run_console

SETTLE_SECONDS = 3.0
"""After the start: the desk is read, its chats are loaded, the first of them is drawn."""
KEY_SECONDS = 0.09
"""Between two keys: eleven a second, faster than most type."""
SWITCH_SECONDS = 0.2
_TICK_MS = 1
_TEXT = "Здравствуйте! Сейчас посмотрю, что с вашим тарифом, это займёт минуту. "


@dataclass(slots=True)
class Samples:
    """Milliseconds each."""

    keystrokes: list[float] = field(default_factory=list)
    arrivals: list[float] = field(default_factory=list)
    switches: list[float] = field(default_factory=list)
    stalls: list[float] = field(default_factory=list)
    busy: list[float] = field(default_factory=list)
    """As stalls, but in processor time of the window's thread: what others took is not in it."""


class Drawing(QObject):
    """Sees when the window has drawn, and times what waited to be seen."""

    def __init__(self, window: QWidget, samples: Samples) -> None:
        super().__init__(window)
        self._window = window
        self._samples = samples
        self._arrived: list[int] = []
        self.key_due: int | None = None
        self.switch_due: int | None = None
        window.installEventFilter(self)

    def take(self, batch: tuple[Change, ...]) -> None:
        """Messages are in the state: they are to be seen."""
        for change in batch:
            if isinstance(change, EntriesAdded):
                stamps = (entry.client_id for entry in change.entries)
                self._arrived += [int(stamp) for stamp in stamps if stamp and stamp.isdigit()]

    def forget(self) -> None:
        """What came before is not measured."""
        self._arrived.clear()
        self.key_due = self.switch_due = None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is not QEvent.Type.UpdateRequest:
            return False
        self._window.event(event)
        now = time.monotonic_ns()
        self._samples.arrivals += [(now - sent) / 1e6 for sent in self._arrived]
        self._arrived.clear()
        if self.key_due is not None:
            self._samples.keystrokes.append((now - self.key_due) / 1e6)
            self.key_due = None
        if self.switch_due is not None:
            self._samples.switches.append((now - self.switch_due) / 1e6)
            self.switch_due = None
        return True


class Pulse(QObject):
    """Beats as often as it can: a long pause between two beats is a thread that stood still."""

    def __init__(self, samples: Samples, parent: QObject) -> None:
        super().__init__(parent)
        self._samples = samples
        self._timer = QTimer(self, interval=_TICK_MS, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._on_timer_timeout)
        self._at, self._used = time.monotonic_ns(), time.thread_time_ns()

    def start(self) -> None:
        """From now on."""
        self._at, self._used = time.monotonic_ns(), time.thread_time_ns()
        self._timer.start()

    def _on_timer_timeout(self) -> None:
        at, used = time.monotonic_ns(), time.thread_time_ns()
        self._samples.stalls.append((at - self._at) / 1e6)
        self._samples.busy.append((used - self._used) / 1e6)
        self._at, self._used = at, used


async def _until(due: float) -> None:
    await asyncio.sleep(max(0.0, due - time.monotonic()))


async def _type(desk: Any, drawing: Drawing, *, seconds: float) -> None:  # noqa: ANN401
    """Letter by letter, each at its time, whatever became of the one before."""
    writer = desk.chat.writer
    writer.composer.focus_editor()
    editor = QApplication.focusWidget() or writer.composer
    due = time.monotonic()
    end = due + seconds
    position = 0
    while due < end:
        due += KEY_SECONDS
        await _until(due)
        drawing.key_due = round(due * 1e9)
        letter = _TEXT[position % len(_TEXT)]
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, letter)
            QApplication.sendEvent(editor, event)
        position += 1
        if position % len(_TEXT) == 0:
            QApplication.sendEvent(
                editor,
                QKeyEvent(
                    QEvent.Type.KeyPress, Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier, "\r"
                ),
            )


async def _switch(desk: Any, drawing: Drawing, *, count: int) -> None:  # noqa: ANN401
    due = time.monotonic()
    for _ in range(count):
        due += SWITCH_SECONDS
        await _until(due)
        drawing.switch_due = round(due * 1e9)
        desk.chats.step(1)


def work(port: int, profile: Path, plan: dict[str, Any]) -> dict[str, Any]:
    """Run the console, work it, and tell the figures."""
    samples = Samples()
    told: dict[str, Any] = {}

    async def companion(console: Console) -> None:
        store = console.session.store
        # Facts of several owners, without an event for all.
        while (
            console.desk is None
            or store.link.phase is not LinkPhase.CAUGHT_UP
            or len(console.desk.chats.order) < plan["chats"]
        ):
            await asyncio.sleep(0.05)
            store = console.session.store
        console.frame.activateWindow()
        drawing, pulse = Drawing(console.frame, samples), Pulse(samples, console.frame)
        console.desk.feed.batch_applied.connect(drawing.take)
        await asyncio.sleep(SETTLE_SECONDS)
        drawing.forget()
        samples.arrivals.clear()
        pulse.start()
        began, used = time.monotonic(), time.process_time()
        await _type(console.desk, drawing, seconds=plan["seconds"])
        told["console_cpu"] = round((time.process_time() - used) / (time.monotonic() - began), 3)
        await _switch(console.desk, drawing, count=plan["switches"])
        told.update(
            keystroke_p99_ms=_p99(samples.keystrokes),
            stall_max_ms=max(samples.stalls),
            stall_busy_max_ms=max(samples.busy),
            arrival_to_paint_p99_ms=_p99(samples.arrivals),
            switch_p99_ms=_p99(samples.switches),
            keystroke_p50_ms=statistics.median(samples.keystrokes),
            arrival_to_paint_p50_ms=statistics.median(samples.arrivals),
            rss_mib=resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
            messages=len(samples.arrivals),
        )

    run_console(
        ConsoleOptions(
            server=f"ws://127.0.0.1:{port}",
            language="ru",
            profile=profile,
            login="benchmark",
            password="benchmark-desk",
            offscreen=True,
            companion=companion,
        )
    )
    return told


def _p99(samples: Sequence[float]) -> float:
    return statistics.quantiles(samples, n=100)[98]


if __name__ == "__main__":
    figures = work(int(sys.argv[1]), Path(sys.argv[2]), json.loads(sys.argv[3]))
    print(json.dumps(figures), flush=True)
