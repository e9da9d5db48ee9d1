"""The time of a bubble and the mark of how far its words have got: how wide they are, and drawn."""

from math import ceil

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter

from console.viewmodels.transcript_rows import Mark, TranscriptRow
from ui.theme import fonts, icons
from ui.theme.tokens import Tokens
from ui.widgets import painting

_SIZE, _GAP = 14, 4
_ICONS = {
    Mark.HELD: icons.Icon.CLOCK,
    Mark.QUEUED: icons.Icon.CLOCK,
    Mark.SENDING: icons.Icon.CLOCK,
    Mark.ACCEPTED: icons.Icon.CHECK,
    Mark.DELIVERED: icons.Icon.DOUBLE_CHECK,
    Mark.READ: icons.Icon.DOUBLE_CHECK,
    Mark.WAITING: icons.Icon.WARNING,
    Mark.FAILED: icons.Icon.WARNING,
}
_UNDER_WAY = frozenset({Mark.QUEUED, Mark.SENDING, Mark.ACCEPTED})
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


def meta_width(row: TranscriptRow) -> int:
    """The room of both, in pixels of the design."""
    time = ceil(painting.text_width(row.time_text, fonts.Type.CAPTION)) if row.time_text else 0
    return time if row.mark is Mark.NONE or _instead(row) else time + _GAP + _SIZE


def paint_meta(painter: QPainter, room: QRectF, row: TranscriptRow, tokens: Tokens) -> None:
    """Draw them into their room."""
    if not _instead(row):
        painter.setFont(fonts.font(fonts.Type.CAPTION))
        painter.setPen(tokens.muted)
        painter.drawText(room, _LEFT, row.time_text)
    icon = _ICONS.get(row.mark)
    if icon is None:
        return
    # Delivered and read look alike but for the colour: the tool tip says it in words.
    color = tokens.accent if row.mark is Mark.READ else tokens.muted
    if row.mark is Mark.FAILED:
        color = tokens.late
    elif row.mark is Mark.WAITING:
        color = tokens.warn
    box = QRectF(room.right() - _SIZE, room.top(), _SIZE, room.height())
    icons.paint(painter, icon, color, box, size=_SIZE)


def _instead(row: TranscriptRow) -> bool:
    """Whether the mark stands where the time will be.

    A saved note has no mark: with one beside the time it would shrink once it is saved.
    """
    return row.note and row.mark in _UNDER_WAY
