"""The figures of an agent's work between two times: what is counted, and by which formula.

Reports of a team or a queue are to be made of the same lines by the same functions, so that nobody
sees another number for the same thing.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from protocol.people import Presence
from protocol.scalars import Millis
from protocol.workday import DayFigures, DayStep, PresenceSpan, Spread
from server_stub.domain.stints import StintEnd


class StintLine(NamedTuple):
    """A stint, as far as figures need it."""

    taken_at: int
    waited_ms: int
    first_answer_at: int | None
    held_ms: int
    ended_at: int | None
    how: str
    stars: int | None


class PresenceLine(NamedTuple):
    """What an agent said of himself from a time on."""

    since: Millis
    presence: Presence
    reason: str


def figures(stints: Sequence[StintLine], *, since: Millis, until: Millis) -> DayFigures:
    """All figures of a span of time: each event counts in the span in which it happened."""
    ended = [one for one in stints if _within(one.ended_at, since, until)]
    closed = [one for one in ended if one.how == StintEnd.CLOSED]
    passed_on = sum(one.how == StintEnd.PASSED for one in ended)
    stars = [one.stars for one in ended if one.stars is not None]
    return DayFigures(
        handled=len(closed),
        given_back=sum(one.how == StintEnd.RELEASED for one in ended),
        passed_on=passed_on,
        first_answer=spread(_first_answers(stints, since, until)),
        handling=spread((one.ended_at or 0) - one.taken_at - one.held_ms for one in closed),
        waits=spread(one.waited_ms for one in stints if _within(one.taken_at, since, until)),
        rated=len(stars),
        stars=sum(stars),
    )


def steps(
    stints: Sequence[StintLine], *, since: Millis, until: Millis, step_ms: int
) -> list[DayStep]:
    """The same, told hour by hour or day by day, from the beginning to the end."""
    told = []
    for start in range(since, until, step_ms):
        span = figures(stints, since=Millis(start), until=Millis(min(start + step_ms, until)))
        told.append(
            DayStep(
                start=Millis(start),
                handled=span.handled,
                passed_on=span.passed_on,
                answered=span.first_answer.count,
                first_answer_ms=span.first_answer.median_ms,
            )
        )
    return told


def spans(
    lines: Sequence[PresenceLine], *, since: Millis, until: Millis, now: Millis
) -> list[PresenceSpan]:
    """The timeline: from each line to the next, cut to what was asked for and has happened."""
    end = min(until, now)
    told = []
    for number, line in enumerate(lines):
        following = lines[number + 1].since if number + 1 < len(lines) else end
        start, stop = max(line.since, since), min(following, end)
        if start < stop:
            told.append(
                PresenceSpan(
                    since=Millis(start),
                    until=Millis(stop),
                    presence=line.presence,
                    reason=line.reason,
                )
            )
    return told


def spread(values: Iterable[int]) -> Spread:
    """Nearest ranks: each figure is one that really happened."""
    ordered = sorted(values)
    if not ordered:
        return Spread(count=0)
    return Spread(count=len(ordered), median_ms=_rank(ordered, 50), p90_ms=_rank(ordered, 90))


def _rank(ordered: Sequence[int], percent: int) -> int:
    return ordered[max(0, -(-len(ordered) * percent // 100) - 1)]


def _first_answers(stints: Sequence[StintLine], since: Millis, until: Millis) -> list[int]:
    return [
        one.first_answer_at - one.taken_at
        for one in stints
        if one.first_answer_at is not None and _within(one.first_answer_at, since, until)
    ]


def _within(moment: int | None, since: Millis, until: Millis) -> bool:
    return moment is not None and since <= moment < until
