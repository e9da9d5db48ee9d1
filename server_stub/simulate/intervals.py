"""Means with 95 % intervals over paired repetitions. Pure."""

import math
from dataclasses import dataclass

# Student's t, 0.975, by degrees of freedom; beyond them the normal's is within 2 %.
_T = (
    12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228,
    2.201, 2.179, 2.160, 2.145, 2.131, 2.120, 2.110, 2.101, 2.093, 2.086,
    2.080, 2.074, 2.069, 2.064, 2.060, 2.056, 2.052, 2.048, 2.045, 2.042,
)  # fmt: skip
_NORMAL = 1.96


@dataclass(frozen=True, slots=True)
class Interval:
    """A mean and where it lies with 95 % confidence; None where one repetition tells nothing."""

    mean: float
    bounds: tuple[float, float] | None


def interval(values: list[float]) -> Interval:
    """Of at least one value."""
    count = len(values)
    mean = math.fsum(values) / count
    if count == 1:
        return Interval(mean, None)
    spread = math.sqrt(math.fsum((one - mean) ** 2 for one in values) / (count - 1) / count)
    freedom = count - 1
    reach = spread * (_T[freedom - 1] if freedom <= len(_T) else _NORMAL)
    return Interval(mean, (mean - reach, mean + reach))


def ratio(above: list[float], below: list[float]) -> Interval | None:
    """Of pairs; None where one of the lower ones is 0, which has no ratio."""
    if not all(below):
        return None
    return interval([one / other for one, other in zip(above, below, strict=True)])
