"""How the windows look."""

from collections.abc import Callable

import msgspec
from PySide6.QtCore import QCoreApplication

from console.core.preferences import (
    TEXT_PERCENTS,
    Accent,
    Appearance,
    Density,
    Motion,
    Preferences,
    ThemeChoice,
)
from console.viewmodels import formats
from ui.settings.settings_page import SettingsPage
from ui.theme import theme
from ui.theme.icons import Icon
from ui.widgets.choices import DropDown

translate = QCoreApplication.translate


def theme_title(choice: ThemeChoice) -> str:
    """A theme in words."""
    match choice:
        case ThemeChoice.SYSTEM:
            return translate("Appearance", "Match system")
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


def density_title(density: Density) -> str:
    """A density in words."""
    match density:
        case Density.COMFORTABLE:
            return translate("Appearance", "Comfortable")
        case Density.COMPACT:
            return translate("Appearance", "Compact")


def motion_title(motion: Motion) -> str:
    """How much may move, in words."""
    match motion:
        case Motion.SYSTEM:
            return translate("Appearance", "Match system")
        case Motion.FULL:
            return translate("Appearance", "Allowed")
        case Motion.REDUCED:
            return translate("Appearance", "Nothing moves")


class AppearancePage(SettingsPage):
    """The theme, its accent, how large and how dense everything is, whether it may move."""

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
        self.add_group(translate("Settings", "Size and motion"))
        self._sizes = DropDown(name=translate("Settings", "Text size"))
        for percent in TEXT_PERCENTS:
            self._sizes.addItem(formats.percent(percent), percent)
        self.add_row(
            translate("Settings", "Text size"),
            self._sizes,
            remark=translate("Settings", "Everything else grows with it, at once."),
        )
        self._densities = DropDown(name=translate("Settings", "Density"))
        for density in Density:
            self._densities.addItem(density_title(density), density)
        self.add_row(
            translate("Settings", "Density"),
            self._densities,
            remark=translate("Settings", "Compact shows more chats and lines at a time."),
        )
        self._motions = DropDown(name=translate("Settings", "Motion"))
        for motion in Motion:
            self._motions.addItem(motion_title(motion), motion)
        self.add_row(
            translate("Settings", "Motion"),
            self._motions,
            remark=translate("Settings", "Blinking cursors, sliding menus, running bars."),
        )
        self.show_preferences(preferences)
        self._accents.activated.connect(self._on_accent_activated)
        self._themes.activated.connect(self._on_theme_activated)
        self._sizes.activated.connect(self._on_size_activated)
        self._densities.activated.connect(self._on_density_activated)
        self._motions.activated.connect(self._on_motion_activated)
        theme.current().theme_changed.connect(self._on_theme_changed)

    def show_preferences(self, preferences: Preferences) -> None:
        super().show_preferences(preferences)
        choice = preferences.appearance.theme or theme.current().choice
        self._themes.setCurrentIndex(self._themes.findData(choice))
        wanted = preferences.appearance
        self._accents.setCurrentIndex(self._accents.findData(wanted.accent))
        nearest = min(TEXT_PERCENTS, key=lambda percent: abs(percent - wanted.text_percent))
        self._sizes.setCurrentIndex(self._sizes.findData(nearest))
        self._densities.setCurrentIndex(self._densities.findData(wanted.density))
        self._motions.setCurrentIndex(self._motions.findData(wanted.motion))

    def _on_theme_changed(self) -> None:
        self.show_preferences(self.preferences)

    def _on_theme_activated(self, index: int) -> None:
        choice = ThemeChoice(self._themes.itemData(index))
        self._want(lambda now: msgspec.structs.replace(now, theme=choice))

    def _on_accent_activated(self, index: int) -> None:
        accent = Accent(self._accents.itemData(index))
        self._want(lambda now: msgspec.structs.replace(now, accent=accent))

    def _on_size_activated(self, index: int) -> None:
        percent = int(self._sizes.itemData(index))
        self._want(lambda now: msgspec.structs.replace(now, text_percent=percent))

    def _on_density_activated(self, index: int) -> None:
        density = Density(self._densities.itemData(index))
        self._want(lambda now: msgspec.structs.replace(now, density=density))

    def _on_motion_activated(self, index: int) -> None:
        motion = Motion(self._motions.itemData(index))
        self._want(lambda now: msgspec.structs.replace(now, motion=motion))

    def _want(self, how: Callable[[Appearance], Appearance]) -> None:
        self.change(lambda now: msgspec.structs.replace(now, appearance=how(now.appearance)))
