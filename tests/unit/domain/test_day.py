"""The figures of a day: each event counts once, where it happened, by the formula that is told."""

from collections.abc import Sequence
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from protocol.people import Presence
from protocol.scalars import Millis
from protocol.workday import DayFigures, Spread
from server_stub.domain import day
from server_stub.domain.day import PresenceLine, StintLine
from server_stub.domain.stints import StintEnd

DAY = 1_000


@st.composite
def stints(draw: st.DrawFn) -> StintLine:
    """A stint whose moments are in the order in which they can happen."""
    taken, first, ended = sorted(draw(st.lists(st.integers(0, DAY), min_size=3, max_size=3)))
    how = draw(st.sampled_from(["", *StintEnd]))
    over = how != ""
    return StintLine(
        taken_at=taken,
        waited_ms=draw(st.integers(0, DAY)),
        first_answer_at=draw(st.sampled_from([None, first])),
        held_ms=draw(st.integers(0, ended - taken)) if over else 0,
        ended_at=ended if over else None,
        how=str(how),
        stars=draw(st.sampled_from([None, 1, 5])),
    )


def of(lines: Sequence[StintLine], since: int, until: int) -> DayFigures:
    return day.figures(lines, since=Millis(since), until=Millis(until))


@given(st.lists(stints(), max_size=12), st.integers(1, DAY))
def test_parts_of_a_span_add_up_to_the_whole(lines: list[StintLine], step: int) -> None:
    whole = of(lines, 0, DAY)
    parts = day.steps(lines, since=Millis(0), until=Millis(DAY), step_ms=step)
    assert [part.start for part in parts] == list(range(0, DAY, step))
    assert sum(part.handled for part in parts) == whole.handled
    assert sum(part.answered for part in parts) == whole.first_answer.count
    halves = (of(lines, 0, step), of(lines, step, DAY))
    assert sum(part.passed_on for part in parts) == whole.passed_on
    ended = sum(one.ended_at is not None and one.ended_at < DAY for one in lines)
    taken_over = sum(
        one.how == StintEnd.TAKEN_OVER and one.ended_at is not None and one.ended_at < DAY
        for one in lines
    )
    assert whole.handled + whole.given_back + whole.passed_on + taken_over == ended
    for name in ("handled", "given_back", "passed_on", "rated", "stars"):
        assert sum(getattr(half, name) for half in halves) == getattr(whole, name)


@given(st.lists(st.integers(0, 10_000), max_size=60))
def test_a_rank_is_a_value_that_happened_and_enough_are_not_above_it(values: list[int]) -> None:
    spread = day.spread(values)
    assert spread.count == len(values)
    if values:
        for percent, value in ((50, spread.median_ms), (90, spread.p90_ms)):
            assert value in values
            assert sum(one <= value for one in values) * 100 >= len(values) * percent
            assert sum(one < value for one in values) * 100 < len(values) * percent


def test_the_figures_of_a_day_known_by_heart() -> None:
    lines = [
        StintLine(100, 40, 130, 0, 400, "closed", 5),
        StintLine(200, 20, 250, 50, 450, "closed", None),
        StintLine(300, 10, None, 0, 500, "released", None),
        StintLine(350, 15, 390, 0, 600, "passed", None),
        StintLine(900, 0, 990, 0, None, "", None),
        StintLine(-50, 70, -10, 0, 10, "closed", 3),
    ]
    assert of(lines, 0, DAY) == DayFigures(
        handled=3,
        given_back=1,
        passed_on=1,
        first_answer=Spread(count=4, median_ms=40, p90_ms=90),
        handling=Spread(count=3, median_ms=200, p90_ms=300),
        waits=Spread(count=5, median_ms=15, p90_ms=40),
        rated=2,
        stars=8,
    )


@given(
    st.lists(st.tuples(st.integers(-DAY, 2 * DAY), st.sampled_from(Presence)), max_size=12),
    st.integers(0, DAY),
    st.integers(1, DAY),
    st.integers(0, 2 * DAY),
)
def test_the_timeline_has_no_gap_no_overlap_and_nothing_of_the_future(
    said: list[tuple[int, Presence]], since: int, length: int, now: int
) -> None:
    lines = [PresenceLine(Millis(at), one, "") for at, one in sorted(said, key=lambda x: x[0])]
    until = since + length
    spans = day.spans(lines, since=Millis(since), until=Millis(until), now=Millis(now))
    for span in spans:
        assert since <= span.since < span.until <= min(until, now)
        holding = [line for line in lines if line.since <= span.since]
        assert holding[-1].presence is span.presence
    for one, following in pairwise(spans):
        assert one.until == following.since
    if lines and lines[0].since <= since < min(until, now):
        assert (spans[0].since, spans[-1].until) == (since, min(until, now))
