"""Where what floats hangs: under what it is about, else over it, never on it."""

from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtWidgets import QWidget

from ui.theme import measures

_GAP = 4


def gap() -> int:
    """Between what floats and what it is about, on the screen."""
    return measures.length(_GAP)


def on_screen(widget: QWidget) -> QRect:
    """Where a widget is, in the pixels of the desktop."""
    return QRect(widget.mapToGlobal(QPoint(0, 0)), widget.size())


def hung(size: QSize, about: QRect, *, room: QRect, right: bool = False) -> QPoint:
    """The upper left corner of what is so large; `right`: flush at the right instead."""
    left = about.left() + (about.width() - size.width() if right else 0)
    left = max(room.left(), min(left, room.left() + room.width() - size.width()))
    under = about.top() + about.height() + gap()
    over = about.top() - gap() - size.height()
    fits = under + size.height() <= room.top() + room.height()
    return QPoint(left, under if fits or over < room.top() else over)
