"""How large things are drawn: the text size and the density that somebody has chosen.

What we draw ourselves is drawn in the pixels of its design at 100 % and enlarged by the painter
(`ui.widgets.painting.enlarge`); what Qt draws gets larger fonts (`ui.theme.fitting`). Whoever tells
a layout how large he is asks here.
"""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, QSizeF


@dataclass(frozen=True, slots=True)
class Measures:
    """What is chosen."""

    text_percent: int = 100
    compact: bool = False


_in_force = Measures()


def in_force() -> Measures:
    """What holds now."""
    return _in_force


def hold(measures: Measures) -> None:
    """Let these hold. The theme calls it, and tells everybody."""
    global _in_force
    _in_force = measures


def zoom() -> float:
    """How much larger than its design everything is."""
    return _in_force.text_percent / 100


def length(pixels: float) -> int:
    """So many pixels of the design as pixels of the screen."""
    return round(pixels * _in_force.text_percent / 100)


def size(width: float, height: float) -> QSize:
    """A size of the design as one of the screen."""
    return QSize(length(width), length(height))


def design(pixels: float) -> float:
    """So many pixels of the screen as pixels of the design."""
    return pixels * 100 / _in_force.text_percent


def design_point(point: QPointF) -> QPointF:
    """A place on the screen as one of the design."""
    return point / zoom()


def design_rect(rect: QRect) -> QRectF:
    """A part of the screen as one of the design."""
    if _in_force.text_percent == 100:
        return QRectF(rect)
    top_left = QPointF(rect.topLeft()) / zoom()
    return QRectF(top_left, QSizeF(rect.size()) / zoom())


def by_density(comfortable: int, compact: int) -> int:
    """One of two lengths of the design."""
    return compact if _in_force.compact else comfortable
