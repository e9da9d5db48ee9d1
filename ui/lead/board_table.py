"""A table of the board: drawn in one go, what has changed only; sorted, chosen, asked by keys."""

from abc import abstractmethod
from collections.abc import Mapping, Sequence
from typing import Any, ClassVar, Generic, TypeVar

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QRectF,
    QSize,
    Qt,
    QTimer,
    Signal,
    Slot,
)
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QRegion,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView, QWidget

from console.viewmodels.board_model import BoardModel, Keyed
from ui.lead.cells import FADED
from ui.theme import fonts, icons, measures, theme
from ui.widgets import painting, plain_text
from ui.widgets.ground import set_style_property

ROW, COMPACT_ROW = 36, 30
_HEAD = 32
_ARROW = 10
_STRETCH = 160
"""By how much the names grow before the other columns do."""
_REORDER_MS = 10_000
"""Between two orderings by what changes by itself: often enough, and nobody loses his row."""

Row = TypeVar("Row", bound=Keyed)


class BoardTable(QTableView, Generic[Row]):
    """Rows of a `BoardModel`.

    Signals:
        figure_wanted: show what a cell counts: the row, the column.
        formula_wanted: tell how a column is counted: the column, where on the screen.
        menu_wanted: what can be done with the chosen rows, and where on the screen.
    """

    figure_wanted = Signal(int, int)
    formula_wanted = Signal(int, QPoint)
    menu_wanted = Signal(QPoint)

    widths: ClassVar[Mapping[int, int]]
    """Of the columns in pixels of the design; one has what is left."""
    stretched: int
    right_aligned: frozenset[int]
    """Columns of figures."""
    given_up: tuple[int, ...] = ()
    """Where room is short they go, in this order: what says least of now goes first."""
    aging: frozenset[int]
    """The columns that become others as time passes."""

    def __init__(self, model: BoardModel[Row], *, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.board = model
        self._hovered = -1
        self.faded = False
        self.setModel(model)
        model.rows_changed.connect(self._on_board_rows_changed)
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setMouseTracking(True)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        set_style_property(self, "plain", "true")
        self.verticalHeader().hide()
        self.head = BoardHead(self)
        self.setHorizontalHeader(self.head)
        self.head.sectionClicked.connect(self._on_head_section_clicked)
        self._turning = QTimer(self)
        self._turning.setInterval(_REORDER_MS)
        self._turning.timeout.connect(self._reorder)
        self._turning.start()
        theme.current().measures_changed.connect(self.fit)
        self.fit()

    @abstractmethod
    def paint_cell(self, painter: QPainter, rect: QRectF, row: Row, column: int) -> None:
        """One cell on its ground, in pixels of the design."""

    def left_of_row(self, painter: QPainter, rect: QRectF, row: Row) -> None:
        """What stands at the left edge of a row, if anything."""

    def shown_columns(self) -> list[int]:
        """Those there is room for."""
        return [one for one in range(self.board.columnCount()) if not self.isColumnHidden(one)]

    def is_lit(self, position: int) -> bool:
        """Whether what can be done with a row is shown on it."""
        current = self.hasFocus() and self.currentIndex().row() == position
        return position == self._hovered or current

    def chosen_keys(self) -> list[str]:
        """The chosen rows, from the top."""
        rows = sorted({index.row() for index in self.selectionModel().selectedRows()})
        return [self.board.row_at(at).key for at in rows]

    def go_to(self, key: str) -> None:
        """Bring a row in sight, with the keys on it."""
        position = self.board.position_of(key)
        if position is not None:
            self.setFocus()
            self.selectRow(position)
            self.scrollTo(self.board.index(position, 0))

    def fit(self) -> None:
        """Give the columns the widths that hold."""
        height = measures.length(measures.by_density(ROW, COMPACT_ROW))
        self.verticalHeader().setMinimumSectionSize(height)
        self.verticalHeader().setDefaultSectionSize(height)
        left = self.viewport().width()
        missing = measures.length(sum(self.widths.values())) - left
        for column in self.given_up:
            self.setColumnHidden(column, missing > 0)
            missing -= measures.length(self.widths[column]) if missing > 0 else 0
        shown = {one: width for one, width in self.widths.items() if not self.isColumnHidden(one)}
        # A name far from its figures is hard to follow: what is left goes to all of them.
        spare = left - measures.length(sum(shown.values()) + _STRETCH)
        wider = max(1.0, 1 + spare / max(measures.length(sum(shown.values())), 1))
        for column, width in shown.items():
            if column != self.stretched:
                self.setColumnWidth(column, int(measures.length(width) * wider))
                left -= self.columnWidth(column)
        self.setColumnWidth(self.stretched, max(left, measures.length(self.widths[self.stretched])))

    def fade(self, *, faded: bool) -> None:
        """The figures are old ones: their time stands still too."""
        if faded is not self.faded:
            self.faded = faded
            self.viewport().update()

    @Slot()
    def pass_second(self) -> None:
        """Draw again what time alone has changed."""
        self.viewport().update(self.aged())

    def aged(self) -> QRegion:
        """Where time shows."""
        region, rows = QRegion(), self._rows_in_sight(self.viewport().rect())
        if not rows:
            return region
        top = self.rowViewportPosition(rows[0])
        height = self.rowViewportPosition(rows[-1]) + self.rowHeight(rows[-1]) - top
        for column in self.aging:
            if not self.isColumnHidden(column):
                left, width = self.columnViewportPosition(column), self.columnWidth(column)
                region += QRect(left, top, width, height)
        return region

    def _rows_in_sight(self, rect: QRect) -> range:
        first = self.rowAt(max(rect.top(), 0))
        if first < 0:
            return range(0)
        last = self.rowAt(rect.bottom())
        return range(first, (self.board.rowCount() - 1 if last < 0 else last) + 1)

    def _reorder(self) -> None:
        """Not under a hand, and not while rows are chosen."""
        if self._hovered < 0 and len(self.selectionModel().selectedRows()) < 2:
            self.board.reorder()

    def order_by(self, column: int) -> None:
        """Have a column order the rows; the same once more turns them round."""
        now, turned = self.board.ordered_by
        self.board.order_by(column, turned=now == column and not turned)

    def _on_head_section_clicked(self, column: int) -> None:
        self.order_by(column)

    def _on_board_rows_changed(self, rows: list[int]) -> None:
        in_sight = self._rows_in_sight(self.viewport().rect())
        for row in rows:
            if row in in_sight:
                self._update_row(row)

    def _hover(self, position: int) -> None:
        if position != self._hovered:
            before, self._hovered = self._hovered, position
            for row in (before, position):
                self._update_row(row)

    def _update_row(self, row: int) -> None:
        if 0 <= row < self.board.rowCount():
            height = self.rowHeight(row)
            box = QRect(0, self.rowViewportPosition(row), self.viewport().width(), height)
            self.viewport().update(box)

    def cell_at(self, index: QModelIndex | QPersistentModelIndex) -> QRect:
        """Where a cell is."""
        return QRect(
            self.columnViewportPosition(index.column()),
            self.rowViewportPosition(index.row()),
            self.columnWidth(index.column()),
            self.rowHeight(index.row()),
        )

    # Qt overrides

    def dataChanged(
        self,
        topLeft: QModelIndex | QPersistentModelIndex,
        bottomRight: QModelIndex | QPersistentModelIndex,
        roles: Sequence[int] = (),
    ) -> None:
        """Drawn by `rows_changed`: this names a stretch, and Qt would draw all of it."""

    def sizeHint(self) -> QSize:
        return measures.size(560, 200)

    def minimumSizeHint(self) -> QSize:
        return measures.size(320, _HEAD + 3 * ROW)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens, region = theme.current().tokens, event.region()
        painter = QPainter(self.viewport())
        painting.begin(painter)
        zoom = measures.zoom()
        painter.scale(zoom, zoom)
        if self.faded:
            painter.setOpacity(FADED)
        chosen = {index.row() for index in self.selectionModel().selectedRows()}
        current = self.currentIndex()
        columns = self.shown_columns()
        for position in self._rows_in_sight(region.boundingRect()):
            top, height = self.rowViewportPosition(position), self.rowHeight(position)
            whole = QRect(0, top, self.viewport().width(), height)
            if not region.intersects(whole):
                continue
            covered = region.boundingRect().contains(whole) and region.rectCount() == 1
            row, rect = self.board.row_at(position), measures.design_rect(whole)
            if position in chosen:
                painter.fillRect(rect, tokens.selected)
            elif position == self._hovered:
                painter.fillRect(rect, tokens.hover)
            painter.fillRect(QRectF(rect.left(), rect.bottom() - 1, rect.width(), 1), tokens.border)
            self.left_of_row(painter, rect, row)
            for column in columns:
                cell = QRect(
                    self.columnViewportPosition(column), top, self.columnWidth(column), height
                )
                if covered or region.intersects(cell):
                    self.paint_cell(painter, measures.design_rect(cell), row, column)
        if self.hasFocus() and current.isValid():
            ring = measures.design_rect(self.cell_at(current)).adjusted(1, 1, -1, -2)
            painting.rounded(painter, ring, radius=4, border=tokens.accent, width=2)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        self._hover(self.rowAt(event.position().toPoint().y()))

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._hover(-1)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and event.button() is Qt.MouseButton.LeftButton:
            self.figure_wanted.emit(index.row(), index.column())

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        at = event.pos()
        index = self.indexAt(at)
        if index.isValid() and not self.selectionModel().isSelected(index):
            self.setCurrentIndex(index)
        if self.currentIndex().isValid():
            self.menu_wanted.emit(event.globalPos())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        index, key = self.currentIndex(), event.key()
        if index.isValid() and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.figure_wanted.emit(index.row(), index.column())
        elif index.isValid() and event.text() == "?":
            under = self.viewport().mapToGlobal(self.cell_at(index).bottomLeft())
            self.formula_wanted.emit(index.column(), under)
        elif index.isValid() and key == Qt.Key.Key_F4:
            self.order_by(index.column())
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self.board.rowCount():
            self.selectionModel().setCurrentIndex(
                self.board.index(0, 0), self.selectionModel().SelectionFlag.NoUpdate
            )
        self._update_row(self.currentIndex().row())

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._update_row(self.currentIndex().row())

    def currentChanged(
        self,
        current: QModelIndex | QPersistentModelIndex,
        previous: QModelIndex | QPersistentModelIndex,
    ) -> None:
        super().currentChanged(current, previous)
        self._update_row(previous.row())
        self._update_row(current.row())


class BoardHead(QHeaderView):
    """Titles in small capitals; an arrow at the one that orders the rows."""

    def __init__(self, table: "BoardTable[Any]") -> None:
        super().__init__(Qt.Orientation.Horizontal, table)
        self._table = table
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setMinimumSectionSize(16)

    # Qt overrides

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), measures.length(_HEAD))

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:
        tokens = theme.current().tokens
        painter.save()
        painting.begin(painter)
        room = painting.enlarge(painter, rect)
        painter.fillRect(room, tokens.surface)
        painter.fillRect(QRectF(room.left(), room.bottom() - 1, room.width(), 1), tokens.border)
        words = str(self.model().headerData(logicalIndex, Qt.Orientation.Horizontal)).upper()
        column, turned = self._table.board.ordered_by
        right = logicalIndex in self._table.right_aligned
        line = room.adjusted(8, 0, -8, 0)
        ordered = column == logicalIndex and bool(words)
        painter.setFont(fonts.font(fonts.Type.LABEL_STRONG))
        painter.setPen(tokens.text if ordered else tokens.muted)
        kind = fonts.Type.LABEL_STRONG
        shown = painting.elided(plain_text.plain_line(words), kind, line.width())
        side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
        painter.drawText(line, side | Qt.AlignmentFlag.AlignVCenter, shown)
        if ordered:
            width = painting.text_width(shown, kind)
            left = line.right() - width - _ARROW - 3 if right else line.left() + width + 3
            if left >= room.left():
                arrow = icons.Icon.CHEVRON_DOWN if turned else icons.Icon.CHEVRON_UP
                box = QRectF(left, room.top(), _ARROW, room.height())
                icons.paint(painter, arrow, tokens.text, box, size=_ARROW)
        painter.restore()
