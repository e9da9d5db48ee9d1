"""Signing in from the first page: one try at a time, told in words while it goes on."""

import asyncio
from collections.abc import Awaitable, Callable

from PySide6.QtCore import QCoreApplication, QObject, Signal

from console.core.changes import Change, LinkChanged
from console.core.errors import (
    CommandRejected,
    ConsoleError,
    HandshakeReason,
    SettingsError,
    SettingsReason,
)
from console.core.link_state import LinkPhase, LinkState
from console.core.tasks import TaskOwner
from console.session import DeskSession
from protocol.errors import ErrorCode
from ui import translation
from ui.desk import refusals
from ui.shell.sign_in_page import SignInPage, WrongField

translate = QCoreApplication.translate

SessionFor = Callable[[str], Awaitable[DeskSession]]
_HOPELESS = frozenset({LinkPhase.VERSION_REFUSED, LinkPhase.CERTIFICATE_ERROR})
_LOGIN = "login"


class SignIn(QObject):
    """Brings the page and the session together.

    Signals:
        done: there is an account to work in.
        refused: the server did not want it after the work had begun without it.
    """

    done = Signal()
    refused = Signal(Exception)

    def __init__(self, page: SignInPage, *, owner: TaskOwner, session_for: SessionFor) -> None:
        super().__init__()
        self._page: SignInPage | None = page
        self._owner = owner
        self._session_for = session_for
        self._session: DeskSession | None = None
        self._task: asyncio.Task[None] | None = None
        self._offline = False
        page.sign_in_wanted.connect(self._on_page_sign_in_wanted)
        page.cancel_wanted.connect(self.cancel)
        page.offline_wanted.connect(self._on_page_offline_wanted)

    def cancel(self) -> None:
        """Wait no longer. Idempotent."""
        if self._task is not None and not self._task.done():
            self._task.cancel()
        self._say_error("")

    def forget_page(self) -> None:
        """The page is gone; a try may go on behind the desk."""
        self._page = None

    def _on_page_sign_in_wanted(self, server: str, login: str, password: str) -> None:
        if self._page is not None:
            self._page.show_progress(translate("SignIn", "Looking for the server…"))
        self._task = self._owner.spawn("sign in", self._try(server, login, password))

    def _on_page_offline_wanted(self, login: str, password: str) -> None:
        if self._session is not None:
            self._owner.spawn("offline", self._work_offline(self._session, login, password))

    async def _try(self, server: str, login: str, password: str) -> None:
        try:
            session = await self._session_for(server)
        except ConsoleError as error:
            self._fail(error)
            return
        self._session = session
        known = session.machine.get(_LOGIN).casefold() == login.casefold()

        def listen(batch: tuple[Change, ...]) -> None:
            if any(isinstance(change, LinkChanged) for change in batch):
                self._follow(session.store.link, known=known)

        subscription = session.subscribe(listen)
        language = translation.current().language
        try:
            await session.sign_in(login, password, language=language or translation.Language.RU)
        except ConsoleError as error:
            self._fail(error)
            return
        finally:
            subscription.close()
        if not self._offline:
            self.done.emit()

    async def _work_offline(self, session: DeskSession, login: str, password: str) -> None:
        try:
            await session.work_offline(login, password)
        except ConsoleError as error:
            self._fail(error)
            return
        self._offline = True
        self.done.emit()

    def _follow(self, link: LinkState, *, known: bool) -> None:
        if self._page is None:
            return
        if link.phase in _HOPELESS:
            if self._task is not None:
                self._task.cancel()
            self._say_error(refusals.phase_sentence(link.phase, link.reason))
            return
        self._page.show_progress(
            progress(link.phase, link.reason),
            may_work_offline=known and link.phase is LinkPhase.OFFLINE,
        )

    def _fail(self, error: ConsoleError) -> None:
        if self._offline:
            self.refused.emit(error)
            return
        self._say_error(refusals.sentence(error), wrong=_wrong_field(error))

    def _say_error(self, words: str, *, wrong: WrongField | None = None) -> None:
        if self._page is not None:
            self._page.show_error(words, wrong=wrong)


def _wrong_field(error: ConsoleError) -> WrongField | None:
    match error:
        case (
            CommandRejected(code=ErrorCode.BAD_CREDENTIALS)
            | SettingsError(reason=SettingsReason.PASSWORD)
        ):
            return WrongField.PASSWORD
        case SettingsError(reason=SettingsReason.ADDRESS):
            return WrongField.SERVER
        case _:
            return None


def progress(phase: LinkPhase, reason: HandshakeReason | None = None) -> str:
    """How far a try has come."""
    match phase:
        case LinkPhase.SIGNING_IN:
            return translate("SignIn", "Checking the password…")
        case LinkPhase.CATCHING_UP | LinkPhase.CAUGHT_UP:
            return translate("SignIn", "Loading your chats…")
        case LinkPhase.OFFLINE if reason is HandshakeReason.NO_NAME:
            return translate(
                "SignIn",
                "No server of this name is found. Check the address and the network; Pult"
                " keeps trying.",
            )
        case LinkPhase.OFFLINE:
            return translate(
                "SignIn",
                "The server does not answer. Check the network and the address; Pult keeps trying.",
            )
        case _:
            return translate("SignIn", "Looking for the server…")
