"""A row that leads to a conversation: by which channel, its title, when, and words under them."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton

from language.excerpts import Ranges
from ui.chat.laid_text import LaidText
from ui.theme import fitting, fonts, icons, theme
from ui.theme.icons import Icon
from ui.widgets import painting

PAD = 16
"""At the sides of a row, and of whatever stands above or under it."""
_TOP, _COMPACT_TOP = 9, 4
_LINE, _UNDER = 18, 2
"""The line of the title, and what parts the words from it."""
_INDENT = 42
_TEXT_WIDTH = 270
"""Of the panel: a line of some fifty letters."""
_SIGN = 20


@dataclass(frozen=True, slots=True)
class RowWords:
    """Words under the title, in as many lines as they need; they already passed `plain_text`.

    Attributes:
        found: what of them is marked.
        sign: what they are, where they are not said.
    """

    text: str
    found: Ranges = ()
    muted: bool = False
    sign: Icon | None = None


class TalkRow(QAbstractButton):
    """Laid out once: words that are empty take no room."""

    def __init__(self, icon: Icon, *, title: str, when: str, words: Sequence[RowWords]) -> None:
        super().__init__()
        self._icon, self._title, self._when = icon, title, when
        self._words = [(part, _laid(part)) for part in words if part.text]
        self._height = _LINE + _UNDER + sum(laid.shape.height for _, laid in self._words)
        fitting.fix_height(self, self._height + 2 * _TOP, self._height + 2 * _COMPACT_TOP)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    # Qt overrides

    def sizeHint(self) -> QSize:
        return QSize(200, self.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = theme.current().tokens
        painter = QPainter(self)
        painting.begin(painter)
        rect = painting.enlarge(painter, self.rect())
        if self.underMouse():
            painter.fillRect(rect, tokens.hover)
        painter.fillRect(QRectF(PAD, rect.bottom() - 1, rect.width() - 2 * PAD, 1), tokens.border)
        top = (rect.height() - self._height) / 2
        icons.paint(painter, self._icon, tokens.muted, QRectF(PAD, top, 16, _LINE))
        left = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        right = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        line = QRectF(_INDENT, top, rect.width() - _INDENT - PAD, _LINE)
        painter.setFont(fonts.font(fonts.Type.CAPTION))
        painter.setPen(tokens.muted)
        painter.drawText(line, right, self._when)
        room = line.width() - painting.text_width(self._when, fonts.Type.CAPTION) - 8
        painter.setFont(fonts.font(fonts.Type.CAPTION_STRONG))
        painter.setPen(tokens.text)
        elide = Qt.TextElideMode.ElideRight
        painter.drawText(
            line, left, painter.fontMetrics().elidedText(self._title, elide, int(room))
        )
        at = QPointF(_INDENT, top + _LINE + _UNDER)
        for part, laid in self._words:
            beside = at
            if part.sign is not None:
                box = QRectF(at.x(), at.y(), 16, 16)
                icons.paint(painter, part.sign, tokens.muted, box, size=14)
                beside = at + QPointF(_SIGN, 0)
            painter.setPen(tokens.muted if part.muted else tokens.text)
            laid.draw(painter, beside, tokens=tokens, selected=None, found=part.found)
            at += QPointF(0, laid.shape.height)
        if self.hasFocus():
            painting.focus_ring(painter, rect)


def _laid(words: RowWords) -> LaidText:
    width = _TEXT_WIDTH - (_SIGN if words.sign is not None else 0)
    return LaidText(words.text, kind=fonts.Type.CAPTION, width=width)
