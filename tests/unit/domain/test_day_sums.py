"""Sums kept through a day are those that a count of all its rows gives, whenever one looks."""

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from protocol.scalars import Millis
from server_stub.domain import day, figures
from server_stub.domain.board import AgentLine, promises_of, rows
from server_stub.domain.configuration import NOTHING_SET, Rules
from server_stub.domain.day_sums import AGAIN_MS, HALF_HOUR_MS, SPARK_MS, DaySums, Lately
from server_stub.domain.figures import (
    CLOSED_FIGURES,
    DONE_FIGURES,
    WAIT_FIGURES,
    ClosedLine,
    DoneLine,
    Figure,
    Moment,
    OpenLine,
    Promises,
    WaitLine,
)

SINCE, UNTIL = 86_400_000, 2 * 86_400_000
QUEUES, AGENTS = ("general", "technical"), ("elena", "pavel")
PROMISED = {"general": Promises(owed_after=60_000, resolution=180_000)}
EARLY = SINCE - 1_800_000
LATE = UNTIL + 1_800_000
times = st.integers(EARLY, LATE)


@st.composite
def wait_lines(draw: st.DrawFn) -> WaitLine:
    began, ended, answered = sorted(draw(st.tuples(times, times, times)))
    how = draw(st.sampled_from(["", "taken", "abandoned", "overflowed"]))
    is_answered = how == "taken" and draw(st.booleans())
    return WaitLine(
        conversation=draw(st.uuids().map(str)),
        epoch=1,
        queue=draw(st.sampled_from(QUEUES)),
        why=draw(st.sampled_from(["entered", "released", "passed", "vanished", "reopened"])),
        began_at=began,
        ended_at=ended if how else None,
        how=how,
        answered_at=answered if is_answered else None,
        target_ms=draw(st.sampled_from([0, 30_000])),
        counted_ms=answered - began if is_answered else None,
    )


@st.composite
def done_lines(draw: st.DrawFn) -> DoneLine:
    taken, first, ended, rated = sorted(draw(st.tuples(times, times, times, times)))
    how = draw(st.sampled_from(["", "closed", "released", "taken_over"]))
    stars = draw(st.sampled_from([None, 1, 5])) if how else None
    return DoneLine(
        conversation=draw(st.uuids().map(str)),
        epoch=2,
        account=draw(st.sampled_from(AGENTS)),
        queue=draw(st.sampled_from(QUEUES)),
        taken_at=taken,
        first_answer_at=draw(st.sampled_from([None, first])),
        ended_at=ended if how else None,
        how=how,
        stars=stars,
        rated_at=rated if stars else None,
        solved_ms=draw(st.sampled_from([1_000, 500_000])),
    )


@st.composite
def closed_lines(draw: st.DrawFn) -> ClosedLine:
    return ClosedLine(
        conversation=draw(st.uuids().map(str)),
        queue=draw(st.sampled_from(QUEUES)),
        closed_at=draw(times),
        outcome=draw(st.sampled_from(["answered", "abandoned", "merged"])),
    )


Lines = tuple[Sequence[WaitLine], Sequence[DoneLine], Sequence[ClosedLine]]


def as_of(line: WaitLine, now: int) -> WaitLine:
    """What the row said at a moment: what has not happened yet is not in it."""
    ended = line.ended_at is not None and line.ended_at <= now
    answered = line.answered_at is not None and line.answered_at <= now
    return line._replace(
        ended_at=line.ended_at if ended else None,
        how=line.how if ended else "",
        answered_at=line.answered_at if answered else None,
        counted_ms=line.counted_ms if answered else None,
    )


def done_as_of(line: DoneLine, now: int) -> DoneLine:
    ended = line.ended_at is not None and line.ended_at <= now
    first = line.first_answer_at is not None and line.first_answer_at <= now
    rated = line.rated_at is not None and line.rated_at <= now
    return line._replace(
        first_answer_at=line.first_answer_at if first else None,
        ended_at=line.ended_at if ended else None,
        how=line.how if ended else "",
        stars=line.stars if rated else None,
        rated_at=line.rated_at if rated else None,
    )


def look(sums: DaySums, lines: Lines, now: int) -> None:
    """As a look reads: rows to which something has happened since the sums were sure."""
    waits, done, closed = lines
    start = sums.read_to

    def happened(*moments: int | None) -> bool:
        return any(moment is not None and start <= moment <= now for moment in moments)

    told_waits = [as_of(one, now) for one in waits if one.began_at <= now]
    told_done = [done_as_of(one, now) for one in done if one.taken_at <= now]
    sums.add(
        [one for one in told_waits if happened(one.began_at, one.ended_at, one.answered_at)],
        [one for one in told_done if happened(one.first_answer_at, one.ended_at, one.rated_at)],
        [one for one in closed if happened(one.closed_at)],
        moment=Moment(now, PROMISED),
        through=now + 1,
    )


@given(
    st.lists(wait_lines(), max_size=15),
    st.lists(done_lines(), max_size=15),
    st.lists(closed_lines(), max_size=5),
    st.lists(times, max_size=8),
)
def test_sums_added_to_at_any_looks_are_those_of_one_count(
    waits: list[WaitLine], done: list[DoneLine], closed: list[ClosedLine], looks: list[int]
) -> None:
    sums = DaySums(Millis(SINCE), Millis(UNTIL))
    end = UNTIL + 1
    for now in [*sorted(one for one in looks if SINCE <= one < UNTIL), end]:
        look(sums, (waits, done, closed), now)
        look(sums, (waits, done, closed), now)
    # What is read is what is true at the look; rows as they stood at the end of the day.
    waits, done = [as_of(one, end) for one in waits], [done_as_of(one, end) for one in done]
    moment = Moment(end, PROMISED)

    def within(at: int | None) -> bool:
        return at is not None and SINCE <= at < UNTIL

    for queue in QUEUES:
        told = sums.queues[queue].counts
        for figure, (counts, at) in WAIT_FIGURES.items():
            mine = [one for one in waits if one.queue == queue]
            expected = sum(counts(one, moment) and within(at(one)) for one in mine)
            assert told[figure] == expected, figure
        for figure in (Figure.SOLVED, Figure.SOLVED_IN_TIME):
            worked = DONE_FIGURES[figure]
            expected = sum(
                worked.counts(one, moment) and within(worked.at(one))
                for one in done
                if one.queue == queue
            )
            assert told[figure] == expected, figure
        by_robot = CLOSED_FIGURES[Figure.BY_ROBOT]
        assert told[Figure.BY_ROBOT] == sum(
            by_robot.counts(one, moment) and within(one.closed_at)
            for one in closed
            if one.queue == queue
        )
    for account in AGENTS:
        lines = [
            day.StintLine(one.taken_at, 0, one.first_answer_at, 0, one.ended_at, one.how, one.stars)
            for one in done
            if one.account == account
        ]
        mine_of_day = day.figures(lines, since=Millis(SINCE), until=Millis(UNTIL))
        agent = sums.agents[account]
        assert agent.handled == mine_of_day.handled, "another number than on his own page"
        assert agent.first_answer_ms == mine_of_day.first_answer.median_ms


@given(st.lists(st.integers(0, 3 * 3_600_000), max_size=40), st.integers(0, 3 * 3_600_000))
def test_what_is_lately_is_what_happened_in_the_span(moments: list[int], now: int) -> None:
    lately = Lately(12 * SPARK_MS, SPARK_MS)
    for at in moments:
        if at <= now:
            lately.add(at)
    lately.forget(now)
    first = now // SPARK_MS - 11
    inside = [at for at in moments if at <= now and at // SPARK_MS >= first]
    assert lately.total == len(inside) == sum(lately.steps(now))


@given(st.integers(0, 500), st.integers(0, 500), st.integers(0, 500))
def test_a_queue_clears_when_more_go_than_come(waiting: int, came: int, went: int) -> None:
    found = figures.clears_in(waiting, came=came, went=went)
    if not waiting:
        assert found == 0
    elif went <= came:
        assert found is None
    else:
        assert found is not None
        exactly = waiting * 600 / (went - came)
        assert exactly <= found < exactly + figures.CLEARS_STEP_S + 1


def test_half_hours_tell_the_load_of_those_who_were_there() -> None:
    sums = DaySums(Millis(SINCE), Millis(UNTIL))
    half = HALF_HOUR_MS
    sums.set_room([("elena", SINCE, SINCE + 2 * half, 400), ("pavel", SINCE, SINCE + half, 400)])
    sums.set_open([("elena", SINCE + half // 2), ("elena", SINCE)], now=SINCE + 2 * half)
    told = sums.hours(None, None, now=SINCE + 2 * half - 1)
    assert [hour.load_percent for hour in told] == [19, 50]
    assert [hour.load_percent for hour in sums.hours(None, {"elena"}, now=SINCE + half)] == [38, 50]
    assert half > AGAIN_MS


def test_rows_count_the_waiting_the_answered_and_the_room_of_who_serves() -> None:
    rules = Rules(NOTHING_SET)
    moment = Moment(SINCE, promises_of(rules))
    opened = [
        OpenLine("1", "general", "queued", None, 10, 10),
        OpenLine("2", "general", "offered", None, 5, 5),
        OpenLine("3", "general", "active", "elena", 5, 7),
        OpenLine("4", "general", "held", "elena", 5, 6),
    ]
    agents = [AgentLine("elena", "Елена", "online", "", 1, 500, 200, SINCE)]
    board = rows(opened, agents, DaySums(Millis(SINCE), Millis(UNTIL)), rules, moment)
    elena = next(iter(board.agents.values()))
    assert (elena.chats, elena.owed_since, elena.linked) == (2, 6, True)
