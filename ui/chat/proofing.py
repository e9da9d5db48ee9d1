"""Proofreading of one composer: asks when the fingers rest, shows what is still true when told."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, QRect, QTimer, Signal
from PySide6.QtGui import QAction

from console.core.layouts import turned_by_hand
from console.core.preferences import Writing
from console.core.tasks import TaskOwner
from ui.chat.composer_editor import ComposerEditor
from ui.chat.proofreader import Proofreader
from ui.widgets.menu import Menu

if TYPE_CHECKING:  # loaded when a text first comes
    from language.spelling import Mark

translate = QCoreApplication.translate

_PAUSE_MS = 200
"""The fingers of who types fast rest less; a mark under a half word only disturbs."""
_SUGGESTED = 6


class Proofing(QObject):
    """Marks what is misspelt in an editor, and offers what may be meant.

    Signals:
        layout_noticed: what the text would be in the other layout; empty: nothing is wrong.
        word_learned: this word is right from now on.
    """

    layout_noticed = Signal(str)
    word_learned = Signal(str)

    def __init__(self, editor: ComposerEditor, *, reader: Proofreader, owner: TaskOwner) -> None:
        super().__init__(editor)
        self._editor = editor
        self._reader = reader
        self._owner = owner
        self._habits = Writing()
        self._generation = 0
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self._on_pause_timeout)
        editor.textChanged.connect(self._on_editor_text_changed)
        editor.menu_wanted.connect(self._on_editor_menu_wanted)

    def use(self, habits: Writing) -> None:
        """What is wanted of it."""
        if habits != self._habits:
            self._habits = habits
            self._reader.use_own_words(frozenset(habits.own_words))
            self._editor.marks.set_marks(())
            self._on_editor_text_changed()

    def suggest(self) -> None:
        """Offer what may be meant by the misspelt word at the cursor, or by the next one."""
        position = self._editor.textCursor().position()
        mark = self._editor.marks.at(position) or self._editor.marks.after(position)
        if mark is not None:
            about = self._editor.place_of(mark.start, mark.end)
            self._owner.spawn("suggest", self._open_menu(mark, about, whole=False))

    def turn_layout(self) -> None:
        """Turn what is selected, or all, into the other layout; one step to undo."""
        cursor = self._editor.textCursor()
        if not cursor.hasSelection():
            cursor.select(cursor.SelectionType.Document)
        text = cursor.selectedText().replace("\u2029", "\n")
        turned = turned_by_hand(text)
        if turned != text:
            cursor.insertText(turned)

    def _on_editor_text_changed(self) -> None:
        self._generation += 1
        if not self._editor.toPlainText():
            self._pause.stop()
            self._editor.marks.set_marks(())
            self.layout_noticed.emit("")
        elif self._habits.spelling or self._habits.layout:
            self._pause.start()

    def _on_pause_timeout(self) -> None:
        self._owner.spawn("proof", self._proof(self._generation))

    async def _proof(self, generation: int) -> None:
        text = self._editor.toPlainText()
        proof = await self._reader.proof(
            text, caret=self._editor.caret(), spelling=self._habits.spelling
        )
        if generation != self._generation:
            return  # what was typed since is asked about by itself
        self._editor.marks.set_marks(proof.marks)
        righted = proof.righted if self._habits.layout else None
        self.layout_noticed.emit(righted or "")
        if not proof.settled:
            self._pause.start()

    def _on_editor_menu_wanted(self, about: QRect, position: int) -> None:
        mark = self._editor.marks.at(position)
        if mark is not None:
            about = self._editor.place_of(mark.start, mark.end)
        self._owner.spawn("suggest", self._open_menu(mark, about, whole=True))

    async def _open_menu(self, mark: "Mark | None", about: QRect, *, whole: bool) -> None:
        """The menu of the word, and with `whole` what any text field has."""
        generation = self._generation
        text = self._editor.toPlainText()
        words = await self._reader.suggestions(mark.word, text) if mark is not None else ()
        if generation != self._generation:
            return
        menu = Menu(parent=self._editor)
        menu.setAccessibleName(translate("Composer", "Spelling"))
        if mark is not None:
            self._offer(menu, mark, words[:_SUGGESTED])
        if whole:
            menu.addSeparator()
            menu.adopt(self._editor.createStandardContextMenu())
        menu.aboutToHide.connect(menu.deleteLater)
        menu.hang(about)

    def _offer(self, menu: Menu, mark: "Mark", words: tuple[str, ...]) -> None:
        """What may be meant, and under a line what else can be done about the word."""
        for word in words:
            entry = menu.addAction(word)
            entry.setData((mark.start, mark.end, word))
            entry.triggered.connect(self._on_suggestion_triggered)
        if not words:
            menu.addAction(translate("Composer", "Nothing to suggest")).setEnabled(False)
        menu.addSeparator()
        learn = menu.addAction(
            translate("Composer", "Add “{word}” to my words").format(word=mark.word)
        )
        learn.setData(mark.word)
        learn.triggered.connect(self._on_learn_triggered)

    def _on_suggestion_triggered(self) -> None:
        entry = self.sender()
        if isinstance(entry, QAction):
            start, end, word = entry.data()
            self._editor.replace(start, end, word)

    def _on_learn_triggered(self) -> None:
        entry = self.sender()
        if isinstance(entry, QAction):
            self.word_learned.emit(entry.data())
