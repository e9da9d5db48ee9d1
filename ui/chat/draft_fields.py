"""The two fields of a composer, one in sight: each keeps its text, and knows for whom it is."""

from PySide6.QtCore import QEvent, QObject, Signal, Slot
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QStackedWidget, QWidget

from ui.chat import composer_words
from ui.chat.composer_editor import ComposerEditor
from ui.chat.composer_mode import ComposerMode
from ui.chat.offered_files import Offered
from ui.theme import theme


class DraftFields(QStackedWidget):
    """As high as the text in sight.

    Signals:
        changed: a text is another one, whoever changed it.
        edited: a person changed this draft.
        send_pressed, escape_pressed, up_pressed: of the field in sight.
        canned_moved: what stands behind a slash at the cursor in sight; None where there is none.
        files_offered: files or a picture for this draft.
        paste_cut: so many characters of so many are about to be pasted into this draft.
    """

    changed = Signal()
    edited = Signal(ComposerMode, str)
    send_pressed = Signal()
    escape_pressed = Signal()
    up_pressed = Signal()
    canned_moved = Signal(object)
    files_offered = Signal(ComposerMode, list)
    paste_cut = Signal(ComposerMode, int, int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._setting = False
        self._writable = True
        self._editors = {mode: self._make(mode) for mode in ComposerMode}
        theme.current().measures_changed.connect(self._follow_height)

    def editors(self) -> tuple[ComposerEditor, ...]:
        """The fields of both drafts."""
        return tuple(self._editors.values())

    def editor(self, mode: ComposerMode) -> ComposerEditor:
        """The field of a draft."""
        return self._editors[mode]

    def show_mode(self, mode: ComposerMode) -> None:
        """Bring a draft in sight; the other one keeps its text."""
        self.setCurrentWidget(self._editors[mode])
        self._follow_height()

    def text(self, mode: ComposerMode) -> str:
        """The draft of a mode."""
        return self._editors[mode].toPlainText()

    def set_text(self, mode: ComposerMode, text: str) -> None:
        """Restore a draft. It is not told as edited."""
        if text != self.text(mode):
            self._setting = True
            self._put(mode, text)
            self._setting = False

    def take_out(self, mode: ComposerMode, sent: str) -> None:
        """This is kept elsewhere now; what was typed behind it since stays."""
        text = self.text(mode)
        if text.startswith(sent):
            self._put(mode, text[len(sent) :].lstrip("\n"))

    def set_writable(self, writable: bool, *, reason: str, colleagues: str) -> None:
        """Allow to write, or say why not."""
        self._writable = writable
        for mode, editor in self._editors.items():
            editor.setReadOnly(not writable)
            words = composer_words.placeholder(mode, colleagues=colleagues)
            editor.setPlaceholderText(words if writable else reason)

    def name(self, *, colleagues: str) -> None:
        """Say in each what it is for."""
        for mode, editor in self._editors.items():
            words = composer_words.placeholder(mode, colleagues=colleagues)
            editor.setAccessibleName(words)
            if self._writable:
                editor.setPlaceholderText(words)

    def _make(self, mode: ComposerMode) -> ComposerEditor:
        editor = ComposerEditor(mode)
        editor.send_pressed.connect(self.send_pressed)
        editor.up_pressed.connect(self.up_pressed)
        editor.escape_pressed.connect(self.escape_pressed)
        editor.textChanged.connect(self._on_editor_text_changed)
        editor.canned_moved.connect(self._on_editor_canned_moved)
        editor.files_offered.connect(self._on_editor_files_offered)
        editor.paste_cut.connect(self._on_editor_paste_cut)
        editor.installEventFilter(self)
        self.addWidget(editor)
        return editor

    def _put(self, mode: ComposerMode, text: str) -> None:
        self._editors[mode].setPlainText(text)
        self._editors[mode].moveCursor(QTextCursor.MoveOperation.End)

    def _mode_of(self, editor: QObject) -> ComposerMode:
        return next(mode for mode, own in self._editors.items() if own is editor)

    @Slot()
    def _follow_height(self) -> None:
        shown = self.currentWidget()
        if shown is not None:
            self.setFixedHeight(shown.height())

    @Slot()
    def _on_editor_text_changed(self) -> None:
        self._follow_height()
        self.changed.emit()
        if not self._setting:
            mode = self._mode_of(self.sender())
            self.edited.emit(mode, self.text(mode))

    @Slot(object)
    def _on_editor_canned_moved(self, query: str | None) -> None:
        if not self._setting and self.sender() is self.currentWidget():
            self.canned_moved.emit(query)

    @Slot(list)
    def _on_editor_files_offered(self, files: list[Offered]) -> None:
        self.files_offered.emit(self._mode_of(self.sender()), files)

    @Slot(int, int)
    def _on_editor_paste_cut(self, kept: int, whole: int) -> None:
        self.paste_cut.emit(self._mode_of(self.sender()), kept, whole)

    # Qt overrides

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Resize:
            self._follow_height()
        return super().eventFilter(watched, event)
