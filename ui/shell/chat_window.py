"""A conversation that was torn off: a window of its own, with its own composer."""

from PySide6.QtCore import QEvent, QRect, QSize, Signal
from PySide6.QtGui import QCloseEvent, QMoveEvent, QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from console.core.arrangement import WindowPlace
from protocol.ids import ConversationId
from ui.shell.pane import Pane
from ui.theme import emblem, fitting

SIZE = QSize(520, 720)
LEAST = QSize(360, 360)


class ChatWindow(QWidget):
    """Shows one conversation for as long as it stands.

    Signals:
        placed: it is elsewhere now, or of another size.
        close_wanted: back among the tabs with it.
    """

    placed = Signal(str)
    close_wanted = Signal(str)

    def __init__(self, conversation: ConversationId, pane: Pane) -> None:
        super().__init__()
        self.conversation = conversation
        self.pane = pane
        fitting.keep_above(self, width=LEAST.width(), height=LEAST.height())
        self.setWindowIcon(emblem.icon())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(pane)

    @property
    def place(self) -> WindowPlace:
        """Where it is."""
        box = self.geometry()
        return WindowPlace(box.x(), box.y(), box.width(), box.height())

    def stand_at(self, place: WindowPlace) -> None:
        """Go there."""
        self.setGeometry(QRect(place.left, place.top, place.width, place.height))

    def come_forward(self) -> None:
        """From behind other windows."""
        self.show()
        self.raise_()
        self.activateWindow()

    # Qt overrides

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.WindowActivate:
            focused: QWidget | None = self.focusWidget()
            if focused is None or not focused.isVisible():
                self.pane.focus()  # else Qt gives the keys to whichever button comes first
        return super().event(event)

    def moveEvent(self, event: QMoveEvent) -> None:
        super().moveEvent(event)
        self.placed.emit(self.conversation)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.placed.emit(self.conversation)

    def closeEvent(self, event: QCloseEvent) -> None:
        event.ignore()
        self.close_wanted.emit(self.conversation)
