"""One figure of the day: its name, its value, and how it is counted."""

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QEnterEvent, QFocusEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from ui.theme import fonts
from ui.widgets import painting
from ui.widgets.ground import Ground, Tone, set_ground
from ui.widgets.labels import ElidedLabel, Label


class FigureCard(QFrame):
    """Reached by Tab; whoever points at it or reaches it is told the formula.

    Signals:
        pointed: the formula.
    """

    pointed = Signal(str)

    def __init__(self, name: str, *, formula: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name, self.formula = name, formula
        set_ground(self, Ground.CARD)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleDescription(formula)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 10, 14, 10)
        column.setSpacing(2)
        column.addWidget(ElidedLabel(name, kind=fonts.Type.CAPTION, tone=Tone.MUTED))
        self._value = Label(kind=fonts.Type.HEADLINE)
        column.addWidget(self._value)
        self._remark = ElidedLabel(kind=fonts.Type.CAPTION, tone=Tone.MUTED)
        column.addWidget(self._remark)

    def show_figure(self, value: str, remark: str = "") -> None:
        """Show a value and what belongs to it."""
        self._value.set_text(value)
        self._remark.set_text(remark)
        self.setAccessibleName(f"{self._name}: {value}" + (f", {remark}" if remark else ""))

    # Qt overrides

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self.pointed.emit(self.formula)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.pointed.emit(self.formula)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.hasFocus():
            painter = QPainter(self)
            painting.begin(painter)
            painting.focus_ring(painter, QRectF(self.rect()), radius=painting.CARD_RADIUS)
