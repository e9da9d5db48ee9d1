"""Round corners of a window that floats: a menu, the list of a drop-down, a card over all."""

import math

from PySide6.QtCore import QEvent, QObject, QRect, Qt
from PySide6.QtGui import QPainter, QRegion
from PySide6.QtWidgets import QWidget

from ui.theme import blending, theme

MENU, CARD = 8, 10
"""As in the style sheet, which draws ground and border."""


def rounded(rect: QRect, *, radius: int) -> QRegion:
    """All of a window but its corners, pixel by pixel, so that all four are alike."""
    region = QRegion(rect.adjusted(0, radius, 0, -radius))
    for row in range(radius):
        away = radius - row - 0.5  # from the middle of the circle to that of the row
        inset = round(radius - math.sqrt(radius**2 - away**2))
        line = QRect(rect.left() + inset, rect.top() + row, rect.width() - 2 * inset, 1)
        region += line
        region += line.translated(0, rect.height() - 1 - 2 * row)
    return region


class RoundCorners(QObject):
    """Lets what is behind a window be seen through its corners, or cuts them off where it cannot.

    Attributes:
        window: the one whose corners are round; to be given them before it is first shown.
    """

    def __init__(self, window: QWidget, *, radius: int = MENU) -> None:
        super().__init__(window)
        self.window = window
        self._radius = radius
        window.setProperty("round", True)
        window.setWindowFlags(
            window.windowFlags()
            | Qt.WindowType.FramelessWindowHint
            | Qt.WindowType.NoDropShadowWindowHint
        )
        window.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)
        window.installEventFilter(self)

    def _cut(self) -> None:
        if blending.blends():
            self.window.clearMask()
            return
        self.window.setMask(rounded(self.window.rect(), radius=self._radius))

    # Qt overrides

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Show, QEvent.Type.Resize):
            self._cut()
        elif event.type() is QEvent.Type.Paint and not self.window.mask().isEmpty():
            # What the edge of its border is blended with.
            ground = theme.current().tokens.border_strong
            QPainter(self.window).fillRect(self.window.rect(), ground)
        return False
