"""The icon in the tray: what state the desk is in while its window is out of sight."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QObject, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QSystemTrayIcon

from console.core.alerts import Alert
from console.core.preferences import AlertKind
from ui.theme import emblem
from ui.theme.emblem import Badge
from ui.widgets.menu import Menu

translate = QCoreApplication.translate

HUSH_MINUTES = 10
"""Long enough for a talk across the desk, too short to forget it."""


def badge_of(standing: Sequence[Alert]) -> Badge:
    """The mark for what stands: the most that is to be said."""
    kinds = {alert.kind for alert in standing}
    if AlertKind.LINK in kinds:
        return Badge.AWAY
    if kinds & {AlertKind.OFFER, AlertKind.LATE, AlertKind.HELP}:
        return Badge.CALL
    return Badge.UNREAD if kinds & {AlertKind.MESSAGE, AlertKind.COLLEAGUE} else Badge.NONE


def told(standing: Sequence[Alert]) -> str:
    """What stands, in words; empty where all is calm."""
    count = {kind: sum(alert.kind is kind for alert in standing) for kind in AlertKind}
    words = []
    if count[AlertKind.LINK]:
        words.append(translate("Alerts", "no connection"))
    if count[AlertKind.OFFER]:
        words.append(_counted(translate("Alerts", "offered: {count}"), count[AlertKind.OFFER]))
    if count[AlertKind.LATE]:
        words.append(
            _counted(translate("Alerts", "waiting too long: {count}"), count[AlertKind.LATE])
        )
    if count[AlertKind.HELP]:
        words.append(
            _counted(translate("Alerts", "asked for help: {count}"), count[AlertKind.HELP])
        )
    if count[AlertKind.MESSAGE]:
        words.append(
            _counted(translate("Alerts", "unread chats: {count}"), count[AlertKind.MESSAGE])
        )
    if count[AlertKind.COLLEAGUE]:
        words.append(
            _counted(translate("Alerts", "from colleagues: {count}"), count[AlertKind.COLLEAGUE])
        )
    if count[AlertKind.BOARD]:
        words.append(_counted(translate("Alerts", "on the board: {count}"), count[AlertKind.BOARD]))
    return ", ".join(words)


def _counted(words: str, count: int) -> str:
    return words.format(count=count)


class Tray(QObject):
    """Our icon, where the desktop has a tray; elsewhere it is simply not seen.

    `tool_tip` is what it says of itself, `menu` what it offers.

    Signals:
        window_wanted, hush_wanted, quit_wanted: of its menu; a click wants the window.
    """

    window_wanted = Signal()
    hush_wanted = Signal(bool)
    quit_wanted = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._badge = Badge.NONE
        self.menu = Menu(choices=True)
        self._add(translate("Alerts", "Open Pult")).triggered.connect(self.window_wanted)
        self._hush = self._add(translate("Alerts", "Mute for %n minutes", None, HUSH_MINUTES))
        self._hush.setCheckable(True)
        self._hush.toggled.connect(self.hush_wanted)
        self.menu.addSeparator()
        self._add(translate("Account", "Quit")).triggered.connect(self.quit_wanted)
        self._icon: QSystemTrayIcon | None = None
        self.tool_tip = ""
        self.show_standing(())

    @property
    def badge(self) -> Badge:
        """The mark that is shown."""
        return self._badge

    def show_standing(self, standing: Sequence[Alert]) -> None:
        """Show what calls for the person now."""
        badge, words = badge_of(standing), told(standing)
        name = translate("Desk", "Pult")
        self.tool_tip = f"{name}: {words}" if words else name
        fresh = self._enter()
        if self._icon is not None:
            if fresh or badge is not self._badge:
                self._icon.setIcon(emblem.icon(badge))
            self._icon.setToolTip(self.tool_tip)
        self._badge = badge
        if fresh and self._icon is not None:
            self._icon.show()

    def show_hushed(self, hushed: bool) -> None:
        """Let the menu say whether sounds are off for a while."""
        self._hush.blockSignals(True)
        self._hush.setChecked(hushed)
        self._hush.blockSignals(False)

    def close(self) -> None:
        """Leave the tray. Idempotent."""
        if self._icon is not None:
            self._icon.hide()
        self.menu.deleteLater()

    def _enter(self) -> bool:
        """Be there as soon as the desktop has a tray: at a start it may come after us."""
        if self._icon is not None or not QSystemTrayIcon.isSystemTrayAvailable():
            return False
        self._icon = QSystemTrayIcon(self)
        self._icon.setContextMenu(self.menu)
        self._icon.activated.connect(self._on_icon_activated)
        return True

    def _add(self, title: str) -> QAction:
        return self.menu.addAction(title)

    def _on_icon_activated(self, reason: QSystemTrayIcon.ActivationReason) -> None:
        if reason is not QSystemTrayIcon.ActivationReason.Context:
            self.window_wanted.emit()
