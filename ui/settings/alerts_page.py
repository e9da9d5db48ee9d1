"""How a person is called: for each kind of alert its sound, how often, and whether a card shows."""

import msgspec
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QHBoxLayout, QWidget

from console.core.preferences import AlertKind, AlertRule, Alerts, Preferences, Sound
from console.viewmodels import formats
from ui.settings.settings_page import SettingsPage
from ui.theme.icons import Icon
from ui.widgets.buttons import Button
from ui.widgets.choices import CheckBox, DropDown

translate = QCoreApplication.translate

_REPEATS_S = (0, 5, 10, 30, 60)
_VOLUMES_PERCENT = (30, 50, 70, 100)


def kind_title(kind: AlertKind) -> str:
    """What calls, in words."""
    match kind:
        case AlertKind.OFFER:
            return translate("Alerts", "A chat is offered to me")
        case AlertKind.LATE:
            return translate("Alerts", "A subscriber has waited too long")
        case AlertKind.HELP:
            return translate("Alerts", "A colleague asks for my help")
        case AlertKind.MESSAGE:
            return translate("Alerts", "A subscriber has written")
        case AlertKind.COLLEAGUE:
            return translate("Alerts", "A colleague has written")
        case AlertKind.LINK:
            return translate("Alerts", "The connection is lost")
        case AlertKind.BOARD:
            return translate("Alerts", "A threshold of the board is passed")


def sound_title(sound: Sound) -> str:
    """A sound in words."""
    match sound:
        case Sound.NONE:
            return translate("Alerts", "No sound")
        case Sound.CHIME:
            return translate("Alerts", "Chime")
        case Sound.DROP:
            return translate("Alerts", "Drop")
        case Sound.KNOCK:
            return translate("Alerts", "Knock")
        case Sound.BELL:
            return translate("Alerts", "Bell")
        case Sound.HORN:
            return translate("Alerts", "Horn")


class AlertsPage(SettingsPage):
    """A group for each kind, then what holds for all of them."""

    def __init__(self, preferences: Preferences) -> None:
        super().__init__(Icon.BELL, translate("Settings", "Alerts"), preferences)
        self._rules = {kind: _RuleRows(self, kind) for kind in AlertKind}
        self.add_group(translate("Alerts", "All sounds"))
        self._volume = DropDown(name=translate("Alerts", "Volume"))
        for percent in _VOLUMES_PERCENT:
            self._volume.addItem(formats.percent(percent), percent)
        self.add_row(translate("Alerts", "Volume"), self._volume)
        self._volume.activated.connect(self._on_volume_activated)
        self._on_break = CheckBox(translate("Alerts", "Be silent while I am on a break"))
        self._on_break.toggled.connect(self._on_break_toggled)
        self.add_wide(self._on_break)
        self.show_preferences(preferences)

    def show_preferences(self, preferences: Preferences) -> None:
        super().show_preferences(preferences)
        alerts = preferences.alerts
        for kind, rows in self._rules.items():
            rows.show_rule(alerts.rule(kind))
        nearest = min(_VOLUMES_PERCENT, key=lambda one: abs(one - alerts.volume_percent))
        self._volume.setCurrentIndex(self._volume.findData(nearest))
        self._on_break.blockSignals(True)
        self._on_break.setChecked(alerts.quiet_on_break)
        self._on_break.blockSignals(False)

    def change_rule(self, kind: AlertKind, rule: AlertRule) -> None:
        """Tell this kind another way from now on."""
        self._change_alerts(self.preferences.alerts.with_rule(kind, rule))

    def _change_alerts(self, alerts: Alerts) -> None:
        self.change(lambda now: msgspec.structs.replace(now, alerts=alerts))

    def _on_volume_activated(self, index: int) -> None:
        percent = int(self._volume.itemData(index))
        self._change_alerts(
            msgspec.structs.replace(self.preferences.alerts, volume_percent=percent)
        )

    def _on_break_toggled(self, quiet: bool) -> None:
        self._change_alerts(msgspec.structs.replace(self.preferences.alerts, quiet_on_break=quiet))


class _RuleRows:
    """The controls of one kind."""

    def __init__(self, page: AlertsPage, kind: AlertKind) -> None:
        self._page, self._kind = page, kind
        title = kind_title(kind)
        page.add_group(title)
        self._sound = DropDown(name=f"{title}: {translate('Alerts', 'Sound')}")
        for sound in Sound:
            self._sound.addItem(sound_title(sound), sound)
        self._sound.activated.connect(self._on_activated)
        self._test = Button(translate("Alerts", "Test"))
        self._test.setAccessibleName(f"{translate('Alerts', 'Test')}: {title}")
        self._test.clicked.connect(self._on_test_clicked)
        page.add_row(translate("Alerts", "Sound"), _side_by_side(self._sound, self._test))
        self._repeat = DropDown(name=f"{title}: {translate('Alerts', 'Repeat')}")
        for seconds in _REPEATS_S:
            self._repeat.addItem(_repeat_title(seconds), seconds)
        self._repeat.activated.connect(self._on_activated)
        page.add_row(translate("Alerts", "Repeat until I act"), self._repeat)
        self._behind = CheckBox(translate("Alerts", "Only while Pult is behind other windows"))
        self._behind.toggled.connect(self._on_activated)
        page.add_wide(self._behind)
        self._card = CheckBox(translate("Alerts", "Keep a card over other windows until I act"))
        self._card.toggled.connect(self._on_activated)
        page.add_wide(self._card)

    def show_rule(self, rule: AlertRule) -> None:
        """Show how this kind is told."""
        nearest = min(_REPEATS_S, key=lambda one: abs(one - rule.repeat_s))
        self._sound.setCurrentIndex(self._sound.findData(rule.sound))
        self._repeat.setCurrentIndex(self._repeat.findData(nearest))
        for box, checked in ((self._behind, rule.only_behind), (self._card, rule.card)):
            box.blockSignals(True)
            box.setChecked(checked)
            box.blockSignals(False)
        self._test.setEnabled(rule.sounds)

    def _on_activated(self) -> None:
        rule = AlertRule(
            sound=Sound(self._sound.currentData()),
            repeat_s=int(self._repeat.currentData()),
            only_behind=self._behind.isChecked(),
            card=self._card.isChecked(),
        )
        self._test.setEnabled(rule.sounds)
        self._page.change_rule(self._kind, rule)

    def _on_test_clicked(self) -> None:
        alerts = self._page.preferences.alerts
        self._page.sound_tried.emit(alerts.rule(self._kind).sound, alerts.volume_percent)


def _repeat_title(seconds: int) -> str:
    if not seconds:
        return translate("Alerts", "Once")
    return translate("Alerts", "Every %n seconds", None, seconds)


def _side_by_side(first: QWidget, second: QWidget) -> QWidget:
    box = QWidget()
    row = QHBoxLayout(box)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(8)
    row.addWidget(first, 1)
    row.addWidget(second)
    return box
