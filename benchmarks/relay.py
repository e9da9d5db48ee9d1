"""How many messages a second pass between agents and subscribers, acknowledged after the commit.

Pairs of an agent and a subscriber write to each other as fast as they are acknowledged; then at a
thousand messages a second, to see the acknowledgement's delay. The same is done with a server that
stores nothing, with one that stores a row of each message as the product does and nothing else, and
with one that opens a session and commits for each message.
"""

import argparse
import asyncio
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks.machine import OtherCpu, allow_open_files
from benchmarks.relay_load import Figures, measure
from server_stub.event_loop import new_loop

OFFERED_PER_SECOND = 1_000
SPARE_FILES = 256
"""Open files of a process besides its sockets."""


@contextmanager
def server(mode: str, pairs: int) -> Iterator[tuple[int, int]]:
    """A server in a process of its own: its port and its pid."""
    with tempfile.TemporaryDirectory(prefix="pult-relay-") as folder:
        process = subprocess.Popen(
            [sys.executable, "-m", "benchmarks.relay_servers", mode, str(pairs), folder],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        try:
            assert process.stdout is not None
            yield json.loads(process.stdout.readline())["port"], process.pid
        finally:
            process.communicate(timeout=60)


def bare_fdatasync_p99_ms(seconds: float) -> float:
    """The disk alone: what an acknowledgement cannot be faster than."""
    delays = []
    with tempfile.TemporaryDirectory(prefix="pult-disk-") as folder:
        file = os.open(Path(folder) / "log", os.O_WRONLY | os.O_CREAT)
        try:
            until = time.perf_counter() + seconds
            while time.perf_counter() < until:
                os.write(file, b"x" * 4096)
                started = time.perf_counter()
                os.fdatasync(file)
                delays.append(time.perf_counter() - started)
        finally:
            os.close(file)
    return percentile_ms(delays, 0.99)


def percentile_ms(delays: list[float], share: float) -> float:
    """In milliseconds."""
    ordered = sorted(delays)
    return round(ordered[int(len(ordered) * share)] * 1000, 3) if ordered else 0.0


def summary(
    pairs: int, figures: dict[str, Figures], paced: Figures, disk: float, others: float | None
) -> dict[str, object]:
    """The last line: what each server did, ours as a share of the others, and the delays."""
    durable, bare, naive = figures["durable"], figures["bare"], figures["naive"]
    stored = figures["stored"]
    return {
        "pairs": pairs,
        "durable_per_s": round(durable.per_second),
        "bare_per_s": round(bare.per_second),
        "stored_per_s": round(stored.per_second),
        "naive_per_s": round(naive.per_second),
        "ratio_bare": _share(durable.per_second, bare.per_second, 3),
        "ratio_stored": _share(stored.per_second, bare.per_second, 3),
        "ratio_product": _share(durable.per_second, stored.per_second, 3),
        "ratio_naive": _share(durable.per_second, naive.per_second, 2),
        "ack_ms": {
            "p50": percentile_ms(paced.delays, 0.50),
            "p99": percentile_ms(paced.delays, 0.99),
        },
        "fdatasync_p99_ms": disk,
        "server_cpu_us": {
            mode: None if one.cpu_us is None else round(one.cpu_us, 1)
            for mode, one in figures.items()
        },
        "cpu_ratio_naive": _share(durable.cpu_us, naive.cpu_us, 3),
        "other_cpu": None if others is None else round(others, 3),
    }


def _share(one: float | None, other: float | None, digits: int) -> float | None:
    return round(one / other, digits) if one is not None and other else None


def _told(mode: str, figures: Figures) -> str:
    """One line for people."""
    cpu = "" if figures.cpu_us is None else f", {figures.cpu_us:.0f} µs of CPU each"
    return f"{mode:8} {figures.per_second:10.0f} messages a second{cpu}"


def main(argv: list[str]) -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks relay", description=__doc__)
    parser.add_argument("--pairs", type=int, default=200)
    parser.add_argument("--seconds", type=float, default=6.0)
    parser.add_argument("--json", action="store_true", help="only the last line")
    options = parser.parse_args(argv)
    # The servers inherit it.
    allow_open_files(2 * options.pairs + SPARE_FILES)

    def run(mode: str, *, rate: int | None = None) -> Figures:
        with (
            server(mode, options.pairs) as (port, pid),
            asyncio.Runner(loop_factory=new_loop) as runner,
        ):
            return runner.run(measure(mode, options.pairs, options.seconds, port, pid, rate=rate))

    figures: dict[str, Figures] = {}
    with OtherCpu() as others:
        for mode in ("bare", "stored", "durable", "naive"):
            figures[mode] = run(mode)
            if not options.json:
                print(_told(mode, figures[mode]))
        paced = run("durable", rate=OFFERED_PER_SECOND)
        disk = bare_fdatasync_p99_ms(2.0)
    if not options.json:
        print(others.told())
    print(json.dumps(summary(options.pairs, figures, paced, disk, others.share)))
