"""The live board: what it costs the server, and how much a lead is told, while a shift goes on.

The product's own board looks at a store that another process changes, as wakes come for it; what is
told is counted as it would be sent.
"""

import argparse
import asyncio
import json
import multiprocessing
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from benchmarks import board_store
from benchmarks.machine import OtherCpu
from protocol.ids import QueueId
from protocol.people import AuthorRole, Role
from server_stub.board.board import Board
from server_stub.bus.memory import MemoryBus
from server_stub.bus.wakes import QueueWake
from server_stub.domain.acts import Actor
from server_stub.storage.engine import sqlite_url
from server_stub.store import Store
from server_stub.tasks import TaskOwner

_WAKES_SECONDS = 0.05
_SETTLE_SECONDS = 25.0
"""After the first frames, while yesterday is read: a beginning costs more than a shift does."""


class _Lead:
    """Counts what he is told."""

    def __init__(self) -> None:
        self.actor = Actor(kind=AuthorRole.AGENT, id="lead", name="", role=Role.LEAD, version=1)
        self.bytes = 0
        self.frames = 0
        self.longest = 0
        self.begun = asyncio.Event()

    def on_board(self, frames: Sequence[bytes]) -> None:
        self.bytes += sum(map(len, frames))
        self.frames += len(frames)
        self.longest = max(self.longest, *map(len, frames))
        self.begun.set()


def main(argv: list[str]) -> None:
    """Fill a store, let it change, watch, print the figures."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks board")
    parser.add_argument("--json", action="store_true", help="only the last line, in JSON")
    parser.add_argument("--seconds", type=float, default=20.0)
    parser.add_argument("--leads", type=int, default=5)
    parser.add_argument("--database", help="a PostgreSQL database of its own, not a SQLite file")
    wanted = parser.parse_args(argv)

    def say(words: str) -> None:
        if not wanted.json:
            print(words, flush=True)

    with tempfile.TemporaryDirectory() as folder:
        url = wanted.database or sqlite_url(Path(folder) / "board.sqlite").render_as_string()
        board_store.fill(url)
        say(
            f"{board_store.AGENTS} agents, {board_store.QUEUES} queues,"
            f" {board_store.OPEN:,} open, {board_store.BEHIND:,} of the day behind"
        )
        found = asyncio.run(_watch(url, seconds=wanted.seconds, leads=wanted.leads))
    say(
        f"{found['core_percent']} % of a core, {found['kib_a_second']} KiB/s a lead,"
        f" first frames after {found['first_s']} s, {found['first_kib']} KiB"
    )
    found["database"] = "postgresql" if wanted.database else "sqlite"
    print(json.dumps(found))


async def _watch(url: str, *, seconds: float, leads: int) -> dict[str, object]:
    bus = MemoryBus()
    store = Store(url, offer_ms=20_000, publish=bus.publish)
    board = Board(store, bus)
    tasks = TaskOwner("benchmark")
    watching = [_Lead() for _ in range(leads)]
    spawn = multiprocessing.get_context("spawn")
    changing = spawn.Process(target=board_store.change, args=(url, seconds + 2 * _SETTLE_SECONDS))
    tasks.spawn(board.run(), what="board")
    began = time.perf_counter()
    for lead in watching:
        board.watch(lead)
    await watching[0].begun.wait()
    first_s, first = time.perf_counter() - began, watching[0].bytes
    changing.start()
    tasks.spawn(_wake(bus), what="wakes")
    try:
        await asyncio.sleep(_SETTLE_SECONDS)
        with OtherCpu(ours_too=(changing.pid or 0,)) as others:
            before, used, at = watching[0].bytes, time.process_time(), time.perf_counter()
            await asyncio.sleep(seconds)
            spent = time.process_time() - used
            took = time.perf_counter() - at
        told = watching[0].bytes - before
    finally:
        changing.terminate()
        changing.join()
        await tasks.aclose()
        board.close()
        await store.close()
    return {
        "core_percent": round(100 * spent / took, 2),
        "kib_a_second": round(told / 1024 / took, 1),
        "first_s": round(first_s, 2),
        "first_kib": round(first / 1024),
        "longest_frame": watching[0].longest,
        "leads": leads,
        "other_cpu": None if others.share is None else round(others.share, 3),
    }


async def _wake(bus: MemoryBus) -> None:
    """As commits on this node and others would."""
    while True:
        bus.publish([QueueWake(QueueId(board_store.queue(0)))])
        await asyncio.sleep(_WAKES_SECONDS)
