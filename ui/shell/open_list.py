"""The list of every open chat, who waits longest first, narrowed as one types."""

from collections.abc import Sequence
from operator import attrgetter

from PySide6.QtCore import (
    QCoreApplication,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QListView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from console.core.naming import called
from ui.desk import waits
from ui.desk.channels import channel_icon
from ui.desk.desk_feed import DeskFeed
from ui.shell.chat_tab import TabState, spoken
from ui.theme import fonts, icons, measures, theme
from ui.widgets import choosable_rows, painting, pill, plain_text
from ui.widgets.choosable_rows import ChoosableRows
from ui.widgets.former_focus import FormerFocus
from ui.widgets.ground import Ground, Tone, set_ground
from ui.widgets.labels import Label
from ui.widgets.search_field import SearchField
from ui.widgets.shades import FloatShade

translate = QCoreApplication.translate

WIDTH = 340
_ROW, _COMPACT_ROW = 36, 30
_MOST_ROWS = 12


def row_height() -> int:
    """How high a line is, in pixels of the design."""
    return measures.by_density(_ROW, _COMPACT_ROW)


class OpenList(QFrame):
    """Floats under the tabs; what is chosen is announced, and it is gone.

    Signals:
        chosen: work in this conversation.
    """

    chosen = Signal(str)

    def __init__(self, feed: DeskFeed, *, parent: QWidget) -> None:
        super().__init__(parent)
        self._window = parent
        self._states: Sequence[TabState] = ()
        self._before = FormerFocus(self)
        self._corner = QPoint()
        set_ground(self, Ground.FLOAT)
        self._shade = FloatShade(self)
        self.setAccessibleName(translate("Tabs", "All open chats"))
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 8)
        column.setSpacing(6)
        self.field = SearchField(name=translate("Tabs", "Find an open chat"))
        self.field.query_changed.connect(self._show)
        self.field.moved.connect(self._move_choice)
        self.field.chosen.connect(self._choose_current)
        self.field.installEventFilter(self)
        column.addWidget(self.field)
        self.rows = ChoosableRows[TabState](
            title=attrgetter("name"),
            spoken=lambda state: spoken(state, now=feed.now()),
            parent=self,
        )
        self.view = QListView()
        self.view.setModel(self.rows)
        self.view.setItemDelegate(_RowPainter(feed, self.view))
        self.view.setFrameShape(QFrame.Shape.NoFrame)
        self.view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view.setAccessibleName(translate("Tabs", "All open chats"))
        self.view.clicked.connect(self._on_view_clicked)
        column.addWidget(self.view, 1)
        self._nothing = Label(
            translate("Tabs", "No open chat is called that."), kind=fonts.Type.BODY, tone=Tone.MUTED
        )
        self._nothing.setContentsMargins(8, 8, 8, 12)
        column.addWidget(self._nothing)
        feed.ticked.connect(self.view.viewport().update)
        self.hide()

    def open(self, states: Sequence[TabState], *, right: int, top: int) -> None:
        """Float with its right upper corner there, if that leaves it in the window."""
        self._states = states
        self._before.remember()
        self._corner = QPoint(right, top)
        self.field.clear()
        self._show()
        self.show()
        self.raise_()
        self.field.setFocus()

    def _show(self) -> None:
        fits = called(self.field.query(), self._states, attrgetter("name"))
        self.rows.set_rows(fits)
        self._nothing.setVisible(not fits)
        self.view.setVisible(bool(fits))
        if fits:
            self.view.setCurrentIndex(self.rows.index(0))
        self._place(min(max(len(fits), 1), _MOST_ROWS))

    def _place(self, rows: int) -> None:
        """Below the corner, as high as it has lines."""
        window, right, top = self._window, self._corner.x(), self._corner.y()
        wanted = self.field.sizeHint().height() + 24 + measures.length(rows * row_height())
        height = min(wanted, window.height() - top - 24)
        width = measures.length(WIDTH)
        left = max(8, min(right - width, window.width() - width - 8))
        self.setGeometry(left, top, width, height)

    def _move_choice(self, step: int) -> None:
        count = self.rows.rowCount()
        if count:
            row = (self.view.currentIndex().row() + step) % count
            self.view.setCurrentIndex(self.rows.index(row))

    def _choose_current(self) -> None:
        self._on_view_clicked(self.view.currentIndex())

    def _on_view_clicked(self, index: QModelIndex) -> None:
        state = self.rows.row_at(index.row()) if index.isValid() else None
        if state is not None:
            self.hide()
            self.chosen.emit(state.conversation)

    # Qt overrides

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.FocusOut:
            self.hide()
        elif (
            isinstance(event, QKeyEvent)
            and event.type() is QEvent.Type.KeyPress
            and event.key() == Qt.Key.Key_Escape
        ):
            self._before.give_back()
            self.hide()
            return True
        return super().eventFilter(watched, event)


class _RowPainter(QStyledItemDelegate):
    """The channel, the name, what is special about its place, how long it waits, what is unread."""

    def __init__(self, feed: DeskFeed, parent: QWidget) -> None:
        super().__init__(parent)
        self._feed = feed

    # Qt overrides

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        return measures.size(200, row_height())

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        state: TabState | None = index.data(Qt.ItemDataRole.UserRole)
        if state is None:
            return
        tokens = theme.current().tokens
        painter.save()
        painting.begin(painter)
        rect = painting.enlarge(painter, option.rect)
        choosable_rows.paint_ground(painter, rect, option.state)
        icon = icons.Icon.EYE if state.reading else channel_icon(state.channel)
        icons.paint(
            painter, icon, tokens.muted, QRectF(rect.left() + 10, rect.top(), 16, rect.height())
        )
        right = self._paint_marks(painter, rect, state)
        painter.setFont(fonts.font(fonts.Type.BODY_MEDIUM))
        painter.setPen(tokens.text)
        line = QRectF(rect.left() + 36, rect.top(), right - rect.left() - 44, rect.height())
        name = painter.fontMetrics().elidedText(
            plain_text.plain_line(state.name), Qt.TextElideMode.ElideRight, int(line.width())
        )
        flags_of_text = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.drawText(line, flags_of_text, name)
        painter.restore()

    def _paint_marks(self, painter: QPainter, rect: QRectF, state: TabState) -> float:
        """From the right; where they begin."""
        tokens = theme.current().tokens
        right, middle = rect.right() - 10, rect.center().y()
        if state.unread:
            figure = pill.figure_of(state.unread)
            width = pill.width_of(figure)
            box = QRectF(right - width, middle - 9, width, 18)
            pill.paint_pill(painter, box, figure, pill.PillTone.UNREAD)
            right -= width + 6
        if state.since is not None and not state.held:
            now = self._feed.now()
            words, tone = waits.wait_pill(state.since, now=now, queue=state.queue_info)
            width = pill.width_of(words)
            pill.paint_pill(painter, QRectF(right - width, middle - 10, width, 20), words, tone)
            right -= width + 6
        for icon, shown in (
            (icons.Icon.HOLD, state.held),
            (icons.Icon.EDIT, state.typing),
            (icons.Icon.PIN, state.pinned),
            (icons.Icon.EXTERNAL, state.torn),
        ):
            if shown:
                icons.paint(
                    painter,
                    icon,
                    tokens.muted,
                    QRectF(right - 14, rect.top(), 14, rect.height()),
                    size=14,
                )
                right -= 20
        return right
