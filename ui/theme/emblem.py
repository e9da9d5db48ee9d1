"""The emblem of the product: a speech bubble with the sliders of a console, drawn at any size."""

from enum import StrEnum

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPainterPath, QPen, QPixmap

from ui.theme.tokens import ThemeName, Tokens, load_tokens

_SIZES = (16, 24, 32, 48, 64, 128, 256)
_GRID = 32.0
"""What the drawing is measured in."""
_LEVELS = ((11.0, 18.5), (16.0, 11.5), (21.0, 16.0))
"""The sliders: where each stands, and how high its knob is."""


class Badge(StrEnum):
    """What a small mark on the emblem says; its shape says it too, not its colour alone."""

    NONE = "none"
    UNREAD = "unread"
    """A dot: somebody has written."""
    CALL = "call"
    """A dot with an exclamation: somebody waits for a decision."""
    AWAY = "away"
    """A ring: there is no server."""


def icon(badge: Badge = Badge.NONE) -> QIcon:
    """At the sizes that window managers and trays ask for."""
    made = QIcon()
    # A tray has a ground of its own, whatever theme our windows wear: one emblem for all.
    tokens = load_tokens(ThemeName.LIGHT)
    for size in _SIZES:
        made.addPixmap(_drawn(size, badge, tokens))
    return made


def _drawn(size: int, badge: Badge, tokens: Tokens) -> QPixmap:
    drawn = QPixmap(size, size)
    drawn.fill(Qt.GlobalColor.transparent)
    painter = QPainter(drawn)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.scale(size / _GRID, size / _GRID)
    painter.setOpacity(0.55 if badge is Badge.AWAY else 1.0)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(tokens.accent)
    painter.drawRoundedRect(QRectF(0, 0, _GRID, _GRID), 7, 7)
    painter.setBrush(tokens.on_accent)
    painter.drawRoundedRect(QRectF(5, 6, 22, 18), 5, 5)
    painter.drawPath(_tail())
    painter.setPen(_round_pen(tokens.accent, 1.6))
    for across, _ in _LEVELS:
        painter.drawLine(QPointF(across, 10), QPointF(across, 20))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(tokens.accent)
    for across, height in _LEVELS:
        painter.drawEllipse(QPointF(across, height), 2.3, 2.3)
    painter.setOpacity(1.0)
    _paint_badge(painter, badge, tokens)
    painter.end()
    return drawn


def _tail() -> QPainterPath:
    tail = QPainterPath(QPointF(9, 22))
    tail.lineTo(9, 28.5)
    tail.lineTo(16, 23)
    tail.closeSubpath()
    return tail


def _paint_badge(painter: QPainter, badge: Badge, tokens: Tokens) -> None:
    if badge is Badge.NONE:
        return
    place = QRectF(17.5, 17.5, 14, 14)
    if badge is Badge.AWAY:
        painter.setBrush(tokens.surface)
        painter.setPen(QPen(tokens.late, 2.6))
        painter.drawEllipse(place.adjusted(1.5, 1.5, -1.5, -1.5))
        return
    painter.setPen(QPen(tokens.surface, 1.6))
    painter.setBrush(tokens.late)
    painter.drawEllipse(place)
    if badge is Badge.CALL:
        painter.setPen(_round_pen(tokens.surface, 2.2))
        middle = place.center()
        painter.drawLine(middle - QPointF(0, 3.4), middle + QPointF(0, 0.6))
        painter.drawPoint(middle + QPointF(0, 3.8))


def _round_pen(color: QColor, width: float) -> QPen:
    return QPen(
        color, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin
    )
