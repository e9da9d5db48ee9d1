"""The canned replies to choose from: title, whose it is, its shortcut, how it begins."""

from collections.abc import Sequence

from PySide6.QtCore import (
    QCoreApplication,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from console.core.reply_drafts import ReplyKey
from console.viewmodels.reply_rows import ReplyRow
from protocol.workplace import Workplace
from ui.replies import words
from ui.theme import fonts, measures, theme
from ui.widgets import painting, plain_text
from ui.widgets.choosable_rows import ChoosableRows, paint_ground
from ui.widgets.ground import set_style_property

translate = QCoreApplication.translate

ROW = 48
_PADDING = 10
_EXCERPT = 120
_LEAST_TITLE = 60


class ReplyList(QListView):
    """One row is chosen.

    Signals:
        row_chosen: the row, or None.
        delete_wanted: the key for it was pressed.
    """

    row_chosen = Signal(object)
    delete_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._filling = False
        self.rows = ReplyRows(self)
        self.setModel(self.rows)
        self.setItemDelegate(_RowPainter(self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setAccessibleName(translate("Replies", "Templates"))
        set_style_property(self, "plain", "true")

    def show_rows(self, rows: Sequence[ReplyRow], workplace: Workplace | None) -> None:
        """Other rows; the chosen one stays chosen while it is there, else it is the first."""
        chosen = self.chosen()
        self.rows.workplace = workplace
        self.rows.set_rows(rows)
        self.choose(chosen.key if chosen is not None else None)

    def choose(self, key: ReplyKey | None) -> None:
        """Choose a row by what it is of; the first where it is not there."""
        row = max(self.rows.place(key), 0)
        self._filling = True
        self.setCurrentIndex(self.rows.index(row))
        self._filling = False
        self.row_chosen.emit(self.chosen())

    def step(self, by: int) -> None:
        """Choose the next row or the previous one, round and round."""
        count = self.rows.rowCount()
        if count:
            self.setCurrentIndex(self.rows.index((self.currentIndex().row() + by) % count))

    def chosen(self) -> ReplyRow | None:
        """The row that is chosen."""
        return self.rows.row_at(self.currentIndex().row())

    # Qt overrides

    def updateGeometries(self) -> None:
        super().updateGeometries()
        # Whole rows: the last one is not cut through its letters.
        self.setViewportMargins(0, 0, 0, self.contentsRect().height() % measures.length(ROW))

    def currentChanged(
        self,
        current: QModelIndex | QPersistentModelIndex,
        previous: QModelIndex | QPersistentModelIndex,
    ) -> None:
        super().currentChanged(current, previous)
        if not self._filling and current.isValid():
            self.row_chosen.emit(self.rows.row_at(current.row()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Delete:
            self.delete_wanted.emit()
        else:
            super().keyPressEvent(event)


class ReplyRows(ChoosableRows[ReplyRow]):
    """The rows, and where each stands."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(title=title_of, spoken=self._spoken, parent=parent)
        self.workplace: Workplace | None = None

    def update_row(self, row: ReplyRow) -> None:
        """The same reply, written on."""
        place = self.place(row.key)
        if place >= 0:
            self.put_row(place, row)

    def place(self, key: ReplyKey | None) -> int:
        """Where a reply stands; -1 where it does not."""
        rows = (self.row_at(place) for place in range(self.rowCount()))
        return next((n for n, row in enumerate(rows) if row and row.key == key), -1)

    def whose(self, row: ReplyRow) -> str:
        """Whose a reply is."""
        return words.whose(row.draft, self.workplace)

    def _spoken(self, row: ReplyRow) -> str:
        parts = [title_of(row), self.whose(row)]
        if row.draft.shortcut:
            parts.append(f"/{row.draft.shortcut}")
        if row.edited:
            parts.append(translate("Replies", "not saved"))
        return ", ".join(parts)


def title_of(row: ReplyRow) -> str:
    """What a reply is called; one without a title is called so."""
    return plain_text.plain_line(row.draft.title) or translate("Replies", "New template")


class _RowPainter(QStyledItemDelegate):
    """Two lines: the title and whose it is; its shortcut and how it begins."""

    # Qt overrides

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        return measures.size(200, ROW)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        row: ReplyRow | None = index.data(Qt.ItemDataRole.UserRole)
        model = index.model()
        if row is None or not isinstance(model, ReplyRows):
            return
        state: QStyle.StateFlag = option.state
        painter.save()
        painting.begin(painter)
        rect = painting.enlarge(painter, option.rect)
        paint_ground(painter, rect, state)
        focused = QStyle.StateFlag.State_HasFocus | QStyle.StateFlag.State_Selected
        if state & focused == focused:
            painting.focus_ring(painter, rect)
        room = rect.adjusted(_PADDING, 6, -_PADDING, -6)
        self._first_line(painter, room, row, model.whose(row))
        self._second_line(painter, room, row)
        painter.restore()

    def _first_line(self, painter: QPainter, room: QRectF, row: ReplyRow, whose: str) -> None:
        tokens = theme.current().tokens
        baseline = painting.baseline(room, fonts.Type.BODY_STRONG)
        mark = translate("Replies", "not saved") if row.edited else whose
        painter.setFont(fonts.font(fonts.Type.CAPTION))
        painter.setPen(tokens.warn if row.edited else tokens.muted)
        metrics = painter.fontMetrics()
        mark = metrics.elidedText(
            mark, Qt.TextElideMode.ElideRight, int(room.width()) - _LEAST_TITLE
        )
        taken = metrics.horizontalAdvance(mark)
        painter.drawText(QPointF(room.right() - taken, baseline), mark)
        left = room.adjusted(0, 0, -taken - 10, 0)
        painter.setFont(fonts.font(fonts.Type.BODY_STRONG))
        painter.setPen(tokens.text)
        title = painter.fontMetrics().elidedText(
            title_of(row), Qt.TextElideMode.ElideRight, int(left.width())
        )
        painter.drawText(QPointF(left.left(), baseline), title)

    def _second_line(self, painter: QPainter, room: QRectF, row: ReplyRow) -> None:
        tokens = theme.current().tokens
        bottom = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom
        if row.draft.shortcut:
            painter.setFont(fonts.font(fonts.Type.CAPTION_STRONG))
            painter.setPen(tokens.accent)
            shortcut = plain_text.plain_line(f"/{row.draft.shortcut}")
            painter.drawText(room, bottom, shortcut)
            room = room.adjusted(painter.fontMetrics().horizontalAdvance(shortcut) + 8, 0, 0, 0)
        painter.setFont(fonts.font(fonts.Type.CAPTION))
        painter.setPen(tokens.muted)
        excerpt = plain_text.plain_line(words.readable(row.draft.text), shown=_EXCERPT)
        excerpt = painter.fontMetrics().elidedText(
            excerpt, Qt.TextElideMode.ElideRight, int(room.width())
        )
        painter.drawText(room, bottom, excerpt)
