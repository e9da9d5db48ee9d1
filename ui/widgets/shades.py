"""The shadows of what lies over a page: widgets of their own, so nothing else is redrawn.

A graphics effect would render all that throws the shadow anew at each change in it.
"""

from abc import abstractmethod

from PySide6.QtCore import QEvent, QObject, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QLinearGradient, QPainter, QPaintEvent, QRegion
from PySide6.QtWidgets import QWidget

from ui.theme import measures, theme
from ui.widgets import painting

_WIDTH = 16
_STEPS = 4
"""In which the one at a side fades: soft at its end, as a blur is."""
_REACH, _BELOW = 14, 4
"""How far the one around goes, and how much lower than its thrower it lies."""
_CORNER = round(painting.CARD_RADIUS)
_MOVES = (
    QEvent.Type.Show,
    QEvent.Type.Hide,
    QEvent.Type.Move,
    QEvent.Type.Resize,
    QEvent.Type.ParentChange,
    QEvent.Type.ZOrderChange,
)


class _Shade(QWidget):
    """Goes wherever its thrower goes, and is seen when that is; the mouse passes through."""

    def __init__(self, thrower: QWidget) -> None:
        super().__init__(thrower.parentWidget())
        self._thrower = thrower
        self._thrown = True
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()
        thrower.installEventFilter(self)
        thrower.destroyed.connect(self.deleteLater)

    @abstractmethod
    def _lie(self, at: QRect, *, within: QRect) -> None:
        """Be where the shadow of what is there falls, in a page so large."""

    def _follow(self) -> None:
        under = self._thrower.parentWidget()
        if not self._thrown or under is None or self._thrower.isHidden():
            self.hide()
            return
        if self.parentWidget() is not under:
            self.setParent(under)
        self._lie(self._thrower.geometry(), within=under.rect())
        self.stackUnder(self._thrower)
        self.show()

    # Qt overrides

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _MOVES:
            self._follow()
        return super().eventFilter(watched, event)


class SideShade(_Shade):
    """At the left of what is as high as the page."""

    def __init__(self, thrower: QWidget) -> None:
        super().__init__(thrower)
        self._thrown = False

    def set_thrown(self, thrown: bool) -> None:
        """Whether there is a page under the thrower."""
        self._thrown = thrown
        self._follow()

    def _lie(self, at: QRect, *, within: QRect) -> None:
        width = measures.length(_WIDTH)
        self.setGeometry(QRect(at.left() - width, at.top(), width, at.height()))

    # Qt overrides

    def paintEvent(self, event: QPaintEvent) -> None:
        fall = QLinearGradient(self.width(), 0, 0, 0)
        for part in range(_STEPS + 1):
            color = QColor(theme.current().tokens.shadow)
            color.setAlphaF(color.alphaF() * (1 - part / _STEPS) ** 2)
            fall.setColorAt(part / _STEPS, color)
        QPainter(self).fillRect(self.rect(), fall)


class FloatShade(_Shade):
    """Around what floats over the page; never under it, so that nothing there draws it anew."""

    def _lie(self, at: QRect, *, within: QRect) -> None:
        around = at.adjusted(-_REACH, -_REACH, _REACH, _REACH + _BELOW)
        self.setGeometry(around & within)
        under = at.translated(-self.pos())
        covered = under.adjusted(_CORNER, 1, -_CORNER, -1)
        covered_too = under.adjusted(1, _CORNER, -1, -_CORNER)
        self.setMask(QRegion(self.rect()) - QRegion(covered) - QRegion(covered_too))

    # Qt overrides

    def paintEvent(self, event: QPaintEvent) -> None:
        shadow = theme.current().tokens.shadow
        if not shadow.alpha():
            return
        painter = QPainter(self)
        painting.begin(painter)
        around = QRectF(self._thrower.geometry().translated(-self.pos())).translated(0, _BELOW)
        for step in range(-_BELOW, _REACH):
            color = QColor(shadow)
            color.setAlphaF(color.alphaF() * (1 - max(step, 0) / _REACH) ** 2)
            ring = around.adjusted(-step - 1, -step - 1, step + 1, step + 1)
            painting.rounded(painter, ring, radius=_CORNER + step + 1, border=color)
