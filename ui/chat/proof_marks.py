"""What is drawn under a text that is being written: wavy lines, and the ground of open places.

They change neither text nor undo. The grounds are selections of the editor beside its own; the
waves are drawn here, for those of Qt are straight lines where a pixel is not one of the screen.
"""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRect
from PySide6.QtGui import (
    QFontMetricsF,
    QPainter,
    QPainterPath,
    QPen,
    QTextCharFormat,
    QTextCursor,
)
from PySide6.QtWidgets import QPlainTextEdit, QTextEdit

from ui.theme import measures, theme
from ui.widgets import painting
from ui.widgets.utf16 import from_utf16, to_utf16

if TYPE_CHECKING:  # loaded when a text first comes
    from language.spelling import Mark

_HALF_WAVE, _HIGH, _THICK = 2.5, 1.5, 1.1
"""From one crossing of its axis to the next, from the axis to a crest, and the stroke."""
_UNDER = 4.0
"""From the line that letters stand on to the axis: the wave stays clear of most that hangs down."""


def wave(left: float, right: float, *, axis: float) -> QPainterPath:
    """A wave from one place to another, as large as the text is."""
    half, high = measures.zoom() * _HALF_WAVE, measures.zoom() * _HIGH
    path = QPainterPath(QPointF(left, axis))
    crests = max(2, round((right - left) / half))
    half = (right - left) / crests
    for crest in range(crests):
        start = left + crest * half
        # The curve comes half as far as the place that draws it.
        pull = 2 * high if crest % 2 else -2 * high
        path.quadTo(start + half / 2, axis + pull, start + half, axis)
    return path


class ProofMarks:
    """The marks of one editor; they move with the text they stand under."""

    def __init__(self, editor: QPlainTextEdit) -> None:
        self._editor = editor
        self._blanks: list[tuple[int, int]] = []
        self._marks: tuple[Mark, ...] = ()
        self._waves: list[QTextCursor] = []
        editor.textChanged.connect(self._follow)

    @property
    def words(self) -> list[str]:
        """What is marked as misspelt."""
        return [cursor.selectedText() for cursor in self._waves]

    def set_marks(self, marks: "tuple[Mark, ...]") -> None:
        """These stretches are misspelt."""
        if marks != self._marks:
            self._marks = marks
            self._waves = [self._cursor(mark.start, mark.end) for mark in marks]
            self._editor.viewport().update()

    def set_blanks(self, blanks: Iterable[tuple[int, int]]) -> None:
        """From these places to those, something is still to be put."""
        found = list(blanks)
        if found or self._blanks:
            self._blanks = found
            self._show_blanks()

    def at(self, position: int) -> "Mark | None":
        """The mark at a place of the text, as the cursor counts."""
        here = from_utf16(self._editor.toPlainText(), position)
        return next((mark for mark in self._marks if mark.start <= here <= mark.end), None)

    def after(self, position: int) -> "Mark | None":
        """The first mark behind a place, else the first of all."""
        here = from_utf16(self._editor.toPlainText(), position)
        behind = (mark for mark in self._marks if mark.start >= here)
        return next(behind, self._marks[0] if self._marks else None)

    def refresh(self) -> None:
        """Other colours."""
        self._show_blanks()

    def paint(self, painter: QPainter) -> None:
        """Draw the waves over what the editor has drawn."""
        if not self._waves:
            return
        metrics = QFontMetricsF(self._editor.font())
        zoom = measures.zoom()
        painting.begin(painter)
        painter.setPen(QPen(theme.current().tokens.late, _THICK * zoom))
        for cursor in filter(QTextCursor.hasSelection, self._waves):
            for line in self.lines(cursor.selectionStart(), cursor.selectionEnd()):
                axis = line.top() + metrics.ascent() + _UNDER * zoom
                painter.drawPath(wave(line.left(), line.left() + line.width(), axis=axis))

    def lines(self, start: int, end: int) -> Iterator[QRect]:
        """Where a stretch of the text stands in the editor, line by line, as the cursor counts."""
        cursor = QTextCursor(self._editor.document())
        cursor.setPosition(start)
        first = last = self._editor.cursorRect(cursor)
        cursor.setPosition(end)
        if self._editor.cursorRect(cursor).top() == first.top():
            yield QRect(first.topLeft(), self._editor.cursorRect(cursor).bottomLeft())
            return
        for place in range(start + 1, end + 1):
            cursor.setPosition(place)
            here = self._editor.cursorRect(cursor)
            if here.top() != last.top():
                yield QRect(first.topLeft(), last.bottomLeft())
                first = here
            last = here
        yield QRect(first.topLeft(), last.bottomLeft())

    def _follow(self) -> None:
        """Qt draws the changed lines anew; a wave hangs a little below its line."""
        if self._waves:
            self._editor.viewport().update()

    def _show_blanks(self) -> None:
        ground = QTextCharFormat()
        tokens = theme.current().tokens
        ground.setBackground(tokens.warn_soft)
        if tokens.outlined:  # a ground alone is next to none there
            ground.setForeground(tokens.warn)
            ground.setFontUnderline(True)
        selections = []
        for start, end in self._blanks:
            selection = QTextEdit.ExtraSelection()
            selection.cursor = self._cursor(start, end)
            selection.format = ground
            selections.append(selection)
        self._editor.setExtraSelections(selections)

    def _cursor(self, start: int, end: int) -> QTextCursor:
        text = self._editor.toPlainText()
        cursor = QTextCursor(self._editor.document())
        cursor.setPosition(to_utf16(text, min(start, len(text))))
        cursor.setPosition(to_utf16(text, min(end, len(text))), QTextCursor.MoveMode.KeepAnchor)
        return cursor
