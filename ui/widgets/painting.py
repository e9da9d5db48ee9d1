"""Strokes shared by the controls that draw themselves: rounded grounds, rings, widths."""

from functools import lru_cache

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPainterPath, QPen

from ui.theme import fonts, measures, theme

RADIUS = 6.0
CARD_RADIUS = 10.0
CONTROL_HEIGHT, COMPACT_HEIGHT = 28, 24
_KEPT = 4096
"""Names, waits and figures that are drawn again each second, many times over."""


def control_height() -> int:
    """How high what one presses is, in pixels of the design."""
    return measures.by_density(CONTROL_HEIGHT, COMPACT_HEIGHT)


def begin(painter: QPainter) -> None:
    """Smooth edges: what every control of ours starts its painting with."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)


def enlarge(painter: QPainter, rect: QRect) -> QRectF:
    """Draw in pixels of the design from here on, whatever the text size; `rect` in them."""
    zoom = measures.zoom()
    if zoom != 1.0:
        painter.scale(zoom, zoom)
    return measures.design_rect(rect)


def ratio(painter: QPainter) -> float:
    """Pixels of the device in one that is drawn."""
    return painter.device().devicePixelRatioF() * painter.transform().m11()


def baseline(room: QRectF, kind: fonts.Type) -> float:
    """Where the first line in `room` stands; what is smaller stands there beside it."""
    return room.top() + QFontMetricsF(fonts.font(kind)).ascent()


def rounded(
    painter: QPainter,
    rect: QRectF,
    *,
    radius: float,
    fill: QColor | None = None,
    border: QColor | None = None,
    width: float = 1.0,
) -> None:
    """A rounded rectangle whose border lies inside `rect`."""
    painter.setBrush(fill if fill is not None else Qt.BrushStyle.NoBrush)
    if border is None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.drawRoundedRect(rect, radius, radius)
        return
    half = width / 2
    painter.setPen(QPen(border, width))
    inner = rect.adjusted(half, half, -half, -half)
    painter.drawRoundedRect(inner, radius - half, radius - half)


def focus_ring(painter: QPainter, rect: QRectF, *, radius: float = RADIUS) -> None:
    """Two pixels of accent inside `rect`, and a hair of ground to part it from an accent fill."""
    tokens = theme.current().tokens
    rounded(painter, rect, radius=radius, border=tokens.accent, width=2)
    gap = rect.adjusted(2, 2, -2, -2)
    rounded(painter, gap, radius=radius - 2, border=tokens.surface, width=1)


def bubble_path(rect: QRectF, *, radius: float, small: float, small_on_right: bool) -> QPainterPath:
    """A rounded rectangle whose lower corner on one side is small: where the speaker sits."""
    left = radius if small_on_right else small
    right = small if small_on_right else radius
    path = QPainterPath(QPointF(rect.left() + radius, rect.top()))
    for corner, start, size in (
        (QPointF(rect.right(), rect.top()), 90.0, radius),
        (QPointF(rect.right(), rect.bottom()), 0.0, right),
        (QPointF(rect.left(), rect.bottom()), -90.0, left),
        (QPointF(rect.left(), rect.top()), 180.0, radius),
    ):
        across, down = start in (90.0, 0.0), start in (0.0, -90.0)
        box = QRectF(
            corner.x() - (2 * size if across else 0),
            corner.y() - (2 * size if down else 0),
            2 * size,
            2 * size,
        )
        path.arcTo(box, start, -90.0)
    path.closeSubpath()
    return path


@lru_cache(maxsize=_KEPT)
def text_width(text: str, kind: fonts.Type) -> float:
    """How wide a text is in a step of the type scale, in pixels of the design."""
    return QFontMetricsF(fonts.font(kind)).horizontalAdvance(text)


@lru_cache(maxsize=_KEPT)
def elided(text: str, kind: fonts.Type, width: float) -> str:
    """As much of a text as fits into so many pixels; no blank before the ellipsis."""
    metrics = QFontMetricsF(fonts.font(kind))
    shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, width)
    return shown if shown == text else f"{shown[:-1].rstrip()}{shown[-1:]}"
