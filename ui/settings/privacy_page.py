"""What holds for one who leaves his desk: who may see it, and whether chats come to him."""

import msgspec
from PySide6.QtCore import QCoreApplication

from console.core.preferences import Absence, Preferences, Privacy
from ui.settings.settings_page import SettingsPage
from ui.theme.icons import Icon
from ui.widgets.choices import CheckBox, DropDown

translate = QCoreApplication.translate

_LOCKS_MIN = (0, 5, 10, 15, 30, 60)
_AWAY_MIN = (0, 3, 5, 10, 15, 30)


class PrivacyPage(SettingsPage):
    """When the desk is locked, when no chats come any more, and names outside of it."""

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
        self._away = DropDown(name=translate("Settings", "Take no new chats"))
        for minutes in _AWAY_MIN:
            self._away.addItem(_away_title(minutes), minutes)
        self._away.activated.connect(self._on_away_activated)
        self.add_row(
            translate("Settings", "Take no new chats"),
            self._away,
            remark=translate(
                "Settings",
                "You are back online with the first key or movement of the mouse. What you chose"
                " yourself is never changed.",
            ),
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
        away = preferences.absence.away_after_min
        nearest = min(_AWAY_MIN, key=lambda one: abs(one - away))
        self._away.setCurrentIndex(self._away.findData(nearest))
        self._names.blockSignals(True)
        self._names.setChecked(privacy.hide_names)
        self._names.blockSignals(False)

    def _on_lock_activated(self, index: int) -> None:
        minutes = int(self._lock.itemData(index))
        self._change(msgspec.structs.replace(self.preferences.privacy, lock_after_min=minutes))

    def _on_away_activated(self, index: int) -> None:
        absence = Absence(away_after_min=int(self._away.itemData(index)))
        self.change(lambda now: msgspec.structs.replace(now, absence=absence))

    def _on_names_toggled(self, hidden: bool) -> None:
        self._change(msgspec.structs.replace(self.preferences.privacy, hide_names=hidden))

    def _change(self, privacy: Privacy) -> None:
        self.change(lambda now: msgspec.structs.replace(now, privacy=privacy))


def _away_title(minutes: int) -> str:
    if not minutes:
        return translate("Settings", "Only when you say so")
    return translate("Settings", "After %n minutes away", None, minutes)


def _lock_title(minutes: int) -> str:
    if not minutes:
        return translate("Settings", "Only by hand")
    return translate("Settings", "After %n minutes away", None, minutes)
