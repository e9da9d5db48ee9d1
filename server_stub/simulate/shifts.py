"""Who is at work when: so many positions in each half hour, by a rule and a scale. Pure."""

from dataclasses import dataclass

from server_stub.simulate import staffing
from server_stub.simulate.arrivals import DAY_S, WEEK, Shape
from server_stub.simulate.base_case import BaseCase
from server_stub.simulate.positions import covering

SHIFT_S = 1_800
"""Shifts begin and end on half hours."""


@dataclass(frozen=True, slots=True)
class Shifts:
    """How many positions are taken in each half hour, the first of the first day at 0.

    Positions are taken in their order: in a half hour with n agents it is the first n.
    """

    heads: tuple[int, ...]

    @property
    def agents(self) -> float:
        """On line in the mean half hour: hours paid by hours run."""
        return sum(self.heads) / len(self.heads)


def needs(case: BaseCase, shape: Shape) -> tuple[int, ...]:
    """Agents by the staffing rule in each half hour, Monday's first: of the week, or fewer days."""
    rates = shape.rates(case.requests_per_month)
    share = 1 - case.robot_share
    per_load: dict[float, int] = {}
    found = []
    for begin in range(0, min(case.days, WEEK) * DAY_S, SHIFT_S):
        load = share * _mean_rate(rates, shape.bin_s, begin, begin + SHIFT_S)
        if load not in per_load:
            per_load[load] = staffing.agents_for(case, rate=load)
        found.append(per_load[load])
    return tuple(found)


def scaled(case: BaseCase, week: tuple[int, ...], *, scale: float) -> Shifts:
    """The rule's agents times `scale` on each day of the case, never too few to know all topics."""
    least = covering(len(case.topics), case.skills_per_agent)
    halves = case.days * DAY_S // SHIFT_S
    return Shifts(
        heads=tuple(max(least, round(scale * week[half % len(week)])) for half in range(halves))
    )


def _mean_rate(rates: tuple[float, ...], bin_s: int, begin: int, end: int) -> float:
    """Over a part of the week whose edges need not be those of bins."""
    came = 0.0
    for place in range(begin // bin_s, -(-end // bin_s)):
        inside = min(end, (place + 1) * bin_s) - max(begin, place * bin_s)
        came += rates[place] * inside
    return came / (end - begin)
