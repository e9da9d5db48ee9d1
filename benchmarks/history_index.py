"""The index of words for a made-up store: the same blocks as the follower makes, only faster.

Several processes read entries, fold them with the server's own functions, and remember the terms of
every word they have met; one writes whole blocks. What no block has yet is taken in entry by entry.
The follower does both in slices of a few milliseconds, and each entry first for itself.
"""

import time
from collections.abc import Callable, Iterable
from contextlib import closing
from functools import cache, partial

from sqlalchemy import Connection, Engine, select

from benchmarks.history_store import careless, in_processes, write
from language import finding
from server_stub.storage import history_words, tables, word_blocks
from server_stub.storage.engine import reading_engine
from server_stub.storage.history_words import Unread
from server_stub.storage.word_blocks import Block, Row

_AT_ONCE = 512
_entry = tables.entry.c


def index(engine: Engine, count: int, *, say: Callable[[str], None]) -> float:
    """Take in all entries, or what is missing of them: seconds of the processor that it took."""
    spent = 0.0
    url = engine.url.render_as_string(hide_password=False)
    with closing(careless(engine)) as connection:
        with connection.begin():
            after, whole = history_words.through(connection), word_blocks.folded(connection)
        if after >= count:
            return spent
        blocks = range(whole, (count + 1) // word_blocks.SIZE)
        for block, (rows, took) in zip(
            blocks, in_processes(partial(_folded, url), blocks), strict=True
        ):
            spent += took - time.process_time()
            with connection.begin():
                _write(connection, block, rows)
                word_blocks.close(connection, block)
            spent += time.process_time()
            if block % 16 == 0:
                say(f"{block:,} of {len(blocks):,} blocks folded")
        started = time.process_time()
        _take_in(connection, count)
        spent += time.process_time() - started
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        if connection.dialect.name == "postgresql":
            connection.exec_driver_sql("VACUUM ANALYZE")
    return spent


def _folded(url: str, number: int) -> tuple[list[Row], float]:
    """The rows of a block, and the seconds that they took this process."""
    started = time.process_time()
    block = Block(number)
    with _engine(url).begin() as connection:
        said = connection.execute(
            select(_entry.id, _entry.body).where(_entry.id.between(block.through + 1, block.last))
        ).all()
    for entry, body in said:
        words = history_words.said_in(body).sought.split()
        block.take(entry, set().union(*map(_terms, words)))
    return list(block.rows()), time.process_time() - started


def _terms(word: str) -> frozenset[str] | tuple[str]:
    """Those of a text are those of its words, of which there are not that many but for numbers."""
    return (word,) if word.isdigit() else _remembered(word)


@cache
def _remembered(word: str) -> frozenset[str]:
    return finding.terms(word)


def _write(connection: Connection, block: int, rows: Iterable[Row]) -> None:
    write(connection, "entry_words", "block, term, places", [(block, *row) for row in rows])


def _take_in(connection: Connection, count: int) -> None:
    """What no block has, as the follower does it."""
    with connection.begin():
        whole = word_blocks.folded(connection) * word_blocks.SIZE - 1
        after = history_words.through(connection)
        if after < whole:
            history_words.add(connection, Unread([], whole), after=after)
            after = whole
    while after < count:
        with connection.begin():
            read = history_words.unread(connection, after=after, upto=count, most=_AT_ONCE)
            history_words.add(connection, read, after=after)
        after = read.through


@cache
def _engine(url: str) -> Engine:
    """Of this process."""
    return reading_engine(url)
