"""Says for a person that he is not there, and that he is again, by whether the console is touched.

What he says of himself by hand is his: the server lets this change only who is on line, and back
only whom it took off.
"""

from PySide6.QtCore import QObject

from console.core.errors import ConsoleError
from console.core.link_state import LinkPhase
from console.core.tasks import TaskOwner
from protocol.people import Presence, PresenceWhy
from ui.desk.desk_feed import DeskFeed
from ui.shell.idle import Idle


class Absence(QObject):
    """Watches for touches, and for the lock, which says the same at once."""

    def __init__(self, feed: DeskFeed, *, owner: TaskOwner, watched: bool, parent: QObject) -> None:
        """`watched`: False where nobody is ever at the keys, as in a demo that plays by itself."""
        super().__init__(parent)
        self._feed = feed
        self._owner = owner
        self._watched = watched
        self._untouched = self._locked = False
        self._idle = Idle(self)
        self._idle.expired.connect(self._on_idle_expired)
        self._idle.touched.connect(self._on_idle_touched)
        feed.preferences_changed.connect(self.follow_preferences)
        feed.presence_changed.connect(self._on_feed_presence_changed)
        feed.link_changed.connect(self._on_feed_link_changed)
        self.follow_preferences()
        self._come_back()

    @property
    def away(self) -> bool:
        """Whether nobody seems to be there."""
        return self._untouched or self._locked

    def follow_preferences(self) -> None:
        """How long it takes is a preference."""
        self._idle.set_minutes(self._feed.store.preferences.absence.away_after_min)

    def set_locked(self, locked: bool) -> None:
        """Who locks his desk has gone; who opens it is back."""
        self._locked = locked
        if locked:
            self._go()
        else:
            self._untouched = False
            self._come_back()

    def _on_idle_expired(self) -> None:
        self._untouched = True
        self._go()

    def _on_idle_touched(self) -> None:
        self._untouched = False
        self._come_back()

    def _on_feed_presence_changed(self) -> None:
        """Another console of the same person may have gone idle while this one is in use."""
        self._come_back()

    def _on_feed_link_changed(self) -> None:
        """What could not be said without a connection is said as soon as there is one."""
        if self._feed.store.link.phase is LinkPhase.CAUGHT_UP:
            if self.away:
                self._go()
            else:
                self._come_back()

    def _go(self) -> None:
        if self._feed.store.desk.presence is Presence.ONLINE:
            self._say(Presence.BUSY)

    def _come_back(self) -> None:
        desk = self._feed.store.desk
        idle = desk.presence is Presence.BUSY and desk.presence_why is PresenceWhy.IDLE
        if idle and not self.away:
            self._say(Presence.ONLINE)

    def _say(self, presence: Presence) -> None:
        if self._watched and self._feed.may_answer:
            said = self._feed.session.set_presence(presence, why=PresenceWhy.IDLE)
            self._owner.spawn("absence", said, on_refusal=_let_be)


def _let_be(error: ConsoleError) -> None:
    """Without a connection he is away anyway; it is said again when there is one."""
