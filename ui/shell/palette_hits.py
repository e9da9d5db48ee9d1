"""The lines of the palette: what each leads to, how one is said and drawn."""

from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import (
    QCoreApplication,
    QModelIndex,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from ui.theme import fonts, icons, measures, theme
from ui.theme.icons import Icon
from ui.widgets import choosable_rows, key_cap, painting, plain_text

translate = QCoreApplication.translate

_ROW, _COMPACT_ROW = 36, 30
HEADING = 26


def row_height() -> int:
    """How high a line is, in pixels of the design."""
    return measures.by_density(_ROW, _COMPACT_ROW)


class HitKind(StrEnum):
    """What a line leads to."""

    SHIFT = "shift"
    """A page of a lead, a queue or an agent of his board."""
    CHAT = "chat"
    COLLEAGUE = "colleague"
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
        case HitKind.SHIFT:
            return translate("Palette", "Shift")
        case HitKind.CHAT:
            return translate("Palette", "Chats")
        case HitKind.COLLEAGUE:
            return translate("Palette", "Colleagues")
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


def spoken(hit: PaletteHit) -> str:
    """A line in words, for those who listen."""
    return ", ".join(
        part for part in (kind_title(hit.kind), hit.title, hit.remark, hit.keys) if part
    )


class HitPainter(QStyledItemDelegate):
    """A line with its key at the right; the first of a kind under the name of the kind."""

    # Qt overrides

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        hit = index.data(Qt.ItemDataRole.UserRole)
        headed = hit is not None and hit.heading
        return measures.size(200, row_height() + (HEADING if headed else 0))

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
        left = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.save()
        painting.begin(painter)
        rect = painting.enlarge(painter, option.rect)
        if hit.heading:
            painter.setFont(fonts.font(fonts.Type.LABEL_STRONG))
            painter.setPen(tokens.muted)
            box = QRectF(rect.left() + 10, rect.top() + 4, rect.width() - 20, HEADING - 4)
            painter.drawText(box, left, kind_title(hit.kind).upper())
            rect.setTop(rect.top() + HEADING)
        choosable_rows.paint_ground(painter, rect, option.state)
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
