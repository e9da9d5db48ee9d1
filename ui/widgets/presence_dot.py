"""The dot at a colleague's circle that tells whether he is there; words beside it tell it too."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPainter

from protocol.people import Presence
from ui.theme import theme
from ui.widgets import painting
from ui.widgets.ground import Tone

_SIZE = 8.0
_RIM = 2.0
"""Of the ground, so that the dot stands apart from the circle."""

TONES = {
    Presence.ONLINE: Tone.OK,
    Presence.BUSY: Tone.WARN,
    Presence.BREAK: Tone.WARN,
    Presence.OFFLINE: Tone.FAINT,
}


def paint_presence(
    painter: QPainter, circle: QRectF, presence: Presence, *, ground: QColor
) -> None:
    """At the lower right of a circle: full where somebody is there, a ring where not."""
    color = theme.current().tokens.colors()[TONES[presence]]
    at = QRectF(circle.right() - _SIZE + 1, circle.bottom() - _SIZE + 1, _SIZE, _SIZE)
    rim = at.adjusted(-_RIM, -_RIM, _RIM, _RIM)
    painting.rounded(painter, rim, radius=rim.height() / 2, fill=ground)
    if presence in (Presence.ONLINE, Presence.BUSY):
        painting.rounded(painter, at, radius=_SIZE / 2, fill=color)
    else:
        painting.rounded(painter, at, radius=_SIZE / 2, border=color, width=2)
