"""How one writes: what can be taken back, what is looked at before it goes."""

import msgspec
from PySide6.QtCore import QCoreApplication

from console.core.preferences import Preferences, Writing
from ui.settings.settings_page import SettingsPage
from ui.theme.icons import Icon
from ui.widgets.choices import DropDown

translate = QCoreApplication.translate

_UNDO_S = (0, 5, 10)


class WritingPage(SettingsPage):
    """The composer's habits."""

    def __init__(self, preferences: Preferences) -> None:
        super().__init__(Icon.EDIT, translate("Settings", "Writing"), preferences)
        self._undo = DropDown(name=translate("Settings", "Take back with Esc"))
        for seconds in _UNDO_S:
            self._undo.addItem(_undo_title(seconds), seconds)
        self._undo.activated.connect(self._on_undo_activated)
        self.add_row(
            translate("Settings", "Take back with Esc"),
            self._undo,
            remark=translate(
                "Settings", "A text waits as long before it goes; Enter once more sends it at once."
            ),
        )
        self.show_preferences(preferences)

    def show_preferences(self, preferences: Preferences) -> None:
        super().show_preferences(preferences)
        writing = preferences.writing
        nearest = min(_UNDO_S, key=lambda one: abs(one - writing.undo_s))
        self._undo.setCurrentIndex(self._undo.findData(nearest))

    def _on_undo_activated(self, index: int) -> None:
        self._change(
            msgspec.structs.replace(
                self.preferences.writing, undo_s=int(self._undo.itemData(index))
            )
        )

    def _change(self, writing: Writing) -> None:
        self.change(lambda now: msgspec.structs.replace(now, writing=writing))


def _undo_title(seconds: int) -> str:
    if not seconds:
        return translate("Settings", "Never: a text goes at once")
    return translate("Settings", "For %n s", None, seconds)
