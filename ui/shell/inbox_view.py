"""The list of the inbox: what is pressed and chosen on it, what is drawn anew, what is in sight."""

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QPoint, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPaintEvent, QRegion, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QWidget

from ui.shell.inbox_painter import InboxPainter
from ui.theme import measures


class InboxView(QListView):
    """Announces presses and Enter; moving the choice alone opens nothing.

    Signals:
        row_pressed, row_chosen: the position of a row, and where on the page it was pressed.
        room_changed: it has become higher or lower; before that it was so high.
    """

    row_pressed = Signal(int, QPoint)
    row_chosen = Signal(int)
    room_changed = Signal(int)

    def __init__(self, painter: InboxPainter, parent: QWidget) -> None:
        super().__init__(parent)
        painter.setParent(self)
        self.setItemDelegate(painter)
        self.setUniformItemSizes(False)
        self.setMouseTracking(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)

    def bring(self, first: int, last: int) -> None:
        """Scroll no further than it takes to have these rows in sight, and begin with a whole row.

        Where there is no room for all of them, the first are in sight.
        """
        for position in (last, first):
            self.scrollTo(self.model().index(position, 0))
        bar, top = self.verticalScrollBar(), self.visualRect(self.indexAt(QPoint(0, 0)))
        hidden, left = -top.top(), top.bottom() + 1
        bottom = self.visualRect(self.model().index(last, 0)).bottom()
        if hidden > 0 and bar.value() + left <= bar.maximum():
            bar.setValue(bar.value() + left)
        elif hidden > 0 and bottom + hidden < self.viewport().height():
            bar.setValue(bar.value() - hidden)

    @Slot()
    def pass_second(self) -> None:
        """Draw again how long people wait, and nothing else: it comes every second."""
        self.viewport().update(self.aged())

    def aged(self) -> QRegion:
        """Where time shows."""
        painter, aged = self.itemDelegate(), QRegion()
        assert isinstance(painter, InboxPainter)
        for index in self.in_sight():
            aged += painter.time_rect(self.visualRect(index), painter.row_at(index.row()))
        return aged

    def in_sight(self) -> Iterator[QModelIndex]:
        """The rows on the page, from the top."""
        index, height = self.indexAt(QPoint(0, 0)), self.viewport().height()
        while index.isValid() and self.visualRect(index).top() < height:
            yield index
            index = index.siblingAtRow(index.row() + 1)

    def _choosable(self, index: QModelIndex) -> bool:
        return bool(index.isValid() and index.flags() & Qt.ItemFlag.ItemIsSelectable)

    # Qt overrides

    def dataChanged(
        self,
        topLeft: QModelIndex | QPersistentModelIndex,
        bottomRight: QModelIndex | QPersistentModelIndex,
        roles: Sequence[int] = (),
    ) -> None:
        # A row keeps its height for life; QListView would lay out and draw all of them again.
        QAbstractItemView.dataChanged(self, topLeft, bottomRight, list(roles))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = self.itemDelegate()
        assert isinstance(painter, InboxPainter)
        painter.to_paint = event.region()
        painter.beside = measures.design(self.width() - self.viewport().width())
        super().paintEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        at = event.position().toPoint()
        index = self.indexAt(at)
        if event.button() is Qt.MouseButton.LeftButton and self._choosable(index):
            self.row_pressed.emit(index.row(), at)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            index = self.currentIndex()
            if self._choosable(index):
                self.row_chosen.emit(index.row())
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().height() != event.size().height():
            self.room_changed.emit(event.oldSize().height())

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.viewport().update()
