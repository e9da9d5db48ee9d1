"""A tab on its way: shown under the hand, let go among the tabs, on a pane, or outside."""

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from protocol.ids import ConversationId
from ui.shell.chat_tabs import ChatTabs
from ui.shell.chat_views import ChatViews
from ui.shell.open_chats import OpenChats
from ui.theme import fitting, fonts, theme
from ui.widgets import painting

_SIZE = (180, 32)
_OFF = QPoint(12, 12)
"""Beside the point of the arrow, so that one sees where it points."""


class TabDrag(QObject):
    """Follows the mouse of the tab that is dragged: no loop of its own, nothing waits."""

    def __init__(
        self, tabs: ChatTabs, views: ChatViews, chats: OpenChats, *, window: QWidget
    ) -> None:
        super().__init__(window)
        self._tabs = tabs
        self._views = views
        self._chats = chats
        self._window = window
        self._ghost: _Ghost | None = None
        tabs.tab_dragged.connect(self._on_tabs_tab_dragged)
        tabs.tab_let_go.connect(self._on_tabs_tab_let_go)
        tabs.drag_ended.connect(self._on_tabs_drag_ended)

    def _on_tabs_tab_dragged(self, conversation: str, at: QPoint) -> None:
        if self._ghost is None:
            tab = self._tabs.tab(ConversationId(conversation))
            self._ghost = _Ghost(tab.text() if tab is not None else "")
        self._ghost.move(at + _OFF)
        self._ghost.show()
        self._aim(at)

    def _on_tabs_tab_let_go(self, conversation: str, at: QPoint) -> None:
        which = ConversationId(conversation)
        place = self._tabs.place_at(at)
        pane = self._views.grid.pane_at(at)
        if place is not None:
            order = self._chats.order
            self._chats.move(which, place - (order.index(which) < place))
        elif pane is not None:
            self._chats.put(which, pane)
            self._views.focus()
        elif not self._on_the_desk(at):
            self._views.tear_off(which, at)

    def _on_tabs_drag_ended(self) -> None:
        self._aim(None)
        if self._ghost is not None:
            self._ghost.hide()
            self._ghost.deleteLater()
            self._ghost = None

    def _aim(self, at: QPoint | None) -> None:
        place = self._tabs.place_at(at) if at is not None else None
        pane = self._views.grid.pane_at(at) if at is not None and place is None else None
        self._tabs.show_gap(place)
        for number, one in enumerate(self._views.grid.panes):
            one.set_aimed(number == pane)

    def _on_the_desk(self, at: QPoint) -> bool:
        return self._window.rect().contains(self._window.mapFromGlobal(at))


class _Ghost(QWidget):
    """The name that follows the hand, over all windows."""

    def __init__(self, name: str) -> None:
        super().__init__(None, Qt.WindowType.ToolTip | Qt.WindowType.WindowTransparentForInput)
        self._name = name
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        fitting.fix_size(self, *_SIZE)

    # Qt overrides

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = theme.current().tokens
        painter = QPainter(self)
        painting.begin(painter)
        rect = painting.enlarge(painter, self.rect())
        painter.fillRect(rect, tokens.surface)
        painting.rounded(painter, rect, radius=0, border=tokens.accent, width=2)
        painter.setFont(fonts.font(fonts.Type.BODY_STRONG))
        painter.setPen(tokens.text)
        line = rect.adjusted(12, 0, -12, 0)
        name = painter.fontMetrics().elidedText(
            self._name, Qt.TextElideMode.ElideRight, int(line.width())
        )
        painter.drawText(line, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, name)
