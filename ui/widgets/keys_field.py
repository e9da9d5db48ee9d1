"""A search field that takes keys pressed in it for what is looked for."""

from PySide6.QtCore import QEvent, QKeyCombination, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence

from console.core import shortcuts
from ui.widgets.key_cap import key_words
from ui.widgets.search_field import SearchField

_HELD = (
    Qt.KeyboardModifier.ControlModifier
    | Qt.KeyboardModifier.AltModifier
    | Qt.KeyboardModifier.MetaModifier
)
_MODIFIERS = frozenset(
    {Qt.Key.Key_Control, Qt.Key.Key_Shift, Qt.Key.Key_Alt, Qt.Key.Key_Meta, Qt.Key.Key_AltGr}
)
_PORTABLE = QKeySequence.SequenceFormat.PortableText
_EDITING = (
    QKeySequence.StandardKey.Copy,
    QKeySequence.StandardKey.Cut,
    QKeySequence.StandardKey.Paste,
    QKeySequence.StandardKey.Undo,
    QKeySequence.StandardKey.Redo,
    QKeySequence.StandardKey.SelectAll,
    QKeySequence.StandardKey.DeleteStartOfWord,
    QKeySequence.StandardKey.DeleteEndOfWord,
    QKeySequence.StandardKey.MoveToPreviousWord,
    QKeySequence.StandardKey.MoveToNextWord,
    QKeySequence.StandardKey.SelectPreviousWord,
    QKeySequence.StandardKey.SelectNextWord,
)
"""What a person who types expects of every field."""


class KeysField(SearchField):
    """Ctrl+H pressed in it stands there as «Ctrl+H»; nothing else comes of it."""

    def _is_sought(self, event: QKeyEvent) -> bool:
        key = Qt.Key(event.key())
        if key in _MODIFIERS or any(map(event.matches, _EDITING)):
            return False
        function = Qt.Key.Key_F1 <= key <= Qt.Key.Key_F35
        return function or bool(event.modifiers() & _HELD)

    # Qt overrides

    def event(self, event: QEvent) -> bool:
        # Shortcuts of the window and Ctrl+Tab must reach a field that looks for them.
        if isinstance(event, QKeyEvent) and self._is_sought(event):
            if event.type() is QEvent.Type.KeyPress:
                self.setText(_pressed(event.keyCombination()))
            event.accept()
            return True
        return super().event(event)


def _pressed(combination: QKeyCombination) -> str:
    """The keys as commands have them, which are named by the Latin letters on them."""
    keys = shortcuts.in_latin(QKeySequence(combination).toString(_PORTABLE))
    return key_words(QKeySequence.fromString(keys, _PORTABLE))
