"""Where the keys go on a desk that has just been shown: into the draft in view, unless somebody
has turned elsewhere."""

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from ui.shell.desk_parts import DeskParts
from ui.shell.pane import Pane


class FirstCursor(QObject):
    """Follows the chats until those that were open are in view again; a child of its desk."""

    def __init__(self, parts: DeskParts) -> None:
        super().__init__(parts)
        self._parts = parts
        self._placed = False

    def follow(self) -> None:
        """Other chats are in view. Idempotent."""
        chats = self._parts.chats
        if self._placed or chats.current is None or not self._parts.isVisible():
            return
        self._placed = chats.restored
        if self._is_astray(QApplication.focusWidget()):
            self.place()

    def place(self) -> None:
        """Into the draft; no window comes forward for that."""
        area = self._parts.area
        if area is not None and not area.desk_in_view:
            area.show_page(area.current)
        elif self._parts.chats.current is not None:
            self._parts.chat.focus_editor()

    def _is_astray(self, focused: QWidget | None) -> bool:
        """Whether nobody chose that the keys go there: Qt went on to a button, or to nothing."""
        if QApplication.activeModalWidget() or QApplication.activePopupWidget():
            return False
        if focused is None or focused is self._parts:
            return True
        nowhere = isinstance(focused, Pane | QAbstractButton)
        return nowhere and self._parts.isAncestorOf(focused)
