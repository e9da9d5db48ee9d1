"""How one writes: what can be taken back, what is looked at before it goes."""

import msgspec
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QLineEdit

from console.core.preferences import Preferences, Writing
from ui.settings.settings_page import SettingsPage
from ui.theme.icons import Icon
from ui.widgets.choices import CheckBox, DropDown

translate = QCoreApplication.translate

_UNDO_S = (0, 5, 10)


class WritingPage(SettingsPage):
    """The composer's habits."""

    def __init__(self, preferences: Preferences) -> None:
        super().__init__(Icon.EDIT, translate("Settings", "Writing"), preferences)
        self._undo = DropDown(name=translate("Settings", "Undo sending with Esc"))
        for seconds in _UNDO_S:
            self._undo.addItem(_undo_title(seconds), seconds)
        self._undo.activated.connect(self._on_undo_activated)
        self.add_row(
            translate("Settings", "Undo sending with Esc"),
            self._undo,
            remark=translate(
                "Settings",
                "How long a reply waits before it is sent. Press Enter again to send it at once.",
            ),
        )
        self._spelling = CheckBox(translate("Settings", "Underline what is misspelt"))
        self._spelling.toggled.connect(self._on_spelling_toggled)
        self.add_wide(self._spelling)
        self._layout = CheckBox(translate("Settings", "Warn about the wrong keyboard layout"))
        self._layout.toggled.connect(self._on_layout_toggled)
        self.add_wide(self._layout)
        self._own = QLineEdit()
        self._own.editingFinished.connect(self._on_own_edited)
        self.add_row(
            translate("Settings", "My words"),
            self._own,
            remark=translate("Settings", "Never underlined. Separate them with commas."),
        )
        self._guarded = CheckBox(translate("Settings", "Warn me before a doubtful text is sent"))
        self._guarded.toggled.connect(self._on_guarded_toggled)
        self.add_wide(self._guarded)
        self._internal = QLineEdit()
        self._internal.editingFinished.connect(self._on_internal_edited)
        self.add_row(
            translate("Settings", "Words for colleagues only"),
            self._internal,
            remark=translate(
                "Settings", "In addition to the shared list. Separate them with commas."
            ),
        )
        self.show_preferences(preferences)

    def show_preferences(self, preferences: Preferences) -> None:
        super().show_preferences(preferences)
        writing = preferences.writing
        nearest = min(_UNDO_S, key=lambda one: abs(one - writing.undo_s))
        self._undo.setCurrentIndex(self._undo.findData(nearest))
        for box, checked in (
            (self._spelling, writing.spelling),
            (self._layout, writing.layout),
            (self._guarded, writing.guarded),
        ):
            box.blockSignals(True)
            box.setChecked(checked)
            box.blockSignals(False)
        self._internal.setEnabled(writing.guarded)
        for field, words in (
            (self._own, writing.own_words),
            (self._internal, writing.internal_words),
        ):
            if not field.hasFocus():
                field.setText(", ".join(words))

    def _on_undo_activated(self, index: int) -> None:
        self._change(
            msgspec.structs.replace(
                self.preferences.writing, undo_s=int(self._undo.itemData(index))
            )
        )

    def _on_guarded_toggled(self, guarded: bool) -> None:
        self._internal.setEnabled(guarded)
        self._change(msgspec.structs.replace(self.preferences.writing, guarded=guarded))

    def _on_internal_edited(self) -> None:
        words = _listed(self._internal.text())
        self._change(msgspec.structs.replace(self.preferences.writing, internal_words=words))

    def _on_own_edited(self) -> None:
        words = _listed(self._own.text())
        self._change(msgspec.structs.replace(self.preferences.writing, own_words=words))

    def _on_spelling_toggled(self, marked: bool) -> None:
        self._change(msgspec.structs.replace(self.preferences.writing, spelling=marked))

    def _on_layout_toggled(self, noticed: bool) -> None:
        self._change(msgspec.structs.replace(self.preferences.writing, layout=noticed))

    def _change(self, writing: Writing) -> None:
        self.change(lambda now: msgspec.structs.replace(now, writing=writing))


def _listed(words: str) -> tuple[str, ...]:
    return tuple(word for part in words.split(",") if (word := part.strip()))


def _undo_title(seconds: int) -> str:
    if not seconds:
        return translate("Settings", "Never: a text is sent at once")
    return translate("Settings", "For %n s", None, seconds)
