"""The mark of a presence: told by its shape, as words beside it do; colours are not needed."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter

from protocol.people import Presence
from ui.theme import theme
from ui.widgets import painting
from ui.widgets.ground import Tone

SIZE = 8.0
_RIM = 2.0
"""Of the ground, so that the mark stands apart from the circle."""

TONES = {
    Presence.ONLINE: Tone.OK,
    Presence.BUSY: Tone.WARN,
    Presence.BREAK: Tone.WARN,
    Presence.OFFLINE: Tone.FAINT,
    Presence.WRAP_UP: Tone.ACCENT,
    Presence.ENDING: Tone.OK,
    Presence.SILENT: Tone.LATE,
}


def paint_presence(
    painter: QPainter, circle: QRectF, presence: Presence, *, ground: QColor
) -> None:
    """At the lower right of a circle."""
    color = theme.current().tokens.colors()[TONES[presence]]
    at = QRectF(circle.right() - SIZE + 1, circle.bottom() - SIZE + 1, SIZE, SIZE)
    rim = at.adjusted(-_RIM, -_RIM, _RIM, _RIM)
    painting.rounded(painter, rim, radius=rim.height() / 2, fill=ground)
    paint_mark(painter, at, presence, color=color, ground=ground)


def paint_mark(
    painter: QPainter, at: QRectF, presence: Presence, *, color: QColor, ground: QColor
) -> None:
    """In a square: full on line, crossed busy, two bars on a break, a ring where nobody is there.

    A square for work after a chat, half a disc at the end of the shift, a rhombus for no response.
    """
    middle = at.center()
    match presence:
        case Presence.ONLINE:
            painting.rounded(painter, at, radius=at.height() / 2, fill=color)
        case Presence.BUSY:
            painting.rounded(painter, at, radius=at.height() / 2, fill=color)
            bar = QRectF(at.left() + 1.5, middle.y() - 1, at.width() - 3, 2)
            painting.rounded(painter, bar, radius=0.5, fill=ground)
        case Presence.BREAK:
            for left in (at.left() + 0.5, at.right() - 3.5):
                bar = QRectF(left, at.top(), 3, at.height())
                painting.rounded(painter, bar, radius=1, fill=color)
        case Presence.OFFLINE:
            painting.rounded(painter, at, radius=at.height() / 2, border=color, width=2)
        case Presence.WRAP_UP:
            square = at.adjusted(0.5, 0.5, -0.5, -0.5)
            painting.rounded(painter, square, radius=1, fill=color)
        case Presence.ENDING:
            painting.rounded(painter, at, radius=at.height() / 2, border=color, width=1.5)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(color)
            painter.drawChord(at, 180 * 16, 180 * 16)
        case Presence.SILENT:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(color)
            painter.drawPolygon(
                [
                    QPointF(middle.x(), at.top() - 1),
                    QPointF(at.right() + 1, middle.y()),
                    QPointF(middle.x(), at.bottom() + 1),
                    QPointF(at.left() - 1, middle.y()),
                ]
            )
