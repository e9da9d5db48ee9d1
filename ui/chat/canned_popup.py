"""The list of canned replies over the composer; it never takes the focus from the text."""

from collections.abc import Sequence
from dataclasses import dataclass
from operator import attrgetter

from PySide6.QtCore import (
    QCoreApplication,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QPointF,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetricsF, QPainter
from PySide6.QtWidgets import (
    QListView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from ui.chat.canned_row import laid_out
from ui.theme import fonts, measures, theme
from ui.widgets import choosable_rows, painting, plain_text
from ui.widgets.choosable_rows import ChoosableRows
from ui.widgets.ground import Tone
from ui.widgets.labels import Label
from ui.widgets.shades import FloatShade

_ROW = 48
_FOOT = 24
_SHOWN_ROWS = 5
_WIDTH = 440
_EDGE = 5
"""Its border and what stands off it, as resources/qss/40_composer.qss has it."""
_PADDING = 10
_GAP = 12
_TEXT_SHOWN = 160


@dataclass(frozen=True, slots=True)
class CannedReply:
    """A reply ready to insert, its variables filled; or something else that can be chosen here.

    An article is read when it is chosen: its text is only what is shown of it.
    """

    title: str
    text: str
    article: tuple[str, str] | None = None
    """Its id and language."""
    reply: str = ""
    """The id of a reply that is kept at the server."""
    remark: str = ""
    """Whose it is, or what."""
    saves: bool = False
    """Makes a reply of what is written."""

    @property
    def inserted(self) -> str:
        """What comes in the place of the slash at once."""
        return "" if self.saves or self.article is not None else self.text


class CannedPopup(QListView):
    """Replies to choose from.

    Signals:
        chosen: the reply to insert.
    """

    chosen = Signal(CannedReply)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._replies = ChoosableRows[CannedReply](
            title=attrgetter("title"),
            spoken=_spoken,
            parent=self,
        )
        self.setModel(self._replies)
        self.setItemDelegate(_ReplyDelegate(self))
        self._anchor: QWidget | None = None
        self._holder: QWidget | None = None
        self.setProperty("popup", "true")
        self._shade = FloatShade(self)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setAccessibleName(QCoreApplication.translate("Composer", "Templates"))
        self._foot = Label(
            QCoreApplication.translate("Composer", "Enter: insert · Esc: close"),
            kind=fonts.Type.CAPTION,
            tone=Tone.MUTED,
            parent=self,
        )
        self.clicked.connect(self._on_self_clicked)
        self.hide()

    def show_over(self, anchor: QWidget, replies: Sequence[CannedReply]) -> None:
        """Show replies above a field of the same window and all that belongs to it; none hides
        the list.
        """
        self._replies.set_rows(replies)
        if not replies:
            self.hide()
            return
        # A child of the window may stand over everything in it and needs no help of the platform.
        window = anchor.window()
        if self.parentWidget() is not window:
            self.setParent(window)
        self._stand_over(anchor)
        self.setCurrentIndex(self._replies.index(0))
        self.show()
        self.raise_()

    def _stand_over(self, anchor: QWidget) -> None:
        holder = anchor.parentWidget() or anchor
        if self._holder is None:
            holder.installEventFilter(self)
        self._anchor, self._holder = anchor, holder
        self._place()

    def _place(self) -> None:
        """Over the holder, so that nothing in it is half covered; along with the field."""
        if self._anchor is None or self._holder is None:
            return
        window = self._anchor.window()
        row, foot = measures.length(_ROW), measures.length(_FOOT)
        width = min(measures.length(_WIDTH), window.width() - 16)
        left = self._anchor.mapTo(window, QPoint(0, 0)).x()
        low = self._holder.mapTo(window, QPoint(0, 0)).y() - 4
        fitting = max(1, (low - foot - 2 * _EDGE) // row)
        shown = min(self._replies.rowCount(), _SHOWN_ROWS, fitting) * row
        height = shown + foot + 2 * _EDGE
        self.setViewportMargins(0, 0, 0, foot)
        self.setGeometry(left, max(low - height, 0), width, height)
        inside = _EDGE + measures.length(_PADDING)
        self._foot.setGeometry(inside, _EDGE + shown, width - 2 * inside, foot)

    def move_choice(self, step: int) -> None:
        """Choose the next reply or the previous one, round and round."""
        row = (self.currentIndex().row() + step) % self._replies.rowCount()
        self.setCurrentIndex(self._replies.index(row))

    def take_choice(self) -> None:
        """Insert the reply that is chosen."""
        self._on_self_clicked(self.currentIndex())

    def _on_self_clicked(self, index: QModelIndex) -> None:
        reply = self._replies.row_at(index.row())
        if reply is not None:
            self.chosen.emit(reply)

    # Qt overrides

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        moved = event.type() in (QEvent.Type.Move, QEvent.Type.Resize)
        if moved and watched is self._holder and self.isVisible():
            self._place()
        return super().eventFilter(watched, event)


def _spoken(reply: CannedReply) -> str:
    whose = f" ({reply.remark})" if reply.remark else ""
    return f"{reply.title}{whose}. {reply.text}"


class _ReplyDelegate(QStyledItemDelegate):
    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        return measures.size(_WIDTH, _ROW)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        reply: CannedReply | None = index.data(Qt.ItemDataRole.UserRole)
        if reply is None:
            return
        tokens = theme.current().tokens
        painter.save()
        painting.begin(painter)
        rect = painting.enlarge(painter, option.rect)
        choosable_rows.paint_ground(painter, rect, option.state)
        room = rect.adjusted(_PADDING, 6, -_PADDING, -6)
        strong, caption = fonts.font(fonts.Type.BODY_STRONG), fonts.font(fonts.Type.CAPTION)
        row = laid_out(
            plain_text.plain_line(reply.title),
            plain_text.plain_line(reply.remark),
            plain_text.plain_line(reply.text, shown=_TEXT_SHOWN),
            width=room.width(),
            gap=_GAP,
            title_width=QFontMetricsF(strong).horizontalAdvance,
            remark_width=QFontMetricsF(caption).horizontalAdvance,
        )
        baseline = painting.baseline(room, fonts.Type.BODY_STRONG)
        painter.setPen(tokens.text)
        painter.setFont(strong)
        title = _elided(painter, row.title, room)
        painter.drawText(QPointF(room.left(), baseline), title)
        painter.setFont(caption)
        painter.setPen(tokens.muted)
        remark = painter.fontMetrics().horizontalAdvance(row.remark)
        painter.drawText(QPointF(room.right() - remark, baseline), row.remark)
        text = _elided(painter, row.text, room)
        low = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom
        painter.drawText(room, low, text)
        painter.restore()


def _elided(painter: QPainter, line: str, room: QRectF) -> str:
    return painter.fontMetrics().elidedText(line, Qt.TextElideMode.ElideRight, int(room.width()))
