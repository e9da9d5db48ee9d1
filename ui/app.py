"""The composition root of the console: builds it, starts it in order, stops it in reverse."""

import asyncio
import logging
import os
import signal
import sys
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, cast

import qasync
from PySide6.QtCore import QEvent, QObject, QStandardPaths, Qt
from PySide6.QtWidgets import QApplication

from console.core.tasks import TaskOwner
from console.session import DeskSession
from ui import loading, memory, qt_messages
from ui.current_session import CurrentSession
from ui.failures import Failures
from ui.garbage import Garbage
from ui.only_console import OnlyConsole
from ui.options import Companion, ConsoleOptions
from ui.pages import Pages
from ui.shell.frame import Frame

if TYPE_CHECKING:  # loaded when it is wanted
    from ui.shell.desk_window import DeskWindow

SHUTDOWN_SECONDS = 5.0
"""Longer than the outbox's flush and a polite close; after it what is still alive is named."""

_ENDING = ("SIGTERM", "SIGHUP")

_TURN_SECONDS = 0.0005
"""How long a thread that computes may keep the window's waiting, each time it comes back from Qt:
some dozens of times a frame. Python's own 5 ms would make a frame of them late by a tenth."""

_log = logging.getLogger("pult.console")


def run_console(options: ConsoleOptions) -> int:
    """Run the console until it is quit; the exit code."""
    memory.share_one_heap()
    sys.setswitchinterval(_TURN_SECONDS)
    if options.offscreen:
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    application = cast("QApplication | None", QApplication.instance()) or QApplication(["pult"])
    application.setApplicationName("pult")
    application.setQuitOnLastWindowClosed(False)
    place = OnlyConsole(options.profile or _own_folder())
    if not place.take():
        return _call(place)
    garbage = Garbage()
    console = Console(options, garbage)
    place.called.connect(console.come_forward)
    previous, sys.excepthook = sys.excepthook, console.failures.on_exception
    try:
        with (
            qt_messages.heard(),
            asyncio.Runner(loop_factory=lambda: qasync.QEventLoop(application)) as runner,
        ):
            return runner.run(console.run())
    finally:
        sys.excepthook = previous
        garbage.stop()
        place.leave()


class Console(QObject):
    """One console, from its first window to its last task."""

    def __init__(self, options: ConsoleOptions, garbage: Garbage) -> None:
        super().__init__()
        self._options = options
        self.failures = Failures()
        on_failure = self.failures.on_failure
        self._owner = TaskOwner("console", on_failure=on_failure)
        self._current = CurrentSession(
            options.server,
            folder=options.profile or _own_folder(),
            on_failure=on_failure,
            translator=options.translator,
        )
        self._pages = Pages(
            self._current, options, owner=self._owner, on_failure=on_failure, version=_version()
        )
        self._stopping = asyncio.Event()
        self._ended_by = 0
        self._pages.quit_wanted.connect(self.quit)
        self._pages.desk_shown.connect(
            garbage.keep_what_is_loaded, Qt.ConnectionType.SingleShotConnection
        )
        self.failures.happened.connect(self._pages.tell_of_failure)
        self.failures.interrupted.connect(self.quit)

    @property
    def session(self) -> DeskSession:
        """The session in force."""
        return self._current.session

    @property
    def frame(self) -> Frame:
        """The one top-level window."""
        return self._pages.frame

    @property
    def desk(self) -> "DeskWindow | None":
        """The desk, once somebody is signed in."""
        return self._pages.desk

    def come_forward(self) -> None:
        """Somebody has started another console instead of looking for this one."""
        self.frame.come_forward()

    def quit(self) -> None:
        """Ask for the end. Idempotent."""
        self._stopping.set()

    async def run(self) -> int:
        """From the first window to the last task; the exit code."""
        asyncio.get_running_loop().set_exception_handler(self.failures.on_loop_exception)
        # Heard within a second: the session's clock ticks, and Python looks for signals then.
        for name in _ENDING:
            if hasattr(signal, name):
                signal.signal(getattr(signal, name), self._on_signal)
        await self._begin()
        if self._options.companion is not None:
            self._owner.spawn("companion", self._accompany(self._options.companion))
        await self._stopping.wait()
        try:
            async with asyncio.timeout(SHUTDOWN_SECONDS):
                await self._shut_down()
        except TimeoutError:
            alive = [task.get_name() for task in asyncio.all_tasks() if not task.done()]
            _log.error("still alive at the end: %s", ", ".join(sorted(alive)))
        return self._ended_by or self.failures.code

    def _on_signal(self, number: int, frame: FrameType | None) -> None:
        """The system or its user ends the program: in order, and with the code of that signal."""
        del frame
        self._ended_by = 128 + number
        self.quit()

    async def _begin(self) -> None:
        login, password = self._options.login, self._options.password
        if await self.session.start() and not (login and password):
            self._pages.show_desk()
        else:
            page = self._pages.show_sign_in(password=password)
            if login and password:
                page.press()
        self.frame.come_forward()
        self._owner.spawn("load the desk", self._load_the_rest())

    async def _load_the_rest(self) -> None:
        """What the first window does without."""
        await loading.load_desk()
        if not self._options.offscreen:  # no screen is no desktop's
            loading.follow_desktop(self)

    async def _accompany(self, companion: Companion) -> None:
        try:
            await companion(self)
        finally:
            self.quit()

    async def _shut_down(self) -> None:
        """Staged: no more input, the page and its tasks, the session, the window. Idempotent."""
        await self._pages.aclose()
        await self.session.aclose()
        await self._owner.aclose()
        self.frame.hide()
        self.frame.deleteLater()
        await asyncio.sleep(0)
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def _call(first: OnlyConsole) -> int:
    """Leave the work to the console that is open already; the exit code."""
    if first.call_blocking():
        sys.stdout.write("This console is open already: its window comes to the front.\n")
        return 0
    sys.stderr.write(
        f"Another console works in this folder and does not answer: process {first.holder}.\n"
        "End that one, or give this one a folder of its own by --profile.\n"
    )
    return 1


def _own_folder() -> Path:
    location = QStandardPaths.StandardLocation.AppDataLocation
    return Path(QStandardPaths.writableLocation(location))


def _version() -> str:
    try:
        return version("pult")
    except PackageNotFoundError:
        return "0.1.0"
