"""A quiet stand-in, shaped like what is still being loaded."""

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme import measures, theme
from ui.widgets import painting

# Ragged like text, the same each time: nothing may seem to move while people wait.
_SHARES = (0.54, 0.83, 0.72, 0.61, 0.46)
_BAR = 8
_BESIDE = 10
"""Between a sign and the lines beside it."""


class Placeholder(QWidget):
    """Grey lines where words will be: `blocks` of `lines` rows of `line_height`, so far `apart`.

    With a `sign` of so many pixels each block has one before its lines.
    """

    def __init__(
        self,
        *,
        blocks: int = 1,
        lines: int = 3,
        line_height: int = 22,
        apart: int = 0,
        sign: int = 0,
        name: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._blocks, self._lines, self._line_height = blocks, lines, line_height
        self._apart, self._sign = apart, sign
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @property
    def _pitch(self) -> int:
        return self._lines * self._line_height + self._apart

    # Qt overrides

    def sizeHint(self) -> QSize:
        return measures.size(200, self._blocks * self._pitch - self._apart)

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = theme.current().tokens
        painter = QPainter(self)
        painting.begin(painter)
        rect = painting.enlarge(painter, self.rect())
        # Lighter than a dark ground, darker than a light one: it is no hole in either.
        fill = tokens.sunken if tokens.outlined else tokens.border
        edge = tokens.border if tokens.outlined else None
        left = self._sign + _BESIDE if self._sign else 0
        bars = []
        for block in range(self._blocks):
            top = block * self._pitch
            if self._sign:
                bars.append(QRectF(0, top, self._sign, self._sign))
            for line in range(self._lines):
                middle = top + (line + 0.5) * self._line_height
                share = _SHARES[(block + line) % len(_SHARES)] if line else _SHARES[0]
                width = (rect.width() - left) * share
                bars.append(QRectF(left, middle - _BAR / 2, width, _BAR))
        for bar in bars:
            painting.rounded(painter, bar, radius=bar.height() / 2, fill=fill, border=edge)
