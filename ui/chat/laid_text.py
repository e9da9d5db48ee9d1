"""A plain text broken into lines once and drawn many times; positions count as in the string."""

from collections.abc import Callable, Sequence
from math import ceil

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontDatabase,
    QPainter,
    QTextCharFormat,
    QTextLayout,
    QTextOption,
)

from language.excerpts import Ranges
from language.markdown_lite import Span, Style
from ui.chat.message_layout import TextShape
from ui.theme import fonts
from ui.theme.tokens import Tokens
from ui.widgets.found_mark import found_mark
from ui.widgets.plain_text import BREAK
from ui.widgets.utf16 import from_utf16, to_utf16

# QTextLayout knows lines only by this separator; one for one, so that positions stay.
_LINE_SEPARATOR = "\u2028"


class LaidText:
    """Lines of a text that already passed `plain_text`, not wider than `width`."""

    def __init__(
        self,
        text: str,
        *,
        kind: fonts.Type,
        width: float,
        align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
        spans: Sequence[Span] = (),
    ) -> None:
        self.text = text
        self._links = [span for span in spans if span.style is Style.LINK]
        self._kind = kind
        option = QTextOption(align)
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout = QTextLayout(text.replace("\n", _LINE_SEPARATOR), fonts.font(kind))
        layout.setTextOption(option)
        layout.setCacheEnabled(True)
        layout.setFormats(
            [self._stretch(span.start, span.end, _STYLED[span.style]()) for span in spans]
        )
        layout.beginLayout()
        count, widest, last = 0, 0.0, 0.0
        while True:
            line = layout.createLine()
            if not line.isValid():
                break
            line.setLineWidth(width)
            # The scale's distance between base lines, with the glyphs in the middle of it.
            spare = (kind.line_height - line.height()) / 2
            line.setPosition(QPointF(0, count * kind.line_height + spare))
            last = line.naturalTextWidth()
            widest = max(widest, last)
            count += 1
        layout.endLayout()
        self._layout = layout
        self.shape = TextShape(
            width=ceil(widest), height=count * kind.line_height, last_line_width=ceil(last)
        )

    def position_at(self, point: QPointF) -> int:
        """The place between two characters nearest to a point of this text."""
        index = int(point.y() // self._kind.line_height)
        count = self._layout.lineCount()
        if index < 0 or count == 0:
            return 0
        if index >= count:
            return len(self.text)
        return from_utf16(self.text, self._layout.lineAt(index).xToCursor(point.x()))

    def line_at(self, position: int) -> tuple[int, int]:
        """Where the line that a character stands in begins and ends."""
        line = self._layout.lineForTextPosition(to_utf16(self.text, position)).lineNumber()
        return line * self._kind.line_height, (line + 1) * self._kind.line_height

    def link_at(self, position: int) -> str | None:
        """The address of the link around a place."""
        for link in self._links:
            if link.start <= position < link.end:
                return _address(link)
        return None

    def links(self) -> list[str]:
        """The addresses of all links, each once, in order."""
        return list(dict.fromkeys(_address(link) for link in self._links))

    def word_at(self, position: int) -> tuple[int, int]:
        """Start and end of the word around a place."""
        words = QTextLayout.CursorMode.SkipWords
        after = to_utf16(self.text, min(position + 1, len(self.text)))
        first = self._layout.previousCursorPosition(after, words)
        start = from_utf16(self.text, first)
        end = from_utf16(self.text, self._layout.nextCursorPosition(first, words))
        return start, start + len(self.text[start:end].rstrip())

    def draw(
        self,
        painter: QPainter,
        at: QPointF,
        *,
        tokens: Tokens,
        selected: tuple[int, int] | None,
        found: Ranges = (),
    ) -> None:
        """Draw in the painter's pen, what was searched marked, the selected part inverted."""
        formats = [
            self._stretch(link.start, link.end, _colored(tokens.accent)) for link in self._links
        ]
        formats += [self._marked(start, start + length, tokens) for start, length in found]
        if selected is not None and selected[0] != selected[1]:
            formats.append(self._inverted(*selected, tokens))
        self._layout.draw(painter, at, formats)

    def _marked(self, start: int, end: int, tokens: Tokens) -> QTextLayout.FormatRange:
        return self._stretch(start, end, found_mark(tokens))

    def _inverted(self, start: int, end: int, tokens: Tokens) -> QTextLayout.FormatRange:
        style = QTextCharFormat()
        style.setBackground(tokens.accent)
        style.setForeground(tokens.on_accent)
        return self._stretch(start, end, style)

    def _stretch(self, start: int, end: int, style: QTextCharFormat) -> QTextLayout.FormatRange:
        stretch = QTextLayout.FormatRange()
        stretch.start = to_utf16(self.text, start)
        stretch.length = to_utf16(self.text, end) - stretch.start
        stretch.format = style
        return stretch


def _address(link: Span) -> str:
    return (link.target or "").replace(BREAK, "")


def _bold() -> QTextCharFormat:
    style = QTextCharFormat()
    style.setFontWeight(QFont.Weight.DemiBold)
    return style


def _italic() -> QTextCharFormat:
    style = QTextCharFormat()
    style.setFontItalic(True)
    return style


def _code() -> QTextCharFormat:
    style = QTextCharFormat()
    style.setFontFamilies([QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont).family()])
    return style


def _link() -> QTextCharFormat:
    style = QTextCharFormat()
    style.setFontUnderline(True)
    return style


def _colored(color: QColor) -> QTextCharFormat:
    style = _link()
    style.setForeground(color)
    return style


_STYLED: dict[Style, Callable[[], QTextCharFormat]] = {
    Style.BOLD: _bold,
    Style.ITALIC: _italic,
    Style.CODE: _code,
    Style.LINK: _link,
    Style.ITEM: QTextCharFormat,
}
