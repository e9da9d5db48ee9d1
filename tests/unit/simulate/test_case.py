"""The base case: its numbers, what is refused, who knows what, and what each request brings."""

import math
from collections import Counter
from dataclasses import replace
from statistics import fmean, pstdev
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server_stub.simulate.base_case import BaseCase, shares
from server_stub.simulate.errors import ParameterRefused, Reason
from server_stub.simulate.positions import covering, skill_sets
from server_stub.simulate.work import Lognormal, draw


@pytest.mark.parametrize(
    ("field", "value", "reason"),
    [
        ("requests_per_month", 0, Reason.TOO_SMALL),
        ("requests_per_month", 10**12, Reason.TOO_LARGE),
        ("days", 0, Reason.TOO_SMALL),
        ("topics", (), Reason.EMPTY),
        ("topics", (1.0, 0.0), Reason.TOO_SMALL),
        ("topics", (1.0, math.nan), Reason.NOT_A_NUMBER),
        ("skills_per_agent", 6, Reason.TOO_LARGE),
        ("at_once", 0, Reason.TOO_SMALL),
        ("slowdown", -0.1, Reason.TOO_SMALL),
        ("work_mean", 0.0, Reason.TOO_SMALL),
        ("work_sd", math.inf, Reason.NOT_A_NUMBER),
        ("patience_mean", 1e9, Reason.TOO_LARGE),
        ("robot_share", 1.0, Reason.TOO_LARGE),
        ("target_wait", -1.0, Reason.TOO_SMALL),
        ("seeds", 0, Reason.TOO_SMALL),
    ],
)
def test_a_number_without_sense_is_refused_by_its_name(
    field: str, value: object, reason: Reason
) -> None:
    values: dict[str, Any] = {field: value}
    with pytest.raises(ParameterRefused) as refused:
        replace(BaseCase(), **values)
    assert refused.value.reason is reason
    assert refused.value.data["field"] == field


def test_shares_are_typed_with_commas_and_need_not_make_a_hundred() -> None:
    assert BaseCase(topics=shares("3, 1")).topic_shares == (0.75, 0.25)
    with pytest.raises(ParameterRefused):
        shares("35,many")


def test_the_pace_of_chats_side_by_side_is_that_of_the_issue() -> None:
    assert BaseCase().rates == (0.0, 1.0, 1 / 1.25, 1 / 1.5, 1 / 1.75)


def test_a_lognormal_has_the_mean_and_the_spread_that_were_asked_for() -> None:
    case = BaseCase(robot_share=0.0)
    found = draw(case, [float(at) for at in range(100_000)], seed=1)
    assert fmean(found.work) == pytest.approx(180, rel=0.01)
    assert pstdev(found.work) == pytest.approx(150, rel=0.03)
    assert fmean(found.patience) == pytest.approx(240, rel=0.01)
    within = sum(one > 100 for one in found.work) / len(found.work)
    assert Lognormal.of(mean=180, sd=150).longer_than(100) == pytest.approx(within, abs=0.005)
    assert Lognormal.of(mean=180, sd=150).longer_than(0) == 1
    topics = Counter(found.topic)
    for topic, share in enumerate(case.topic_shares):
        assert topics[topic] / len(found.topic) == pytest.approx(share, abs=0.005)


def test_a_request_is_the_same_person_whatever_the_robot_solves_or_work_means() -> None:
    moments = [float(at) for at in range(1_000)]
    whole = draw(BaseCase(robot_share=0.0), moments, seed=7)
    half = draw(BaseCase(robot_share=0.5, work_mean=360.0, work_sd=300.0), moments, seed=7)
    assert half.robot == 1_000 - len(half.at)
    assert 400 < half.robot < 600
    for at, topic, work, patience in zip(
        half.at, half.topic, half.work, half.patience, strict=True
    ):
        number = int(at)
        assert topic == whole.topic[number]
        assert work == pytest.approx(2 * whole.work[number])
        assert patience == whole.patience[number]


@given(
    st.lists(st.floats(0.01, 1.0), min_size=1, max_size=8),
    st.integers(1, 4),
    st.integers(1, 120),
)
def test_the_first_of_any_number_know_everything_about_as_often_as_it_is_asked(
    weights: list[float], skills: int, positions: int
) -> None:
    skills = min(skills, len(weights))
    wanted = tuple(one / sum(weights) for one in weights)
    sets = skill_sets(wanted, skills=skills, positions=positions)
    assert all(len(one) == skills == len(set(one)) for one in sets)
    assert sets == skill_sets(wanted, skills=skills, positions=positions + 1)[:-1]
    if positions >= covering(len(wanted), skills):
        assert {topic for one in sets for topic in one} == set(range(len(wanted)))


def test_the_skills_of_the_base_case_go_by_the_roots_of_small_shares() -> None:
    sets = skill_sets(BaseCase().topic_shares, skills=2, positions=400)
    for agents in (50, 400):
        known = Counter(topic for one in sets[:agents] for topic in one)
        # Those with small loads have more of the margin, the less so the larger the team.
        each = [known[topic] / agents / 2 for topic in range(5)]
        assert each[0] < 0.35
        assert each[4] > 0.05
        assert each == pytest.approx([0.35, 0.25, 0.2, 0.15, 0.05], abs=0.2 / agents**0.5)
