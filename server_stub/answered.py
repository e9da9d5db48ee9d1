"""How many commands were answered, and how long commits took: plain numbers until somebody asks.

Every message counts here, so it costs next to nothing. Used on the event loop only.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from itertools import accumulate

from prometheus_client.core import CounterMetricFamily, HistogramMetricFamily
from prometheus_client.registry import Collector

BUCKETS = (0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1.0, 2.0, 5.0)
"""Seconds: from a commit on a quiet disk to a disk in trouble."""


class Answered(Collector):
    """The figures of answered commands, as the registry collects them."""

    def __init__(self) -> None:
        self._outcomes: Counter[tuple[str, str]] = Counter()
        self._within = [0] * (len(BUCKETS) + 1)
        self._seconds = 0.0

    def count(self, verb: str, outcome: str) -> None:
        """A command was answered."""
        self._outcomes[verb, outcome] += 1

    def committed(self, seconds: float) -> None:
        """It took so long from its arrival to the answer after its commit."""
        self._within[bisect_left(BUCKETS, seconds)] += 1
        self._seconds += seconds

    def describe(self) -> list[CounterMetricFamily | HistogramMetricFamily]:
        """What there is to collect."""
        return list(self.collect())

    def collect(self) -> Iterator[CounterMetricFamily | HistogramMetricFamily]:
        """As they stand now."""
        commands = CounterMetricFamily(
            "pult_commands", "Commands by verb and outcome", labels=["verb", "outcome"]
        )
        for labels, number in self._outcomes.items():
            commands.add_metric(labels, number)
        yield commands
        bounds = [*map(str, BUCKETS), "+Inf"]
        buckets = list(zip(bounds, accumulate(self._within), strict=True))
        yield HistogramMetricFamily(
            "pult_acknowledged_seconds",
            "From a command's arrival to its committed answer",
            buckets=buckets,
            sum_value=self._seconds,
        )
