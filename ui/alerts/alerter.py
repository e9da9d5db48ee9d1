"""Watches the state and calls the person: by sound, in the tray, on cards, in the task bar."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from console.core.alerts import Alert, Attention, Bell, standing
from console.core.preferences import Sound
from protocol.scalars import Millis
from ui.alerts.cards import AlertCards
from ui.alerts.player import Player
from ui.alerts.tray import HUSH_MINUTES, Tray
from ui.desk.desk_feed import DeskFeed

_LOOK_MS = 50
"""Nobody hears the difference, and a busy desk changes sixty times a second."""

Look = Callable[[], Attention]


class Alerter(QObject):
    """Owns everything that calls. `close()` before its desk goes."""

    def __init__(
        self, feed: DeskFeed, *, look: Look, player: Player, frame: QWidget, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._feed = feed
        self._look = look
        self._player = player
        self._frame = frame
        self._bell = Bell()
        self._standing: tuple[Alert, ...] = ()
        self._locked = False
        self._closed = False
        self.tray = Tray(self)
        self.tray.hush_wanted.connect(self._on_hush_wanted)
        self.cards = AlertCards(feed)
        # Many changes of one moment are looked at once.
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_LOOK_MS)
        self._soon.timeout.connect(self.look_now)
        for signal in (
            feed.desk_changed,
            feed.batch_applied,
            feed.link_changed,
            feed.presence_changed,
            feed.preferences_changed,
            feed.ticked,
        ):
            signal.connect(self._look_soon)
        QApplication.instance().focusWindowChanged.connect(self._look_soon)  # type: ignore[union-attr]
        self._look_soon()

    def look_now(self) -> None:
        """See what stands, and call; not any more once it is closed."""
        if self._closed:
            return
        attention = self._look()
        now, here = self._feed.now(), self._feed.here()
        stands = standing(self._feed.store, attention, now=now, here=here)
        fresh = set(stands) - set(self._standing)
        self._standing = stands
        preferences = self._feed.store.preferences
        rules = preferences.alerts
        self.tray.show_standing(stands)
        self.tray.show_hushed(self._bell.hushed(here))
        carded = [alert for alert in stands if rules.rule(alert.kind).card]
        self.cards.show_alerts(
            [] if attention.in_front else carded,
            names=not (self._locked or preferences.privacy.hide_names),
            acts=not self._locked,
        )
        kind = self._bell.ring(
            stands,
            rules,
            presence=self._feed.store.desk.presence,
            in_front=attention.in_front,
            now=here,
        )
        if kind is not None:
            self._player.play(rules.rule(kind).sound, volume_percent=rules.volume_percent)
        if fresh and not attention.in_front:
            QApplication.alert(self._frame, 0)

    def set_locked(self, locked: bool) -> None:
        """The desk is covered: call all the same, but tell nothing and do nothing from a card."""
        self._locked = locked
        self.look_now()

    def try_sound(self, sound: Sound, volume_percent: int) -> None:
        """Let a sound be heard, whoever wants quiet."""
        self._player.play(sound, volume_percent=volume_percent)

    def close(self) -> None:
        """Call nobody any more. Idempotent."""
        if self._closed:
            return
        self._closed = True
        self._soon.stop()
        self.tray.close()
        self.cards.hide()
        self.cards.deleteLater()
        self._player.close()

    def _look_soon(self) -> None:
        if not self._soon.isActive():
            self._soon.start()

    def _on_hush_wanted(self, hushed: bool) -> None:
        minutes = HUSH_MINUTES if hushed else 0
        self._bell.hush(until=Millis(self._feed.here() + minutes * 60_000))
