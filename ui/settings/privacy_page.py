"""What others near the screen may see."""

import msgspec
from PySide6.QtCore import QCoreApplication

from console.core.preferences import Preferences
from ui.settings.settings_page import SettingsPage
from ui.theme.icons import Icon
from ui.widgets.choices import CheckBox

translate = QCoreApplication.translate


class PrivacyPage(SettingsPage):
    """Names outside the desk."""

    def __init__(self, preferences: Preferences) -> None:
        super().__init__(Icon.LOCK, translate("Settings", "Privacy"), preferences)
        self._names = CheckBox(
            translate("Settings", "No names in the window's title and on alert cards")
        )
        self._names.toggled.connect(self._on_names_toggled)
        self.add_wide(self._names)
        self.show_preferences(preferences)

    def show_preferences(self, preferences: Preferences) -> None:
        super().show_preferences(preferences)
        self._names.blockSignals(True)
        self._names.setChecked(preferences.privacy.hide_names)
        self._names.blockSignals(False)

    def _on_names_toggled(self, hidden: bool) -> None:
        self.change(
            lambda now: msgspec.structs.replace(
                now, privacy=msgspec.structs.replace(now.privacy, hide_names=hidden)
            )
        )
