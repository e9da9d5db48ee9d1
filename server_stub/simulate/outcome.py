"""What a trial comes to: the figures of its course. Pure."""

import math
from dataclasses import dataclass, fields

from server_stub.simulate.engine import Course
from server_stub.simulate.shifts import SHIFT_S, Shifts
from server_stub.simulate.work import Requests

SOON_S = 30.0
"""Within which an answer counts as soon: the wait that the issue is to beat."""
SOLVED_S = 180.0
"""Within which a request counts as solved at once."""


@dataclass(frozen=True, slots=True)
class Figures:
    """The figures that policies are compared by.

    Waits and the shares of answered and abandoned are of everybody who needed an agent; who gives
    up has waited until then.

    Attributes: agents on line in the mean half hour; solved_180s, of all requests those that the
    robot solved, or an agent within three minutes of their coming; occupancy, the share of the
    places for chats taken during shifts.
    """

    agents: float
    mean_wait_s: float
    p95_wait_s: float
    within_30s: float
    solved_180s: float
    abandoned: float
    occupancy: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """Figures of a trial and what else is told of it.

    Attributes: by half hour, heads on line, and as waits how many came and how long they waited
    together; decisions and spent_s, what the planner decided and the real seconds of it, 0 for
    other policies.
    """

    figures: Figures
    heads: tuple[int, ...]
    waits: tuple[tuple[int, float], ...]
    decisions: int = 0
    spent_s: float = 0.0


def outcome(
    requests: Requests,
    shifts: Shifts,
    course: Course,
    *,
    at_once: int,
    decisions: int = 0,
    spent_s: float = 0.0,
) -> Outcome:
    """The figures of a course that has come to its end."""
    count = len(requests.at)
    halves = [(0, 0.0)] * len(shifts.heads)
    waits = []
    soon = solved = lost = 0
    for came, answered, ended, gave_up in zip(
        requests.at, course.answered, course.ended, course.gave_up, strict=True
    ):
        if math.isnan(answered):
            wait = gave_up - came
            lost += 1
        else:
            wait = answered - came
            soon += wait <= SOON_S
            solved += ended - came <= SOLVED_S
        waits.append(wait)
        half = int(came // SHIFT_S)
        number, together = halves[half]
        halves[half] = (number + 1, together + wait)
    waits.sort()
    places_s = sum(shifts.heads) * SHIFT_S * at_once
    return Outcome(
        figures=Figures(
            agents=shifts.agents,
            mean_wait_s=_share(math.fsum(waits), count),
            p95_wait_s=waits[math.ceil(0.95 * count) - 1] if waits else 0.0,
            within_30s=_share(soon, count),
            solved_180s=_share(solved + requests.robot, count + requests.robot),
            abandoned=_share(lost, count),
            occupancy=_share(course.taken_s, places_s),
        ),
        heads=shifts.heads,
        waits=tuple(halves),
        decisions=decisions,
        spent_s=spent_s,
    )


def mean_of(many: list[Figures]) -> Figures:
    """Figure by figure."""
    return Figures(
        *(
            math.fsum(getattr(one, field.name) for one in many) / len(many)
            for field in fields(Figures)
        )
    )


def _share(part: float, whole: float) -> float:
    return part / whole if whole else 0.0
