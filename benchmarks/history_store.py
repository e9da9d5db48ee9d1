"""A made-up store for the search in all history: the same rows as the server writes, only faster.

Conversations of twenty entries go on beside each other, their words drawn as often as people use
them, each message with a number nobody else has. Several processes make the rows and one writes
them, chunk by chunk, past SQLAlchemy and with no care for the plug. Each chunk has a chance of its
own, so a store that was left unfinished goes on as if it had not been.
"""

import itertools
import json
import os
import random
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import closing
from functools import cache, partial
from typing import Any, TypeVar

from sqlalchemy import Connection, Engine, func, select

import resources
from language.lexicon import read_lexicon_blocking
from protocol.ids import new_id
from server_stub.storage import founding, migrate, tables

AGENTS, QUEUES, SUBSCRIBERS = 200, 8, 50_000
BEGAN = 1_735_689_600_000
APART_MS = 1_500
SEED = 20260
_TALK = 20
_WORDS = 12
_AT_ONCE = 50_000
_RAREST = 20
"""Bits: words rarer than one of a million are in few messages anyway."""

_Row = tuple[object, ...]
_Done = TypeVar("_Done")
_TALKS = (
    "id, world, state, queue, topic, channel, language, name, phone, subscriber, verified, epoch,"
    " rev, last_seq, entered_at, queued_at, changed_at, owner, owner_name, unread, last_heard_seq,"
    " agent_read, delivered, subscriber_read, preview, passed_over, closed_at, outcome"
)
_ENTRIES = (
    "conversation, seq, rev, at, epoch, audience, author_role, author_id, author_name, kind, body"
)


class Words:
    """Words as often as people use them."""

    def __init__(self) -> None:
        lexicon = read_lexicon_blocking(resources.data("spelling/ru.xz"))
        rarities = ((word, lexicon.bits(word)) for word in lexicon)
        listed = [(word, bits) for word, bits in rarities if bits is not None and bits <= _RAREST]
        self._words = [word for word, _ in listed]
        self._weights = list(itertools.accumulate(2.0**-bits for _, bits in listed))
        self.common = [word for word, bits in listed if 8 <= bits <= 11 and len(word) > 3]
        self.rare = [word for word, bits in listed if bits >= _RAREST - 3]

    def message(self, chance: random.Random, number: int) -> str:
        """A message, with a number of its own."""
        drawn = chance.choices(self._words, cum_weights=self._weights, k=_WORDS)
        return f"{' '.join(drawn)} {10_000_000 + number}"


def fill(engine: Engine, count: int, *, say: Callable[[str], None]) -> None:
    """Write so many entries, or what is missing of them."""
    migrate.upgrade(engine)
    with engine.begin() as connection:
        there = connection.execute(select(func.max(tables.entry.c.id))).scalar_one() or 0
        if not there:
            founding.found_store(connection)
    firsts = range(there, count, _AT_ONCE)
    made = in_processes(partial(_made, count), firsts)
    with closing(careless(engine)) as connection:
        for first, (talks, entries) in zip(firsts, made, strict=True):
            with connection.begin():
                write(connection, "conversation", _TALKS, talks)
                write(connection, "entry", _ENTRIES, entries)
            say(f"{first + len(entries):,} of {count:,} entries written")


def careless(engine: Engine) -> Connection:
    """A connection whose commits do not wait for the disk."""
    connection = engine.connect()
    if connection.dialect.name == "sqlite":
        for pragma in ("synchronous=OFF", "cache_size=-524288"):
            connection.connection.cursor().execute(f"PRAGMA {pragma}")
    else:
        connection.exec_driver_sql("SET synchronous_commit = off")
        connection.commit()
    return connection


def write(connection: Connection, table: str, names: str, rows: Sequence[_Row]) -> None:
    """Past SQLAlchemy, which would take longer than the database."""
    cursor = connection.connection.cursor()
    if connection.dialect.name == "sqlite":
        marks = ", ".join("?" for _ in names.split(","))
        cursor.executemany(f"INSERT INTO {table} ({names}) VALUES ({marks})", rows)
        return
    with cursor.copy(f"COPY {table} ({names}) FROM STDIN") as copy:
        for row in rows:
            copy.write_row(row)


def in_processes(make: Callable[[int], _Done], places: Sequence[int]) -> Iterator[_Done]:
    """What is made of each place, in order, by as many processes as there are processors."""
    workers = os.cpu_count() or 1
    with ProcessPoolExecutor(workers) as pool:
        left = iter(places)
        ahead: deque[Future[_Done]] = deque(
            pool.submit(make, one) for one in itertools.islice(left, 2 * workers)
        )
        while ahead:
            done = ahead.popleft().result()
            ahead.extend(pool.submit(make, one) for one in itertools.islice(left, 1))
            yield done


def _made(count: int, first: int) -> tuple[list[_Row], list[_Row]]:
    """The conversations and entries of a chunk."""
    chance = random.Random(f"{SEED} {first}")
    numbers = range(first, min(first + _AT_ONCE, count))
    began = BEGAN + first * APART_MS
    talks = [
        new_id(at_ms=began, random_bits=chance.getrandbits(80))
        for _ in range(len(numbers) // _TALK + 1)
    ]
    return (
        [_talk(chance, talk, began=began) for talk in talks],
        list(_entries(chance, talks, numbers)),
    )


def _talk(chance: random.Random, talk: str, *, began: int) -> _Row:
    agent = chance.randrange(AGENTS)
    ended = began + _AT_ONCE * APART_MS
    return (
        talk,
        "live",
        "closed",
        f"queue-{agent % QUEUES}",
        "services",
        "web",
        "ru",
        "Анна",
        "+7 975 •••-••-17",
        f"subscriber-{chance.randrange(SUBSCRIBERS)}",
        True,
        3,
        _TALK,
        _TALK,
        began,
        began,
        ended,
        f"agent-{agent}",
        "Агент",
        0,
        0,
        0,
        0,
        0,
        "",
        "",
        ended,
        "solved",
    )


def _entries(chance: random.Random, talks: Sequence[str], numbers: range) -> Iterator[_Row]:
    words = _words()
    for place, number in enumerate(numbers):
        at = place // len(talks)
        body: dict[str, Any] = {"kind": "message", "text": words.message(chance, number)}
        yield (
            talks[place % len(talks)],
            at + 1,
            at + 1,
            BEGAN + number * APART_MS,
            2,
            0,
            "agent" if at % 2 else "subscriber",
            "somebody",
            "Анна",
            "message",
            json.dumps(body, ensure_ascii=False),
        )


@cache
def _words() -> Words:
    """Of this process."""
    return Words()
