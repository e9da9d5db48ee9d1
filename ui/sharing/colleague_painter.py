"""How a colleague or a topic to choose is drawn: who, whether he is there, how much room he has."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from ui.sharing.colleague_rows import ShareRow
from ui.theme import fonts, icons, measures, theme
from ui.widgets import painting, plain_text
from ui.widgets.avatar import paint_avatar
from ui.widgets.choosable_rows import ground_color, paint_ground
from ui.widgets.presence_dot import paint_presence

ROW = 44
HEADING = 26
_PAD = 10
_LEFT = 48
_VCENTRE = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
_BAR_WIDTH, _BAR_HEIGHT = 56, 4


class SharePainter(QStyledItemDelegate):
    """Two lines of words at the left, the room as a bar and a figure at the right."""

    def _heading(self, painter: QPainter, rect: QRectF, words: str) -> QRectF:
        painter.setFont(fonts.font(fonts.Type.LABEL_STRONG))
        painter.setPen(theme.current().tokens.muted)
        box = QRectF(rect.left() + _PAD, rect.top() + 4, rect.width() - 2 * _PAD, HEADING - 4)
        painter.drawText(box, _VCENTRE, words.upper())
        return rect.adjusted(0, HEADING, 0, 0)

    def _picture(self, painter: QPainter, rect: QRectF, row: ShareRow, *, ground: QColor) -> None:
        tokens = theme.current().tokens
        circle = QRectF(rect.left() + _PAD, rect.center().y() - 14, 28, 28)
        if row.account is None:
            icon = icons.Icon.FLAG if row.urgent else icons.Icon.USERS
            icons.paint(painter, icon, tokens.late if row.urgent else tokens.muted, circle)
            return
        paint_avatar(painter, circle, name=row.title, person=row.account)
        if row.presence is not None:
            paint_presence(painter, circle, row.presence, ground=ground)

    def _room(self, painter: QPainter, rect: QRectF, row: ShareRow) -> float:
        """From the right; where it begins."""
        if not row.figure:
            return rect.right() - _PAD
        tokens = theme.current().tokens
        left = rect.right() - _PAD - _BAR_WIDTH
        painter.setFont(fonts.font(fonts.Type.CAPTION_STRONG))
        painter.setPen(tokens.text if row.open else tokens.muted)
        upper = QRectF(left, rect.top() + 7, _BAR_WIDTH, 16)
        painter.drawText(
            upper, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, row.figure
        )
        track = QRectF(left, rect.bottom() - 14, _BAR_WIDTH, _BAR_HEIGHT)
        painting.rounded(painter, track, radius=2, fill=tokens.border)
        share = min(1.0, row.used / row.room) if row.room else 1.0
        if share:
            taken = QRectF(track.left(), track.top(), track.width() * share, _BAR_HEIGHT)
            painting.rounded(painter, taken, radius=2, fill=tokens.accent)
        return left - 12

    # Qt overrides

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        row: ShareRow | None = index.data(Qt.ItemDataRole.UserRole)
        return measures.size(200, ROW + (HEADING if row is not None and row.heading else 0))

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        row: ShareRow | None = index.data(Qt.ItemDataRole.UserRole)
        if row is None:
            return
        tokens = theme.current().tokens
        state: QStyle.StateFlag = option.state
        painter.save()
        painting.begin(painter)
        rect = painting.enlarge(painter, option.rect)
        if row.heading:
            rect = self._heading(painter, rect, row.heading)
        paint_ground(painter, rect, state)
        self._picture(painter, rect, row, ground=ground_color(state))
        right = self._room(painter, rect, row)
        upper = QRectF(rect.left() + _LEFT, rect.top() + 4, right - rect.left() - _LEFT, 20)
        painter.setPen(tokens.text if row.open else tokens.muted)
        _line(painter, upper, row.title, fonts.Type.BODY_STRONG)
        painter.setPen(tokens.muted)
        _line(painter, upper.translated(0, 17), row.remark, fonts.Type.CAPTION)
        painter.restore()


def _line(painter: QPainter, box: QRectF, words: str, kind: fonts.Type) -> None:
    painter.setFont(fonts.font(kind))
    shown = painter.fontMetrics().elidedText(
        plain_text.plain_line(words), Qt.TextElideMode.ElideRight, int(box.width())
    )
    painter.drawText(box, _VCENTRE, shown)
