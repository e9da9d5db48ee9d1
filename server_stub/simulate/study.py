"""What the command asks of trials: the staffing of a wait, policies compared, a grid of cases."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace

from server_stub.simulate.arrivals import Shape
from server_stub.simulate.base_case import BaseCase
from server_stub.simulate.intervals import Interval, ratio
from server_stub.simulate.outcome import Figures, Outcome, mean_of
from server_stub.simulate.policies import PolicyName
from server_stub.simulate.search import MOST_TRIALS, Found, scale_for
from server_stub.simulate.trial import Trial, Turns

NEAR_POOLED_S = 3.0
"""The mean wait of the pooled bound beside which ours is held: the middle of 1-10 s, by ratio."""
GRID_WORK = (60.0, 90.0, 120.0, 180.0, 240.0)
GRID_ROBOT = (0.3, 0.45, 0.6, 0.75)
"""Means of work in seconds and shares of the robot, at which the share solved soon is told."""

RunTrial = Callable[[Trial], Awaitable[Outcome]]
Advance = Callable[[int], None]
"""So many more trials are done, or turned out not to be needed."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One case of the grid, staffed by the rule for it."""

    work_mean: float
    robot_share: float
    figures: Figures


@dataclass(frozen=True, slots=True, kw_only=True)
class Findings:
    """All that a study found.

    Attributes: compared, the outcomes by seed at the staffing where round robin waits nearest the
    target; near_pooled, the same where the pooled bound waits nearest `NEAR_POOLED_S`.
    """

    compared: dict[PolicyName, list[Outcome]]
    near_pooled: dict[PolicyName, list[Outcome]]
    staffing: dict[PolicyName, Found]
    staffing_agents: dict[PolicyName, float]
    pooled_scale: Found
    grid: tuple[Cell, ...]

    def table(self) -> dict[PolicyName, Figures]:
        """The mean figures over the seeds."""
        return {
            policy: mean_of([one.figures for one in many]) for policy, many in self.compared.items()
        }

    def round_robin_ratio(self) -> Interval | None:
        """Our mean wait to round robin's, by seed."""
        return _waits_ratio(self.compared, PolicyName.ROUND_ROBIN)

    def pooled_ratio(self) -> Interval | None:
        """Our mean wait to the pooled bound's, by seed."""
        return _waits_ratio(self.near_pooled, PolicyName.POOLED)

    def planner_us(self) -> float:
        """The planner's time for each decision in the trials of the comparison."""
        ours = self.compared[PolicyName.PULT]
        return sum(one.spent_s for one in ours) / max(1, sum(one.decisions for one in ours)) * 1e6


def trials_at_most(case: BaseCase, *, with_grid: bool) -> int:
    """How many a study takes if every search needs all it may have."""
    searches = len(PolicyName) + 1
    cells = len(GRID_WORK) * len(GRID_ROBOT) if with_grid else 0
    return searches * MOST_TRIALS + 5 * case.seeds + cells


async def study(
    case: BaseCase,
    shape: Shape,
    run: RunTrial,
    advance: Advance,
    *,
    turns: Turns = Turns.PLAIN,
    with_grid: bool = True,
) -> Findings:
    """All trials of the command; which of them run at once changes nothing that is found."""
    return await _Study(case, shape, run, advance, turns).findings(with_grid=with_grid)


class _Study:
    def __init__(
        self, case: BaseCase, shape: Shape, run: RunTrial, advance: Advance, turns: Turns
    ) -> None:
        self._case = case
        self._shape = shape
        self._run = run
        self._advance = advance
        self._turns = turns

    async def findings(self, *, with_grid: bool) -> Findings:
        target = self._case.target_wait
        async with asyncio.TaskGroup() as group:
            compared = group.create_task(self._against_round_robin(target))
            near = group.create_task(self._against_pooled())
            ours = group.create_task(self._staffed(PolicyName.PULT, target))
            pooled = group.create_task(self._staffed(PolicyName.POOLED, target))
            grid = group.create_task(self._grid(GRID_WORK if with_grid else ()))
        (of_turns, turns_agents), outcomes = compared.result()
        found = {
            PolicyName.PULT: ours.result(),
            PolicyName.ROUND_ROBIN: (of_turns, turns_agents),
            PolicyName.POOLED: pooled.result(),
        }
        pooled_scale, near_outcomes = near.result()
        return Findings(
            compared=outcomes,
            near_pooled=near_outcomes,
            staffing={policy: one for policy, (one, _) in found.items()},
            staffing_agents={policy: agents for policy, (_, agents) in found.items()},
            pooled_scale=pooled_scale,
            grid=grid.result(),
        )

    async def _against_round_robin(
        self, target: float
    ) -> tuple[tuple[Found, float], dict[PolicyName, list[Outcome]]]:
        found, agents = await self._staffed(PolicyName.ROUND_ROBIN, target)
        return (found, agents), await self._on_all_seeds(tuple(PolicyName), found.scale)

    async def _against_pooled(self) -> tuple[Found, dict[PolicyName, list[Outcome]]]:
        found, _ = await self._staffed(PolicyName.POOLED, NEAR_POOLED_S)
        policies = (PolicyName.PULT, PolicyName.POOLED)
        return found, await self._on_all_seeds(policies, found.scale)

    async def _staffed(self, policy: PolicyName, wait: float) -> tuple[Found, float]:
        """The scale at which the policy waits so long on the first seed, and its agents."""
        agents: dict[float, float] = {}

        async def wait_at(scale: float) -> float:
            figures = (await self._trial(policy, scale, 1)).figures
            agents[scale] = figures.agents
            return figures.mean_wait_s

        found = await scale_for(wait_at, wait=wait)
        self._advance(MOST_TRIALS - found.trials)
        return found, agents[found.scale]

    async def _on_all_seeds(
        self, policies: tuple[PolicyName, ...], scale: float
    ) -> dict[PolicyName, list[Outcome]]:
        async with asyncio.TaskGroup() as group:
            tasks = {
                policy: [
                    group.create_task(self._trial(policy, scale, seed))
                    for seed in range(1, self._case.seeds + 1)
                ]
                for policy in policies
            }
        return {policy: [task.result() for task in many] for policy, many in tasks.items()}

    async def _grid(self, works: Sequence[float]) -> tuple[Cell, ...]:
        """Ours, each case staffed by the rule for itself, on one day of one seed."""
        wide = self._case.work_sd / self._case.work_mean
        cases = [
            replace(self._case, work_mean=work, work_sd=work * wide, robot_share=robot, days=1)
            for work in works
            for robot in GRID_ROBOT
        ]
        async with asyncio.TaskGroup() as group:
            tasks = [group.create_task(self._trial(PolicyName.PULT, 1.0, 1, one)) for one in cases]
        return tuple(
            Cell(one.work_mean, one.robot_share, task.result().figures)
            for one, task in zip(cases, tasks, strict=True)
        )

    async def _trial(
        self, policy: PolicyName, scale: float, seed: int, case: BaseCase | None = None
    ) -> Outcome:
        outcome = await self._run(
            Trial(
                case=case or self._case,
                shape=self._shape,
                policy=policy,
                scale=scale,
                seed=seed,
                turns=self._turns,
            )
        )
        self._advance(1)
        return outcome


def _waits_ratio(outcomes: dict[PolicyName, list[Outcome]], other: PolicyName) -> Interval | None:
    ours, others = (
        [one.figures.mean_wait_s for one in outcomes[policy]] for policy in (PolicyName.PULT, other)
    )
    return ratio(ours, others)
