"""A printed key, alone or inside a button."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QKeySequence, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme import fonts, theme
from ui.widgets import painting

HEIGHT = 16
_PAD = 5


def key_text(keys: QKeySequence) -> str:
    """How the keys are printed on this platform: «Ctrl K», «Enter»."""
    text = keys.toString(QKeySequence.SequenceFormat.NativeText)
    return text.replace("Return", "Enter").replace("+", " ")


def width_of(text: str) -> float:
    """How wide a cap with this text is."""
    return max(HEIGHT, painting.text_width(text, fonts.Type.LABEL) + 2 * _PAD)


def paint_cap(
    painter: QPainter,
    rect: QRectF,
    text: str,
    *,
    color: QColor,
    border: QColor,
    fill: QColor | None = None,
) -> None:
    """Draw a cap in `rect`, which is `width_of(text)` wide and `HEIGHT` high."""
    painting.rounded(painter, rect, radius=4, border=border, fill=fill)
    painter.setFont(fonts.font(fonts.Type.LABEL))
    painter.setPen(color)
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, text)


class KeyCap(QWidget):
    """The keys of an action, printed beside it. Decoration: the action itself names its keys."""

    def __init__(self, keys: QKeySequence, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = key_text(keys)
        self.setAccessibleName(self._text)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_keys(self, keys: QKeySequence) -> None:
        """Print other keys."""
        self._text = key_text(keys)
        self.setAccessibleName(self._text)
        self.updateGeometry()
        self.update()

    # Qt overrides

    def sizeHint(self) -> QSize:
        return QSize(int(width_of(self._text)) + 1, HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = theme.current().tokens
        painter = QPainter(self)
        painting.begin(painter)
        paint_cap(
            painter,
            QRectF(self.rect()),
            self._text,
            color=tokens.muted,
            border=tokens.border_strong,
            fill=tokens.surface,
        )
