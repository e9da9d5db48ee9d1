"""What the cells of the board are drawn of: words, figures, pills, dots, bars and curves."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from protocol.board import AlertLevel
from ui.theme import fonts, theme
from ui.theme.tokens import Tokens
from ui.widgets import painting, pill, plain_text
from ui.widgets.ground import Tone

PAD = 8
FADED = 0.6
"""How much is left of what is old: it is still to be read."""
_DOT = 8.0
_BAR = 6.0
_CURVE = 1.5
_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
_RIGHT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight

LEVEL_TONES = {
    None: pill.PillTone.NEUTRAL,
    AlertLevel.WARN: pill.PillTone.WARN,
    AlertLevel.LATE: pill.PillTone.LATE,
}


_PRESSING = (pill.PillTone.NEUTRAL, pill.PillTone.WARN, pill.PillTone.LATE)


def worse(first: pill.PillTone, second: pill.PillTone) -> pill.PillTone:
    """Of two tones the more pressing."""
    return max(first, second, key=_PRESSING.index)


def words(
    painter: QPainter,
    rect: QRectF,
    text: str,
    *,
    kind: fonts.Type = fonts.Type.BODY,
    color: QColor,
    right: bool = False,
) -> None:
    """A line within a cell, cut where there is no room."""
    painter.setFont(fonts.font(kind))
    painter.setPen(color)
    room = rect.adjusted(PAD, 0, -PAD, 0)
    shown = painting.elided(plain_text.plain_line(text), kind, room.width())
    painter.drawText(room, _RIGHT if right else _LEFT, shown)


def figure(
    painter: QPainter, rect: QRectF, text: str, tone: pill.PillTone, *, strong: bool = False
) -> None:
    """A figure at the right of its cell: plain, or a pill once it presses."""
    tokens = theme.current().tokens
    if tone is pill.PillTone.NEUTRAL:
        kind = fonts.Type.BODY_STRONG if strong else fonts.Type.BODY
        words(painter, rect, text, kind=kind, color=tokens.text, right=True)
        return
    width = pill.width_of(text)
    at = QRectF(rect.right() - width, rect.center().y() - pill.HEIGHT / 2, width, pill.HEIGHT)
    pill.paint_pill(painter, at, text, tone)


def state(painter: QPainter, rect: QRectF, text: str, tone: Tone, *, hollow: bool) -> None:
    """A dot and its word: full where somebody is there, a ring where not."""
    tokens = theme.current().tokens
    color = tokens.colors()[tone]
    dot = QRectF(rect.left() + PAD, rect.center().y() - _DOT / 2, _DOT, _DOT)
    if hollow:
        painting.rounded(painter, dot, radius=_DOT / 2, border=color, width=2)
    else:
        painting.rounded(painter, dot, radius=_DOT / 2, fill=color)
    words(painter, rect.adjusted(_DOT + 4, 0, 0, 0), text, color=tokens.text)


def bar(painter: QPainter, rect: QRectF, share: float, *, over: bool) -> None:
    """How full something is; more than full is said in another colour, and by the figure."""
    tokens = theme.current().tokens
    track = QRectF(rect.left() + PAD, rect.center().y() - _BAR / 2, rect.width() - 2 * PAD, _BAR)
    border = tokens.border_strong if tokens.outlined else None
    painting.rounded(painter, track, radius=_BAR / 2, fill=tokens.sunken, border=border)
    if share <= 0:
        return
    full = QRectF(track)
    full.setWidth(max(track.width() * min(share, 1.0), _BAR))
    painting.rounded(painter, full, radius=_BAR / 2, fill=tokens.warn if over else tokens.accent)


def curve(painter: QPainter, rect: QRectF, values: Sequence[int], color: QColor) -> None:
    """The last hour as one line; with nothing in it it lies at the ground."""
    if len(values) < 2:
        return
    room = rect.adjusted(PAD, 9, -PAD, -9)
    most = max(*values, 1)
    step = room.width() / (len(values) - 1)
    points = [
        QPointF(room.left() + at * step, room.bottom() - room.height() * value / most)
        for at, value in enumerate(values)
    ]
    painter.setPen(
        QPen(
            color,
            _CURVE,
            Qt.PenStyle.SolidLine,
            Qt.PenCapStyle.RoundCap,
            Qt.PenJoinStyle.RoundJoin,
        )
    )
    painter.drawPolyline(points)


def level_color(level: AlertLevel | None, tokens: Tokens) -> QColor:
    """Of a curve or a mark."""
    if level is AlertLevel.LATE:
        return tokens.late
    return tokens.warn if level is AlertLevel.WARN else tokens.accent


def alert_edge(painter: QPainter, rect: QRectF, level: AlertLevel | None) -> None:
    """The mark at the left of a row that a threshold has caught: high where it is late."""
    if level is None:
        return
    tokens = theme.current().tokens
    late = level is AlertLevel.LATE
    inset = 4.0 if late else 10.0
    mark = QRectF(rect.left(), rect.top() + inset, 3, rect.height() - 2 * inset)
    painting.rounded(painter, mark, radius=1.5, fill=level_color(level, tokens))
