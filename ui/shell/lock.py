"""Locks the desk of a person who has gone away, and lets only him back in."""

import shiboken6
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication, QWidget

from console.core.tasks import TaskOwner
from console.session import DeskSession
from ui.shell.frame import Frame
from ui.shell.idle import Idle
from ui.shell.lock_page import LockPage

TRIES = 5
"""Wrong passwords before the account is signed out: who guesses on meets the server's brake."""


class Lock(QObject):
    """Covers the desk; what arrives goes on arriving behind the cover.

    Signals:
        changed: locked, or not any more.
        sign_out_wanted: somebody else wants in, or somebody guesses.
    """

    changed = Signal()
    sign_out_wanted = Signal()

    def __init__(
        self,
        session: DeskSession,
        *,
        frame: Frame,
        owner: TaskOwner,
        parent: QObject,
        lockable: bool = True,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._frame = frame
        self._owner = owner
        self._lockable = lockable
        self._page: LockPage | None = None
        self._hidden: list[QWidget] = []
        self._wrong = 0
        self._idle = Idle(self)
        self._idle.expired.connect(self.lock)
        self.follow_preferences()

    @property
    def locked(self) -> bool:
        """Whether nothing of the desk may be seen."""
        return self._page is not None

    def follow_preferences(self) -> None:
        """How long one may be away is a preference."""
        self._idle.set_minutes(self._session.store.preferences.privacy.lock_after_min)

    def lock(self) -> None:
        """Cover the desk, and everything that lies over it. Idempotent."""
        account = self._session.store.account
        if self._page is not None or not (self._lockable and self._session.has_password_check):
            return
        name = account.name if account is not None else self._session.login
        self._page = LockPage(name=name, person=account.id if account is not None else name)
        self._page.unlock_wanted.connect(self._on_unlock_wanted)
        self._page.leave_wanted.connect(self._on_leave_wanted)
        self._wrong = 0
        while (popup := QApplication.activePopupWidget()) is not None:
            popup.hide()  # for good: a menu shown again would belong to nothing
        self._hidden = [
            one
            for one in QApplication.topLevelWidgets()
            if one is not self._frame and one.isVisible()
        ]
        for window in self._hidden:
            window.hide()
        self._frame.cover(self._page)
        self.changed.emit()

    def _unlock(self) -> None:
        self._page = None
        self._frame.uncover()
        for window in self._hidden:
            if shiboken6.isValid(window):  # what it was about may have gone behind the cover
                window.show()
        self._hidden = []
        self.follow_preferences()
        self.changed.emit()

    def _on_unlock_wanted(self, password: str) -> None:
        if self._page is not None:
            self._page.show_busy()
            self._owner.spawn("unlock", self._check(password))

    async def _check(self, password: str) -> None:
        fits = await self._session.knows_password(password)
        if self._page is None:
            return
        if fits:
            self._unlock()
            return
        self._wrong += 1
        if self._wrong < TRIES:
            self._page.show_wrong(tries_left=TRIES - self._wrong)
        else:
            self.sign_out_wanted.emit()

    def _on_leave_wanted(self) -> None:
        self.sign_out_wanted.emit()
