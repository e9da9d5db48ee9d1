"""How the windows look."""

import msgspec
from PySide6.QtCore import QCoreApplication

from console.core.preferences import Preferences, ThemeChoice
from ui.settings.settings_page import SettingsPage
from ui.theme import theme
from ui.theme.icons import Icon
from ui.widgets.choices import DropDown

translate = QCoreApplication.translate


def theme_title(choice: ThemeChoice) -> str:
    """A theme in words."""
    match choice:
        case ThemeChoice.SYSTEM:
            return translate("Appearance", "As in the system")
        case ThemeChoice.LIGHT:
            return translate("Appearance", "Light")
        case ThemeChoice.DARK:
            return translate("Appearance", "Dark")
        case ThemeChoice.CONTRAST:
            return translate("Appearance", "High contrast")


class AppearancePage(SettingsPage):
    """The theme."""

    def __init__(self, preferences: Preferences) -> None:
        super().__init__(Icon.CONTRAST, translate("Settings", "Appearance"), preferences)
        self._themes = DropDown(name=translate("Settings", "Theme"))
        for choice in ThemeChoice:
            self._themes.addItem(theme_title(choice), choice)
        self.add_row(translate("Settings", "Theme"), self._themes)
        self.show_preferences(preferences)
        self._themes.activated.connect(self._on_theme_activated)

    def show_preferences(self, preferences: Preferences) -> None:
        super().show_preferences(preferences)
        choice = preferences.appearance.theme or theme.current().choice
        self._themes.setCurrentIndex(self._themes.findData(choice))

    def _on_theme_activated(self, index: int) -> None:
        choice = ThemeChoice(self._themes.itemData(index))
        self.change(
            lambda now: msgspec.structs.replace(
                now, appearance=msgspec.structs.replace(now.appearance, theme=choice)
            )
        )
