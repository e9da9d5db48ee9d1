"""When requests come: the shape of a week, of a file or our own, and moments drawn from it."""

import csv
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from pathlib import Path
from random import Random

from server_stub.simulate.base_case import MONTH_DAYS
from server_stub.simulate.errors import ArrivalsRefused, Reason

DAY_S = 86_400
DAY_MINUTES = 1_440
WEEK = 7
OWN_BIN_MINUTES = 6
COLUMNS = ("date", "start", "calls")

# Invented: a town that wakes at seven, is busiest before noon and again after work.
_HOURS = (6, 4, 3, 2, 2, 3, 7, 18, 40, 68, 88, 94, 88, 84, 86, 88, 86, 84, 80, 70, 56, 40, 24, 12)
_WEEKDAYS = (1.18, 1.1, 1.06, 1.04, 1.06, 0.84, 0.72)


@dataclass(frozen=True, slots=True)
class Shape:
    """How requests spread over a week: relative counts of equal bins, Monday's midnight first."""

    bin_s: int
    week: tuple[float, ...]

    def rates(self, requests_per_month: int) -> tuple[float, ...]:
        """Requests a second in each bin of a week in which a mean day has a month's share."""
        a_week = requests_per_month / MONTH_DAYS * WEEK
        whole = sum(self.week)
        return tuple(a_week * count / whole / self.bin_s for count in self.week)


def own_shape() -> Shape:
    """A week of ours, for whoever has none of his own: made up, nobody's record."""
    a_day = DAY_MINUTES // OWN_BIN_MINUTES
    day = [_at_hour((place + 0.5) * OWN_BIN_MINUTES / 60) for place in range(a_day)]
    week = tuple(factor * count for factor in _WEEKDAYS for count in day)
    return Shape(bin_s=OWN_BIN_MINUTES * 60, week=week)


def read_shape(path: Path) -> Shape:
    """The mean week of a CSV with columns date, start (HH:MM) and calls.

    Its bins may have any length that divides a day; further columns are not looked at.
    """
    try:
        with path.open(newline="", encoding="utf-8-sig") as lines:
            return _mean_week(csv.DictReader(lines))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise ArrivalsRefused(Reason.UNREADABLE, line=0) from error


def moments(rates: tuple[float, ...], bin_s: int, *, days: int, seed: int) -> list[float]:
    """Seconds after the first midnight at which somebody comes: a Poisson process, by thinning.

    Candidates come at the highest rate (Lewis and Shedler, 1979); each is kept with the
    probability that its bin's rate is of the highest.
    """
    random = Random(f"{seed}/arrivals")
    highest = max(rates)
    end = days * DAY_S
    week = len(rates)
    kept: list[float] = []
    now = random.expovariate(highest)
    while now < end:
        if random.random() * highest < rates[int(now // bin_s) % week]:
            kept.append(now)
        now += random.expovariate(highest)
    return kept


def _at_hour(hour: float) -> float:
    """Between the middles of hours the counts go in straight lines, over midnight too."""
    before = int(hour - 0.5) if hour >= 0.5 else -1
    part = hour - 0.5 - before
    return _HOURS[before % 24] * (1 - part) + _HOURS[(before + 1) % 24] * part


def _mean_week(rows: "csv.DictReader[str]") -> Shape:
    missing = [name for name in COLUMNS if name not in (rows.fieldnames or ())]
    if missing:
        raise ArrivalsRefused(Reason.NO_COLUMN, line=1, column=missing[0])
    counts: defaultdict[tuple[int, int], float] = defaultdict(float)
    days: defaultdict[int, set[date]] = defaultdict(set)
    for row in rows:
        line = rows.line_num
        day = _day(row["date"], line)
        counts[day.weekday(), _minute(row["start"], line)] += _count(row["calls"], line)
        days[day.weekday()].add(day)
    if not counts:
        raise ArrivalsRefused(Reason.EMPTY, line=0)
    for weekday in range(WEEK):
        if weekday not in days:
            raise ArrivalsRefused(Reason.NO_WEEKDAY, line=0, weekday=weekday)
    if not any(counts.values()):
        raise ArrivalsRefused(Reason.EMPTY, line=0)
    length = _bin_minutes({minute for _, minute in counts})
    week = tuple(
        counts[weekday, minute] / len(days[weekday])
        for weekday in range(WEEK)
        for minute in range(0, DAY_MINUTES, length)
    )
    return Shape(bin_s=length * 60, week=week)


def _bin_minutes(starts: Iterable[int]) -> int:
    """The length of a bin: the shortest step between beginnings, on which all the others lie."""
    ordered = sorted(starts)
    steps = [after - before for before, after in pairwise(ordered)]
    length = min(steps, default=DAY_MINUTES)
    if DAY_MINUTES % length or any(start % length for start in ordered):
        raise ArrivalsRefused(Reason.UNEVEN, line=0)
    return length


def _day(text: str | None, line: int) -> date:
    try:
        return date.fromisoformat((text or "").strip())
    except ValueError as error:
        raise ArrivalsRefused(Reason.BAD_DATE, line=line) from error


def _minute(text: str | None, line: int) -> int:
    hours, _, minutes = (text or "").strip().partition(":")
    try:
        found = int(hours) * 60 + int(minutes)
    except ValueError as error:
        raise ArrivalsRefused(Reason.BAD_TIME, line=line) from error
    if not 0 <= found < DAY_MINUTES:
        raise ArrivalsRefused(Reason.BAD_TIME, line=line)
    return found


def _count(text: str | None, line: int) -> float:
    try:
        count = float(text or "")
    except ValueError as error:
        raise ArrivalsRefused(Reason.NOT_A_NUMBER, line=line) from error
    if not 0 <= count < float("inf"):
        raise ArrivalsRefused(Reason.NOT_A_NUMBER, line=line)
    return count
