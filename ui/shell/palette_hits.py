"""The lines of the palette: what each leads to, the list they make, how one is drawn."""

from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import (
    QAbstractListModel,
    QCoreApplication,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from ui.theme import fonts, icons, theme
from ui.theme.icons import Icon
from ui.widgets import key_cap, painting, plain_text

translate = QCoreApplication.translate

ROW = 36
HEADING = 26


class HitKind(StrEnum):
    """What a line leads to."""

    CHAT = "chat"
    SUBSCRIBER = "subscriber"
    ARTICLE = "article"
    REPLY = "reply"
    COMMAND = "command"
    HISTORY = "history"


@dataclass(frozen=True, slots=True)
class PaletteHit:
    """A line; `target` is what its kind is found by."""

    kind: HitKind
    target: str
    title: str
    remark: str = ""
    keys: str = ""
    icon: Icon = Icon.CHAT
    heading: bool = False
    """The first of its kind: stands under the name of the kind."""


def kind_title(kind: HitKind) -> str:
    """A kind in words."""
    match kind:
        case HitKind.CHAT:
            return translate("Palette", "Chats")
        case HitKind.SUBSCRIBER:
            return translate("Palette", "Subscribers")
        case HitKind.ARTICLE:
            return translate("Palette", "Articles")
        case HitKind.REPLY:
            return translate("Palette", "Templates")
        case HitKind.HISTORY:
            return translate("Palette", "In conversations")
        case HitKind.COMMAND:
            return translate("Palette", "Commands")


class PaletteHits(QAbstractListModel):
    """The lines, replaced as a whole at each keystroke."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._hits: list[PaletteHit] = []

    def set_hits(self, hits: list[PaletteHit]) -> None:
        """Other lines."""
        self.beginResetModel()
        self._hits = hits
        self.endResetModel()

    def hit_at(self, row: int) -> PaletteHit | None:
        """The line at a place."""
        return self._hits[row] if 0 <= row < len(self._hits) else None

    # Qt overrides

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._hits)

    def data(
        self,
        index: QModelIndex | QPersistentModelIndex,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> object:
        hit = self.hit_at(index.row()) if index.isValid() else None
        if hit is None:
            return None
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return plain_text.plain_line(hit.title)
            case Qt.ItemDataRole.AccessibleTextRole:
                parts = (kind_title(hit.kind), hit.title, hit.remark, hit.keys)
                return plain_text.plain_line(", ".join(part for part in parts if part))
            case Qt.ItemDataRole.UserRole:
                return hit
            case _:
                return None


class HitPainter(QStyledItemDelegate):
    """A line with its key at the right; the first of a kind under the name of the kind."""

    # Qt overrides

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        hit = index.data(Qt.ItemDataRole.UserRole)
        return QSize(200, ROW + (HEADING if hit is not None and hit.heading else 0))

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        hit: PaletteHit | None = index.data(Qt.ItemDataRole.UserRole)
        if hit is None:
            return
        tokens = theme.current().tokens
        rect = QRectF(option.rect)
        state: QStyle.StateFlag = option.state
        left = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.save()
        painting.begin(painter)
        if hit.heading:
            painter.setFont(fonts.font(fonts.Type.LABEL_STRONG))
            painter.setPen(tokens.muted)
            box = QRectF(rect.left() + 10, rect.top() + 4, rect.width() - 20, HEADING - 4)
            painter.drawText(box, left, kind_title(hit.kind).upper())
            rect.setTop(rect.top() + HEADING)
        if state & QStyle.StateFlag.State_Selected:
            painting.rounded(
                painter,
                rect,
                radius=painting.RADIUS,
                fill=tokens.selected,
                border=tokens.accent if tokens.outlined else None,
            )
        elif state & QStyle.StateFlag.State_MouseOver:
            painting.rounded(painter, rect, radius=painting.RADIUS, fill=tokens.hover)
        box = QRectF(rect.left() + 10, rect.top(), 16, rect.height())
        icons.paint(painter, hit.icon, tokens.muted, box)
        right = rect.right() - 10
        if hit.keys:
            width = key_cap.width_of(hit.keys)
            cap = QRectF(right - width, rect.center().y() - 8, width, 16)
            key_cap.paint_cap(
                painter,
                cap,
                hit.keys,
                color=tokens.muted,
                border=tokens.border_strong,
                fill=tokens.surface,
            )
            right = cap.left() - 8
        line = QRectF(rect.left() + 36, rect.top(), right - rect.left() - 36, rect.height())
        painter.setFont(fonts.font(fonts.Type.BODY_MEDIUM))
        painter.setPen(tokens.text)
        elide = Qt.TextElideMode.ElideRight
        title = painter.fontMetrics().elidedText(
            plain_text.plain_line(hit.title), elide, int(line.width())
        )
        painter.drawText(line, left, title)
        used = painter.fontMetrics().horizontalAdvance(title) + 10
        painter.setFont(fonts.font(fonts.Type.CAPTION))
        painter.setPen(tokens.muted)
        rest = line.adjusted(used, 0, 0, 0)
        if hit.remark and rest.width() > 40:
            remark = painter.fontMetrics().elidedText(
                plain_text.plain_line(hit.remark), elide, int(rest.width())
            )
            painter.drawText(rest, left, remark)
        painter.restore()
