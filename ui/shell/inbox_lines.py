"""How high the rows of the inbox are, and where in one its words stand."""

from PySide6.QtCore import QRectF

from console.viewmodels.inbox_rows import InboxRowKind

HEIGHTS = {
    InboxRowKind.SECTION: (36, 30),
    InboxRowKind.NOTHING: (28, 24),
    InboxRowKind.CHAT: (56, 46),
    InboxRowKind.QUEUE: (44, 40),
    InboxRowKind.WAITING: (44, 40),
    InboxRowKind.RECENT: (36, 28),
}
"""Comfortable and compact."""
_LINE = 20


def text_lines(rect: QRectF, *, under: bool) -> tuple[QRectF, QRectF]:
    """Where a name is and what stands under it: both in the middle of the row, or the name alone.

    They share a pixel, so that they are read as one.
    """
    both = 2 * _LINE - 1 if under else _LINE
    top = QRectF(rect.left(), rect.top() + (rect.height() - both + 1) // 2, rect.width(), _LINE)
    return top, top.translated(0, _LINE - 1)
