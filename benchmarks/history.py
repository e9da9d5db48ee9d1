"""Search in all history: how long a page of hits takes, and what the index costs to build and keep.

The questions are asked through the very function the server answers with, as a lead who sees
everything and as agents who see their own.
"""

import argparse
import itertools
import json
import random
import tempfile
import time
from collections import defaultdict
from pathlib import Path
from statistics import median
from typing import NamedTuple

from sqlalchemy import Engine, text

from benchmarks.history_index import index
from benchmarks.history_store import AGENTS, APART_MS, BEGAN, QUEUES, SEED, Words, fill
from benchmarks.machine import OtherCpu
from protocol.entries import Audience
from protocol.people import AuthorRole, Role
from server_stub.domain.acts import Actor
from server_stub.domain.conversation import AUDIENCE_LEVELS
from server_stub.storage import finding, history_words
from server_stub.storage.candidates import Wanted
from server_stub.storage.engine import reading_engine, sqlite_url, writing_engine

_QUESTIONS = 40
_DAY_MS = 86_400_000


def main(argv: list[str]) -> None:
    """Fill a store, index it, ask it, print the figures."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks history")
    parser.add_argument("--json", action="store_true", help="only the last line, in JSON")
    parser.add_argument("--entries", type=int, default=1_000_000)
    parser.add_argument(
        "--database", help="a PostgreSQL database of its own, kept, not a SQLite file"
    )
    parser.add_argument(
        "--keep", type=Path, help="a folder where the file stays, to be asked again"
    )
    wanted = parser.parse_args(argv)

    def say(words: str) -> None:
        if not wanted.json:
            print(words, flush=True)

    with tempfile.TemporaryDirectory() as folder:
        url = wanted.database or sqlite_url((wanted.keep or Path(folder)) / "history.sqlite")
        writers, readers = writing_engine(url, lanes=1), reading_engine(url)
        started = time.perf_counter()
        fill(writers, wanted.entries, say=say)
        spent = index(writers, wanted.entries, say=say)
        say(f"{wanted.entries:,} entries there after {time.perf_counter() - started:.0f} s")
        words = Words()
        history_words.load_forms()  # as the follower has long done
        with OtherCpu() as others:
            took = _ask(readers, words, wanted.entries)
        for kind, times in took.items():
            clock = [one.clock for one in times]
            say(f"{kind:<10} p50 {median(clock):6.1f} ms, longest {max(clock):6.1f} ms")
        index_bytes = _bytes(readers)
        writers.dispose()
        readers.dispose()
    every = list(itertools.chain.from_iterable(took.values()))
    clock, processor = (sorted(times) for times in zip(*every, strict=True))
    say(others.told())
    print(
        json.dumps(
            {
                "database": "postgresql" if wanted.database else "sqlite",
                "entries": wanted.entries,
                "p50_ms": round(median(clock), 1),
                "p99_ms": round(clock[int(len(clock) * 0.99)], 1),
                "cpu_p99_ms": round(processor[int(len(processor) * 0.99)], 1),
                "index_bytes": index_bytes,
                # Nothing of an index that was there already.
                "index_us": round(spent / wanted.entries * 1e6, 1) if spent else None,
                "kinds_longest_ms": {
                    kind: round(max(times).clock, 1) for kind, times in took.items()
                },
                "other_cpu": None if others.share is None else round(others.share, 3),
            }
        )
    )


class _Took(NamedTuple):
    """Milliseconds by the clock, and of our processor: others slow down only the first."""

    clock: float
    processor: float


def _ask(engine: Engine, words: Words, count: int) -> dict[str, list[_Took]]:
    """Milliseconds of the first page of each kind of question."""
    lead = Actor(kind=AuthorRole.AGENT, id="lead", name="", role=Role.LEAD, version=1)
    chance = random.Random(SEED)
    took: dict[str, list[_Took]] = defaultdict(list)
    for _ in range(_QUESTIONS):
        agent = Actor(
            kind=AuthorRole.AGENT,
            id=f"agent-{chance.randrange(AGENTS)}",
            name="",
            role=Role.AGENT,
            version=1,
        )
        common, other = chance.sample(words.common, 2)
        rare = chance.choice(words.rare)
        since = BEGAN + chance.randrange(count) * APART_MS
        questions = {
            "common": (lead, Wanted(query=common)),
            "two": (lead, Wanted(query=f"{common} {other}")),
            "rare": (lead, Wanted(query=f"{common} {rare}")),
            "beginning": (lead, Wanted(query=common[:4])),
            "nothing": (lead, Wanted(query=f"{common} {other} {rare}")),
            "own": (agent, Wanted(query=common)),
            "own rare": (agent, Wanted(query=rare)),
            "queue": (lead, Wanted(query=common, queue="queue-3")),
            "day": (lead, Wanted(query=common, since=since, until=since + _DAY_MS)),
            "chips": (
                lead,
                Wanted(query=common, queue="queue-5", since=since, until=since + 7 * _DAY_MS),
            ),
            "own queue": (agent, Wanted(query=common, queue=f"queue-{chance.randrange(QUEUES)}")),
            "no queue": (lead, Wanted(query=common, queue="queue-9")),
            "person": (lead, Wanted(query=common, subscriber="subscriber-7")),
        }
        for kind, (actor, wanted) in questions.items():
            started, used = time.perf_counter(), time.thread_time()
            with engine.begin() as connection:
                finding.find(connection, actor, wanted, level=AUDIENCE_LEVELS[Audience.LEADS])
            clock, processor = time.perf_counter() - started, time.thread_time() - used
            took[kind].append(_Took(clock * 1000, processor * 1000))
    return took


def _bytes(engine: Engine) -> int:
    """What the index takes."""
    names = "'entry_words', 'entry_terms'"
    with engine.connect() as connection:
        if connection.dialect.name == "sqlite":
            asked = f"SELECT sum(pgsize) FROM dbstat WHERE name IN ({names}) AND aggregate = TRUE"
        else:
            asked = (
                "SELECT sum(pg_total_relation_size(oid))::bigint FROM pg_class"
                f" WHERE relname IN ({names})"
            )
        return int(connection.execute(text(asked)).scalar_one())
