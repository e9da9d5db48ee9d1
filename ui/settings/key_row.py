"""The keys of one command in the settings: shown, recorded, given back."""

from PySide6.QtCore import QCoreApplication, QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QWidget

from console.core import shortcuts
from ui.theme import fitting
from ui.theme.icons import Icon
from ui.widgets.buttons import Button, IconButton, Look

translate = QCoreApplication.translate

_PORTABLE = QKeySequence.SequenceFormat.PortableText
_BUTTON_WIDTH = 160
_MODIFIERS = frozenset(
    {Qt.Key.Key_Control, Qt.Key.Key_Shift, Qt.Key.Key_Alt, Qt.Key.Key_Meta, Qt.Key.Key_AltGr}
)


class KeyRow(QWidget):
    """The keys of one command, and the way back to those we gave it.

    Signals:
        recorded: the command and its new keys.
        reset_wanted: the command.
    """

    recorded = Signal(str, str)
    reset_wanted = Signal(str)

    def __init__(self, command_id: str, title: str) -> None:
        super().__init__()
        self._command_id = command_id
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addStretch(1)
        self._back = IconButton(
            Icon.REFRESH,
            name=translate("Keys", "As it was: {command}").format(command=title),
            look=Look.QUIET,
        )
        self._back.clicked.connect(self._on_back_clicked)
        policy = self._back.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self._back.setSizePolicy(policy)
        self.button = KeyButton(title)
        self.button.recorded.connect(self._on_button_recorded)
        row.addWidget(self._back)
        row.addWidget(self.button)

    def show_keys(self, keys: str, *, own: bool) -> None:
        """Show which keys the command has, as they are printed, and whether its user chose them."""
        self.button.show_keys(keys)
        self._back.setVisible(own)

    def _on_button_recorded(self, keys: str) -> None:
        self.recorded.emit(self._command_id, keys)

    def _on_back_clicked(self) -> None:
        self.reset_wanted.emit(self._command_id)


class KeyButton(Button):
    """Shows keys; pressed, it waits for others. Esc or looking elsewhere leaves them as they are.

    Signals:
        recorded: keys were pressed.
    """

    recorded = Signal(str)

    def __init__(self, title: str) -> None:
        super().__init__()
        self._title = title
        self._keys = ""
        self.setCheckable(True)
        fitting.fix_width(self, _BUTTON_WIDTH)
        self.toggled.connect(self._name_itself)

    def show_keys(self, keys: str) -> None:
        """Show these."""
        self._keys = keys
        self.setChecked(False)
        self._name_itself()

    def _name_itself(self) -> None:
        words = self._keys or translate("Keys", "No keys")
        self.setText(translate("Keys", "Press the keys…") if self.isChecked() else words)
        self.setAccessibleName(f"{self._title}: {words}")

    # Qt overrides

    def event(self, event: QEvent) -> bool:
        # Shortcuts of the window and Tab must reach a button that waits for them.
        if self.isChecked() and event.type() is QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        if self.isChecked() and isinstance(event, QKeyEvent):
            if event.type() is QEvent.Type.KeyPress:
                self.keyPressEvent(event)
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self.isChecked():
            super().keyPressEvent(event)
            return
        if event.key() in _MODIFIERS:
            return
        combination = event.keyCombination()
        if combination.key() is Qt.Key.Key_Escape and not event.modifiers():
            self.setChecked(False)
            return
        self.setChecked(False)
        self.recorded.emit(shortcuts.in_latin(QKeySequence(combination).toString(_PORTABLE)))

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.setChecked(False)
