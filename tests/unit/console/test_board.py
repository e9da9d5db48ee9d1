"""The board of a lead as the console keeps it: rows, what is gone, what calls, sums."""

from collections.abc import Sequence

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.core import events
from console.core.board import BoardState, Share, alert_key
from console.core.changes import BoardChanged
from console.core.store import Store
from protocol.board import AlertLevel, BoardTold
from protocol.ids import AccountId, QueueId
from protocol.people import Presence
from protocol.scalars import Millis
from tests.support import made_up_board

NOW = Millis(1_764_000_000_000)


def told(at: int = 0, **parts: object) -> BoardTold:
    """A frame that says nothing but these."""
    empty = BoardTold(at=Millis(NOW + at), queues=[], agents=[], gone=[])
    return msgspec.structs.replace(empty, **parts)


def board() -> BoardState:
    state = BoardState()
    state.take(made_up_board.shift(NOW))
    return state


def test_what_is_not_told_again_by_the_whole_is_gone_and_not_before() -> None:
    state = board()
    before = set(state.agents)
    elena, rustam = (AccountId("agent-0000"), AccountId("agent-0001"))
    state.begin()
    state.take(told(1, agents=[state.agents[elena]]))
    assert set(state.agents) == before, "a watch that has only begun empties nothing"
    [changed] = state.take(told(2, agents=[state.agents[rustam]], whole=True))
    assert set(state.agents) == {elena, rustam}
    assert isinstance(changed, BoardChanged)
    assert set(changed.gone) == before - {elena, rustam}
    assert not state.queues


def test_only_what_differs_is_reported() -> None:
    state = board()
    services = state.queues[QueueId("services")]
    [changed] = state.take(told(1, queues=list(state.queues.values())))
    assert changed == BoardChanged()
    longer = msgspec.structs.replace(services, waiting=99)
    [changed] = state.take(told(2, queues=[longer]))
    assert changed == BoardChanged(queues=(QueueId("services"),))


@given(order=st.permutations(range(6)))
def test_frames_that_come_in_any_order_leave_what_was_told_last(order: Sequence[int]) -> None:
    state = board()
    services = state.queues[QueueId("services")]
    frames = [
        told(at, queues=[msgspec.structs.replace(services, waiting=at)], alerts=[])
        for at in range(6)
    ]
    for at in order:
        state.take(frames[at])
    assert state.queues[QueueId("services")].waiting == 5
    assert state.at == NOW + 5


def test_an_alert_that_was_seen_stands_and_calls_nobody_until_it_is_raised_anew() -> None:
    state = board()
    first, *_ = worst = state.open_alerts()
    assert first.level is AlertLevel.LATE
    state.acknowledge([first])
    assert state.open_alerts() == worst[1:]
    assert state.alert_level(first.kind, queue=first.queue) is AlertLevel.LATE
    again = msgspec.structs.replace(first, since=Millis(first.since + 1))
    state.take(told(1, alerts=[again]))
    assert state.open_alerts() == (again,)
    assert alert_key(first) not in state.acknowledged, "what has ended needs no remembering"


def test_the_sums_are_those_of_all_queues() -> None:
    sums = board().sums()
    assert sums.waiting == 22
    assert sums.longest is not None
    assert sums.longest.id == "services"
    assert sums.in_time == Share(774 + 1131 + 50, 880 + 1203 + 61)
    assert sums.clears_in_s == 14 * 17
    assert sums.on_line == 5, "who is not felt is not on line"


@pytest.mark.parametrize(
    ("clears", "expected"), [([30, None], None), ([30, 90], 90), ([0, 0], 0), ([], 0)]
)
def test_the_queues_clear_when_the_slowest_does(
    clears: list[int | None], expected: int | None
) -> None:
    state = BoardState()
    row = made_up_board.queues(NOW)[0]
    state.take(
        told(
            queues=[
                msgspec.structs.replace(row, id=QueueId(f"queue-{at}"), clears_in_s=one)
                for at, one in enumerate(clears)
            ],
            whole=True,
        )
    )
    assert state.sums().clears_in_s == expected


def test_nothing_of_nothing_is_no_share() -> None:
    assert Share(0, 0).percent is None
    assert Share(1, 4).percent == 25


def test_a_trend_compares_with_at_most_ten_minutes_ago() -> None:
    state = BoardState()
    row = made_up_board.queues(NOW)[0]

    def waits(seconds: int, waiting: int) -> None:
        changed = msgspec.structs.replace(row, waiting=waiting)
        state.take(told(seconds * 1000, queues=[changed], whole=True))

    waits(0, 3)
    assert state.trend() is None
    for second in range(1, 60):
        waits(second, 3 + second // 10)
    trend = state.trend()
    assert trend is not None
    assert (trend.grown, trend.within_ms) == (5, 59_000)
    waits(11 * 60, 40)
    waits(11 * 60 + 30, 41)
    trend = state.trend()
    assert trend is not None
    assert trend.grown == 1
    assert trend.within_ms <= 10 * 60_000


def test_the_crew_counts_those_without_a_link_apart() -> None:
    crew = board().crew()
    assert crew.said[Presence.ONLINE] == 5
    assert crew.unlinked == 1
    assert sum(crew.said.values()) + crew.unlinked == len(made_up_board.agents(NOW))


def test_who_signs_out_takes_the_board_along() -> None:
    store = Store()
    store.apply(made_up_board.shift(NOW), now=NOW)
    assert store.board.agents
    store.apply(events.AccountLeft(), now=NOW)
    assert not store.board.agents
    assert not store.board.at
