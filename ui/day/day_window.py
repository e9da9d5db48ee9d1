"""«My day»: today or the last seven days, and what is said while there is nothing to show."""

import asyncio

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from console.core.errors import ConsoleError, LinkLost
from console.core.tasks import TaskOwner
from console.viewmodels import formats
from protocol.answers import MyDay
from protocol.scalars import Millis
from ui.day.day_page import DayPage
from ui.desk import refusals
from ui.desk.desk_feed import DeskFeed
from ui.theme import fonts, measures
from ui.theme.icons import Icon
from ui.widgets.buttons import Button
from ui.widgets.empty_state import EmptyState
from ui.widgets.ground import Ground, hairline, set_ground
from ui.widgets.labels import Label
from ui.widgets.placeholder import Placeholder
from ui.widgets.scroll_page import GUTTER, ScrollPage
from ui.widgets.segmented_tabs import SegmentedTabs

translate = QCoreApplication.translate

_SIZE = (860, 680)
_HOUR_MS = 3_600_000
_DAY_MS = 24 * _HOUR_MS
_DAYS = 7
_FIGURES, _PLOTS = 5, 2
_AGAIN_TICKS = 60
"""Seconds after which what is shown is asked for again."""


class DayWindow(QDialog):
    """Opened over a window, never run. Esc closes it. A newer question overtakes an older one."""

    def __init__(self, feed: DeskFeed, *, owner: TaskOwner, parent: QWidget) -> None:
        super().__init__(parent)
        self._feed, self._owner = feed, owner
        self._asking: asyncio.Task[None] | None = None
        self._ticks = 0
        title = translate("Day", "My day")
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        set_ground(self, Ground.SURFACE)
        self.resize(measures.size(*_SIZE).boundedTo(parent.window().size()))
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24 - GUTTER, 20)
        column.setSpacing(12)
        head = QHBoxLayout()
        head.setContentsMargins(0, 0, GUTTER, 0)
        head.addWidget(Label(title, kind=fonts.Type.TITLE))
        head.addStretch(1)
        self.spans = SegmentedTabs(name=translate("Day", "Period"))
        self.spans.add(translate("Day", "Today"))
        self.spans.add(translate("Day", "Seven days"))
        head.addWidget(self.spans)
        column.addLayout(head)
        self.stack = QStackedWidget()
        self.page = DayPage(feed)
        self.figures = ScrollPage(name=title)
        self.figures.show_page(self.page)
        self.loading = _Loading()
        self.nothing = EmptyState(icon=Icon.CLOCK, title="")
        self.nothing.acted.connect(self.ask)
        for widget in (self.loading, self.figures, self.nothing):
            self.stack.addWidget(widget)
        edged = QVBoxLayout()  # what is longer than its room ends at a line, not in the air
        edged.setSpacing(0)
        edged.addWidget(self.stack, 1)
        line = QHBoxLayout()
        line.setContentsMargins(0, 0, GUTTER, 0)
        line.addWidget(hairline())
        edged.addLayout(line)
        column.addLayout(edged, 1)
        foot = QHBoxLayout()
        foot.setContentsMargins(0, 0, GUTTER, 0)
        foot.addStretch(1)
        close = Button(translate("Day", "Close"))
        close.clicked.connect(self.accept)
        foot.addWidget(close)
        column.addLayout(foot)
        self.spans.chosen.connect(self._on_spans_chosen)
        feed.link_changed.connect(self._on_feed_link_changed)
        feed.ticked.connect(self._on_feed_ticked)
        self.ask()
        self.spans.setFocus()

    def ask(self) -> None:
        """Read the figures; what is shown stays until they come."""
        if self._asking is not None:
            self._asking.cancel()
        self._ticks = 0
        if not self._feed.store.link.live:
            self._asking = None
            self._say_offline()
            return
        if self.stack.currentWidget() is not self.figures:
            self.stack.setCurrentWidget(self.loading)
        self._asking = self._owner.spawn("day", self._read())

    async def _read(self) -> None:
        now = self._feed.now()
        week = self.spans.current() == 1
        days = [
            formats.midnight(now, days_before=n) for n in range(_DAYS - 1 if week else 0, -1, -1)
        ]
        try:
            day = await self._feed.session.my_day(
                since=days[0],
                until=formats.next_midnight(now),
                step_ms=_DAY_MS if week else _HOUR_MS,
            )
        except LinkLost:
            self._say_offline()
        except ConsoleError as error:
            self._say(
                Icon.WARNING,
                translate("Day", "The figures could not be loaded"),
                refusals.reading_sentence(error),
                translate("Day", "Try again"),
            )
        else:
            self._show(day, days)

    def _show(self, day: MyDay, days: list[Millis]) -> None:
        figures = day.figures
        ended = figures.handled or figures.given_back or figures.passed_on
        if not (ended or figures.waits.count or figures.rated or day.presence):
            self._say(
                Icon.CLOCK,
                translate("Day", "Nothing yet"),
                translate("Day", "Go online and take a chat: your figures will appear here."),
            )
            return
        self.page.show_day(day, days=days)
        self.stack.setCurrentWidget(self.figures)

    def _say_offline(self) -> None:
        self._say(
            Icon.WIFI_OFF,
            translate("Day", "No connection"),
            translate(
                "Day", "Your figures are kept on the server and will be back with the connection."
            ),
        )

    def _say(self, icon: Icon, title: str, text: str, action: str = "") -> None:
        self.nothing.set_words(title=title, text=text, action=action, icon=icon)
        self.stack.setCurrentWidget(self.nothing)

    def _on_spans_chosen(self) -> None:
        self.stack.setCurrentWidget(self.loading)
        self.ask()

    def _on_feed_link_changed(self) -> None:
        if self.stack.currentWidget() is self.nothing or not self._feed.store.link.live:
            self.ask()

    def _on_feed_ticked(self) -> None:
        self._ticks += 1
        if self._ticks >= _AGAIN_TICKS:
            self.ask()

    # Qt overrides

    def done(self, result: int) -> None:
        if self._asking is not None:
            self._asking.cancel()
        super().done(result)


class _Loading(QWidget):
    """In the places of what is being read."""

    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, GUTTER, 0)
        column.setSpacing(24)
        name = translate("Day", "The figures are being loaded")
        figures, plots = QHBoxLayout(), QHBoxLayout()
        figures.setSpacing(8)
        plots.setSpacing(24)
        for _ in range(_FIGURES):
            card = QFrame()
            set_ground(card, Ground.CARD)
            inside = QVBoxLayout(card)
            inside.setContentsMargins(14, 10, 14, 11)  # as high as the card of a figure
            inside.addWidget(Placeholder(lines=3, line_height=20, name=name))
            figures.addWidget(card)
        for _ in range(_PLOTS):
            plots.addWidget(Placeholder(lines=4, name=name))
        column.addLayout(figures)
        column.addLayout(plots)
        column.addWidget(Placeholder(lines=3, name=name))
        column.addStretch(1)
