"""Leads through the desk once for each account, and again when asked; work always comes first."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, QRect
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from console.core.alerts import Alert, standing
from console.core.link_state import LinkPhase
from ui.shell.desk_window import DeskWindow
from ui.theme import theme
from ui.tour.callout import Callout, Ring
from ui.tour.seen import note_seen, was_seen
from ui.tour.steps import Step, steps

_RING = 3


class Tour(QObject):
    """One callout at a time. Whatever calls for its user ends it; so does turning to anything else.

    A child of its desk.
    """

    def __init__(self, desk: DeskWindow) -> None:
        super().__init__(desk)
        self._desk = desk
        self._steps: Sequence[Step] = ()
        self._place = 0
        self._callout: Callout | None = None
        self._ring: Ring | None = None
        self._before: QWidget | None = None
        self._calling: frozenset[Alert] = frozenset()
        feed = desk.feed
        for signal in (feed.desk_changed, feed.batch_applied, feed.link_changed, feed.ticked):
            signal.connect(self._give_way)
        theme.current().measures_changed.connect(self._follow)

    @property
    def callout(self) -> Callout | None:
        """What is shown now."""
        return self._callout

    def offer_once(self) -> None:
        """Begin as soon as the desk is complete, unless this account has seen it."""
        if not was_seen(self._desk.session):
            self._desk.feed.link_changed.connect(self._begin_when_ready)
            self._begin_when_ready()

    def begin(self) -> None:
        """Lead round, from the first step."""
        self.end()
        note_seen(self._desk.session)
        self._steps = steps(self._desk, self._desk.keys.commands)
        self._calling = self._standing()
        self._before = QApplication.focusWidget()
        self._desk.installEventFilter(self)
        if self._steps:
            self._show(0)

    def end(self) -> None:
        """No more of it; the cursor is where it was. Idempotent."""
        self._desk.removeEventFilter(self)
        had_focus = self._callout is not None and self._callout.hasFocus()
        self._clear()
        if had_focus and self._before is not None and self._before.isVisible():
            self._before.setFocus()

    def _begin_when_ready(self) -> None:
        ready = self._desk.session.store.link.phase is LinkPhase.CAUGHT_UP
        if ready and self._desk.isVisible():
            self._desk.feed.link_changed.disconnect(self._begin_when_ready)
            if not self._standing():
                self.begin()

    def _show(self, place: int) -> None:
        self._clear()
        self._place = place
        step = self._steps[place]
        self._ring = Ring(self._desk)
        self._callout = callout = Callout(
            step, number=place + 1, count=len(self._steps), parent=self._desk
        )
        callout.moved.connect(self._on_callout_moved)
        callout.skipped.connect(self.end)
        callout.left.connect(self.end)
        callout.typed.connect(self._on_callout_typed)
        self._follow()
        for shown in (self._ring, callout):
            shown.show()
            shown.raise_()
        callout.setFocus()

    def _follow(self) -> None:
        """Stand where the part stands now; with nothing to stand beside, end."""
        if self._callout is None or self._ring is None:
            return
        target = self._steps[self._place].target
        if not target.isVisible():
            self.end()
            return
        part = QRect(target.mapTo(self._desk, QPoint(0, 0)), target.size())
        ring = part.adjusted(-_RING, -_RING, _RING, _RING) & self._desk.rect()
        self._ring.setGeometry(ring)
        self._callout.stand_beside(ring)

    def _clear(self) -> None:
        for shown in (self._callout, self._ring):
            if shown is not None:
                shown.blockSignals(True)
                shown.hide()
                shown.deleteLater()
        self._callout = self._ring = None

    def _standing(self) -> frozenset[Alert]:
        feed = self._desk.feed
        stands = standing(feed.store, self._desk.attention(), now=feed.now(), here=feed.here())
        return frozenset(stands)

    def _give_way(self) -> None:
        if self._callout is not None and not self._standing() <= self._calling:
            self.end()

    def _on_callout_moved(self, by: int) -> None:
        place = self._place + by
        if place >= len(self._steps):
            self.end()
        elif place >= 0:
            self._show(place)

    def _on_callout_typed(self, event: QKeyEvent) -> None:
        """Who types wants to write: the letter arrives where he was."""
        again = event.clone()
        self.end()
        if self._before is not None and self._before.hasFocus():
            QApplication.sendEvent(self._before, again)

    # Qt overrides

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Resize:
            self._follow()
        return super().eventFilter(watched, event)
