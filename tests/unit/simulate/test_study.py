"""Searches, intervals, and the study: the same findings whichever trial ends first."""

import asyncio
import math
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from server_stub.simulate import report
from server_stub.simulate.arrivals import Shape
from server_stub.simulate.base_case import BaseCase
from server_stub.simulate.decision import decision_us
from server_stub.simulate.intervals import Interval, interval, ratio
from server_stub.simulate.outcome import Outcome
from server_stub.simulate.plot import draw_plot
from server_stub.simulate.search import MOST_TRIALS, NEAR, scale_for
from server_stub.simulate.study import Findings, study, trials_at_most
from server_stub.simulate.trial import Trial, Turns, run_trial

_CASE = BaseCase(requests_per_month=60_000, days=1, at_once=1, seeds=2)
_SHAPE = Shape(bin_s=7_200, week=(1.0, 1.0, 1.0, 2.0, 4.0, 6.0, 6.0, 5.0, 5.0, 4.0, 2.0, 1.0) * 7)


@given(st.floats(0.3, 3.0), st.floats(2.0, 40.0), st.floats(1.0, 100.0))
async def test_a_falling_curve_is_met_where_it_is_asked(
    middle: float, steepness: float, wait: float
) -> None:
    async def wait_at(scale: float) -> float:
        return wait * math.exp(-steepness * (scale - middle))

    found = await scale_for(wait_at, wait=wait)
    assert found.trials <= MOST_TRIALS
    assert found.wait == await wait_at(found.scale)
    if 0.7 < middle < 1.4:
        assert found.wait == pytest.approx(wait, rel=2 * NEAR)


async def test_a_wait_that_is_never_reached_ends_at_the_nearest() -> None:
    async def none_at(scale: float) -> float:
        return 0.0 if scale > 0.8 else 5.0

    found = await scale_for(none_at, wait=30.0)
    assert found.trials == MOST_TRIALS
    assert found.wait == 5.0


def test_intervals_are_students() -> None:
    # By hand: mean 2, standard deviation 1, t(2) = 4.303: 4.303 / sqrt(3).
    found = interval([1.0, 2.0, 3.0])
    assert found.mean == 2
    assert found.bounds == pytest.approx((2 - 2.4843, 2 + 2.4843), abs=1e-3)
    assert interval([4.0]) == Interval(4.0, None)
    assert ratio([1.0, 2.0], [2.0, 4.0]) == Interval(0.5, (0.5, 0.5))
    assert ratio([1.0], [0.0]) is None
    many = interval([float(one % 2) for one in range(100)])
    assert many.bounds == pytest.approx((0.5 - 0.0985, 0.5 + 0.0985), abs=1e-3)


def _study(*, backwards: bool) -> tuple[Findings, int]:
    done = 0

    def advance(more: int) -> None:
        nonlocal done
        done += more

    async def run(trial: Trial) -> Outcome:
        # Another order among those that could run at once.
        for _ in range(trial.seed % 3 if backwards else 3 - trial.seed % 3):
            await asyncio.sleep(0)
        return run_trial(trial)

    return asyncio.run(study(_CASE, _SHAPE, run, advance)), done


@pytest.fixture(scope="module")
def findings() -> Findings:
    return _study(backwards=False)[0]


def test_a_study_finds_the_same_in_whatever_order_its_trials_end(findings: Findings) -> None:
    again, done = _study(backwards=True)
    assert done == trials_at_most(_CASE, with_grid=True)
    assert _timeless(again) == _timeless(findings)


def _timeless(findings: Findings) -> dict[str, object]:
    """Without what a decision cost, which no two runs share."""
    line = msgspec.json.decode(report.last_line(findings, decision_us=1.0))
    details = msgspec.json.decode(
        report.details(findings, case=_CASE, turns=Turns.PLAIN, rule=(3, 4))
    )
    details.pop("planner_us")
    return {"last": line, "details": details}


def test_the_last_line_says_what_the_goals_ask(findings: Findings) -> None:
    line = msgspec.json.decode(report.last_line(findings, decision_us=7.123))
    assert list(line) == [
        "policies",
        "pooled_ratio",
        "pooled_ratio_ci",
        "round_robin_ratio",
        "staffing_30s",
        "decision_us",
    ]
    assert list(line["policies"]) == ["pult", "round_robin", "pooled"]
    for figures in line["policies"].values():
        assert list(figures) == [
            "agents",
            "mean_wait_s",
            "p95_wait_s",
            "within_30s",
            "solved_180s",
            "abandoned",
            "occupancy",
        ]
        assert 0 < figures["within_30s"] <= 1
        assert 0 < figures["solved_180s"] <= 1
        assert 0 <= figures["abandoned"] < 1
        assert 0 < figures["occupancy"] <= 1
    assert len({figures["agents"] for figures in line["policies"].values()}) == 1
    low, high = line["pooled_ratio_ci"]
    assert low <= line["pooled_ratio"] <= high
    assert set(line["staffing_30s"]) == {"pult", "round_robin", "pooled"}
    assert line["decision_us"] == 7.12


def test_turns_need_more_agents_than_ours_and_ours_no_fewer_than_the_bound_nearly(
    findings: Findings,
) -> None:
    agents = {policy.value: found for policy, found in findings.staffing_agents.items()}
    assert agents["pult"] < agents["round_robin"]
    assert agents["pult"] >= 0.98 * agents["pooled"]


def test_a_person_reads_the_same_figures(findings: Findings) -> None:
    told = report.words(findings, case=_CASE, turns=Turns.PLAIN, decision_us=7.0)
    pult = next(iter(findings.table().values()))
    assert f"{pult.mean_wait_s:.2f}" in told
    assert "60000 requests a month, 1 days, 2 seeds" in told
    assert told.count(" s  ") >= 5


def test_the_plot_is_a_picture(findings: Findings, tmp_path: Path) -> None:
    path = tmp_path / "plot.png"
    draw_plot(findings, path)
    assert path.read_bytes().startswith(b"\x89PNG")


def test_a_decision_costs_something() -> None:
    assert decision_us(_CASE) > 0
