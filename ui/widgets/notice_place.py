"""Where what is told floats at the upper right of a page, and the shadow it throws."""

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QFrame, QGraphicsDropShadowEffect, QWidget

from ui.theme import measures, theme

WIDTH = 340
MARGIN = 16
BELOW = 104
"""The header of a chat and a bar under it, whose buttons stay free; below nothing is pressed."""
BETWEEN = 8
MOVES = (QEvent.Type.Resize, QEvent.Type.User)
"""What the page tells its event filters when its notices have to go elsewhere."""
_STEADY, _COVERED = "steady_notice", "notices_covered"


def throw_shadow(floating: QFrame) -> QGraphicsDropShadowEffect:
    """The small shadow of what floats, which has to keep it."""
    shadow = QGraphicsDropShadowEffect(floating)
    shadow.setBlurRadius(18)
    shadow.setOffset(0, 4)
    shadow.setColor(QColor(theme.current().tokens.shadow))
    floating.setGraphicsEffect(shadow)
    return shadow


def set_covered(home: QWidget, width: int) -> None:
    """So much at the right of a page is under something else: what is told stands beside that."""
    if home.property(_COVERED) != width:
        home.setProperty(_COVERED, width)
        # Not the change of the property itself: style sheets set some while a page is destroyed.
        QCoreApplication.sendEvent(home, QEvent(QEvent.Type.User))


def left_of(floating: QFrame, home: QWidget) -> int:
    """Where a notice begins, so that it ends at the edge of what is seen."""
    return home.width() - int(home.property(_COVERED) or 0) - MARGIN - floating.width()


def place_steady(floating: QFrame, home: QWidget) -> None:
    """Put what stays while something goes on before all that is told meanwhile."""
    floating.setProperty(_STEADY, True)
    floating.move(left_of(floating, home), measures.length(BELOW))


def room_of_steady(home: QWidget) -> int:
    """How much of the height what stays takes from what is told meanwhile."""
    here = home.findChildren(QFrame, options=Qt.FindChildOption.FindDirectChildrenOnly)
    steady = [one for one in here if one.property(_STEADY) and not one.isHidden()]
    return sum(one.height() + measures.length(BETWEEN) for one in steady)
