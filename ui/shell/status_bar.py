"""The quiet line at the bottom: queues at the left, what is on its way and up to where at right."""

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from console.core.link_state import LinkPhase
from console.viewmodels import formats
from ui.desk.desk_feed import DeskFeed
from ui.theme import fitting, fonts, measures
from ui.theme.icons import Icon
from ui.widgets import plain_text
from ui.widgets.buttons import Button, Look
from ui.widgets.ground import Ground, Tone, set_ground
from ui.widgets.labels import Label

translate = QCoreApplication.translate

HEIGHT = 26
_WHOLE_FROM = 960
"""Narrower than this alerts are told by their number alone."""


_CLOCK_MAY_DIFFER_MS = 120_000
"""What a network and an unset clock make in a day is below it."""


class StatusBar(QFrame):
    """Figures of the queues and of the link.

    Signals:
        outbox_wanted: show the first conversation with something that waits for a decision.
        alerts_wanted: show what a lead's board calls for.
    """

    outbox_wanted = Signal()
    alerts_wanted = Signal()

    def __init__(self, feed: DeskFeed, *, version: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._feed = feed
        set_ground(self, Ground.BAR_BOTTOM)
        fitting.fix_height(self, HEIGHT)
        self.setAccessibleName(translate("StatusBar", "Status bar"))
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 1, 12, 0)
        row.setSpacing(16)
        self._alerts = Button("", look=Look.QUIET, icon=Icon.BELL)
        self._alerts.setAccessibleName(translate("StatusBar", "Alerts"))
        fitting.fix_height(self._alerts, 22)
        self._alerts.clicked.connect(self.alerts_wanted)
        self._alerts.hide()
        row.addWidget(self._alerts)
        self._queues = Label(kind=fonts.Type.CAPTION, tone=Tone.MUTED)
        row.addWidget(self._queues)
        row.addStretch(1)
        self._clock = Label(kind=fonts.Type.CAPTION, tone=Tone.WARN)
        row.addWidget(self._clock)
        self._decide = Button("", look=Look.QUIET)
        fitting.fix_height(self._decide, 22)
        self._decide.clicked.connect(self.outbox_wanted)
        self._outbox = Label(kind=fonts.Type.CAPTION, tone=Tone.MUTED)
        self._caught_up = Label(kind=fonts.Type.CAPTION, tone=Tone.MUTED)
        for widget in (
            self._decide,
            self._outbox,
            self._caught_up,
            Label(version, kind=fonts.Type.CAPTION, tone=Tone.MUTED),
        ):
            row.addWidget(widget)
        feed.queues_changed.connect(self._on_queues_changed)
        for told in (self._on_queues_changed, self._tell_clock):
            feed.ticked.connect(told)
        feed.outbox_changed.connect(self._on_outbox_changed)
        for signal in (feed.link_changed, feed.desk_changed, feed.presence_changed):
            signal.connect(self._on_link_changed)
        feed.log_changed.connect(self._on_link_changed)
        self._on_queues_changed()
        self._on_outbox_changed()
        self._on_link_changed()
        self._tell_clock()

    def show_alerts(self, words: str, *, short: str) -> None:
        """Say what a lead's board calls for, in `short` where room is; nothing says nothing."""
        narrow = measures.design(self.width()) < _WHOLE_FROM
        self._alerts.setText(plain_text.plain_line(short if narrow else words))
        self._alerts.setAccessibleName(words or translate("StatusBar", "Alerts"))
        self._alerts.setVisible(bool(words))

    def _tell_clock(self) -> None:
        """Times on screen are the server's; who sets his own clock right trusts them again."""
        ahead = -self._feed.store.clock_offset_ms
        self._clock.setVisible(abs(ahead) >= _CLOCK_MAY_DIFFER_MS)
        words = (
            translate("StatusBar", "The clock of this computer is {time} fast")
            if ahead > 0
            else translate("StatusBar", "The clock of this computer is {time} slow")
        )
        self._clock.set_text(words.format(time=formats.hours(abs(ahead))))

    def _on_queues_changed(self) -> None:
        states = self._feed.store.desk.queues.values()
        waiting = sum(state.waiting for state in states)
        since = [state.longest_since for state in states if state.longest_since and state.waiting]
        if not since:
            self._queues.set_text(translate("StatusBar", "Nobody is waiting"))
            return
        self._queues.set_text(
            translate("StatusBar", "Waiting {count} · longest {wait}").format(
                count=waiting, wait=formats.duration(self._feed.now() - min(since))
            )
        )

    def _on_outbox_changed(self) -> None:
        items = list(self._feed.store.outgoing())
        stopped = sum(item.stopped for item in items)
        self._outbox.set_text(translate("StatusBar", "Outbox {count}").format(count=len(items)))
        self._decide.setVisible(bool(stopped))
        self._decide.setText(translate("StatusBar", "Need your decision: %n", "", stopped))

    def _on_link_changed(self) -> None:
        store = self._feed.store
        caught_up = store.link.phase is LinkPhase.CAUGHT_UP
        words = (
            translate("StatusBar", "all received · #{rev}")
            if caught_up
            else translate("StatusBar", "received up to #{rev}")
        )
        self._caught_up.set_text(words.format(rev=store.desk.rev))
