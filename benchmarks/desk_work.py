"""The console of the benchmark of a desk: types, goes from chat to chat, and times what is drawn.

Offscreen there is no screen to wait for: drawn is when the window's backing store holds it.
"""

import asyncio
import json
import resource
import statistics
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from console.core.changes import Change, EntriesAdded
from console.core.link_state import LinkPhase
from protocol.ids import ConversationId
from ui import loading
from ui.options import ConsoleOptions

with loading.quick():
    from ui.app import Console, run_console

from language.spelling import Mark
from ui.chat.proof_marks import ProofMarks
from ui.chat.proofreader import Proof, Proofreader
from ui.shell.desk_window import DeskWindow

SETTLE_SECONDS = 3.0
"""After the start: the desk is read, its chats are loaded, the first of them is drawn."""
KEY_SECONDS = 0.09
"""Between two keys: eleven a second, faster than most type."""
SWITCH_SECONDS = 0.2
REST_SECONDS = 0.35
"""After so many keys: what is written is read over when the fingers rest."""
_REST_AFTER = 12
_TICK_MS = 1
_TEXT = "Здраствуйте! Сечас посмотрю, что с вашим тарифом, это займёт пару менут. "


@dataclass(slots=True)
class Samples:
    """Milliseconds each."""

    keystrokes: list[float] = field(default_factory=list)
    arrivals: list[float] = field(default_factory=list)
    switches: list[float] = field(default_factory=list)
    stall: float = 0.0
    """The longest. A list of so many would be a part of the memory that is measured."""
    busy: float = 0.0
    """As stall, but in processor time of the window's thread: what others took is not in it."""
    spelling: float = 0.0
    """The longest that the thread worked for the speller, or waited while that was at work."""


class Drawing(QObject):
    """Sees when the window has drawn, and times what waited to be seen."""

    def __init__(self, window: QWidget, desk: DeskWindow, samples: Samples) -> None:
        super().__init__(window)
        self._window = window
        self._desk = desk
        self._samples = samples
        self._arrived: list[int] = []
        self.key_due: int | None = None
        self.switch_due: int | None = None
        window.installEventFilter(self)

    def take(self, batch: tuple[Change, ...]) -> None:
        """Messages are in the state: those of chats in sight are to be seen."""
        for change in batch:
            if isinstance(change, EntriesAdded) and self._in_sight(change.conversation):
                stamps = (entry.client_id for entry in change.entries)
                self._arrived += [int(stamp) for stamp in stamps if stamp and stamp.isdigit()]

    def _in_sight(self, conversation: ConversationId) -> bool:
        """The chat that is looked at, and those in the list as far as it is scrolled: of any other
        the window shows nothing, and what shows nothing is not drawn."""
        if conversation == self._desk.chats.current:
            return True
        model, view = self._desk.inbox.model, self._desk.inbox.view
        position = model.position_of(f"chat {conversation}")
        if position is None:
            return False
        return view.visualRect(model.index(position)).intersects(view.viewport().rect())

    def forget(self) -> None:
        """What came before is not measured."""
        self._arrived.clear()
        self.key_due = self.switch_due = None

    # Qt overrides

    def eventFilter(
        self,
        watched: QObject,  # noqa: ARG002 - Qt passes it
        event: QEvent,
    ) -> bool:
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

    def __init__(self, samples: Samples, spelling: "Spelling", parent: QObject) -> None:
        super().__init__(parent)
        self._samples = samples
        self._timer = QTimer(self, interval=_TICK_MS, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._on_timer_timeout)
        self._at, self._used = time.monotonic_ns(), time.thread_time_ns()

        self._spelling = spelling

    def start(self) -> None:
        """From now on."""
        self._at, self._used = time.monotonic_ns(), time.thread_time_ns()
        self._timer.start()

    def _on_timer_timeout(self) -> None:
        at, used = time.monotonic_ns(), time.thread_time_ns()
        stall, busy = (at - self._at) / 1e6, (used - self._used) / 1e6
        self._samples.stall = max(self._samples.stall, stall)
        self._samples.busy = max(self._samples.busy, busy)
        if self._spelling.took_part():
            self._samples.spelling = max(self._samples.spelling, stall - busy)
        self._at, self._used = at, used


class Spelling:
    """Sees when a text is read over, and what showing the marks takes on the window's thread."""

    def __init__(self, samples: Samples) -> None:
        self._samples = samples
        self._texts = 0
        self._took_part = False

    def took_part(self) -> bool:
        """Whether a text has been read over since this was asked last."""
        took, self._took_part = self._took_part or self._texts > 0, False
        return took

    @contextmanager
    def watched(self) -> Iterator[None]:
        """Whatever is read over in here is seen."""
        proof, show = Proofreader.proof, ProofMarks.set_marks

        async def proof_seen(
            reader: Proofreader, text: str, *, caret: int, spelling: bool
        ) -> Proof:
            self._texts += 1
            try:
                return await proof(reader, text, caret=caret, spelling=spelling)
            finally:
                self._texts -= 1
                self._took_part = True

        def show_timed(marks: ProofMarks, found: tuple[Mark, ...]) -> None:
            used = time.thread_time_ns()
            show(marks, found)
            took = (time.thread_time_ns() - used) / 1e6
            self._samples.spelling = max(self._samples.spelling, took)

        with (
            _instead(Proofreader, "proof", proof_seen),
            _instead(ProofMarks, "set_marks", show_timed),
        ):
            yield


@contextmanager
def _instead(owner: type, name: str, seen: Callable[..., object]) -> Iterator[None]:
    kept = getattr(owner, name)
    setattr(owner, name, seen)
    try:
        yield
    finally:
        setattr(owner, name, kept)


async def _until(due: float) -> None:
    """By a timer that keeps to its time: asyncio's may be late by a twentieth of its length."""
    reached = asyncio.Event()
    timer = QTimer(singleShot=True, timerType=Qt.TimerType.PreciseTimer)
    timer.timeout.connect(reached.set)
    timer.start(max(0, round((due - time.monotonic()) * 1000)))
    await reached.wait()


def _moment(due: float) -> int:
    """When it was due; a timer may also be a hair early."""
    return min(round(due * 1e9), time.monotonic_ns())


class Keyboard(QObject):
    """Brings keys as a window system does: from a thread of its own, each at its time whatever the
    window does, and heard before what waits to be drawn."""

    _pressed = Signal(object)
    _done = Signal()

    def __init__(self, editor: QObject, drawing: Drawing) -> None:
        super().__init__(drawing)
        self._editor = editor
        self._drawing = drawing
        self._position = 0
        self._over = asyncio.Event()
        self._pressed.connect(self._on_self_pressed, Qt.ConnectionType.QueuedConnection)
        self._done.connect(self._over.set, Qt.ConnectionType.QueuedConnection)

    async def type_for(self, *, seconds: float) -> None:
        """Letter by letter; after each sentence it is sent."""
        thread = threading.Thread(target=self._press_blocking, args=(seconds,), name="keyboard")
        thread.start()
        await self._over.wait()
        thread.join()

    def _press_blocking(self, seconds: float) -> None:
        pause = threading.Event()  # of one whom nobody calls
        due = time.monotonic()
        end = due + seconds
        keys = 0
        while due < end:
            due += KEY_SECONDS
            pause.wait(max(0.0, due - time.monotonic()))
            self._pressed.emit(round(due * 1e9))
            keys += 1
            if keys % _REST_AFTER == 0:
                due += REST_SECONDS
        self._done.emit()

    def _on_self_pressed(self, due: int) -> None:
        self._drawing.key_due = due
        self._send(0, _TEXT[self._position % len(_TEXT)])
        self._position += 1
        if self._position % len(_TEXT) == 0:
            self._send(Qt.Key.Key_Return, "\r")

    def _send(self, key: int, letter: str) -> None:
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, letter)
            QApplication.sendEvent(self._editor, event)


async def _type(desk: DeskWindow, drawing: Drawing, *, seconds: float) -> None:
    assert desk.chat.writer is not None  # there are chats, and one of them is in view
    composer = desk.chat.writer.composer
    composer.focus_editor()
    await Keyboard(QApplication.focusWidget() or composer, drawing).type_for(seconds=seconds)


async def _switch(desk: DeskWindow, drawing: Drawing, *, count: int) -> None:
    due = time.monotonic()
    for _ in range(count):
        due += SWITCH_SECONDS
        await _until(due)
        drawing.switch_due = _moment(due)
        desk.chats.step(1)


def work(port: int, profile: Path, plan: dict[str, Any]) -> dict[str, Any]:
    """Run the console, work it, and tell the figures."""
    samples = Samples()
    spelling = Spelling(samples)
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
        drawing = Drawing(console.frame, console.desk, samples)
        pulse = Pulse(samples, spelling, console.frame)
        console.desk.feed.batch_applied.connect(drawing.take)
        await asyncio.sleep(SETTLE_SECONDS)
        drawing.forget()
        samples.arrivals.clear()
        samples.spelling = 0.0
        pulse.start()
        began, used = time.monotonic(), time.process_time()
        await _type(console.desk, drawing, seconds=plan["seconds"])
        told["console_cpu"] = round((time.process_time() - used) / (time.monotonic() - began), 3)
        told.update(
            stall_max_ms=samples.stall,
            stall_cpu_max_ms=samples.busy,
            spelling_gui_max_ms=samples.spelling,
            arrival_to_paint_p99_ms=_p99(samples.arrivals),
            arrival_to_paint_p50_ms=statistics.median(samples.arrivals),
        )
        await _switch(console.desk, drawing, count=plan["switches"])
        told.update(
            keystroke_p99_ms=_p99(samples.keystrokes),
            switch_p99_ms=_p99(samples.switches),
            keystroke_p50_ms=statistics.median(samples.keystrokes),
            rss_mib=resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
            messages=len(samples.arrivals),
            keys=len(samples.keystrokes),
        )

    options = ConsoleOptions(
        server=f"ws://127.0.0.1:{port}",
        language="ru",
        profile=profile,
        login="benchmark",
        password="benchmark-desk",
        offscreen=True,
        companion=companion,
    )
    with spelling.watched():
        run_console(options)
    return told


def _p99(samples: Sequence[float]) -> float:
    return statistics.quantiles(samples, n=100)[98]


if __name__ == "__main__":
    figures = work(int(sys.argv[1]), Path(sys.argv[2]), json.loads(sys.argv[3]))
    print(json.dumps(figures), flush=True)
