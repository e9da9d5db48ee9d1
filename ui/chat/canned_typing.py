"""A slash being typed: what is looked for behind it, the list over the field, the keys of both."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from ui.chat.canned_popup import CannedPopup, CannedReply

_TAKE = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab})


class CannedTyping(QObject):
    """Of one composer; each `wanted` is answered with `show`.

    Signals:
        wanted: find what fits what was typed behind a slash.
        chosen: what was taken of it; who puts it into the text closes this.
    """

    wanted = Signal(str)
    chosen = Signal(CannedReply)

    def __init__(self, composer: QWidget, *, over: QWidget) -> None:
        super().__init__(composer)
        self._composer, self._over = composer, over
        self._query: str | None = None
        self._dismissed = False
        self._answered = True
        self._popup: CannedPopup | None = None

    def watch(self, fields: Iterable[QWidget]) -> None:
        """Hear the keys of these first."""
        for field in fields:
            field.installEventFilter(self)

    @Slot(object)
    def follow(self, query: str | None) -> None:
        """This stands behind a slash at the cursor now; None where there is no slash."""
        if query == self._query:
            return
        began = self._query is None
        self._query = query
        if query is None:
            self.close()
        elif began or not self._dismissed:
            self._dismissed, self._answered = False, False
            self.wanted.emit(query)

    def show(self, query: str, replies: Sequence[CannedReply]) -> None:
        """Offer these. Too late for a slash that is gone, it does nothing."""
        if query != self._query:
            return
        self._answered = True
        if self._dismissed:
            return
        if self._popup is None:
            self._popup = CannedPopup(self._composer)
            self._popup.chosen.connect(self._on_popup_chosen)
        self._popup.show_over(self._over, replies)

    def close(self) -> None:
        """There is no slash any more. Idempotent."""
        self._query, self._dismissed, self._answered = None, False, True
        self.hide()

    def hide(self) -> None:
        """Take the list away; what is looked for stays."""
        if self._popup is not None:
            self._popup.hide()

    def leave(self) -> None:
        """The composer goes out of sight: the list stands in the window then, and would stay."""
        self.close()
        if self._popup is not None:
            self._popup.setParent(self._composer)

    def _press(self, event: QKeyEvent) -> bool:
        """Whether the key was meant for the list."""
        key = Qt.Key(event.key())
        if self._query and not self._answered and key in _TAKE:
            return True  # a slash command half typed is not a reply to the subscriber
        if self._popup is None or self._popup.isHidden():
            return False
        if key in _TAKE and not event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self._popup.take_choice()
        elif key is Qt.Key.Key_Escape:
            self._dismissed = True
            self._popup.hide()
        elif key is Qt.Key.Key_Up:
            self._popup.move_choice(-1)
        elif key is Qt.Key.Key_Down:
            self._popup.move_choice(1)
        else:
            return False
        return True

    @Slot(CannedReply)
    def _on_popup_chosen(self, reply: CannedReply) -> None:
        self.hide()
        self.chosen.emit(reply)

    # Qt overrides

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            return self._press(event)
        if event.type() is QEvent.Type.FocusOut:
            self.hide()
        return super().eventFilter(watched, event)
