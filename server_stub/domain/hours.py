"""The calendar of a queue: when it is open, when it opens, how much open time lies between. Pure.

A moment is open if the clock on the wall of the queue's zone shows it within a span. So where
clocks go forward, the hour they skip is not worked, and where they go back, the hour that comes
twice is worked twice. A span that runs over midnight belongs to the day on which it begins: a
special day sets aside the spans that begin on it, and not the rest of the night before.

`None` for hours means round the clock.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from protocol.configuration import Hours, Span
from protocol.scalars import Millis

HORIZON_DAYS = 3 * 366
"""How far ahead an opening or a deadline is looked for: whoever is told of a later one gains
nothing by knowing it."""

DAY_MINUTES = 24 * 60

_MINUTE_MS = 60_000
_DAY_MS = DAY_MINUTES * _MINUTE_MS

_DAYS_KEPT = 2_048
"""Days whose spans are remembered: two weeks of a hundred calendars, and a month of reports."""


def is_open(hours: Hours | None, at: Millis) -> bool:
    """Whether somebody answers at that moment; at the end of a span nobody does any more."""
    if hours is None:
        return True
    return any(begin <= at < end for begin, end in _day(hours, at // _DAY_MS))


def opens_at(hours: Hours | None, at: Millis) -> Millis | None:
    """The first open moment from that one on, which may be itself; None beyond the horizon."""
    if hours is None:
        return at
    for begin, end in _intervals(hours, at):
        if end > at:
            return Millis(max(begin, at))
    return None


def open_ms(hours: Hours | None, since: Millis, until: Millis) -> int:
    """How much of that time was open."""
    if until <= since:
        return 0
    if hours is None:
        return until - since
    return sum(
        max(0, min(end, until) - max(begin, since))
        for day in range(since // _DAY_MS, (until - 1) // _DAY_MS + 1)
        for begin, end in _day(hours, day)
    )


def due_at(hours: Hours | None, since: Millis, ms: int) -> Millis:
    """When so much open time has passed since then; the horizon where that is later."""
    if hours is None or ms <= 0:
        return Millis(since + max(0, ms))
    left = ms
    for begin, end in _intervals(hours, since):
        first = max(begin, since)
        if end - first >= left:
            return Millis(first + left)
        left -= max(0, end - first)
    return Millis(since + HORIZON_DAYS * _DAY_MS)


def _intervals(hours: Hours, since: Millis) -> Iterator[tuple[int, int]]:
    """The open times from the day of that moment to the horizon, in order."""
    first = since // _DAY_MS
    for day in range(first, first + HORIZON_DAYS):
        yield from _day(hours, day)


@lru_cache(maxsize=_DAYS_KEPT)
def _day(hours: Hours, day: int) -> tuple[tuple[int, int], ...]:
    """The open times within a day of UTC, in order, apart from each other or touching."""
    zone = ZoneInfo(hours.zone)
    special = {one.day: one.spans for one in hours.days}
    open_times = []
    for begin, end, offset in _clock(zone, day * _DAY_MS, (day + 1) * _DAY_MS):
        # Within this stretch the wall clock runs evenly, so spans can be laid over it.
        first, last = (begin + offset) // _DAY_MS, (end + offset - 1) // _DAY_MS
        for local_day in range(first - 1, last + 1):
            for span in _spans(hours, special, local_day):
                opened = local_day * _DAY_MS + span.begins * _MINUTE_MS - offset
                closed = opened + span_minutes(span) * _MINUTE_MS
                if max(opened, begin) < min(closed, end):
                    open_times.append((max(opened, begin), min(closed, end)))
    return tuple(_joined(sorted(open_times)))


def span_minutes(span: Span) -> int:
    """How long it is; one that ends no later than it begins ends on the next day."""
    length = span.ends - span.begins
    return length if length > 0 else length + DAY_MINUTES


def _spans(hours: Hours, special: dict[str, tuple[Span, ...]], local_day: int) -> tuple[Span, ...]:
    day = date(1970, 1, 1) + timedelta(days=local_day)
    spans = special.get(day.isoformat())
    return hours.week[day.weekday()] if spans is None else spans


def _joined(times: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Times in order, those that touch or overlap made one."""
    begun: tuple[int, int] | None = None
    for begin, end in times:
        if begun is None:
            begun = (begin, end)
        elif begin <= begun[1]:
            begun = (begun[0], max(begun[1], end))
        else:
            yield begun
            begun = (begin, end)
    if begun is not None:
        yield begun


def _clock(zone: ZoneInfo, begin: int, end: int) -> Iterator[tuple[int, int, int]]:
    """The stretches of that time between which the zone's clocks were put on or back.

    They are put at most once within a day.
    """
    before, after = _offset(zone, begin), _offset(zone, end)
    if before == after:
        yield begin, end, before
        return
    low, high = begin, end
    while high - low > 1_000:
        middle = (low + high) // 2_000 * 1_000
        if _offset(zone, middle) == before:
            low = middle
        else:
            high = middle
    yield begin, high, before
    if high < end:
        yield high, end, after


def _offset(zone: ZoneInfo, at: int) -> int:
    """How far the zone's clocks are ahead of UTC, in milliseconds."""
    offset = datetime.fromtimestamp(at // 1_000, UTC).astimezone(zone).utcoffset()
    return 0 if offset is None else int(offset.total_seconds()) * 1_000
