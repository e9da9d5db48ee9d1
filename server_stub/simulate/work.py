"""What each request brings: topic, work, patience, and whether the robot solves it; seeded."""

import math
from bisect import bisect_right
from dataclasses import dataclass
from itertools import accumulate
from random import Random
from statistics import NormalDist

from server_stub.simulate.base_case import BaseCase

# A uniform number of exactly 0 would be nobody's quantile.
_LEAST = 2.0**-54


@dataclass(frozen=True, slots=True)
class Lognormal:
    """A lognormal distribution by the mean and the logarithm's two parameters.

    Attributes: mu and sigma are of the logarithm.
    """

    mu: float
    sigma: float

    @classmethod
    def of(cls, *, mean: float, sd: float) -> "Lognormal":
        """The one with this mean and standard deviation."""
        square = math.log1p((sd / mean) ** 2)
        return cls(mu=math.log(mean) - square / 2, sigma=math.sqrt(square))

    def longer_than(self, value: float) -> float:
        """The share that is longer."""
        if value <= 0:
            return 1.0
        return 0.5 * math.erfc((math.log(value) - self.mu) / (self.sigma * math.sqrt(2)))


@dataclass(frozen=True, slots=True)
class Requests:
    """Those that need an agent, in the order they come; a place in the lists is a request.

    Attributes: at, work and patience are in seconds; `robot` is how many others the robot solved.
    """

    at: list[float]
    topic: list[int]
    work: list[float]
    patience: list[float]
    robot: int


def draw(case: BaseCase, moments: list[float], *, seed: int) -> Requests:
    """What comes at these moments.

    The same four random numbers belong to a request by its number whatever the parameters are,
    so that policies, and cases with other means, are compared on the same people.
    """
    uniform = Random(f"{seed}/requests").random
    normal = NormalDist().inv_cdf
    work = Lognormal.of(mean=case.work_mean, sd=case.work_sd)
    patience = Lognormal.of(mean=case.patience_mean, sd=case.patience_sd)
    limits = list(accumulate(case.topic_shares))[:-1]
    found = Requests(at=[], topic=[], work=[], patience=[], robot=0)
    for moment in moments:
        robot, topic = uniform(), uniform()
        lot = max(uniform(), _LEAST), max(uniform(), _LEAST)
        if robot < case.robot_share:
            continue
        found.at.append(moment)
        found.topic.append(bisect_right(limits, topic))
        found.work.append(math.exp(work.mu + work.sigma * normal(lot[0])))
        found.patience.append(math.exp(patience.mu + patience.sigma * normal(lot[1])))
    return Requests(
        at=found.at,
        topic=found.topic,
        work=found.work,
        patience=found.patience,
        robot=len(moments) - len(found.at),
    )
