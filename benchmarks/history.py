"""Search in all history: how long a page of hits takes, and what the index costs to build and keep.

Made-up conversations of twenty entries, their words drawn as often as people use them (the lists of
the spelling marks), each with a number nobody else has. The questions are asked through the very
function the server answers with, as a lead who sees everything and as agents who see their own.
"""

import argparse
import itertools
import json
import random
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import median
from typing import NamedTuple

from sqlalchemy import Connection, Engine, insert, text

import resources
from benchmarks.machine import OtherCpu
from language.lexicon import read_lexicon_blocking
from language.word_forms import warm_up
from protocol.ids import new_id
from protocol.values import Audience, AuthorRole, Role
from server_stub.domain.acts import Actor
from server_stub.domain.conversation import AUDIENCE_LEVELS
from server_stub.storage import finding, history_words, migrate, tables, workplace
from server_stub.storage.engine import reading_engine, sqlite_url, writing_engine
from server_stub.storage.finding import Wanted

_SEED = 20260
_TALK = 20
_WORDS = 12
_AGENTS = 200
_QUESTIONS = 40
_WRITTEN_AT_ONCE = 50_000
_INDEXED_AT_ONCE = 5_000
_BEGAN = 1_735_689_600_000
_APART_MS = 1_500
_RAREST = 20
"""Bits: words rarer than one of a million are in few messages anyway."""


def main(argv: list[str]) -> None:
    """Fill a store, index it, ask it, print the figures."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks history")
    parser.add_argument("--json", action="store_true", help="only the last line, in JSON")
    parser.add_argument("--entries", type=int, default=1_000_000)
    parser.add_argument("--database", help="an empty PostgreSQL database instead of a SQLite file")
    wanted = parser.parse_args(argv)

    def say(words: str) -> None:
        if not wanted.json:
            print(words, flush=True)

    with tempfile.TemporaryDirectory() as folder, OtherCpu() as others:
        url = wanted.database or sqlite_url(Path(folder) / "history.sqlite")
        writers, readers = writing_engine(url, lanes=1), reading_engine(url)
        migrate.upgrade(writers)
        words = _Words(random.Random(_SEED))
        say(f"{wanted.entries:,} entries written in {_fill(writers, words, wanted.entries):.0f} s")
        before = _bytes(readers)
        spent = _index(writers, wanted.entries)
        index_bytes = _bytes(readers) - before
        say(
            f"indexed: {spent / wanted.entries * 1e6:.0f} µs and"
            f" {index_bytes / wanted.entries:.0f} bytes an entry"
        )
        took = _ask(readers, words)
        for kind, times in took.items():
            clock = [one.clock for one in times]
            say(f"{kind:<10} p50 {median(clock):6.1f} ms, longest {max(clock):6.1f} ms")
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
                "index_us": round(spent / wanted.entries * 1e6, 1),
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


class _Words:
    """Words as often as people use them."""

    def __init__(self, chance: random.Random) -> None:
        self.chance = chance
        lexicon = read_lexicon_blocking(resources.data("spelling/ru.xz"))
        rarities = ((word, lexicon.bits(word)) for word in lexicon)
        listed = [(word, bits) for word, bits in rarities if bits is not None and bits <= _RAREST]
        self._words = [word for word, _ in listed]
        self._weights = list(itertools.accumulate(2.0**-bits for _, bits in listed))
        self.common = [word for word, bits in listed if 8 <= bits <= 11 and len(word) > 3]
        self.rare = [word for word, bits in listed if bits >= _RAREST - 3]

    def message(self, number: int) -> str:
        drawn = self.chance.choices(self._words, cum_weights=self._weights, k=_WORDS)
        return f"{' '.join(drawn)} {10_000_000 + number}"


def _fill(engine: Engine, words: _Words, count: int) -> float:
    """Conversations that go on beside each other, as they do in life."""
    started = time.perf_counter()
    with engine.begin() as connection:
        workplace.found_store(connection)
    for first in range(0, count, _WRITTEN_AT_ONCE):
        numbers = range(first, min(first + _WRITTEN_AT_ONCE, count))
        talks = [new_id(at_ms=_BEGAN + first * _APART_MS) for _ in range(len(numbers) // _TALK + 1)]
        with engine.begin() as connection:
            connection.execute(insert(tables.conversation), list(_conversations(words, talks)))
            _write(connection, list(_entries(words, talks, numbers)))
    return time.perf_counter() - started


def _write(connection: Connection, rows: Sequence[dict[str, object]]) -> None:
    """Past SQLAlchemy, which would take longer than the database."""
    names = list(rows[0])
    cursor = connection.connection.cursor()
    if connection.dialect.name == "sqlite":
        marks = ", ".join("?" for _ in names)
        statement = f"INSERT INTO entry ({', '.join(names)}) VALUES ({marks})"
        cursor.executemany(statement, [tuple(row.values()) for row in rows])
        return
    with cursor.copy(f"COPY entry ({', '.join(names)}) FROM STDIN") as copy:
        for row in rows:
            copy.write_row(tuple(row.values()))


def _conversations(words: _Words, talks: Sequence[str]) -> Iterator[dict[str, object]]:
    for talk in talks:
        agent = words.chance.randrange(_AGENTS)
        yield {
            "id": talk,
            "world": "live",
            "state": "closed",
            "queue": f"queue-{agent % 8}",
            "topic": "services",
            "channel": "web",
            "language": "ru",
            "name": "Анна",
            "phone": "+7 975 •••-••-17",
            "subscriber": f"subscriber-{words.chance.randrange(50_000)}",
            "verified": True,
            "epoch": 3,
            "rev": _TALK,
            "last_seq": _TALK,
            "entered_at": _BEGAN,
            "queued_at": _BEGAN,
            "changed_at": _BEGAN,
            "owner": f"agent-{agent}",
            "owner_name": "Агент",
            "unread": 0,
            "last_heard_seq": 0,
            "agent_read": 0,
            "delivered": 0,
            "subscriber_read": 0,
            "preview": "",
            "passed_over": "",
            "closed_at": _BEGAN,
            "outcome": "solved",
        }


def _entries(words: _Words, talks: Sequence[str], numbers: range) -> Iterator[dict[str, object]]:
    for place, number in enumerate(numbers):
        yield {
            "conversation": talks[place % len(talks)],
            "seq": place // len(talks) + 1,
            "rev": place // len(talks) + 1,
            "at": _BEGAN + number * _APART_MS,
            "epoch": 2,
            "audience": 0,
            "author_role": "agent" if place // len(talks) % 2 else "subscriber",
            "author_id": "somebody",
            "author_name": "Анна",
            "kind": "message",
            "body": json.dumps(
                {"kind": "message", "text": words.message(number)}, ensure_ascii=False
            ),
            "client_id": None,
        }


def _index(engine: Engine, count: int) -> float:
    """As the server does it, only in larger slices; seconds of this process."""
    warm_up()
    started = time.process_time()
    after = 0
    while after < count:
        with engine.begin() as connection:
            read = history_words.unread(connection, after=after, upto=count, most=_INDEXED_AT_ONCE)
            history_words.add(connection, read, after=after)
        after = read.through
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        if connection.dialect.name == "postgresql":
            connection.exec_driver_sql("VACUUM ANALYZE")
    return time.process_time() - started


def _ask(engine: Engine, words: _Words) -> dict[str, list[_Took]]:
    """Milliseconds of the first page of each kind of question."""
    lead = Actor(kind=AuthorRole.AGENT, id="lead", name="", role=Role.LEAD, version=1)
    chance = words.chance
    took: dict[str, list[_Took]] = defaultdict(list)
    for _ in range(_QUESTIONS):
        agent = Actor(
            kind=AuthorRole.AGENT,
            id=f"agent-{chance.randrange(_AGENTS)}",
            name="",
            role=Role.AGENT,
            version=1,
        )
        common, other = chance.sample(words.common, 2)
        rare = chance.choice(words.rare)
        since = _BEGAN + chance.randrange(1_000_000) * _APART_MS
        questions = {
            "common": (lead, Wanted(query=common)),
            "two": (lead, Wanted(query=f"{common} {other}")),
            "rare": (lead, Wanted(query=f"{common} {rare}")),
            "beginning": (lead, Wanted(query=common[:4])),
            "nothing": (lead, Wanted(query=f"{common} {other} {rare}")),
            "own": (agent, Wanted(query=common)),
            "own rare": (agent, Wanted(query=rare)),
            "queue": (lead, Wanted(query=common, queue="queue-3")),
            "day": (lead, Wanted(query=common, since=since, until=since + 86_400_000)),
            "chips": (
                lead,
                Wanted(query=common, queue="queue-5", since=since, until=since + 7 * 86_400_000),
            ),
            "own queue": (agent, Wanted(query=common, queue=f"queue-{chance.randrange(8)}")),
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
    """What the store takes."""
    with engine.connect() as connection:
        if connection.dialect.name == "sqlite":
            pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
            free = connection.exec_driver_sql("PRAGMA freelist_count").scalar_one()
            size = connection.exec_driver_sql("PRAGMA page_size").scalar_one()
            return int((pages - free) * size)
        statement = text("SELECT pg_total_relation_size('entry_words')")
        return int(connection.execute(statement).scalar_one())
