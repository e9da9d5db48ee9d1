"""A small rounded figure or word whose ground tells how pressing it is; the figure tells it too."""

from enum import Enum

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme import fonts, measures, theme
from ui.theme.tokens import Tokens
from ui.widgets import painting, plain_text

HEIGHT = 20
_PAD = 8
_MOST = 99


class PillTone(Enum):
    """Stages of waiting, and what else a pill may say."""

    NEUTRAL = "neutral"
    QUIET = "quiet"
    """As calm as neutral, but among pills: with a ground of its own."""
    WARN = "warn"
    LATE = "late"
    OK = "ok"
    ACCENT = "accent"
    UNREAD = "unread"


def colors(tone: PillTone, tokens: Tokens) -> tuple[QColor | None, QColor]:
    """Ground (none for plain text) and text of a tone."""
    match tone:
        case PillTone.NEUTRAL:
            return None, tokens.muted
        case PillTone.QUIET:
            return tokens.sunken, tokens.muted
        case PillTone.WARN:
            return tokens.warn_soft, tokens.warn
        case PillTone.LATE:
            return tokens.late_soft, tokens.late
        case PillTone.OK:
            return tokens.ok_soft, tokens.ok
        case PillTone.ACCENT:
            return tokens.accent_soft, tokens.accent
        case PillTone.UNREAD:
            return tokens.accent, tokens.on_accent


def kind_of(tone: PillTone) -> fonts.Type:
    """A waiting time that still is in order does not raise its voice."""
    return fonts.Type.CAPTION if tone is PillTone.NEUTRAL else fonts.Type.CAPTION_STRONG


def figure_of(count: int) -> str:
    """So many unread ones, in a figure that has room on a pill."""
    return str(count) if count <= _MOST else f"{_MOST}+"


def width_of(text: str) -> float:
    """How wide the pill of a text is: at least a circle, and a pill's room even for plain text."""
    # The stronger weight always, so that a figure does not move its neighbours when it grows late.
    return max(HEIGHT, painting.text_width(text, fonts.Type.CAPTION_STRONG) + 2 * _PAD)


def paint_pill(painter: QPainter, rect: QRectF, text: str, tone: PillTone) -> None:
    """Draw in a delegate or a widget; `rect` is `width_of` wide and `HEIGHT` high or a bit less."""
    tokens = theme.current().tokens
    ground, color = colors(tone, tokens)
    if ground is not None:
        border = color if tokens.outlined else None
        painting.rounded(painter, rect, radius=rect.height() / 2, fill=ground, border=border)
    painter.setFont(fonts.font(kind_of(tone)))
    painter.setPen(color)
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, text)


class Pill(QWidget):
    """A pill as a widget. Its accessible name is `name`, what it counts, and the figure."""

    def __init__(
        self,
        text: str = "",
        tone: PillTone = PillTone.NEUTRAL,
        *,
        name: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._name = name
        self._text = ""
        self._tone = tone
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set(text, tone)

    def set(self, text: str, tone: PillTone) -> None:
        """Show another figure."""
        text = plain_text.plain_line(text, shown=40)
        if (text, tone) == (self._text, self._tone) and self.accessibleName():
            return
        self._text, self._tone = text, tone
        self.setAccessibleName(f"{self._name} {text}".strip())
        self.updateGeometry()
        self.update()

    def text(self) -> str:
        """What it shows."""
        return self._text

    # Qt overrides

    def sizeHint(self) -> QSize:
        return measures.size(int(width_of(self._text)) + 1, HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painting.begin(painter)
        paint_pill(painter, painting.enlarge(painter, self.rect()), self._text, self._tone)
