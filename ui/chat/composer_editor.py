"""The field one types a reply or a note in: plain text, grows with it, sends by its own key."""

import math
import re

from PySide6.QtCore import QMimeData, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFontMetricsF,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QTextCursor,
)
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QSizePolicy, QWidget

from ui.chat.composer_mode import ComposerMode
from ui.chat.offered_files import has_files, offered_files
from ui.chat.proof_marks import ProofMarks
from ui.theme import fitting, fonts, theme
from ui.widgets import field_menus, plain_text
from ui.widgets.utf16 import from_utf16, to_utf16

FEWEST_LINES, MOST_LINES = 2, 8
_LONGEST_PASTE = 16_384
"""Four times the longest message: more in one line would stop the window for a second."""

_MARGIN = 6
_FRAME = 2 * (_MARGIN + 6) + 2
"""Margin of the document, padding and border of the field, and a line's descent rounded up."""
_ENTER = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})
_BLANK = re.compile(r"\{[^\W\d][^{}\n]{0,60}\}")
"""A variable that there was nothing for: `console.core.guards` does not let it go unseen."""
_CANNED = re.compile(r"(?:^|\s)/(\S{0,40})$")


class ComposerEditor(QPlainTextEdit):
    """One draft.

    Signals:
        send_pressed: the key that sends in this mode.
        escape_pressed: the key that takes back; undo in an empty field that has nothing to undo.
        up_pressed: the key up in an empty field.
        menu_wanted: the menu for this place of the text, which is there on the screen.
        files_offered: files or a picture were pasted or dropped here.
        paste_cut: so many characters of so many are about to be pasted; more are never taken.
        canned_moved: what stands behind a slash at the cursor; None where there is no such thing.
    """

    send_pressed = Signal()
    escape_pressed = Signal()
    up_pressed = Signal()
    menu_wanted = Signal(QRect, int)
    files_offered = Signal(list)
    paste_cut = Signal(int, int)
    canned_moved = Signal(object)

    def __init__(self, mode: ComposerMode, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._mode = mode
        self.marks = ProofMarks(self)
        self.textChanged.connect(self._on_self_text_changed)
        theme.current().theme_changed.connect(self._on_theme_changed)
        self.setProperty("composer", mode.value)
        self.setProperty(field_menus.OWN, True)
        fitting.wear(self, fonts.Type.MESSAGE)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTabChangesFocus(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.current().measures_changed.connect(self._on_measures_changed)
        self.document().setDocumentMargin(_MARGIN)
        self.document().documentLayout().documentSizeChanged.connect(self._on_size_changed)
        self.cursorPositionChanged.connect(self._on_self_cursor_moved)
        self._lines = 0
        self._on_size_changed()

    def canned_query(self) -> str | None:
        """What stands behind a slash at the start of the word at the cursor."""
        if self.textCursor().hasSelection():
            return None
        found = _CANNED.search(self.line_before_cursor())
        return None if found is None else found.group(1)

    def choose(self, start: int, length: int) -> None:
        """Select a part of the text, in characters of Python, and bring it in sight."""
        text = self.toPlainText()
        cursor = self.textCursor()
        cursor.setPosition(to_utf16(text, start))
        cursor.setPosition(to_utf16(text, start + length), QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)

    def replace(self, start: int, end: int, text: str) -> None:
        """Put a text in the place of another, as one step to undo."""
        self.choose(start, end - start)
        self.textCursor().insertText(text)

    def caret(self) -> int:
        """Where the cursor stands, in characters of Python."""
        return from_utf16(self.toPlainText(), self.textCursor().position())

    def place_of(self, start: int, end: int) -> QRect:
        """Where a part of the text begins, on the screen; of it only what stands in one line."""
        text = self.toPlainText()
        line = next(self.marks.lines(to_utf16(text, start), to_utf16(text, end)))
        return QRect(self.viewport().mapToGlobal(line.topLeft()), line.size())

    def _on_measures_changed(self) -> None:
        self._lines = 0
        self._on_size_changed()

    def _on_theme_changed(self) -> None:
        self.marks.refresh()

    def _on_self_text_changed(self) -> None:
        text = self.toPlainText()
        self.marks.set_blanks((one.start(), one.end()) for one in _BLANK.finditer(text))

    def line_before_cursor(self) -> str:
        """What stands before the cursor in its line."""
        cursor = self.textCursor()
        line = cursor.block().text()
        return line[: from_utf16(line, cursor.positionInBlock())]

    def replace_canned(self, text: str) -> None:
        """Put a text in the place of the slash and what stands behind it."""
        query = self.canned_query()
        cursor = self.textCursor()
        if query is not None:
            back = to_utf16(query, len(query)) + 1
            cursor.setPosition(cursor.position() - back, QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)
        self.put(text)

    def put(self, text: str) -> None:
        """Insert at the cursor, and select what is still to be put into it."""
        start = self.textCursor().selectionStart()
        self.textCursor().insertText(text)
        if _BLANK.search(text):
            cursor = self.textCursor()
            cursor.setPosition(start)
            self.setTextCursor(cursor)
            self.choose_blank()
        self.ensureCursorVisible()

    def choose_blank(self, *, forward: bool = True) -> bool:
        """Select the next place that is to be filled, round and round; whether there is one."""
        text = self.toPlainText()
        cursor = self.textCursor()
        start = from_utf16(text, cursor.selectionStart())
        blanks = [(one.start(), one.end() - one.start()) for one in _BLANK.finditer(text)]
        if not blanks:
            return False
        here = cursor.hasSelection()
        if forward:
            after = [one for one in blanks if (one[0] > start if here else one[0] >= start)]
            chosen = after[0] if after else blanks[0]
        else:
            before = [one for one in blanks if one[0] < start]
            chosen = before[-1] if before else blanks[-1]
        self.choose(*chosen)
        return True

    def _on_size_changed(self) -> None:
        lines = min(max(round(self.document().size().height()), FEWEST_LINES), MOST_LINES)
        if lines != self._lines:
            self._lines = lines
            # As Qt lays them out: a part of a pixel less, and there is something to scroll.
            spacing = QFontMetricsF(self.font()).lineSpacing()
            self.setFixedHeight(math.ceil(lines * spacing) + _FRAME)

    def _on_self_cursor_moved(self) -> None:
        self.canned_moved.emit(self.canned_query())

    def _sends(self, event: QKeyEvent) -> bool:
        modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if self._mode is ComposerMode.NOTE:
            return modifiers == Qt.KeyboardModifier.ControlModifier
        return modifiers == Qt.KeyboardModifier.NoModifier

    def _undoes_nothing(self, event: QKeyEvent) -> bool:
        document = self.document()
        nothing = document.isEmpty() and not document.isUndoAvailable()
        return nothing and event.matches(QKeySequence.StandardKey.Undo)

    # Qt overrides

    def sizeHint(self) -> QSize:
        return QSize(400, self.height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if Qt.Key(event.key()) is Qt.Key.Key_Escape or self._undoes_nothing(event):
            self.escape_pressed.emit()
        elif Qt.Key(event.key()) is Qt.Key.Key_Up and self.document().isEmpty():
            self.up_pressed.emit()
        elif Qt.Key(event.key()) not in _ENTER:
            super().keyPressEvent(event)
        elif self._sends(event):
            if not event.isAutoRepeat():
                self.send_pressed.emit()
        elif not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.textCursor().insertBlock()
            self.ensureCursorVisible()
        # Ctrl+Enter sends notes. In a reply it does nothing: whoever presses it there errs.

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        self.marks.paint(QPainter(self.viewport()))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        by_mouse = event.reason() == event.Reason.Mouse
        cursor = self.cursorForPosition(event.pos()) if by_mouse else self.textCursor()
        here = self.place_of(self.caret(), self.caret())
        about = QRect(event.globalPos(), QSize(1, 1)) if by_mouse else here
        self.menu_wanted.emit(about, cursor.position())

    def focusNextPrevChild(self, forward: bool) -> bool:
        return self.choose_blank(forward=forward) or super().focusNextPrevChild(forward)

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        return source.hasText() or has_files(source)

    def insertFromMimeData(self, source: QMimeData) -> None:
        files = offered_files(source)
        if files:
            self.files_offered.emit(files)
        elif source.hasText():
            whole = source.text().replace("\r\n", "\n")
            pasted = whole[:_LONGEST_PASTE]
            if len(pasted) < len(whole):
                self.paste_cut.emit(len(pasted), len(whole))
            self.insertPlainText(plain_text.harmless(pasted))
            self.ensureCursorVisible()
