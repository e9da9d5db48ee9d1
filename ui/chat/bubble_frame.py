"""The ground of a bubble, from corners drawn once: filling a path each time costs ten times it."""

from dataclasses import dataclass
from functools import lru_cache

from PySide6.QtCore import QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPixmap

from ui.widgets import painting

# The straight pixels beside the arc belong to a corner too: its rounding ends inside it.
_STRAIGHT = 1
# Six looks (in, out, note, waiting, failed) in three themes at two pixel ratios.
_KEPT = 64


@dataclass(frozen=True, slots=True)
class BubbleStyle:
    """How round a bubble is and on which side its speaker sits."""

    radius: float
    small: float
    small_on_right: bool


def paint_bubble(
    painter: QPainter, rect: QRect, style: BubbleStyle, *, fill: QColor, border: QColor
) -> None:
    """Fill and outline `rect`."""
    ratio = painting.ratio(painter)
    side = int(style.radius) + _STRAIGHT
    if not ratio.is_integer() or rect.width() < 2 * side or rect.height() < 2 * side:
        # Corners between two pixels of the screen would not meet the edges.
        painter.setBrush(fill)
        painter.setPen(border)
        painter.drawPath(_path(QRectF(rect), style))
        return
    left, top, right, bottom = rect.left(), rect.top(), rect.right() + 1, rect.bottom() + 1
    corners = _corners(style, fill.rgba(), border.rgba(), ratio)
    painter.drawPixmap(QPoint(left, top), corners[0])
    painter.drawPixmap(QPoint(right - side, top), corners[1])
    painter.drawPixmap(QPoint(left, bottom - side), corners[2])
    painter.drawPixmap(QPoint(right - side, bottom - side), corners[3])
    wide, high = rect.width() - 2 * side, rect.height() - 2 * side
    painter.fillRect(left + side, top + 1, wide, rect.height() - 2, fill)
    painter.fillRect(left + 1, top + side, side - 1, high, fill)
    painter.fillRect(right - side, top + side, side - 1, high, fill)
    painter.fillRect(left + side, top, wide, 1, border)
    painter.fillRect(left + side, bottom - 1, wide, 1, border)
    painter.fillRect(left, top + side, 1, high, border)
    painter.fillRect(right - 1, top + side, 1, high, border)


def _path(rect: QRectF, style: BubbleStyle) -> QPainterPath:
    return painting.bubble_path(
        rect.adjusted(0.5, 0.5, -0.5, -0.5),
        radius=style.radius,
        small=style.small,
        small_on_right=style.small_on_right,
    )


@lru_cache(maxsize=_KEPT)
def _corners(
    style: BubbleStyle, fill: int, border: int, ratio: float
) -> tuple[QPixmap, QPixmap, QPixmap, QPixmap]:
    side = int(style.radius) + _STRAIGHT
    whole = QPixmap(round(2 * side * ratio), round(2 * side * ratio))
    whole.fill(Qt.GlobalColor.transparent)
    whole.setDevicePixelRatio(ratio)
    painter = QPainter(whole)
    painting.begin(painter)
    painter.setBrush(QColor.fromRgba(fill))
    painter.setPen(QColor.fromRgba(border))
    painter.drawPath(_path(QRectF(0, 0, 2 * side, 2 * side), style))
    painter.end()
    step = round(side * ratio)
    cut = [whole.copy(x, y, step, step) for y in (0, step) for x in (0, step)]
    return cut[0], cut[1], cut[2], cut[3]
