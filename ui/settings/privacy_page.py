"""What others near the screen may see."""

import msgspec
from PySide6.QtCore import QCoreApplication

from console.core.preferences import Preferences, Privacy
from ui.settings.settings_page import SettingsPage
from ui.theme.icons import Icon
from ui.widgets.choices import CheckBox, DropDown

translate = QCoreApplication.translate

_LOCKS_MIN = (0, 5, 10, 15, 30, 60)


class PrivacyPage(SettingsPage):
    """When the desk is locked, and names outside of it."""

    def __init__(self, preferences: Preferences) -> None:
        super().__init__(Icon.LOCK, translate("Settings", "Privacy"), preferences)
        self._lock = DropDown(name=translate("Settings", "Lock the desk"))
        for minutes in _LOCKS_MIN:
            self._lock.addItem(_lock_title(minutes), minutes)
        self._lock.activated.connect(self._on_lock_activated)
        self.add_row(
            translate("Settings", "Lock the desk"),
            self._lock,
            remark=translate("Settings", "Subscribers’ data is hidden; chats and drafts are kept."),
        )
        self._names = CheckBox(
            translate("Settings", "No names in the window’s title and on alert cards")
        )
        self._names.toggled.connect(self._on_names_toggled)
        self.add_wide(self._names)
        self.show_preferences(preferences)

    def show_preferences(self, preferences: Preferences) -> None:
        super().show_preferences(preferences)
        privacy = preferences.privacy
        nearest = min(_LOCKS_MIN, key=lambda one: abs(one - privacy.lock_after_min))
        self._lock.setCurrentIndex(self._lock.findData(nearest))
        self._names.blockSignals(True)
        self._names.setChecked(privacy.hide_names)
        self._names.blockSignals(False)

    def _on_lock_activated(self, index: int) -> None:
        minutes = int(self._lock.itemData(index))
        self._change(msgspec.structs.replace(self.preferences.privacy, lock_after_min=minutes))

    def _on_names_toggled(self, hidden: bool) -> None:
        self._change(msgspec.structs.replace(self.preferences.privacy, hide_names=hidden))

    def _change(self, privacy: Privacy) -> None:
        self.change(lambda now: msgspec.structs.replace(now, privacy=privacy))


def _lock_title(minutes: int) -> str:
    if not minutes:
        return translate("Settings", "Only by hand")
    return translate("Settings", "After %n minutes away", None, minutes)
