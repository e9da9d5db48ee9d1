"""The plan: longest wait first, longest idle first, never beyond the room, nobody left out."""

from collections import Counter
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from protocol.ids import AccountId, ConversationId
from protocol.scalars import Millis
from server_stub.domain.conversation import PassedOver
from server_stub.domain.routing import PASSED_OVER_MS, Assignment, Candidate, Waiting, plan

NOW = Millis(1_000_000)
AGENTS = [AccountId(name) for name in "abcde"]

passed_over = st.lists(
    st.builds(
        PassedOver,
        agent=st.sampled_from(AGENTS),
        at=st.sampled_from([NOW - PASSED_OVER_MS, NOW - PASSED_OVER_MS + 1, NOW]).map(Millis),
    ),
    max_size=4,
).map(tuple)
waits = st.lists(
    st.builds(
        Waiting,
        conversation=st.integers(0, 99).map(lambda number: ConversationId(f"c{number:02}")),
        epoch=st.integers(1, 5),
        since=st.integers(0, 9).map(Millis),
        passed_over=passed_over,
    ),
    max_size=12,
    unique_by=lambda one: one.conversation,
)
candidates = st.lists(
    st.builds(
        Candidate,
        agent=st.sampled_from(AGENTS),
        name=st.just("Имя"),
        free=st.sampled_from([0, 100, 200, 300]),
        idle_since=st.integers(0, 9).map(Millis),
    ),
    max_size=5,
    unique_by=lambda one: one.agent,
)


def resting(waiting: Waiting) -> set[AccountId]:
    return {one.agent for one in waiting.passed_over if NOW - one.at < PASSED_OVER_MS}


def wait(name: str, since: int, *passed: PassedOver) -> Waiting:
    return Waiting(
        conversation=ConversationId(name), epoch=1, since=Millis(since), passed_over=passed
    )


def agent(name: str, *, free: int = 1, idle_since: int = 0) -> Candidate:
    return Candidate(
        agent=AccountId(name), name=name, free=100 * free, idle_since=Millis(idle_since)
    )


def pairs(assignments: list[Assignment]) -> list[tuple[str, str]]:
    return [(one.conversation, one.agent) for one in assignments]


@given(waits, candidates, st.randoms())
def test_the_order_of_the_input_does_not_matter(
    waiting: list[Waiting], free: list[Candidate], random: Random
) -> None:
    first = plan(waiting, free, now=NOW)
    random.shuffle(waiting)
    random.shuffle(free)
    assert plan(waiting, free, now=NOW) == first


@given(waits, candidates)
def test_no_room_is_exceeded_and_nobody_who_could_be_asked_is_left_waiting(
    waiting: list[Waiting], free: list[Candidate]
) -> None:
    by_id = {one.conversation: one for one in waiting}
    room = {one.agent: one.free for one in free}
    assignments = plan(waiting, free, now=NOW)
    used = Counter(one.agent for one in assignments)
    assert all(100 * used[name] <= room[name] for name in used)
    assert len({one.conversation for one in assignments}) == len(assignments)
    for one in assignments:
        assert one.agent not in resting(by_id[one.conversation])
        assert one.epoch == by_id[one.conversation].epoch
    left = {name for name in room if 100 * used[name] < room[name]}
    for unlucky in by_id.keys() - {one.conversation for one in assignments}:
        assert left <= resting(by_id[unlucky])


@given(waits, candidates)
def test_who_waits_longer_chooses_first(waiting: list[Waiting], free: list[Candidate]) -> None:
    order = {
        one.conversation: place
        for place, one in enumerate(sorted(waiting, key=lambda w: (w.since, w.conversation)))
    }
    places = [order[one.conversation] for one in plan(waiting, free, now=NOW)]
    assert places == sorted(places)
    # Whoever waits longest is not worse off for those who came later.
    for count in range(len(order)):
        first = [one for one in waiting if order[one.conversation] < count]
        assert (
            plan(first, free, now=NOW)
            == plan(waiting, free, now=NOW)[: len(plan(first, free, now=NOW))]
        )


def test_the_longest_idle_is_asked_first_and_then_the_next() -> None:
    assignments = plan(
        [wait("c1", 1), wait("c2", 2), wait("c3", 3)],
        [agent("busy", idle_since=50), agent("idle", free=2, idle_since=10)],
        now=NOW,
    )
    assert pairs(assignments) == [("c1", "idle"), ("c2", "busy"), ("c3", "idle")]


def test_who_declined_rests_while_others_could_be_asked_and_then_returns() -> None:
    passed = PassedOver(agent=AccountId("idle"), at=NOW)
    waiting = [wait("c1", 1, passed), wait("c2", 2)]
    both = [agent("idle", idle_since=1), agent("busy", idle_since=2)]
    assert pairs(plan(waiting, both, now=NOW)) == [("c1", "busy"), ("c2", "idle")]
    assert pairs(plan(waiting[:1], both[:1], now=NOW)) == []
    later = Millis(NOW + PASSED_OVER_MS)
    assert pairs(plan(waiting[:1], both[:1], now=later)) == [("c1", "idle")]
