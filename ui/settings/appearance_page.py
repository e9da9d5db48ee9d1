"""How the windows look."""

from collections.abc import Callable

import msgspec
from PySide6.QtCore import QCoreApplication

from console.core.preferences import Accent, Appearance, Preferences, ThemeChoice
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


def accent_title(accent: Accent) -> str:
    """An accent in words."""
    match accent:
        case Accent.TEAL:
            return translate("Appearance", "Teal")
        case Accent.BLUE:
            return translate("Appearance", "Blue")
        case Accent.VIOLET:
            return translate("Appearance", "Violet")
        case Accent.PLUM:
            return translate("Appearance", "Plum")
        case Accent.GRAPHITE:
            return translate("Appearance", "Graphite")


class AppearancePage(SettingsPage):
    """The theme and its accent."""

    def __init__(self, preferences: Preferences) -> None:
        super().__init__(Icon.CONTRAST, translate("Settings", "Appearance"), preferences)
        self._themes = DropDown(name=translate("Settings", "Theme"))
        for choice in ThemeChoice:
            self._themes.addItem(theme_title(choice), choice)
        self.add_row(translate("Settings", "Theme"), self._themes)
        self._accents = DropDown(name=translate("Settings", "Accent"))
        for accent in Accent:
            self._accents.addItem(accent_title(accent), accent)
        self.add_row(
            translate("Settings", "Accent"),
            self._accents,
            remark=translate("Settings", "Marks what is chosen and what to do first."),
        )
        self.show_preferences(preferences)
        self._accents.activated.connect(self._on_accent_activated)
        self._themes.activated.connect(self._on_theme_activated)

    def show_preferences(self, preferences: Preferences) -> None:
        super().show_preferences(preferences)
        choice = preferences.appearance.theme or theme.current().choice
        self._themes.setCurrentIndex(self._themes.findData(choice))
        self._accents.setCurrentIndex(self._accents.findData(preferences.appearance.accent))

    def _on_theme_activated(self, index: int) -> None:
        choice = ThemeChoice(self._themes.itemData(index))
        self._want(lambda now: msgspec.structs.replace(now, theme=choice))

    def _on_accent_activated(self, index: int) -> None:
        accent = Accent(self._accents.itemData(index))
        self._want(lambda now: msgspec.structs.replace(now, accent=accent))

    def _want(self, how: Callable[[Appearance], Appearance]) -> None:
        self.change(lambda now: msgspec.structs.replace(now, appearance=how(now.appearance)))
