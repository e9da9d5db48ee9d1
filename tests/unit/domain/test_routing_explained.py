"""What is told of a decision is what the plan did, and what kept the others from it."""

import msgspec
from hypothesis import given

from protocol.configuration import Known, Ring
from protocol.ids import AccountId
from protocol.routing import ChosenFor, Explanation, Limit
from protocol.scalars import Millis
from server_stub.domain.conversation import PassedOver
from server_stub.domain.routing import Candidate, Waiting, plan
from server_stub.domain.routing_explained import NEAREST, explain, explain_all
from tests.unit.domain.test_routing import NOW, agent, knows, queues_of_waiting, shifts, wait


def told(waiting: Waiting, *there: Candidate, away: tuple[Candidate, ...] = ()) -> Explanation:
    return explain(waiting, there, away=away, now=NOW)


def limits_of(why: Explanation) -> dict[Limit, tuple[int, tuple[str, ...]]]:
    return {one.limit: (one.count, one.names) for one in why.limits}


@given(queues_of_waiting, shifts)
def test_the_best_of_the_choices_is_whom_the_plan_chose(
    waiting: list[Waiting], free: list[Candidate]
) -> None:
    assignments = plan(waiting, free, now=NOW)
    whys = explain_all(assignments, waiting, free, away=(), now=NOW)
    for one, why in zip(assignments, whys, strict=True):
        assert (why.best[0].agent, why.best[0].ring) == (one.agent, one.ring)
        assert why.choices + sum(limit.count for limit in why.limits) == len(free)
    # Of those that are left nobody has a choice.
    given_away = {one.conversation for one in assignments}
    there = {one.agent: one for one in free}
    for one in assignments:
        weight = next(w.weight for w in waiting if w.conversation == one.conversation)
        there[one.agent] = msgspec.structs.replace(
            there[one.agent], free=there[one.agent].free - weight
        )
    for left in waiting:
        if left.conversation not in given_away:
            assert explain(left, there.values(), away=(), now=NOW).choices == 0


def test_each_is_counted_under_the_first_limit_that_keeps_him() -> None:
    waiting = wait(
        "c1",
        5,
        queue="technical",
        needs=(Known(skill="bills", level=2),),
        language="ru",
        passed_over=(PassedOver(agent=AccountId("passed"), at=NOW),),
    )
    able = {"skills": knows(bills=2), "languages": frozenset({"ru"})}
    why = told(
        waiting,
        agent("free", **able),
        agent("passed", **able),
        agent("full", **able | {"free": 50}),
        agent("begins", **able | {"skills": knows(bills=1)}),
        agent("foreign", **able | {"languages": frozenset({"en"})}),
        agent("elsewhere", **able | {"queues": frozenset({"general"})}),
        away=(agent("gone", **able), agent("useless")),
    )
    assert limits_of(why) == {
        Limit.AWAY: (1, ("gone",)),
        Limit.QUEUE: (1, ("elsewhere",)),
        Limit.SKILL: (1, ("begins",)),
        Limit.LANGUAGE: (1, ("foreign",)),
        Limit.PASSED: (1, ("passed",)),
        Limit.ROOM: (1, ("full",)),
    }
    assert (why.on_line, why.choices, why.chosen_for) == (6, 1, ChosenFor.ONLY)


def test_what_decided_between_two_is_told() -> None:
    waiting = wait("c1", 5)
    first = agent("a", free=300)
    assert told(waiting, first, agent("b", free=200)).chosen_for is ChosenFor.LOAD
    assert told(waiting, first, agent("b", free=300, idle_since=5)).chosen_for is ChosenFor.IDLE
    assert told(waiting, first, agent("b", free=300)).chosen_for is ChosenFor.ORDER
    tired = agent("b", free=500, rest_until=NOW + 1)
    assert told(waiting, first, tired).chosen_for is ChosenFor.RESTED
    widened = wait(
        "c1", 5, needs=(Known(skill="bills"),), rings=(Ring(after=5, without=("bills",)),)
    )
    best = agent("a", free=100, skills=knows(bills=1))
    assert told(widened, best, agent("b", free=500)).chosen_for is ChosenFor.SKILL
    mine = wait("c1", 5, known_agent="b", known_until=NOW + 1)
    why = told(mine, first, agent("b", free=100))
    assert (why.chosen_for, why.known_until) == (ChosenFor.KNOWN, NOW + 1)
    assert limits_of(why) == {Limit.KNOWN: (1, ("a",))}


def test_it_says_what_has_been_relaxed_and_when_more_will_be() -> None:
    rings = (Ring(after=5, lower=1), Ring(after=9, any_language=True))
    waiting = wait("c1", 5, needs=(Known(skill="bills", level=3),), language="ru", rings=rings)
    why = told(waiting)
    assert (why.opened, why.opens_at) == (rings[:1], Millis(NOW + 4_000))
    assert (why.needs, why.language) == ((Known(skill="bills", level=2),), "ru")


def test_it_stays_small_however_many_there_are() -> None:
    many = [
        msgspec.structs.replace(agent(f"{number:026}", free=number % 2 * 100), name="я" * 200)
        for number in range(500)
    ]
    why = told(wait("c1", 5), *many, away=tuple(many))
    assert len(why.best) == NEAREST
    assert all(len(limit.names) <= NEAREST for limit in why.limits)
    assert len(msgspec.json.encode(why)) < 2_048
