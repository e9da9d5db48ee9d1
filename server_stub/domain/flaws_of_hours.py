"""What does not fit in a calendar: its zone, empty spans, spans that share time. Pure."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import pairwise
from zoneinfo import ZoneInfo

from protocol.configuration import Flaw, Hours, Span, SpecialDay
from server_stub.domain.found import Found, repeated
from server_stub.domain.hours import DAY_MINUTES, span_minutes

_WEEK_MINUTES = 7 * DAY_MINUTES


def flaws_of_hours(hours: Hours) -> Iterator[Found]:
    """Everything in a calendar that does not fit."""
    at = f"hours.{hours.id}"
    if not _is_zone(hours.zone):
        yield Found(f"{at}.zone", Flaw.UNKNOWN)
    if len(hours.week) != 7:
        yield Found(f"{at}.week", Flaw.INVALID)
        return
    if not any(hours.week):
        yield Found(f"{at}.week", Flaw.EMPTY)
    for weekday, spans in enumerate(hours.week):
        yield from _empty_spans(spans, at=f"{at}.week.{weekday}")
    yield from _overlaps_of_week(hours)
    yield from repeated((one.day for one in hours.days), at=f"{at}.days")
    days = {one.day: one for one in hours.days}
    for special in hours.days:
        yield from _flaws_of_special(special, days, hours, at=f"{at}.days.{special.day}")


def _flaws_of_special(
    special: SpecialDay, days: Mapping[str, SpecialDay], hours: Hours, *, at: str
) -> Iterator[Found]:
    """A special day, also beside the day before and the day after it."""
    try:
        day = date.fromisoformat(special.day)
    except ValueError:
        yield Found(at, Flaw.INVALID)
        return
    yield from _empty_spans(special.spans, at=at)
    beside = []
    for shift in (-1, 1):
        number = day.toordinal() + shift
        if 1 <= number <= date.max.toordinal():
            neighbour = date.fromordinal(number)
            known = days.get(neighbour.isoformat())
            spans = hours.week[neighbour.weekday()] if known is None else known.spans
            beside += [_laid(span, shift) for span in spans]
    own = [_laid(span, 0) for span in special.spans]
    if _overlap(own) or any(_overlap([one, other]) for one in own for other in beside):
        yield Found(at, Flaw.OVERLAP)


def _overlaps_of_week(hours: Hours) -> Iterator[Found]:
    """Spans of the week, the night of Sunday beside the morning of Monday."""
    laid = sorted(
        (*_laid(span, weekday), weekday)
        for weekday, spans in enumerate(hours.week)
        for span in spans
    )
    if not laid:
        return
    first_begin, first_end, first_weekday = laid[0]
    around = [*laid, (first_begin + _WEEK_MINUTES, first_end + _WEEK_MINUTES, first_weekday)]
    told = set()
    until = -1
    for begin, end, weekday in around:
        if begin < until and weekday not in told:
            told.add(weekday)
            yield Found(f"hours.{hours.id}.week.{weekday}", Flaw.OVERLAP)
        until = max(until, end)


def _laid(span: Span, day: int) -> tuple[int, int]:
    """Minutes from the midnight of day 0."""
    begin = day * DAY_MINUTES + span.begins
    return begin, begin + span_minutes(span)


def _overlap(laid: list[tuple[int, int]]) -> bool:
    ordered = sorted(laid)
    return any(later[0] < one[1] for one, later in pairwise(ordered))


def _empty_spans(spans: Iterable[Span], *, at: str) -> Iterator[Found]:
    for number, span in enumerate(spans):
        if span.begins == span.ends:
            yield Found(f"{at}.{number}", Flaw.EMPTY)


def _is_zone(name: str) -> bool:
    """Whether the calendar of that zone is known here: as the system has it, or the package."""
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        return False
    return True
