"""How many agents a load takes: Erlang A with general patience and chats held side by side. Pure.

Source: the M/M/n+G queue of Baccelli and Hebuterne (1981), in the form of Zeltyn and Mandelbaum,
"Call centers with impatient customers" (2005); ours is that a server is a place for a chat, and
that a place is the faster the fewer chats its agent holds.

With n agents, c chats at once, work of mean 1/mu and g the slow-down, an agent of k chats ends
them at the rate mu f(k), f(k) = k / (1 + g (k - 1)). Chats go to whoever has fewest, so j chats
mean k = j // n each and one more for r = j % n of them, who together end them at the rate

    R(j) = mu ((n - r) f(k) + r f(k + 1)),    j = 0..N,  N = n c

    p(j) = p(j - 1) a / R(j)                  the chance of j chats, requests at the rate a
    v(x) = a p(N - 1) exp(a H(x) - R(N) x)    the density of the wait x of the endlessly patient
    H(x) = the integral of G from 0 to x, G(x) the share whose patience is longer than x

All p(j), j < N, and the integral of v make 1. Then the mean wait of everybody, those who give up
too, is the integral of v H; who gives up is that of v (1 - G); who is answered within t, all who
do not wait and the integral of v G up to t.
"""

import math
from dataclasses import dataclass
from functools import lru_cache

from server_stub.simulate.base_case import BaseCase
from server_stub.simulate.work import Lognormal

_STEPS = 1_200
"""Of the integral, closest near 0 where waits are: ten times as many move no wait by 0.01 %."""
_LONGEST_PATIENCES = 8.0
"""The integral goes so many mean patiences far: of what is left nobody would notice."""
_WITHIN_S = 30.0


@dataclass(frozen=True, slots=True)
class Expected:
    """What requests meet in the long run.

    Attributes: mean_wait in seconds over everybody; the others are shares from 0 to 1; occupancy
    is the share of the places for chats that are taken.
    """

    mean_wait: float
    within_30s: float
    abandoned: float
    occupancy: float


def expected(case: BaseCase, *, rate: float, agents: int) -> Expected:
    """What `agents`, each of whom can answer everything, do to `rate` requests a second."""
    if rate <= 0:
        return Expected(mean_wait=0.0, within_30s=1.0, abandoned=0.0, occupancy=0.0)
    if agents <= 0:
        return Expected(mean_wait=case.patience_mean, within_30s=0.0, abandoned=1.0, occupancy=0.0)
    logs, fastest = _chances(case, rate, agents)
    patience = _patience(case.patience_mean, case.patience_sd)
    exponents = [rate * held - fastest * at for at, _, held in patience]
    at_limit = math.log(rate) + logs[-1]
    top = max(max(logs), at_limit + max(exponents))
    below = [math.exp(one - top) for one in logs]
    density = [math.exp(at_limit + one - top) for one in exponents]
    waiting = held = lost = late = 0.0
    for place in range(1, len(patience)):
        (before, stay_before, held_before) = patience[place - 1]
        (at, stay, held_at) = patience[place]
        half = (at - before) / 2
        first, last = density[place - 1], density[place]
        waiting += half * (first + last)
        held += half * (first * held_before + last * held_at)
        lost += half * (first * (1 - stay_before) + last * (1 - stay))
        if before < _WITHIN_S:
            part = min(1.0, (_WITHIN_S - before) / (at - before))
            late += part * half * (first * stay_before + last * stay)
    direct = sum(below)
    whole = direct + waiting
    places = agents * case.at_once
    taken = sum(number * one for number, one in enumerate(below)) + places * waiting
    return Expected(
        mean_wait=held / whole,
        within_30s=(direct + late) / whole,
        abandoned=lost / whole,
        occupancy=taken / whole / places,
    )


def agents_for(case: BaseCase, *, rate: float) -> int:
    """The fewest with whom the mean wait is at most the target."""
    if rate <= 0:
        return 0

    def enough(agents: int) -> bool:
        return expected(case, rate=rate, agents=agents).mean_wait <= case.target_wait

    # From those who could just keep up, in growing steps to both sides of the edge.
    most = max(1, math.ceil(rate * case.work_mean / (case.at_once * case.rates[-1])))
    least, step = most, 1
    while not enough(most):
        least, most, step = most, most + step, step * 2
    while least == most or (least > 0 and enough(least)):
        most, least, step = least, max(0, least - step), step * 2
    while most - least > 1:
        middle = (least + most) // 2
        least, most = (least, middle) if enough(middle) else (middle, most)
    return most


def _chances(case: BaseCase, rate: float, agents: int) -> tuple[list[float], float]:
    """The logarithms of p(0)..p(N - 1), not yet brought to the sum 1, and R(N)."""
    speeds = [number * speed / case.work_mean for number, speed in enumerate(case.rates)]
    speeds.append(speeds[-1])
    logs = [0.0]
    log_rate = math.log(rate)
    for number in range(1, agents * case.at_once):
        each, more = divmod(number, agents)
        ending = (agents - more) * speeds[each] + more * speeds[each + 1]
        logs.append(logs[-1] + log_rate - math.log(ending))
    return logs, agents * speeds[case.at_once]


@lru_cache(maxsize=16)
def _patience(mean: float, sd: float) -> tuple[tuple[float, float, float], ...]:
    """Points x with G(x) and H(x)."""
    distribution = Lognormal.of(mean=mean, sd=sd)
    points = [(0.0, 1.0, 0.0)]
    held = 0.0
    for step in range(1, _STEPS + 1):
        at = _LONGEST_PATIENCES * mean * (step / _STEPS) ** 2
        stays = distribution.longer_than(at)
        before, stayed, _ = points[-1]
        held += (at - before) * (stays + stayed) / 2
        points.append((at, stays, held))
    return tuple(points)
