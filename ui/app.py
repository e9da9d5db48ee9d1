"""The composition root of the console: builds it, starts it in order, stops it in reverse."""

import asyncio
import logging
import os
import sys
from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from types import TracebackType
from typing import Any, cast

import qasync
from PySide6.QtCore import QEvent, QObject, QStandardPaths
from PySide6.QtWidgets import QApplication

from console.core.errors import ConsoleError
from console.core.preferences import ThemeChoice
from console.core.tasks import TaskOwner
from console.session import DeskSession
from protocol.ids import ConversationId
from ui import translation
from ui.alerts.alerter import Alerter
from ui.alerts.player import Loudspeaker, Silence
from ui.garbage import Garbage
from ui.shell import refusals
from ui.shell.clipboard import ClipboardGuard
from ui.shell.desk_window import DeskWindow
from ui.shell.frame import SIZE, Frame
from ui.shell.lock import Lock
from ui.shell.sign_in import SignIn
from ui.shell.sign_in_page import SignInPage
from ui.theme import theme
from ui.translation import Language

DEFAULT_SERVER = "127.0.0.1:8710"
"""Where `serve` listens unless told otherwise: a desk and a server on one machine just work."""
SHUTDOWN_SECONDS = 5.0
"""Longer than the outbox's flush and a polite close; after it what is still alive is named."""

_SERVER, _LOGIN, _LANGUAGE, _THEME = "server", "login", "language", "theme"

_log = logging.getLogger("pult.console")

Companion = Callable[["Console"], Coroutine[Any, Any, None]]


@dataclass(frozen=True, slots=True)
class ConsoleOptions:
    """What the command line says; what it leaves out comes from this machine's settings.

    With a login and a password the console signs in by itself. `companion` runs beside the window
    and may work it; the console quits when it returns.
    """

    server: str | None = None
    language: str | None = None
    theme: str | None = None
    profile: Path | None = None
    login: str = ""
    password: str = ""
    offscreen: bool = False
    companion: Companion | None = None


def run_console(options: ConsoleOptions) -> int:
    """Run the console until it is quit; the exit code."""
    if options.offscreen:
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    application = cast("QApplication | None", QApplication.instance()) or QApplication(["pult"])
    application.setApplicationName("pult")
    application.setQuitOnLastWindowClosed(False)
    console = Console(options)
    garbage = Garbage()
    previous = sys.excepthook
    sys.excepthook = console.on_exception
    try:
        with asyncio.Runner(loop_factory=lambda: qasync.QEventLoop(application)) as runner:
            return runner.run(console.run())
    finally:
        sys.excepthook = previous
        garbage.stop()


class Console(QObject):
    """One console: a frame, a session, and what stands in the frame now."""

    def __init__(self, options: ConsoleOptions) -> None:
        super().__init__()
        self._options = options
        self._folder = options.profile or _own_folder()
        self._owner = TaskOwner("console", on_failure=self.on_failure)
        self._page_owner = TaskOwner("page", on_failure=self.on_failure)
        self._session = self._new_session(options.server or "")
        self._started = False
        self._stopping = asyncio.Event()
        self._sign_in: SignIn | None = None
        self._alerter: Alerter | None = None
        self._lock: Lock | None = None
        self._clipboard = ClipboardGuard(self)
        self._language = self._wanted_language()
        translation.current().install(self._language)
        theme.current().choose(self._wanted_theme())
        self.frame = Frame()
        if options.offscreen:
            self.frame.resize(SIZE)  # no screen to fit into
        self.frame.close_requested.connect(self.quit)
        self.code = 0

    @property
    def session(self) -> DeskSession:
        """The session in force."""
        return self._session

    @property
    def desk(self) -> DeskWindow | None:
        """The desk, once somebody is signed in."""
        page = self.frame.page
        return page if isinstance(page, DeskWindow) else None

    @property
    def sign_in_page(self) -> SignInPage | None:
        """The first page, while nobody is."""
        page = self.frame.currentWidget()
        return page if isinstance(page, SignInPage) else None

    def quit(self) -> None:
        """Ask for the end. Idempotent."""
        self._stopping.set()

    async def run(self) -> int:
        """From the first window to the last task."""
        asyncio.get_running_loop().set_exception_handler(self._on_loop_exception)
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
        return self.code

    # From start to end

    async def _begin(self) -> None:
        self._started = True
        signs_in = bool(self._options.login and self._options.password)
        if await self._session.start() and not signs_in:
            self._show_desk()
        else:
            self._show_sign_in(password=self._options.password)
            page = self.sign_in_page
            if signs_in and page is not None:
                page.press()
        self.frame.show()

    async def _accompany(self, companion: Companion) -> None:
        try:
            await companion(self)
        finally:
            self.quit()

    async def _shut_down(self) -> None:
        """Staged: no more input, pages and their tasks, the session, the window. Idempotent."""
        self.frame.setEnabled(False)
        if self._alerter is not None:
            self._alerter.close()
        desk = self.desk
        if desk is not None:
            desk.close_page()
        await self._page_owner.aclose()
        await self._session.aclose()
        await self._owner.aclose()
        self.frame.hide()
        self.frame.deleteLater()
        await asyncio.sleep(0)
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    # Pages

    def _show_sign_in(self, *, notice: str = "", password: str = "") -> None:
        machine = self._session.machine
        page = SignInPage(
            server=self._options.server or machine.get(_SERVER, DEFAULT_SERVER),
            login=self._options.login or machine.get(_LOGIN),
            password=password,
            notice=notice,
        )
        sign_in = SignIn(page, owner=self._owner, session_for=self._session_for)
        sign_in.done.connect(self._on_signed_in)
        sign_in.refused.connect(self._on_refused)
        page.language_chosen.connect(self._on_language_chosen)
        page.theme_chosen.connect(self._on_theme_chosen)
        self._leave_page()
        self._sign_in = sign_in
        self.frame.show_page(page)

    def _show_desk(self) -> None:
        self._leave_page()
        desk = DeskWindow(self._session, owner=self._page_owner, version=_version())
        desk.close_requested.connect(self.quit)
        desk.sign_out_wanted.connect(self._on_sign_out_wanted)
        desk.language_chosen.connect(self._on_language_chosen)
        desk.feed.preferences_changed.connect(self._dress)
        desk.title.changed.connect(self._on_title_changed)
        self._dress()
        self.frame.show_page(desk)
        self.frame.setWindowTitle(desk.title.words)
        self._call_for(desk)

    def _call_for(self, desk: DeskWindow) -> None:
        """Call the desk's user whenever he looks elsewhere."""
        player = Silence() if self._options.offscreen else Loudspeaker()
        alerter = Alerter(
            desk.feed, look=desk.attention, player=player, frame=self.frame, parent=self
        )
        alerter.tray.window_wanted.connect(self.frame.come_forward)
        alerter.tray.quit_wanted.connect(self.quit)
        alerter.cards.accept_pressed.connect(desk.deeds.accept)
        alerter.cards.decline_pressed.connect(desk.deeds.decline)
        alerter.cards.window_wanted.connect(self._on_window_wanted)
        desk.sound_tried.connect(alerter.try_sound)
        self._alerter = alerter

    def _guard(self, desk: DeskWindow) -> None:
        """Lock the desk when its user has gone."""
        lock = Lock(self._session, frame=self.frame, owner=self._page_owner, parent=desk)
        lock.sign_out_wanted.connect(self._on_sign_out_wanted)
        lock.changed.connect(self._on_lock_changed)
        desk.lock_wanted.connect(lock.lock)
        desk.feed.preferences_changed.connect(lock.follow_preferences)
        self._lock = lock

    def _on_lock_changed(self) -> None:
        desk, locked = self.desk, self._lock is not None and self._lock.locked
        if self._alerter is not None:
            self._alerter.set_locked(locked)
        if locked:
            self.frame.name_itself()
        elif desk is not None:
            self.frame.setWindowTitle(desk.title.words)
            desk.chat.focus_editor()

    def _on_title_changed(self, words: str) -> None:
        if self._lock is None or not self._lock.locked:
            self.frame.setWindowTitle(words)

    def _on_window_wanted(self, conversation: str) -> None:
        self.frame.come_forward()
        desk = self.desk
        locked = self._lock is not None and self._lock.locked
        if desk is not None and conversation and not locked:
            desk.show_chat(ConversationId(conversation))

    def _leave_page(self) -> None:
        if self._alerter is not None:
            self._alerter.close()
            self._alerter = None
        self._lock = None
        desk = self.desk
        if desk is not None:
            desk.close_page()
        if self._sign_in is not None:
            self._sign_in.forget_page()
        old, self._page_owner = self._page_owner, TaskOwner("page", on_failure=self.on_failure)
        self._owner.spawn("leave page", old.aclose())

    def _on_signed_in(self) -> None:
        machine = self._session.machine
        account = self._session.store.account
        if account is not None:
            machine.put(_LOGIN, account.login)
        self._show_desk()

    def _on_refused(self, error: ConsoleError) -> None:
        self._show_sign_in(notice=refusals.sentence(error))

    def _on_sign_out_wanted(self) -> None:
        self._owner.spawn("sign out", self._sign_out())

    async def _sign_out(self) -> None:
        desk = self.desk
        if desk is not None:
            desk.setEnabled(False)
        server = self._session.machine.get(_SERVER)
        await self._session.sign_out()
        await self._replace_session(server)
        self._show_sign_in()

    # Choices

    def _on_language_chosen(self, code: str) -> None:
        """Windows built before a switch keep their words, so they are built anew."""
        self._language = Language(code)
        self._session.machine.put(_LANGUAGE, code)
        translation.current().install(self._language)
        self.frame.name_itself()
        page = self.sign_in_page
        if page is None:
            current = self.desk.chats.current if self.desk is not None else None
            self._show_desk()
            if current is not None and self.desk is not None:
                self.desk.show_chat(current)
            return
        server, login, password = page.values
        self._show_sign_in(password=password)
        fresh = self.sign_in_page
        if fresh is not None:
            fresh.fill(server=server, login=login)

    def _on_theme_chosen(self, code: str) -> None:
        self._session.machine.put(_THEME, code)
        theme.current().choose(ThemeChoice(code))

    def _dress(self) -> None:
        """Wear what the account prefers; the next sign-in page on this machine looks the same."""
        choice = self._session.store.preferences.appearance.theme
        if choice is not None:
            self._on_theme_chosen(choice)

    def _wanted_language(self) -> Language:
        wanted = self._options.language or self._session.machine.get(_LANGUAGE)
        return Language(wanted) if wanted in list(Language) else translation.of_machine()

    def _wanted_theme(self) -> ThemeChoice:
        wanted = self._options.theme or self._session.machine.get(_THEME)
        return ThemeChoice(wanted) if wanted in list(ThemeChoice) else ThemeChoice.SYSTEM

    # The session

    def _new_session(self, server: str) -> DeskSession:
        fresh = DeskSession(
            server or DEFAULT_SERVER, folder=self._folder, on_failure=self.on_failure
        )
        self._server = server or fresh.machine.get(_SERVER, DEFAULT_SERVER)
        if self._server == (server or DEFAULT_SERVER):
            return fresh
        return DeskSession(self._server, folder=self._folder, on_failure=self.on_failure)

    async def _session_for(self, server: str) -> DeskSession:
        """The session for an address; raises `SettingsError` for one that is none."""
        if server != self._server:
            await self._replace_session(server)
        self._session.machine.put(_SERVER, server)
        return self._session

    async def _replace_session(self, server: str) -> None:
        fresh = DeskSession(server or self._server, folder=self._folder, on_failure=self.on_failure)
        old, self._session = self._session, fresh
        self._server = server or self._server
        await old.aclose()
        await fresh.start()

    # What goes wrong

    def on_failure(self, what: str, error: BaseException) -> None:
        """A task failed for a reason that nobody foresaw: log it, tell the person."""
        _log.error("%s failed", what, exc_info=error)
        self._tell_of_failure()

    def on_exception(
        self,
        kind: type[BaseException],
        error: BaseException,
        traceback: TracebackType | None,
    ) -> None:
        """An exception left a slot or the main program."""
        _log.error("unforeseen", exc_info=(kind, error, traceback))
        if issubclass(kind, KeyboardInterrupt):
            self.quit()
            return
        self._tell_of_failure()

    def _on_loop_exception(self, loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
        _log.error("%s", context.get("message"), exc_info=context.get("exception"))
        self._tell_of_failure()

    def _tell_of_failure(self) -> None:
        self.code = 1
        desk = self.desk
        if desk is not None and desk.isEnabled():
            desk.tell_of_failure()


def _own_folder() -> Path:
    location = QStandardPaths.StandardLocation.AppDataLocation
    return Path(QStandardPaths.writableLocation(location))


def _version() -> str:
    try:
        return version("pult")
    except PackageNotFoundError:
        return "0.1.0"
