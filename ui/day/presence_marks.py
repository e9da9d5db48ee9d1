"""By what a stretch of presence is known: a shape and a pattern, which need no colours."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QLineF, QRectF
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from protocol.people import Presence
from ui.theme.tokens import Tokens
from ui.widgets import painting
from ui.widgets.presence_dot import TONES

_LOW = 8 / 12
"""How high a break is beside the rest: it is low, whatever it is for."""
_RADIUS = 3.0
_EVERY = 4.0
"""Between two lines of a pattern."""

Pattern = Callable[[QRectF], list[QLineF]]


def _stripes(box: QRectF) -> list[QLineF]:
    count = int(box.width() / _EVERY) + 1
    ats = (box.left() + _EVERY * (number + 0.5) for number in range(count))
    return [QLineF(at, box.top(), at, box.bottom()) for at in ats]


def _slants(box: QRectF) -> list[QLineF]:
    high = box.height()
    count = int((box.width() + high) / _EVERY) + 1
    ats = (box.left() - high + _EVERY * number for number in range(1, count))
    return [QLineF(at, box.bottom(), at + high, box.top()) for at in ats]


def _middle(box: QRectF) -> list[QLineF]:
    middle = box.center().y()
    return [QLineF(box.left(), middle, box.right(), middle)]


_PATTERNS: tuple[tuple[Pattern, ...], ...] = ((_slants,), (_stripes,), (_middle,), ())
"""Of the breaks but the first, which is filled, in the order in which the workplace names them."""
BREAKS = len(_PATTERNS) + 1
"""So many are told apart without colours; the next ones have the same patterns in another tint."""


def paint_presence_span(
    painter: QPainter, box: QRectF, presence: Presence, tokens: Tokens, *, kind: int = 0
) -> None:
    """On line full and filled, busy full and hollow, a break low in the pattern of its kind.

    What is full and has a pattern is work after a chat, the end of a shift, or no response.
    """
    color = tokens.colors()[TONES[presence]]
    match presence:
        case Presence.OFFLINE:
            return
        case Presence.ONLINE:
            painting.rounded(painter, box, radius=_RADIUS, fill=color)
        case Presence.BUSY:
            painting.rounded(painter, box, radius=_RADIUS, fill=tokens.warn_soft, border=color)
        case Presence.BREAK:
            high = round(box.height() * _LOW)
            low = QRectF(box.left(), box.bottom() - high, box.width(), high)
            tint = color if kind // BREAKS % 2 == 0 else tokens.accent
            _paint_break(painter, low, kind % BREAKS, tint, tokens)
        case Presence.WRAP_UP:
            _paint_pattern(painter, box, (_slants,), color, tokens)
        case Presence.ENDING:
            _paint_pattern(painter, box, (_stripes,), color, tokens)
        case Presence.SILENT:
            _paint_pattern(painter, box, (_middle,), color, tokens)


def _paint_break(painter: QPainter, box: QRectF, kind: int, color: QColor, tokens: Tokens) -> None:
    if not kind:
        painting.rounded(painter, box, radius=2, fill=color)
        return
    _paint_pattern(painter, box, _PATTERNS[kind - 1], color, tokens)


def _paint_pattern(
    painter: QPainter, box: QRectF, patterns: Sequence[Pattern], color: QColor, tokens: Tokens
) -> None:
    painting.rounded(painter, box, radius=2, fill=tokens.surface, border=color)
    painter.save()
    inside = QPainterPath()
    inside.addRoundedRect(box, 2, 2)
    painter.setClipPath(inside)
    painter.setPen(QPen(color, 1.5))
    for pattern in patterns:
        painter.drawLines(pattern(box))
    painter.restore()
