"""The virtual centre keeps its laws: nobody is lost, chats slow each other, waits are Erlang's."""

import math
from dataclasses import dataclass
from itertools import accumulate
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server_stub.simulate.intervals import interval
from server_stub.simulate.shifts import SHIFT_S
from server_stub.simulate.work import Requests
from tests.unit.simulate.courses import POLICIES, check, course, requests

_SKILLS = [(0, 1), (1, 2), (0, 2), (0, 1), (1, 2)]


@dataclass(frozen=True, slots=True)
class _Centre:
    came: Requests
    heads: list[int]
    at_once: int
    until: float


@st.composite
def _centres(draw: st.DrawFn) -> _Centre:
    one = st.tuples(
        st.integers(0, 400), st.integers(1, 900), st.integers(0, 600), st.integers(0, 2)
    )
    people = draw(st.lists(one, max_size=40))
    moments = accumulate(float(gap) for gap, *_ in people)
    return _Centre(
        came=requests(
            *((at, float(work)) for at, (_, work, _, _) in zip(moments, people, strict=True)),
            topics=[topic for *_, topic in people],
            patience=[patience for _, _, patience, _ in people],
        ),
        heads=draw(st.lists(st.integers(2, 5), min_size=1, max_size=5)),
        at_once=draw(st.integers(1, 3)),
        until=draw(st.one_of(st.just(math.inf), st.floats(0, 8_000))),
    )


@pytest.mark.parametrize("policy", POLICIES)
@given(centre=_centres())
def test_whoever_came_is_answered_or_gave_up_or_is_there(policy: str, centre: _Centre) -> None:
    found, again = (
        course(
            POLICIES[policy],
            centre.came,
            heads=centre.heads,
            skills=_SKILLS,
            at_once=centre.at_once,
            until=centre.until,
        )
        for _ in range(2)
    )
    check(
        centre.came,
        found,
        heads=centre.heads,
        skills=None if policy == "pooled" else _SKILLS,
        at_once=centre.at_once,
        until=centre.until,
    )
    # By its words: a moment that did not come is no number, and equals nothing.
    assert repr(again) == repr(found)


@given(centre=_centres())
def test_where_everybody_knows_everything_ours_is_the_bound(centre: _Centre) -> None:
    ours, bound = (
        course(
            POLICIES[policy],
            centre.came,
            heads=centre.heads,
            skills=[(0, 1, 2)] * 5,
            at_once=1,
            until=centre.until,
        )
        for policy in ("pult", "pooled")
    )
    assert repr(ours.answered) == repr(bound.answered)
    assert repr(ours.gave_up) == repr(bound.gave_up)


@pytest.mark.parametrize("policy", POLICIES)
def test_two_chats_slow_each_other_as_reckoned_by_hand(policy: str) -> None:
    # The first is half done when the second comes; both go on at 0.8, so its other 50 s take 62.5.
    # The second has got 50 s by then, and has its other 50 s alone.
    found = course(POLICIES[policy], requests((0, 100), (50, 100)), heads=[1])
    assert found.ended == [112.5, 162.5]


@pytest.mark.parametrize("policy", POLICIES)
def test_who_finds_no_place_waits_for_one(policy: str) -> None:
    came = requests((0, 60), (10, 60), (20, 60), patience=[500, 500, 30])
    found = course(POLICIES[policy], came, heads=[1], at_once=1)
    assert found.answered[:2] == [0, 60]
    assert found.gave_up[2] == 50


@pytest.mark.parametrize("policy", POLICIES)
def test_an_agent_whose_shift_is_over_ends_what_he_has_and_gets_nothing(policy: str) -> None:
    late = SHIFT_S - 10.0
    came = requests((late, 100), (late, 100), (SHIFT_S + 1.0, 100), (SHIFT_S + 2.0, 100))
    found = course(POLICIES[policy], came, heads=[2, 1], at_once=1)
    assert sorted(found.answered_by[:2]) == [0, 1]
    assert found.ended[:2] == [late + 100, late + 100]
    assert found.answered_by[2:] == [0, 0]
    assert found.answered[2:] == [late + 100, late + 200]


def test_chats_held_by_who_is_on_line_are_counted_to_the_last_shift() -> None:
    found = course(POLICIES["pooled"], requests((SHIFT_S - 60.0, 100)), heads=[1])
    assert found.taken_s == 60


@pytest.mark.parametrize("policy", ["pult", "pooled"])
def test_waits_are_those_of_erlang_c(policy: str) -> None:
    agents, rate, service = 5, 4 / 60, 60.0
    load = rate * service
    waiting = load**agents / math.factorial(agents) * agents / (agents - load)
    chance = waiting / (sum(load**k / math.factorial(k) for k in range(agents)) + waiting)
    wait = chance * service / (agents - load)

    found = interval([_mean_wait(policy, seed, agents, rate, service) for seed in range(6)])

    assert found.bounds is not None
    assert found.bounds[0] <= wait <= found.bounds[1]
    assert found.mean == pytest.approx(wait, rel=0.1)


def _mean_wait(policy: str, seed: int, agents: int, rate: float, service: float) -> float:
    random = Random(f"erlang-{seed}")
    now, rows = 0.0, []
    for _ in range(5_000):
        now += random.expovariate(rate)
        rows.append((now, random.expovariate(1 / service)))
    came = requests(*rows)
    found = course(POLICIES[policy], came, heads=[agents], at_once=1)
    waits = [answered - at for answered, at in zip(found.answered, came.at, strict=True)]
    return math.fsum(waits) / len(waits)
