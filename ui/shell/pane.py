"""One place where a conversation is worked in: its page, or what is said while it is empty."""

from PySide6.QtCore import QCoreApplication, QRectF, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from console.core.tasks import TaskOwner
from protocol.ids import ConversationId
from ui.chat.chat_page import ChatPage
from ui.chat.kept_chats import KeptChats
from ui.desk.desk_feed import DeskFeed
from ui.theme import theme
from ui.theme.icons import Icon
from ui.widgets import painting
from ui.widgets.empty_state import EmptyState, keep_level

translate = QCoreApplication.translate

_RING = 2


class Pane(QWidget):
    """Holds one page, which shows one conversation after the other.

    Signals:
        pressed: somebody turned to it where nothing else took the press.
    """

    pressed = Signal()

    def __init__(
        self, feed: DeskFeed, *, kept: KeptChats, owner: TaskOwner, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        keep_level(self)
        self.page = ChatPage(feed, kept=kept, owner=owner)
        self._empty = EmptyState(
            icon=Icon.CHAT,
            title=translate("Grid", "Room for one more chat"),
            text=translate("Grid", "The next chat to come appears here. Or choose one yourself."),
        )
        self._ringed = self._framed = self._aimed = False
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self._empty)
        self._column.addWidget(self.page)
        self.page.hide()
        theme.current().theme_changed.connect(self.update)

    def show_chat(self, conversation: ConversationId | None) -> None:
        """Show a conversation, or that there is room for one."""
        self.page.show_chat(conversation)
        self._empty.setVisible(conversation is None)
        self.page.setVisible(conversation is not None)

    def set_frame(self, *, framed: bool, active: bool) -> None:
        """Whether it stands among others, and is the one that is worked in."""
        if (framed, active) != (self._framed, self._ringed):
            self._framed, self._ringed = framed, active
            edge = _RING if framed else 0
            self._column.setContentsMargins(edge, edge, edge, edge)
            self.page.set_compact(framed)
            self.update()

    def set_aimed(self, aimed: bool) -> None:
        """Whether what is dragged would be let go here."""
        if aimed != self._aimed:
            self._aimed = aimed
            self.update()

    def focus(self) -> None:
        """Put the cursor into the draft; into nothing where there is none."""
        if self.page.conversation is None:
            self.setFocus()
        else:
            self.page.focus_editor()

    def hold_focus(self) -> None:
        """What is typed now goes nowhere: what it was meant for is about to go."""
        focused: QWidget | None = self.window().focusWidget()
        if focused is not None and self.isAncestorOf(focused):
            self.setFocus()

    # Qt overrides

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.pressed.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = theme.current().tokens
        painter = QPainter(self)
        painter.fillRect(self.rect(), tokens.app)
        if self._framed:
            painting.begin(painter)
            color = tokens.accent if self._ringed or self._aimed else tokens.border
            width = _RING if self._ringed or self._aimed else 1
            rect = QRectF(self.rect())
            painting.rounded(painter, rect, radius=3, border=color, width=width)
            if self._aimed:
                painter.fillRect(rect.adjusted(2, 2, -2, -2), tokens.accent_soft)
