"""The contact centre that is simulated: every number of it a parameter, checked once."""

import math
from dataclasses import dataclass, fields

from server_stub.simulate.errors import ParameterRefused, Reason

MONTH_DAYS = 30
"""A month of requests is spread over so many days: 3.5 million are 116,667 a day."""

MOST_REQUESTS = 100_000_000
"""A month: thirty times the operator this is made for; beyond it memory ends before patience."""
MOST_DAYS = 366
MOST_SEEDS = 1_000
MOST_TOPICS = 20
MOST_AT_ONCE = 20
LONGEST_S = 86_400.0
"""Work, patience and targets: nothing in a chat takes longer than a day."""
LARGEST_SLOWDOWN = 10.0


@dataclass(frozen=True, slots=True, kw_only=True)
class BaseCase:
    """Who comes, what it takes to help them, and how agents work. Times are in seconds.

    Attributes: `topics` are shares of requests, one skill each; `slowdown` is g in the rate
    1/(1+g(k-1)) of each of k parallel chats; `target_wait` is the mean wait that staffing is for.
    """

    requests_per_month: int = 3_500_000
    days: int = 7
    topics: tuple[float, ...] = (35.0, 25.0, 20.0, 15.0, 5.0)
    skills_per_agent: int = 2
    at_once: int = 4
    slowdown: float = 0.25
    work_mean: float = 180.0
    work_sd: float = 150.0
    patience_mean: float = 240.0
    patience_sd: float = 240.0
    """As widely spread as an exponential one of the same mean: the issue gives the mean only."""
    robot_share: float = 0.45
    target_wait: float = 30.0
    seeds: int = 5
    """Repetitions with other random numbers, the same ones for every policy."""

    def __post_init__(self) -> None:
        for field in fields(self):
            value = getattr(self, field.name)
            for one in value if isinstance(value, tuple) else (value,):
                if not math.isfinite(one):
                    raise ParameterRefused(Reason.NOT_A_NUMBER, field=field.name)
        if not self.topics:
            raise ParameterRefused(Reason.EMPTY, field="topics")
        _within("topics", len(self.topics), 1, MOST_TOPICS)
        for share in self.topics:
            _above_zero("topics", share)
        _within("requests_per_month", self.requests_per_month, 1, MOST_REQUESTS)
        _within("days", self.days, 1, MOST_DAYS)
        _within("skills_per_agent", self.skills_per_agent, 1, len(self.topics))
        _within("at_once", self.at_once, 1, MOST_AT_ONCE)
        _within("slowdown", self.slowdown, 0.0, LARGEST_SLOWDOWN)
        _within("robot_share", self.robot_share, 0.0, 0.999)
        _within("seeds", self.seeds, 1, MOST_SEEDS)
        for name in ("work_mean", "work_sd", "patience_mean", "patience_sd", "target_wait"):
            _above_zero(name, getattr(self, name))
            _within(name, getattr(self, name), 0.0, LONGEST_S)

    @property
    def topic_shares(self) -> tuple[float, ...]:
        """The shares of topics, together 1."""
        whole = sum(self.topics)
        return tuple(share / whole for share in self.topics)

    @property
    def rates(self) -> tuple[float, ...]:
        """At index k: how fast each of k parallel chats goes on, 1 being a chat alone."""
        return (0.0, *(1 / (1 + self.slowdown * k) for k in range(self.at_once)))


def shares(text: str) -> tuple[float, ...]:
    """Shares of topics as they are typed: numbers with commas between."""
    try:
        return tuple(float(one) for one in text.split(","))
    except ValueError as error:
        raise ParameterRefused(Reason.NOT_A_NUMBER, field="topics") from error


def _above_zero(field: str, value: float) -> None:
    if value <= 0:
        raise ParameterRefused(Reason.TOO_SMALL, field=field)


def _within(field: str, value: float, least: float, most: float) -> None:
    if value < least:
        raise ParameterRefused(Reason.TOO_SMALL, field=field)
    if value > most:
        raise ParameterRefused(Reason.TOO_LARGE, field=field)
