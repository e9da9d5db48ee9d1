"""The staffing at which a policy waits so long: a falling curve, asked as few times as possible."""

import math
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

MOST_TRIALS = 9
"""In practice five or six: each halves the bracket at worst, and is weighed by the curve."""
NEAR = 0.01
"""Of the wait: nearer is not worth another trial, it is a thousandth of the agents."""
_STEP = 1.08
"""From the rule's staffing outwards, until the wait lies between two trials."""
_INSIDE = 0.08
"""So far a trial stays from both ends of the bracket, that it always shrinks."""
_NO_WAIT_S = 1e-3
"""For the logarithm of none at all."""


@dataclass(frozen=True, slots=True)
class Found:
    """The scale whose wait came nearest, that wait, and how many trials it took."""

    scale: float
    wait: float
    trials: int


async def scale_for(wait_at: Callable[[float], Awaitable[float]], *, wait: float) -> Found:
    """The scale of the shift plan at which the mean wait is nearest `wait`.

    `wait_at` falls as the scale grows. Where even `MOST_TRIALS` do not reach the wait, the
    nearest of them is what there is.
    """
    tried: dict[float, float] = {}
    goal = math.log(wait)
    low: float | None = None
    high: float | None = None
    scale = 1.0
    while len(tried) < MOST_TRIALS:
        found = tried[scale] = await wait_at(scale)
        if abs(found - wait) <= NEAR * wait:
            break
        if found > wait:
            low = scale
        else:
            high = scale
        if low is None:
            scale /= _STEP
        elif high is None:
            scale *= _STEP
        else:
            above, below = _log(tried[low]), _log(tried[high])
            part = (above - goal) / (above - below)
            scale = low + (high - low) * min(1 - _INSIDE, max(_INSIDE, part))
    best = min(tried, key=lambda one: abs(tried[one] - wait))
    return Found(scale=best, wait=tried[best], trials=len(tried))


def _log(wait: float) -> float:
    return math.log(max(wait, _NO_WAIT_S))
