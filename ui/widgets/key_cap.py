"""A printed key, alone or inside a button."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QKeySequence, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme import fonts, measures, theme
from ui.widgets import painting

HEIGHT = 16
_PAD = 5


def key_text(keys: QKeySequence) -> str:
    """How the keys are printed on a cap, on this platform: «Ctrl K», «Enter»."""
    return key_words(keys).replace("+", " ")


def key_words(keys: QKeySequence) -> str:
    """How a sentence tells the keys, on this platform: «Ctrl+K», «Enter»."""
    text = keys.toString(QKeySequence.SequenceFormat.NativeText)
    return text.replace("Return", "Enter")


def short_row(keys: Sequence[str]) -> str:
    """The keys of a row as one: «Ctrl 1…9»; one that was changed stands by itself."""
    runs: list[list[str]] = []
    for text in filter(None, keys):
        if runs and _follows(runs[-1][-1], text):
            runs[-1].append(text)
        else:
            runs.append([text])
    return ", ".join(run[0] if len(run) == 1 else f"{run[0]}…{run[-1][-1]}" for run in runs)


def _follows(one: str, other: str) -> bool:
    digits = one[-1] + other[-1]
    return one[:-1] == other[:-1] and digits.isdecimal() and int(other[-1]) == int(one[-1]) + 1


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
    """Keys in print beside what they do. Decoration: the action itself names its keys."""

    def __init__(self, text: str, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = text
        self.setAccessibleName(self._text)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    # Qt overrides

    def sizeHint(self) -> QSize:
        return measures.size(int(width_of(self._text)) + 1, HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = theme.current().tokens
        painter = QPainter(self)
        painting.begin(painter)
        paint_cap(
            painter,
            painting.enlarge(painter, self.rect()),
            self._text,
            color=tokens.muted,
            border=tokens.border_strong,
            fill=tokens.surface,
        )
