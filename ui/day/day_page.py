"""The figures and plots of my work in a span of time."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from console.viewmodels import formats
from protocol.answers import MyDay
from protocol.people import Presence
from protocol.scalars import Millis
from protocol.workday import DayStep, PresenceSpan, Spread
from ui.day.bar_plot import Bar, BarPlot
from ui.day.figure_card import FigureCard
from ui.day.presence_plot import PresencePlot, PresenceRow
from ui.day.presence_sums import PresenceSum, PresenceSums
from ui.desk.desk_feed import DeskFeed
from ui.desk.presence_words import presence_title
from ui.theme import fitting, fonts
from ui.widgets.ground import Tone
from ui.widgets.labels import Label
from ui.widgets.scroll_page import GUTTER

translate = QCoreApplication.translate

_HOURS_SHOWN = 8
"""At least: a single bar over the whole width would say that it is much."""
_BETWEEN = 6
"""Of one plot and the heading of the next, more than of a heading and its own plot."""
_NONE = "—"


class DayPage(QWidget):
    """Filled by `show_day`; the line under the figures says how the one pointed at is counted."""

    def __init__(self, feed: DeskFeed, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._feed = feed
        self.handled = FigureCard(
            translate("Day", "Chats finished"),
            formula=translate(
                "Day",
                "Chats that you finished. Those you passed on or gave back are counted apart.",
            ),
        )
        self.first_answer = FigureCard(
            translate("Day", "First answer"),
            formula=translate("Day", "From taking a chat to your first message in it; the median."),
        )
        self.handling = FigureCard(
            translate("Day", "Handling"),
            formula=translate(
                "Day", "From taking a chat to finishing it, without its time on hold; the median."
            ),
        )
        self.waits = FigureCard(
            translate("Day", "Waited for you"),
            formula=translate(
                "Day", "How long subscribers had waited for an answer when you took their chats."
            ),
        )
        self.rating = FigureCard(
            translate("Day", "Rating"),
            formula=translate(
                "Day", "The stars of all rated chats together, divided by how many were rated."
            ),
        )
        self.cards = (self.handled, self.first_answer, self.handling, self.waits, self.rating)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, GUTTER, 0)
        column.setSpacing(10)
        grid = QGridLayout()
        grid.setSpacing(8)
        for place, card in enumerate(self.cards):
            grid.addWidget(card, 0, place)
            grid.setColumnStretch(place, 1)
            card.pointed.connect(self._on_card_pointed)
        column.addLayout(grid)
        self.formula = Label(kind=fonts.Type.CAPTION, tone=Tone.MUTED, wrap=True)
        fitting.keep_above(self.formula, height=2 * fonts.Type.CAPTION.line_height)
        column.addWidget(self.formula)
        plots = QGridLayout()
        plots.setHorizontalSpacing(24)
        plots.setVerticalSpacing(6)
        self.chats = BarPlot(translate("Day", "Chats finished"))
        self.answers = BarPlot(translate("Day", "First answer"))
        for place, plot in enumerate((self.chats, self.answers)):
            plots.addWidget(_heading(plot.accessibleName()), 0, place)
            plots.addWidget(plot, 2, place)
            plots.setColumnStretch(place, 1)
        self.apart = Label(kind=fonts.Type.CAPTION, tone=Tone.MUTED, wrap=True)
        plots.addWidget(self.apart, 1, 0)
        column.addLayout(plots)
        self.presence = PresencePlot(translate("Day", "Presence"))
        self.sums = PresenceSums(translate("Day", "Time in each presence"))
        column.addSpacing(_BETWEEN)
        column.addWidget(_heading(self.presence.accessibleName()))
        column.addWidget(self.sums)  # what the colours mean, before they are seen
        column.addWidget(self.presence)
        column.addStretch(1)
        self._on_card_pointed("")

    def show_day(self, day: MyDay, *, days: Sequence[Millis]) -> None:
        """Show what came; `days` are the midnights in it: one of today, or those of a week."""
        figures = day.figures
        back, passed = figures.given_back, figures.passed_on
        returned = translate("Day", "%n given back", "", back) if back else ""
        given = translate("Day", "%n passed on", "", passed) if passed else ""
        # The card has room for one of them, the line under the plot for both.
        self.handled.show_figure(str(figures.handled), given or returned)
        outline = translate("Day", "{passed_on} (in outline)").format(passed_on=given)
        lines = (outline if given else "", returned)
        self.apart.set_text(" · ".join(line for line in lines if line))
        self.apart.setVisible(bool(given or returned))
        for card, spread in (
            (self.first_answer, figures.first_answer),
            (self.handling, figures.handling),
            (self.waits, figures.waits),
        ):
            card.show_figure(*_spread(spread))
        if figures.rated:
            mean = formats.amount(round(figures.stars / figures.rated, 1))
            rated = translate("Day", "%n rated", "", figures.rated)
            self.rating.show_figure(mean, rated)
        else:
            self.rating.show_figure(_NONE, translate("Day", "nobody has rated yet"))
        week = len(days) > 1
        shown = list(day.steps) if week else _busy_hours(day.steps)
        names = [formats.short_day(s.start) if week else formats.clock(s.start) for s in shown]
        self.chats.show_bars(
            [
                Bar(
                    name,
                    step.handled,
                    str(step.handled) if step.handled else "",
                    apart=step.passed_on,
                    words=translate("Day", "%n passed on", "", step.passed_on),
                    both=f"{step.handled}+{step.passed_on}",
                )
                for name, step in zip(names, shown, strict=True)
            ]
        )
        self.answers.show_bars(
            [
                Bar(
                    name,
                    step.first_answer_ms,
                    formats.duration(step.first_answer_ms) if step.answered else "",
                )
                for name, step in zip(names, shown, strict=True)
            ]
        )
        kinds = self._kinds(day.presence)
        self.sums.show_sums(self._sums(day.presence, kinds))
        rows = _rows(day.presence, days)
        self.presence.show_rows(rows, kinds=kinds, words=self.sums.words())

    def _on_card_pointed(self, formula: str) -> None:
        hint = translate(
            "Day", "Point at a figure, or go to it with Tab, to see how it is counted."
        )
        self.formula.set_text(formula or hint)

    def _title(self, span: PresenceSpan) -> str:
        return self._feed.break_title(span.reason) or presence_title(span.presence, span.why)

    def _kinds(self, spans: Sequence[PresenceSpan]) -> dict[str, int]:
        """Of the reasons of breaks, the same on every day: those of one name are of one kind."""
        workplace = self._feed.store.workplace
        breaks = workplace.breaks if workplace else ()
        known = dict.fromkeys(choice.title for choice in breaks)
        others = [span for span in spans if span.presence is Presence.BREAK]
        titles = list(known | dict.fromkeys(map(self._title, others)))
        return {span.reason: titles.index(self._title(span)) for span in others}

    def _sums(self, spans: Sequence[PresenceSpan], kinds: Mapping[str, int]) -> list[PresenceSum]:
        """In the order of what was said first."""
        sums: dict[tuple[Presence, str, int], int] = {}
        for span in spans:
            if span.presence is not Presence.OFFLINE:
                key = (span.presence, self._title(span), kinds.get(span.reason, 0))
                sums[key] = sums.get(key, 0) + span.until - span.since
        return [
            PresenceSum(presence, f"{title} {formats.hours(ms)}", kind)
            for (presence, title, kind), ms in sums.items()
        ]

    # Qt overrides

    def heightForWidth(self, width: int) -> int:
        """In a low window the plots give way before anything is scrolled."""
        layout = self.layout()
        return layout.totalMinimumHeightForWidth(width) if layout is not None else -1


def _heading(text: str) -> Label:
    return Label(text, kind=fonts.Type.BODY_STRONG)


def _spread(spread: Spread) -> tuple[str, str]:
    if not spread.count:
        return _NONE, ""
    most = formats.duration(spread.p90_ms)
    remark = translate("Day", "9 of 10 within {time}").format(time=most)
    return formats.duration(spread.median_ms), remark


def _busy_hours(steps: Sequence[DayStep]) -> list[DayStep]:
    """From the first hour in which something was done to the last one."""
    busy = [
        place for place, step in enumerate(steps) if step.handled or step.answered or step.passed_on
    ]
    if not busy:
        return list(steps)
    first = max(0, min(busy[0], len(steps) - _HOURS_SHOWN))
    return list(steps[first : max(busy[-1] + 1, first + _HOURS_SHOWN)])


def _rows(spans: Sequence[PresenceSpan], days: Sequence[Millis]) -> list[PresenceRow]:
    """Each day's part of the timeline; what lasts over midnight is in both."""
    rows = []
    for number, start in enumerate(days):
        end = days[number + 1] if number + 1 < len(days) else formats.next_midnight(start)
        own = tuple(
            PresenceSpan(
                since=max(span.since, start),
                until=min(span.until, end),
                presence=span.presence,
                reason=span.reason,
            )
            for span in spans
            if span.since < end and span.until > start
        )
        rows.append(PresenceRow(formats.short_day(start), start, own))
    return rows
