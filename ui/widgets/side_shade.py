"""The shadow at the left of what lies over a page: a strip of its own, so nothing else is redrawn.

A graphics effect would render all that throws the shadow anew at each change in it.
"""

from PySide6.QtCore import QEvent, QObject, QRect, Qt
from PySide6.QtGui import QColor, QLinearGradient, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from ui.theme import measures, theme

_WIDTH = 16
_STEPS = 4
"""In which it fades: soft at its end, as a blur is."""
_MOVES = (
    QEvent.Type.Show,
    QEvent.Type.Hide,
    QEvent.Type.Move,
    QEvent.Type.Resize,
    QEvent.Type.ParentChange,
    QEvent.Type.ZOrderChange,
)


class SideShade(QWidget):
    """Goes wherever its thrower goes, and is seen when that is; the mouse passes through."""

    def __init__(self, thrower: QWidget) -> None:
        super().__init__(thrower.parentWidget())
        self._thrower = thrower
        self._thrown = False
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()
        thrower.installEventFilter(self)

    def set_thrown(self, thrown: bool) -> None:
        """Whether there is a page under the thrower."""
        self._thrown = thrown
        self._follow()

    def _follow(self) -> None:
        under = self._thrower.parentWidget()
        if not self._thrown or under is None or self._thrower.isHidden():
            self.hide()
            return
        if self.parentWidget() is not under:
            self.setParent(under)
        at, width = self._thrower.geometry(), measures.length(_WIDTH)
        self.setGeometry(QRect(at.left() - width, at.top(), width, at.height()))
        self.stackUnder(self._thrower)
        self.show()

    # Qt overrides

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _MOVES:
            self._follow()
        return super().eventFilter(watched, event)

    def paintEvent(self, event: QPaintEvent) -> None:
        fall = QLinearGradient(self.width(), 0, 0, 0)
        for part in range(_STEPS + 1):
            color = QColor(theme.current().tokens.shadow)
            color.setAlphaF(color.alphaF() * (1 - part / _STEPS) ** 2)
            fall.setColorAt(part / _STEPS, color)
        QPainter(self).fillRect(self.rect(), fall)
