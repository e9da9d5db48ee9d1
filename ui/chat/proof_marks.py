"""What is drawn under a text that is being written: wavy lines, and the ground of open places.

They are selections of the editor beside its own, so that they change neither text nor undo.
"""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from PySide6.QtGui import QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QTextEdit

from ui.theme import theme
from ui.widgets.utf16 import from_utf16, to_utf16

if TYPE_CHECKING:  # loaded when a text first comes
    from language.spelling import Mark


class ProofMarks:
    """The marks of one editor; they move with the text they stand under."""

    def __init__(self, editor: QPlainTextEdit) -> None:
        self._editor = editor
        self._blanks: list[tuple[int, int]] = []
        self._marks: tuple[Mark, ...] = ()

    def set_marks(self, marks: "tuple[Mark, ...]") -> None:
        """These stretches are misspelt."""
        if marks != self._marks:
            self._marks = marks
            self._show()

    def set_blanks(self, blanks: Iterable[tuple[int, int]]) -> None:
        """From these places to those, something is still to be put."""
        found = list(blanks)
        if found or self._blanks:
            self._blanks = found
            self._show()

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
        self._show()

    def _show(self) -> None:
        tokens = theme.current().tokens
        wave = QTextCharFormat()
        wave.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
        wave.setUnderlineColor(tokens.late)
        ground = QTextCharFormat()
        ground.setBackground(tokens.warn_soft)
        places = [(mark.start, mark.end, wave) for mark in self._marks]
        places += [(start, end, ground) for start, end in self._blanks]
        self._editor.setExtraSelections([self._selection(*place) for place in places])

    def _selection(self, start: int, end: int, look: QTextCharFormat) -> QTextEdit.ExtraSelection:
        text = self._editor.toPlainText()
        cursor = QTextCursor(self._editor.document())
        cursor.setPosition(to_utf16(text, min(start, len(text))))
        cursor.setPosition(to_utf16(text, min(end, len(text))), QTextCursor.MoveMode.KeepAnchor)
        selection = QTextEdit.ExtraSelection()
        selection.cursor = cursor
        selection.format = look
        return selection
