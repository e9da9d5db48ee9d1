"""A small plot of bars over the hours of a day or the days of a week."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme import fonts, measures, theme
from ui.widgets import painting

_HEIGHT, _LEAST = 118, 74
_TOP = 16
"""Room for the figure over the highest bar."""
_FOOT = 18
_WIDEST = 28
_GAP = 4


@dataclass(frozen=True, slots=True)
class Bar:
    """A value at a place; `figure` is how it reads, empty where there is none.

    `apart` stands over it in outline, and is said as `words`; `both` is how the two read together.
    """

    label: str
    value: int
    figure: str
    apart: int = 0
    words: str = ""
    both: str = ""

    @property
    def above(self) -> str:
        """What is written over it."""
        return self.both if self.apart else self.figure

    @property
    def said(self) -> str:
        """All of it in words; empty where there is nothing."""
        return ", ".join(part for part in (self.figure, self.words if self.apart else "") if part)


class BarPlot(QWidget):
    """The figures stand over the bars; where they have no room, they are in the description."""

    def __init__(self, name: str, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bars: tuple[Bar, ...] = ()
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)

    def show_bars(self, bars: Sequence[Bar]) -> None:
        """Show other values."""
        self._bars = tuple(bars)
        told = [f"{bar.label}: {bar.said}" for bar in bars if bar.said]
        self.setAccessibleDescription("; ".join(told))
        self.update()

    # Qt overrides

    def sizeHint(self) -> QSize:
        return measures.size(320, _HEIGHT)

    def minimumSizeHint(self) -> QSize:
        return measures.size(160, _LEAST)

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = theme.current().tokens
        painter = QPainter(self)
        painting.begin(painter)
        rect = painting.enlarge(painter, self.rect())
        painter.setFont(fonts.font(fonts.Type.LABEL))
        dots = painting.ratio(painter)
        bottom = round((rect.height() - _FOOT) * dots) / dots
        painter.fillRect(QRectF(0, bottom, rect.width(), 1), tokens.border)
        if not self._bars:
            return
        most = max(bar.value + bar.apart for bar in self._bars) or 1
        place = rect.width() / len(self._bars)
        width = min(_WIDEST, place - _GAP)
        metrics = painter.fontMetrics()
        widest = max(metrics.horizontalAdvance(bar.label) for bar in self._bars) + _GAP
        every = max(1, -int(-widest // place))
        figures = all(metrics.horizontalAdvance(bar.above) <= place for bar in self._bars)
        centre = Qt.AlignmentFlag.AlignCenter
        for number, bar in enumerate(self._bars):
            left = number * place
            # In whole dots of the screen: every cap is as crisp as the next.
            height = round((bottom - _TOP) * bar.value / most * dots) / dots
            over = round((bottom - _TOP) * bar.apart / most * dots) / dots
            box = QRectF(left + (place - width) / 2, bottom - height, width, height)
            if bar.value:
                edge = tokens.accent if tokens.outlined else None
                painting.rounded(painter, box, radius=3, fill=tokens.accent_soft, border=edge)
                top = QRectF(box.left(), box.top(), width, min(3.0, height))
                painting.rounded(painter, top, radius=1.5, fill=tokens.accent)
            if bar.apart:
                outline = QRectF(box.left(), box.top() - over, width, over)
                painting.rounded(painter, outline, radius=3, border=tokens.accent)
            if figures and bar.above:
                painter.setPen(tokens.text)
                above = QRectF(left, bottom - height - over - _TOP, place, _TOP)
                painter.drawText(above, centre, bar.above)
            if number % every == 0:
                painter.setPen(tokens.muted)
                under = QRectF(left - widest, bottom, place + 2 * widest, _FOOT)
                painter.drawText(under, centre, bar.label)
