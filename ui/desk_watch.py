"""What watches over a desk: calls its user, locks when he has gone, shows him round once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from console.core.tasks import TaskOwner
from protocol.ids import ConversationId
from ui.alerts.alerter import Alerter
from ui.alerts.player import Loudspeaker, Silence
from ui.shell.absence import Absence
from ui.shell.desk_window import DeskWindow
from ui.shell.frame import Frame
from ui.shell.lock import Lock
from ui.tour.seen import was_seen

if TYPE_CHECKING:  # loaded when it is wanted
    from ui.tour.tour import Tour


class DeskWatch(QObject):
    """Made with a desk; `close()` before it goes.

    Signals:
        sign_out_wanted: somebody else wants to sign in.
        quit_wanted: of the tray's menu.
    """

    sign_out_wanted = Signal()
    quit_wanted = Signal()

    def __init__(
        self,
        desk: DeskWindow,
        frame: Frame,
        *,
        owner: TaskOwner,
        audible: bool,
        lockable: bool,
    ) -> None:
        super().__init__()
        self._desk = desk
        self._frame = frame
        self._lock = Lock(desk.session, frame=frame, owner=owner, lockable=lockable, parent=self)
        self._lock.sign_out_wanted.connect(self.sign_out_wanted)
        self._lock.changed.connect(self._on_lock_changed)
        self._absence = Absence(desk.feed, owner=owner, watched=lockable, parent=self)
        desk.lock_wanted.connect(self._lock.lock)
        desk.feed.preferences_changed.connect(self._lock.follow_preferences)
        player = Loudspeaker() if audible else Silence()
        self._alerter = Alerter(
            desk.feed, look=desk.attention, player=player, frame=frame, parent=self
        )
        self._alerter.tray.window_wanted.connect(frame.come_forward)
        self._alerter.tray.quit_wanted.connect(self.quit_wanted)
        self._alerter.cards.accept_pressed.connect(desk.deeds.accept)
        self._alerter.cards.decline_pressed.connect(desk.deeds.decline)
        self._alerter.cards.window_wanted.connect(self._on_window_wanted)
        desk.sound_tried.connect(self._alerter.try_sound)
        self._tour: Tour | None = None
        desk.tour_wanted.connect(self._on_tour_wanted)
        desk.title.changed.connect(self._name_window)
        self._name_window()

    def offer_tour(self) -> None:
        """Lead somebody round who is here for the first time, unless there is work."""
        if not was_seen(self._desk.session):
            self._tour = self._new_tour()
            self._tour.offer_once()

    def close(self) -> None:
        """Watch no more. Idempotent."""
        self._alerter.close()
        self._desk.title.blockSignals(True)
        self.deleteLater()

    def _name_window(self) -> None:
        if self._lock.locked:
            self._frame.name_itself()
        else:
            self._frame.setWindowTitle(self._desk.title.words)

    def _on_lock_changed(self) -> None:
        if self._tour is not None:
            self._tour.end()
        self._desk.views.set_covered(self._lock.locked)
        self._alerter.set_locked(self._lock.locked)
        self._absence.set_locked(self._lock.locked)
        self._name_window()
        if not self._lock.locked:
            self._desk.focus_chat()

    def _on_tour_wanted(self) -> None:
        if self._tour is None:
            self._tour = self._new_tour()
        self._tour.begin()

    def _on_window_wanted(self, conversation: str) -> None:
        self._frame.come_forward()
        if conversation and not self._lock.locked:
            self._desk.show_chat(ConversationId(conversation))

    def _new_tour(self) -> Tour:
        from ui.tour.tour import Tour  # noqa: PLC0415 - once in a person's life

        return Tour(self._desk)
