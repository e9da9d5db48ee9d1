"""What the marks of the day's plot mean: today, yesterday, the wait."""

from PySide6.QtCore import QCoreApplication, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme import fonts, measures, theme
from ui.widgets import painting, plain_text

translate = QCoreApplication.translate

_DOT = 8
_BESIDE = 4
_APART = 10


class Legend(QWidget):
    """Dots and words in one line."""

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = (
            translate("Board", "today"),
            translate("Board", "yesterday"),
            translate("Board", "wait"),
        )
        self.setAccessibleName(", ".join(self._words))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    # Qt overrides

    def sizeHint(self) -> QSize:
        widths = (painting.text_width(one, fonts.Type.LABEL) for one in self._words)
        width = sum(one + _DOT + _BESIDE + _APART for one in widths) - _APART
        return measures.size(int(width) + 2, fonts.Type.LABEL.line_height)

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = theme.current().tokens
        painter = QPainter(self)
        painting.begin(painter)
        rect = painting.enlarge(painter, self.rect())
        left = 0.0
        colors = (tokens.accent, tokens.border_strong, tokens.warn)
        for words, color in zip(self._words, colors, strict=True):
            line = words == self._words[-1]
            box = QRectF(
                left, rect.center().y() - (1 if line else _DOT / 2), _DOT, 2 if line else _DOT
            )
            outlined = tokens.outlined and words == self._words[1]
            painting.rounded(
                painter,
                box,
                radius=1 if line else 2,
                fill=None if outlined else color,
                border=color if outlined else None,
            )
            left += _DOT + _BESIDE
            painter.setFont(fonts.font(fonts.Type.LABEL))
            painter.setPen(tokens.muted)
            width = painting.text_width(words, fonts.Type.LABEL)
            room = QRectF(left, 0, width + 1, rect.height())
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, plain_text.plain_line(words))
            left += width + _APART
