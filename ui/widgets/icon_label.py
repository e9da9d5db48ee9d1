"""An icon that stands beside words and means nothing without them."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme import icons, measures, theme
from ui.widgets import painting
from ui.widgets.ground import Tone


class IconLabel(QWidget):
    """A picture in a tone; decoration unless it is given a name."""

    def __init__(
        self,
        icon: icons.Icon,
        *,
        tone: Tone = Tone.MUTED,
        size: int = icons.SIZE,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._icon, self._tone, self._size = icon, tone, size
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_icon(self, icon: icons.Icon, *, tone: Tone | None = None) -> None:
        """Show another picture."""
        self._icon = icon
        self._tone = tone or self._tone
        self.update()

    # Qt overrides

    def sizeHint(self) -> QSize:
        return measures.size(self._size, self._size)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        color = theme.current().tokens.colors()[self._tone]
        rect = painting.enlarge(painter, self.rect())
        icons.paint(painter, self._icon, color, rect, size=self._size)
