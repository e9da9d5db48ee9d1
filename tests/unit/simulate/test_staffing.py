"""The staffing rule: Erlang's where that is known, the simulation's within 5 %, monotone."""

import math
from dataclasses import replace
from itertools import pairwise
from random import Random

import pytest

from server_stub.simulate import staffing
from server_stub.simulate.arrivals import DAY_S, Shape
from server_stub.simulate.base_case import BaseCase
from server_stub.simulate.outcome import outcome
from server_stub.simulate.policies import PolicyName
from server_stub.simulate.positions import covering, skill_sets
from server_stub.simulate.shifts import SHIFT_S, Shifts, needs, scaled
from server_stub.simulate.work import draw
from tests.unit.simulate.courses import POLICIES, course


def test_without_impatience_and_side_by_side_it_is_erlang_c() -> None:
    case = BaseCase(at_once=1, work_mean=60.0, patience_mean=20_000.0, patience_sd=1.0)
    agents, load = 5, 4.0
    waiting = load**agents / math.factorial(agents) * agents / (agents - load)
    chance = waiting / (sum(load**k / math.factorial(k) for k in range(agents)) + waiting)
    found = staffing.expected(case, rate=load / 60, agents=agents)
    assert found.mean_wait == pytest.approx(chance * 60 / (agents - load), rel=0.01)
    assert found.abandoned == pytest.approx(0, abs=1e-6)
    assert found.occupancy == pytest.approx(load / agents, rel=0.001)


def test_who_gives_up_is_who_is_not_served() -> None:
    # What is served is the pace of all places, as long as all of them are taken.
    case = BaseCase()
    found = staffing.expected(case, rate=2.0, agents=100)
    pace = 100 * 4 / 1.75 / case.work_mean
    assert found.occupancy == pytest.approx(1, abs=0.001)
    assert found.abandoned == pytest.approx(1 - pace / 2.0, abs=0.002)


def test_more_agents_wait_less_and_lose_fewer() -> None:
    case = BaseCase()
    many = [staffing.expected(case, rate=0.3, agents=agents) for agents in range(15, 40)]
    assert all(one.mean_wait > after.mean_wait for one, after in pairwise(many))
    assert all(one.abandoned > after.abandoned for one, after in pairwise(many))
    assert all(one.within_30s < after.within_30s for one, after in pairwise(many))


def test_nobody_is_needed_for_nothing_and_nobody_answers_nothing() -> None:
    case = BaseCase()
    assert staffing.agents_for(case, rate=0) == 0
    assert staffing.expected(case, rate=0.5, agents=0).abandoned == 1
    assert staffing.expected(case, rate=0, agents=3).mean_wait == 0


@pytest.mark.parametrize(
    ("policy", "rate", "case"),
    [
        (PolicyName.POOLED, 0.5, BaseCase()),
        (PolicyName.POOLED, 1.5, BaseCase()),
        (PolicyName.POOLED, 0.4, BaseCase(at_once=1)),
        (PolicyName.POOLED, 0.5, BaseCase(at_once=2, slowdown=0.6)),
        (PolicyName.POOLED, 0.5, BaseCase(work_mean=90.0, work_sd=120.0, patience_mean=120.0)),
        (PolicyName.PULT, 1.0, BaseCase()),
    ],
)
def test_the_rule_is_within_5_percent_of_what_the_simulation_needs(
    policy: PolicyName, rate: float, case: BaseCase
) -> None:
    agents = staffing.agents_for(case, rate=rate)
    fewer, more = math.floor(agents * 0.95), math.ceil(agents * 1.05)
    assert _waits(case, rate, fewer, policy) > case.target_wait > _waits(case, rate, more, policy)


def _waits(case: BaseCase, rate: float, agents: int, policy: PolicyName) -> float:
    random, now = Random("steady"), 0.0
    moments: list[float] = []
    while len(moments) < 8_000:
        now += random.expovariate(rate)
        moments.append(now)
    came = draw(replace(case, robot_share=0.0), moments, seed=1)
    skills = skill_sets(case.topic_shares, skills=2, positions=agents)
    heads = [agents] * math.ceil(now / SHIFT_S)
    found = course(
        POLICIES[policy.value],
        came,
        heads=heads,
        skills=skills,
        at_once=case.at_once,
        slowdown=case.slowdown,
    )
    return outcome(came, Shifts(tuple(heads)), found, at_once=case.at_once).figures.mean_wait_s


def test_each_half_hour_gets_what_its_own_load_needs() -> None:
    case = BaseCase(requests_per_month=300_000, days=1)
    # Nobody but between 10:00 and 10:30 of the Monday, in quarter hours.
    week = [0.0] * (7 * DAY_S // 900)
    week[40] = week[41] = 1.0
    found = needs(case, Shape(bin_s=900, week=tuple(week)))
    rate = 300_000 / 30 * 7 * (1 - case.robot_share) / SHIFT_S
    assert found[20] == staffing.agents_for(case, rate=rate)
    assert sum(found) == found[20]


def test_a_plan_is_scaled_over_its_days_and_always_knows_every_topic() -> None:
    case = BaseCase(days=9)
    plan = scaled(case, (0,) * 48 + (100,) * (48 * 6), scale=1.1)
    assert plan.heads[:48] == (covering(5, 2),) * 48
    assert plan.heads[48 * 7 : 48 * 8] == (3,) * 48
    assert set(plan.heads[48 * 8 :]) == {110}
    assert plan.agents == pytest.approx((3 * 96 + 110 * 48 * 7) / (48 * 9))


def test_bins_that_do_not_end_with_the_half_hour_are_shared_out() -> None:
    case = BaseCase(requests_per_month=3_000_000)
    # Bins of 80 minutes: the third half hour has 20 of the first one's and 10 of the second's.
    found = needs(case, Shape(bin_s=4_800, week=(1.0, 5.0) * (7 * DAY_S // 9_600)))
    assert len(found) == 336
    assert found[0] == found[1] < found[2] < found[3] == found[4]
