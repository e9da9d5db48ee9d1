"""What a study found, in words and as JSON: the last line is for whoever holds it to the goals."""

from dataclasses import asdict, fields

import msgspec

from server_stub.simulate.base_case import BaseCase
from server_stub.simulate.intervals import Interval
from server_stub.simulate.outcome import Figures, Outcome
from server_stub.simulate.policies import PolicyName
from server_stub.simulate.study import NEAR_POOLED_S, Cell, Findings
from server_stub.simulate.trial import Turns

_DIGITS = 4


def last_line(findings: Findings, *, decision_us: float) -> str:
    """The figures of the goals, as one line of JSON whose names are never changed."""
    pooled, turns = findings.pooled_ratio(), findings.round_robin_ratio()
    return _line(
        {
            "policies": {
                policy.value: _rounded(figures) for policy, figures in findings.table().items()
            },
            "pooled_ratio": _mean(pooled),
            "pooled_ratio_ci": _bounds(pooled),
            "round_robin_ratio": _mean(turns),
            "staffing_30s": {
                policy.value: round(findings.staffing_agents[policy], 2) for policy in PolicyName
            },
            "decision_us": round(decision_us, 2),
        }
    )


def details(findings: Findings, *, case: BaseCase, turns: Turns, rule: tuple[int, ...]) -> str:
    """Everything that was found, as JSON: by seed, the grid, and what it was asked with.

    `rule` is the agents of each half hour that the staffing rule says.
    """
    turns_ratio = findings.round_robin_ratio()
    return _line(
        {
            "case": asdict(case),
            "round_robin": turns.value,
            "round_robin_ratio_ci": _bounds(turns_ratio),
            "scales": {
                policy.value: round(one.scale, _DIGITS) for policy, one in findings.staffing.items()
            },
            "staffing_waits_s": {
                policy.value: round(one.wait, 2) for policy, one in findings.staffing.items()
            },
            "compared": _by_seed(findings.compared),
            "near_pooled": _by_seed(findings.near_pooled),
            "staffing_rule": rule,
            "planner_us": round(findings.planner_us(), 2),
            "grid": [
                {
                    "work_mean": cell.work_mean,
                    "robot_share": cell.robot_share,
                    **_rounded(cell.figures),
                }
                for cell in findings.grid
            ],
        }
    )


def words(findings: Findings, *, case: BaseCase, turns: Turns, decision_us: float) -> str:
    """For a person: tables, ratios with their intervals, and what they are of."""
    near = findings.near_pooled[PolicyName.POOLED]
    pooled_wait = sum(one.figures.mean_wait_s for one in near) / len(near)
    lines = [
        f"{case.requests_per_month} requests a month, {case.days} days, {case.seeds} seeds; "
        f"the robot solves {case.robot_share:.0%}.",
        "",
        f"At the staffing where round robin ({turns.value}) waits nearest {case.target_wait:g} s:",
        *_policies(findings.table()),
        f"  our wait to round robin's: {_told(findings.round_robin_ratio())}",
        "",
        f"Where the pooled bound waits {pooled_wait:.1f} s (nearest {NEAR_POOLED_S:g} s):",
        f"  our wait to the bound's: {_told(findings.pooled_ratio())}",
        "",
        f"Agents on line, in the mean half hour, for a mean wait of {case.target_wait:g} s:",
        *(
            f"  {policy.value:12} {findings.staffing_agents[policy]:8.2f}"
            f"   (waits {findings.staffing[policy].wait:.1f} s)"
            for policy in PolicyName
        ),
        "",
        "Of all requests solved within 180 s, by mean work (rows) and robot's share; one day of",
        f"ours, each case staffed by the rule for {case.target_wait:g} s:",
        *_grid(findings.grid),
        "",
        f"A decision takes {decision_us:.1f} us in a plan of 250 at 500 agents, "
        f"{findings.planner_us():.1f} us one by one in the trials.",
    ]
    return "\n".join(lines)


def _policies(table: dict[PolicyName, Figures]) -> list[str]:
    head = ("agents", "wait s", "p95 s", "<=30 s", "<=180 s", "gave up", "taken")
    lines = [f"  {'':12}" + "".join(f"{name:>9}" for name in head)]
    for policy, one in table.items():
        shares = (one.within_30s, one.solved_180s, one.abandoned, one.occupancy)
        lines.append(
            f"  {policy.value:12}{one.agents:9.2f}{one.mean_wait_s:9.2f}{one.p95_wait_s:9.1f}"
            + "".join(f"{share:9.1%}" for share in shares)
        )
    return lines


def _grid(cells: tuple[Cell, ...]) -> list[str]:
    robots = list(dict.fromkeys(cell.robot_share for cell in cells))
    lines = [f"  {'':8}" + "".join(f"{share:>9.0%}" for share in robots)]
    for work in dict.fromkeys(cell.work_mean for cell in cells):
        row = [cell for cell in cells if cell.work_mean == work]
        lines.append(
            f"  {work:6.0f} s" + "".join(f"{cell.figures.solved_180s:9.1%}" for cell in row)
        )
    return lines


def _told(found: Interval | None) -> str:
    if found is None:
        return "none: nobody waits there"
    if found.bounds is None:
        return f"{found.mean:.3f} (one seed: no interval)"
    low, high = found.bounds
    return f"{found.mean:.3f} (95 % between {low:.3f} and {high:.3f})"


def _by_seed(outcomes: dict[PolicyName, list[Outcome]]) -> dict[str, list[dict[str, float]]]:
    return {
        policy.value: [_rounded(one.figures) for one in many] for policy, many in outcomes.items()
    }


def _rounded(figures: Figures) -> dict[str, float]:
    return {field.name: round(getattr(figures, field.name), _DIGITS) for field in fields(figures)}


def _mean(found: Interval | None) -> float | None:
    return None if found is None else round(found.mean, _DIGITS)


def _bounds(found: Interval | None) -> list[float] | None:
    if found is None or found.bounds is None:
        return None
    return [round(bound, _DIGITS) for bound in found.bounds]


def _line(data: object) -> str:
    return msgspec.json.encode(data).decode()
