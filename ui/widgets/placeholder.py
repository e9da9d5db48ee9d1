"""A quiet stand-in of the same height for what is still being loaded."""

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme import measures, theme
from ui.widgets import painting

# Ragged like text, the same each time: nothing may seem to move while people wait.
_SHARES = (0.72, 0.54, 0.83, 0.61, 0.46)
_BAR = 10


class Placeholder(QWidget):
    """Grey lines where text will be: `lines` rows of `line_height`."""

    def __init__(
        self, *, lines: int = 3, line_height: int = 22, name: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._lines, self._line_height = lines, line_height
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    # Qt overrides

    def sizeHint(self) -> QSize:
        return measures.size(200, self._lines * self._line_height)

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = theme.current().tokens
        painter = QPainter(self)
        painting.begin(painter)
        rect = painting.enlarge(painter, self.rect())
        for line in range(self._lines):
            top = line * self._line_height + (self._line_height - _BAR) / 2
            width = rect.width() * _SHARES[line % len(_SHARES)]
            bar = QRectF(0, top, width, _BAR)
            edge = tokens.border if tokens.outlined else None
            painting.rounded(painter, bar, radius=_BAR / 2, fill=tokens.sunken, border=edge)
