"""One policy on the requests of one seed with one plan of shifts: the unit of a study's work."""

from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from server_stub.simulate import engine, shifts
from server_stub.simulate.arrivals import Shape, moments
from server_stub.simulate.base_case import BaseCase
from server_stub.simulate.outcome import Outcome, outcome
from server_stub.simulate.planner_policy import PlannerPolicy
from server_stub.simulate.policies import Policy, PolicyName, Setting
from server_stub.simulate.pooled import Pooled
from server_stub.simulate.positions import skill_sets
from server_stub.simulate.round_robin import RoundRobin
from server_stub.simulate.work import Requests, draw

_KEPT = 2
"""Sets of requests that a process keeps: those of a seed serve several trials in a row."""


class Turns(StrEnum):
    """How round robin takes turns."""

    PLAIN = "plain"
    """The next one in turn, whatever he has to do already."""
    PAST_FULL = "past_full"
    """The next one in turn who has a place, if anybody has one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """Everything that a trial depends on. `scale` is of the agents that the staffing rule says."""

    case: BaseCase
    shape: Shape
    policy: PolicyName
    scale: float
    seed: int
    turns: Turns = Turns.PLAIN


def run_trial(trial: Trial) -> Outcome:
    """Run it to its last chat's end; the same trial gives the same figures in every process."""
    case = trial.case
    requests = _requests(case, trial.shape, trial.seed)
    plan = shifts.scaled(case, _needs(case, trial.shape), scale=trial.scale)
    skills = skill_sets(case.topic_shares, skills=case.skills_per_agent, positions=max(plan.heads))
    setting = Setting(topics=requests.topic, skills=skills, at_once=case.at_once)
    policy = _policy(trial, setting)
    course = engine.run(requests, plan, policy, case.rates)
    ours = policy if isinstance(policy, PlannerPolicy) else None
    return outcome(
        requests,
        plan,
        course,
        at_once=case.at_once,
        decisions=ours.decisions if ours else 0,
        spent_s=ours.spent_s if ours else 0.0,
    )


def _policy(trial: Trial, setting: Setting) -> Policy:
    match trial.policy:
        case PolicyName.PULT:
            return PlannerPolicy(setting)
        case PolicyName.ROUND_ROBIN:
            return RoundRobin(setting, past_full=trial.turns is Turns.PAST_FULL)
        case PolicyName.POOLED:
            return Pooled(setting)


@lru_cache(maxsize=_KEPT)
def _requests(case: BaseCase, shape: Shape, seed: int) -> Requests:
    rates = shape.rates(case.requests_per_month)
    return draw(case, moments(rates, shape.bin_s, days=case.days, seed=seed), seed=seed)


@lru_cache(maxsize=32)
def _needs(case: BaseCase, shape: Shape) -> tuple[int, ...]:
    return shifts.needs(case, shape)
