"""The relay benchmark: each of its servers relays, and the last line says all that is promised."""

import asyncio

import pytest

from benchmarks.relay import server, summary
from benchmarks.relay_load import Figures, measure


@pytest.mark.parametrize("mode", ["bare", "stored", "durable", "naive"])
def test_each_server_relays_between_the_ends_of_a_pair(mode: str) -> None:
    with server(mode, 1) as (port, pid):
        figures = asyncio.run(measure(mode, 1, 1.5, port, pid, rate=None))
    assert figures.per_second > 0
    assert len(figures.delays) > 0


def test_the_last_line_compares_the_product_with_the_others() -> None:
    figures = {
        "bare": Figures(20_000, 40.0, []),
        "stored": Figures(16_000, 60.0, []),
        "durable": Figures(10_000, 80.0, []),
        "naive": Figures(1_000, 1_000.0, []),
    }
    paced = Figures(1_000, None, [0.001] * 98 + [0.004, 0.005])
    assert summary(200, figures, paced, 0.4, None) == {
        "pairs": 200,
        "durable_per_s": 10_000,
        "bare_per_s": 20_000,
        "stored_per_s": 16_000,
        "naive_per_s": 1_000,
        "ratio_bare": 0.5,
        "ratio_stored": 0.8,
        "ratio_product": 0.625,
        "ratio_naive": 10.0,
        "ack_ms": {"p50": 1.0, "p99": 5.0},
        "fdatasync_p99_ms": 0.4,
        "server_cpu_us": {"bare": 40.0, "stored": 60.0, "durable": 80.0, "naive": 1_000.0},
        "cpu_ratio_naive": 0.08,
        "other_cpu": None,
    }
