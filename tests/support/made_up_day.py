"""The figures of a made-up shift: what a good day of an agent looks like."""

from protocol.answers import MyDay
from protocol.commands import ReadMyDay
from protocol.people import Presence
from protocol.scalars import Millis
from protocol.workday import DayFigures, DayStep, PresenceSpan, Spread

_MINUTE = 60_000
_HOUR = 60 * _MINUTE
_DAY = 24 * _HOUR
_SHIFT = 9
"""The hour in which it begins."""
_HANDLED = (2, 5, 6, 4, 1, 5, 7, 3)
_FIRST = (18, 24, 41, 22, 12, 30, 65, 28)
_SAID = (
    (0, 150, Presence.ONLINE, ""),
    (150, 165, Presence.BREAK, "technical"),
    (165, 240, Presence.ONLINE, ""),
    (240, 285, Presence.BREAK, "lunch"),
    (285, 420, Presence.ONLINE, ""),
    (420, 450, Presence.BUSY, ""),
    (450, 459, Presence.WRAP_UP, ""),
    (459, 464, Presence.SILENT, ""),
    (464, 480, Presence.ENDING, ""),
)
"""Minutes of the shift, and what was said in them."""

EMPTY = MyDay(
    request=0,
    figures=DayFigures(
        handled=0,
        given_back=0,
        passed_on=0,
        first_answer=Spread(count=0),
        handling=Spread(count=0),
        waits=Spread(count=0),
        rated=0,
        stars=0,
    ),
    steps=[],
    presence=[],
)


def my_day(command: ReadMyDay) -> MyDay:
    """A shift a day from nine on, whatever the hour is now."""
    days = max(1, round((command.until - command.since) / _DAY))
    starts = [command.since + day * _DAY for day in range(days)]
    steps = (
        [_step(start, 21 + 7 * day % 16, 26 + 5 * day % 11) for day, start in enumerate(starts)]
        if days > 1
        else _hours(command.since)
    )
    return MyDay(
        request=0,
        figures=DayFigures(
            handled=sum(step.handled for step in steps),
            given_back=2,
            passed_on=sum(step.passed_on for step in steps),
            first_answer=Spread(count=35, median_ms=27_000, p90_ms=71_000),
            handling=Spread(count=33, median_ms=412_000, p90_ms=865_000),
            waits=Spread(count=35, median_ms=19_000, p90_ms=52_000),
            rated=21,
            stars=99,
        ),
        steps=steps,
        presence=[span for start in starts for span in _shift(start + _SHIFT * _HOUR)],
    )


def _hours(start: int) -> list[DayStep]:
    worked = dict(enumerate(zip(_HANDLED, _FIRST, strict=True), start=_SHIFT))
    return [_step(start + hour * _HOUR, *worked.get(hour, (0, 0))) for hour in range(24)]


def _shift(start: int) -> list[PresenceSpan]:
    return [
        PresenceSpan(
            since=Millis(start + begin * _MINUTE),
            until=Millis(start + end * _MINUTE),
            presence=said,
            reason=reason,
        )
        for begin, end, said, reason in _SAID
    ]


def _step(start: int, handled: int, seconds: int) -> DayStep:
    return DayStep(
        start=Millis(start),
        handled=handled,
        passed_on=handled // 4,
        answered=handled,
        first_answer_ms=seconds * 1000,
    )
