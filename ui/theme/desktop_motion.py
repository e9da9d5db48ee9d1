"""Whether the user of a Linux desktop wants less motion: asked of its settings portal, then heard.

Qt follows the portal for colours and contrast, not yet for motion. Who runs no portal is not asked
twice: then nothing is known, and things move.
"""

from PySide6.QtCore import SLOT, QObject, Slot
from PySide6.QtDBus import (
    QDBusConnection,
    QDBusMessage,
    QDBusPendingCallWatcher,
    QDBusVariant,
)

from ui.theme import motion

_PORTAL = (
    "org.freedesktop.portal.Desktop",
    "/org/freedesktop/portal/desktop",
    "org.freedesktop.portal.Settings",
)
_REDUCED = ("org.freedesktop.appearance", "reduced-motion")
"""1 where less motion is wanted; only portals of late have it."""
_ANIMATED = ("org.gnome.desktop.interface", "enable-animations")
_PATIENCE_MS = 5_000


class DesktopMotion(QObject):
    """Tells `motion` what the desktop says, as long as it lives."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._less: dict[tuple[str, str], bool] = {}
        bus = QDBusConnection.sessionBus()
        if not bus.isConnected():
            return
        changed = SLOT("on_setting_changed(QString,QString,QDBusVariant)")
        # It takes the string of SLOT alone, whatever its stubs say.
        bus.connect(*_PORTAL, "SettingChanged", self, changed)  # type: ignore[call-overload]
        for setting in (_REDUCED, _ANIMATED):
            question = QDBusMessage.createMethodCall(*_PORTAL, "Read")
            question.setArguments(list(setting))
            watcher = QDBusPendingCallWatcher(bus.asyncCall(question, _PATIENCE_MS), self)
            watcher.setObjectName(":".join(setting))
            watcher.finished.connect(self._on_watcher_finished)

    @Slot(str, str, QDBusVariant)
    def on_setting_changed(self, group: str, key: str, value: QDBusVariant) -> None:
        """A setting of the desktop is another one now; public for the bus alone."""
        self._hear((group, key), value)

    @Slot(QDBusPendingCallWatcher)
    def _on_watcher_finished(self, watcher: QDBusPendingCallWatcher) -> None:
        group, _, key = watcher.objectName().partition(":")
        if not watcher.isError() and (group, key) not in self._less:  # what was heard is newer
            self._hear((group, key), *watcher.reply().arguments()[:1])
        watcher.deleteLater()

    def _hear(self, setting: tuple[str, str], value: object = None) -> None:
        while isinstance(value, QDBusVariant):  # `Read` wraps its answer twice
            value = value.variant()
        if setting == _REDUCED:
            self._less[setting] = value == 1
        elif setting == _ANIMATED:
            self._less[setting] = value is False
        else:
            return
        motion.hear(less=any(self._less.values()))
