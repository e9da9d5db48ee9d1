"""The plan: each promise of its rules by itself, and the fast one against the plain one."""

from collections import Counter
from collections.abc import Iterable, Mapping
from random import Random

from hypothesis import given
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule

from benchmarks.plain_routing import PlainPlanner, suits
from protocol import limits
from protocol.configuration import Known, Ring
from protocol.ids import AccountId, ConversationId, QueueId
from protocol.scalars import Millis
from server_stub.domain.conversation import PassedOver
from server_stub.domain.routing import PASSED_OVER_MS, Assignment, Candidate, Planner, Waiting, plan

NOW = Millis(1_000_000)
AGENTS = [AccountId(name) for name in "abcde"]
SKILLS = ["bills", "network"]

known = st.builds(Known, skill=st.sampled_from(SKILLS), level=st.integers(1, 3))
needs = st.lists(known, max_size=2, unique_by=lambda one: one.skill).map(tuple)
rings = st.lists(
    st.builds(
        Ring,
        after=st.sampled_from([5, 10, 30]),
        without=st.sets(st.sampled_from(SKILLS), max_size=1).map(tuple),
        lower=st.integers(0, 2),
        any_language=st.booleans(),
    ),
    max_size=2,
).map(lambda found: tuple(sorted(found, key=lambda ring: ring.after)))


def passed_over(now: int) -> st.SearchStrategy[tuple[PassedOver, ...]]:
    moments = [now - PASSED_OVER_MS, now - PASSED_OVER_MS + 1, now - 9_000, now]
    one = st.builds(
        PassedOver, agent=st.sampled_from(AGENTS), at=st.sampled_from(moments).map(Millis)
    )
    return st.lists(one, max_size=3, unique_by=lambda passed: passed.agent).map(tuple)


def waitings(now: int = NOW) -> st.SearchStrategy[Waiting]:
    return st.builds(
        Waiting,
        conversation=st.integers(0, 40).map(lambda number: ConversationId(f"c{number:02}")),
        epoch=st.integers(1, 5),
        queue=st.sampled_from(["general", "technical"]).map(QueueId),
        since=st.sampled_from([0, 1_000, 5_000, 9_999, 10_000, 31_000]).map(
            lambda age: Millis(now - age)
        ),
        priority=st.sampled_from([0, 0, 5, 60]),
        needs=needs,
        language=st.sampled_from(["ru", "ru", "en", ""]),
        weight=st.sampled_from([100, 100, 50, 150, 0]),
        known_agent=st.none() | st.sampled_from(AGENTS),
        known_until=st.sampled_from([0, 1, 4_000]).map(lambda left: Millis(now + left)),
        rings=rings,
        passed_over=passed_over(now),
    )


def candidates(now: int = NOW) -> st.SearchStrategy[Candidate]:
    return st.builds(
        Candidate,
        agent=st.sampled_from(AGENTS),
        name=st.just("Имя"),
        free=st.sampled_from([-50, 0, 50, 100, 200, 300]),
        room=st.sampled_from([300, 500]),
        idle_since=st.integers(0, 9).map(Millis),
        skills=st.dictionaries(st.sampled_from(SKILLS), st.integers(1, 3)),
        languages=st.frozensets(st.sampled_from(["ru", "en"])),
        queues=st.sampled_from([frozenset(), frozenset({"general"})]),
        rest_until=st.sampled_from([0, now, now + 4_000]).map(Millis),
    )


queues_of_waiting = st.lists(waitings(), max_size=12, unique_by=lambda one: one.conversation)
shifts = st.lists(candidates(), max_size=5, unique_by=lambda one: one.agent)


def wait(name: str, age: int, **fields: object) -> Waiting:
    """Something that has waited for so many seconds."""
    values: dict[str, object] = {"weight": 100, "since": NOW - age * 1000, **fields}
    return Waiting(conversation=ConversationId(name), epoch=1, **values)  # type: ignore[arg-type]


def agent(name: str, **fields: object) -> Candidate:
    values: dict[str, object] = {"free": 100, "room": 500, "idle_since": 0, **fields}
    return Candidate(agent=AccountId(name), name=name, **values)  # type: ignore[arg-type]


def pairs(assignments: Iterable[Assignment]) -> list[tuple[str, str]]:
    return [(one.conversation, one.agent) for one in assignments]


def planned(waiting: list[Waiting], *free: Candidate, after: int = 0) -> list[tuple[str, str]]:
    return pairs(plan(waiting, free, now=Millis(NOW + after * 1000)))


def knows(**levels: int) -> Mapping[str, int]:
    return levels


@given(queues_of_waiting, shifts, st.randoms())
def test_it_is_the_plan_that_the_rules_tell_whatever_the_order_of_the_input(
    waiting: list[Waiting], free: list[Candidate], random: Random
) -> None:
    plain = PlainPlanner()
    for candidate in free:
        plain.come(candidate)
    for one in waiting:
        plain.await_(one)
    expected = plain.plan(NOW)
    assert plan(waiting, free, now=NOW) == expected
    random.shuffle(waiting)
    random.shuffle(free)
    assert plan(waiting, free, now=NOW) == expected


@given(queues_of_waiting, shifts)
def test_no_room_is_exceeded_and_nobody_is_asked_for_what_he_does_not_suit(
    waiting: list[Waiting], free: list[Candidate]
) -> None:
    by_id = {one.conversation: one for one in waiting}
    by_agent = {one.agent: one for one in free}
    used: Counter[AccountId] = Counter()
    for one in plan(waiting, free, now=NOW):
        asked = by_id.pop(one.conversation)
        used[one.agent] += asked.weight
        assert one.epoch == asked.epoch
        assert suits(asked, by_agent[one.agent], NOW)
        assert used[one.agent] <= by_agent[one.agent].free
        assert all(
            NOW - passed.at >= PASSED_OVER_MS
            for passed in asked.passed_over
            if passed.agent == one.agent and asked.known_agent != one.agent
        )


@given(queues_of_waiting, shifts)
def test_nobody_overtakes_an_equal_who_could_have_had_the_agent(
    waiting: list[Waiting], free: list[Candidate]
) -> None:
    twins = [
        Waiting(
            conversation=one.conversation,
            epoch=1,
            queue=QueueId("general"),
            since=one.since,
            needs=(Known(skill="bills"),),
            weight=100,
        )
        for one in waiting
    ]
    order = [one.conversation for one in sorted(twins, key=lambda w: (w.since, w.conversation))]
    assigned = [one.conversation for one in plan(twins, free, now=NOW)]
    assert assigned == order[: len(assigned)]


class Together(RuleBasedStateMachine):
    """A plan kept from change to change finds what a plain one finds in the same state."""

    def __init__(self) -> None:
        super().__init__()
        self.real = Planner()
        self.plain = PlainPlanner()
        self.now = int(NOW)

    @rule(data=st.data())
    def somebody_waits(self, data: st.DataObject) -> None:
        waiting = data.draw(waitings(self.now))
        self.real.await_(waiting)
        self.plain.await_(waiting)

    @rule(number=st.integers(0, 40))
    def somebody_leaves(self, number: int) -> None:
        conversation = ConversationId(f"c{number:02}")
        self.real.leave(conversation)
        self.plain.leave(conversation)

    @rule(data=st.data())
    def somebody_comes(self, data: st.DataObject) -> None:
        candidate = data.draw(candidates(self.now))
        self.real.come(candidate)
        self.plain.come(candidate)

    @rule(name=st.sampled_from(AGENTS))
    def somebody_goes(self, name: AccountId) -> None:
        self.real.go(name)
        self.plain.go(name)

    @rule(passes=st.sampled_from([0, 1, 999, 5_000, 40_000]))
    def a_plan_is_made(self, passes: int) -> None:
        self.now += passes
        now = Millis(self.now)
        assert self.real.plan(now) == self.plain.plan(now)

    @rule()
    def time_alone_passes(self) -> None:
        now = Millis(self.now)
        assert self.real.plan(now) == self.plain.plan(now)
        due = self.real.due_at()
        assert due is None or due > now
        before = Millis(now + 100_000 if due is None else due - 1)
        assert self.plain.plan(before) == []
        assert self.real.plan(before) == []
        self.now = before


TestTogether = Together.TestCase


def test_what_waits_has_its_turn_however_much_of_higher_priority_keeps_coming() -> None:
    """One agent, and every ten seconds two that are worth as much as anything may be."""
    planner = Planner()
    most = limits.HIGHEST_PRIORITY
    planner.await_(wait("patient", 0))
    for step in range(most // 5):
        for one in "ab":
            planner.await_(wait(f"{one}{step}", -step * 10, priority=most))
        planner.come(agent("only"))
        (assignment,) = planner.plan(Millis(NOW + step * 10_000))
        if assignment.conversation == "patient":
            break
    # As many as may come before it came, and those who came while they were served.
    assert most // 10 <= step <= 2 * most // 10 + 2


def test_fraud_comes_first_as_a_large_head_start() -> None:
    waiting = [wait("fraud", 1, priority=3600), wait("older", 600), wait("valued", 30, priority=60)]
    free = agent("only", free=200)
    assert planned(waiting, free) == [("fraud", "only"), ("older", "only")]


def test_the_known_agent_alone_is_asked_for_a_while_though_he_has_no_room() -> None:
    waiting = [wait("c1", 5, known_agent="mine", known_until=NOW + 10_000)]
    mine, other = agent("mine", free=0), agent("other")
    assert planned(waiting, mine, other) == []
    assert planned(waiting, mine, other, after=10) == [("c1", "other")]
    assert planned(waiting, agent("mine", free=100, idle_since=NOW), other) == [("c1", "mine")]


def test_who_is_not_there_or_let_it_pass_is_not_waited_for() -> None:
    asked = {"known_agent": "mine", "known_until": NOW + 10_000}
    passed = (PassedOver(agent=AccountId("mine"), at=Millis(NOW - 1)),)
    assert planned([wait("c1", 5, **asked)], agent("other")) == [("c1", "other")]
    free = [agent("mine"), agent("other")]
    assert planned([wait("c1", 5, passed_over=passed, **asked)], *free) == [("c1", "other")]


def test_rings_let_others_be_asked_one_after_the_other() -> None:
    needs = (Known(skill="bills", level=3), Known(skill="network"))
    rings = (Ring(after=10, lower=1), Ring(after=20, without=("network",), any_language=True))
    waiting = [wait("c1", 0, needs=needs, language="ru", rings=rings)]
    best = agent("best", skills=knows(bills=3, network=1), languages=frozenset({"ru"}))
    fair = agent("fair", skills=knows(bills=2, network=1), languages=frozenset({"ru"}))
    other = agent("other", skills=knows(bills=2), languages=frozenset({"en"}))
    never = agent("never", skills=knows(network=5), languages=frozenset({"ru"}))
    assert planned(waiting, fair, other, never, after=9) == []
    assert planned(waiting, best, fair, other, never) == [("c1", "best")]
    assert planned(waiting, fair, other, never, after=10) == [("c1", "fair")]
    assert planned(waiting, other, never, after=19) == []
    assert planned(waiting, other, never, after=20) == [("c1", "other")]
    assert planned(waiting, never, after=10_000) == []


def test_least_taken_of_his_room_comes_first_then_longest_idle_then_the_id() -> None:
    waiting = [wait(f"c{number}", 9 - number) for number in range(5)]
    free = [
        agent("small", free=100, room=200),
        agent("large", free=400, room=500, idle_since=5),
        agent("late", free=400, room=500, idle_since=6),
        agent("latest", free=400, room=500, idle_since=6),
    ]
    assert [name for _, name in planned(waiting, *free)] == [
        "large",
        "late",
        "latest",
        "large",
        "late",
    ]


def test_who_rests_after_a_hard_conversation_is_asked_last() -> None:
    free = [agent("tired", rest_until=NOW + 1_000), agent("fresh", free=100, idle_since=9)]
    assert planned([wait("c1", 2), wait("c2", 1)], *free) == [("c1", "fresh"), ("c2", "tired")]
    assert planned([wait("c1", 2)], *free, after=1) == [("c1", "tired")]


def test_a_heavy_one_needs_as_much_room_as_it_weighs() -> None:
    waiting = [wait("heavy", 5, weight=250), wait("light", 1, weight=50)]
    assert planned(waiting, agent("half", free=200)) == [("light", "half")]
    assert planned(waiting, agent("half", free=300)) == [("heavy", "half"), ("light", "half")]


def test_who_declined_rests_while_others_could_be_asked_and_then_returns() -> None:
    passed = (PassedOver(agent=AccountId("idle"), at=NOW),)
    waiting = [wait("c1", 2, passed_over=passed), wait("c2", 1)]
    both = [agent("idle", idle_since=1), agent("busy", idle_since=2)]
    assert planned(waiting, *both) == [("c1", "busy"), ("c2", "idle")]
    assert planned(waiting[:1], both[0]) == []
    assert planned(waiting[:1], both[0], after=PASSED_OVER_MS // 1000) == [("c1", "idle")]


def test_it_tells_when_to_look_again() -> None:
    planner = Planner()
    planner.await_(
        wait("c1", 3, needs=(Known(skill="bills"),), rings=(Ring(after=5), Ring(after=9)))
    )
    planner.plan(NOW)
    assert planner.due_at() == NOW + 2_000
    planner.plan(Millis(NOW + 2_000))
    assert planner.due_at() == NOW + 6_000
    planner.leave(ConversationId("c1"))
    planner.plan(Millis(NOW + 2_000))
    assert planner.due_at() is None
