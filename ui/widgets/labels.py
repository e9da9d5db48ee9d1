"""Labels that never take text for markup, in the type scale, and one that elides."""

import math

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from ui.theme import fitting, fonts, measures
from ui.widgets import painting, plain_text
from ui.widgets.ground import Tone, set_tone

_BETWEEN = " · "
_HAIR = 1 / 16
"""What Qt may count otherwise, of a pixel, when it looks whether a line fits."""
_WRAPPED = 2_000
"""Characters a wrapped label shows: Qt measures it anew with each resize of the page."""


class Label(QLabel):
    """A label of plain text: what it is given passes `plain_text` first."""

    def __init__(
        self,
        text: str = "",
        *,
        kind: fonts.Type = fonts.Type.BODY,
        tone: Tone = Tone.TEXT,
        wrap: bool = False,
        selectable: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        fitting.wear(self, kind)
        self.setWordWrap(wrap)
        # Under each other, whatever the direction of a name: Qt would send some to the right.
        absolute = Qt.AlignmentFlag.AlignAbsolute
        self.setAlignment(self.alignment() | absolute)
        set_tone(self, tone)
        if selectable:
            flags = Qt.TextInteractionFlag
            self.setTextInteractionFlags(
                flags.TextSelectableByMouse | flags.TextSelectableByKeyboard
            )
        self.set_text(text)

    def set_text(self, text: str) -> None:
        """Show a text, remote or ours; a very long one belongs into a view of its own."""
        if self.wordWrap():
            self.setText(plain_text.plain_text(text, shown=_WRAPPED).text)
        else:
            self.setText(plain_text.plain_line(text))

    def set_tone(self, tone: Tone) -> None:
        """Change what the text means."""
        set_tone(self, tone)


class ElidedLabel(QWidget):
    """One line that ends in an ellipsis where the room ends; the tool tip has the whole.

    With `by_parts` whatever comes after the first part is left out whole where it has no room:
    half a number or half a subject says nothing.
    """

    def __init__(
        self,
        text: str = "",
        *,
        kind: fonts.Type = fonts.Type.BODY,
        tone: Tone = Tone.TEXT,
        by_parts: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._by_parts = by_parts
        self._text = ""
        self._kind = kind
        set_tone(self, tone)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.set_text(text)

    def text(self) -> str:
        """The whole line."""
        return self._text

    def set_text(self, text: str) -> None:
        """Show a text, remote or ours."""
        line = plain_text.plain_line(text)
        if line == self._text:
            return
        self._text = line
        self.setAccessibleName(line)
        self.updateGeometry()
        self._tell_when_cut()
        self.update()

    def set_tone(self, tone: Tone) -> None:
        """Change what the text means."""
        set_tone(self, tone)
        self.update()

    def _shown(self, width: float) -> str:
        """As much of the line as there is room for."""
        line = self._text
        if self._by_parts:
            while painting.text_width(line, self._kind) > width and _BETWEEN in line:
                line = line.rpartition(_BETWEEN)[0]
        return painting.elided(line, self._kind, width)

    def _tell_when_cut(self) -> None:
        needed = QFontMetricsF(fonts.font(self._kind)).horizontalAdvance(self._text)
        cut = needed > measures.design(self.width())
        # A tool tip guesses at markup; this form of it cannot be any.
        self.setToolTip(plain_tool_tip(self._text) if cut else "")

    # Qt overrides

    def sizeHint(self) -> QSize:
        width = QFontMetricsF(fonts.font(self._kind)).horizontalAdvance(self._text)
        # Rounded up when it is enlarged: a line must never be cut for a part of a pixel.
        needed = math.ceil(width * measures.zoom() + _HAIR)
        return QSize(needed, measures.length(self._kind.line_height))

    def minimumSizeHint(self) -> QSize:
        return measures.size(24, self._kind.line_height)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._tell_when_cut()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        rect = painting.enlarge(painter, self.rect())
        painter.setFont(fonts.font(self._kind))
        painter.setPen(self.palette().color(QPalette.ColorRole.WindowText))
        line = self._shown(rect.width())
        painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, line)


def plain_tool_tip(text: str) -> str:
    """A tool tip that shows a text as it is: Qt takes one for markup if it looks so."""
    shown = plain_text.plain_line(text)
    escaped = shown.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return f"<span>{escaped}</span>"
