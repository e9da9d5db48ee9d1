"""Blocks of the index of words: how the terms of some thousand entries are folded, and looked up.

A block says of each term which of its entries have it, and never changes once it is whole. Whoever
looks goes from block to block, from the newest one back, for as long as he likes.
"""

import sys
from array import array
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from functools import reduce
from itertools import chain, repeat

from sqlalchemy import (
    ColumnElement,
    Connection,
    Text,
    delete,
    func,
    insert,
    select,
    type_coerce,
    union_all,
    update,
)

from language.finding import SoughtWord
from server_stub.storage import tables
from server_stub.storage.word_tables import entry_terms, entry_words

SIZE = 8_192
"""Entries by their numbers. Larger blocks make rare words quicker to find in all history, and the
newest entries, which no block has yet, slower to look through."""

ASKED_AT_ONCE = (1, 4, 16, 64, 128)
"""Blocks: most questions have their page of hits from the newest ones."""

_FOLDED = "words_folded"
_PLACE = "H"
_AFTER_ALL = "\U0010ffff"
_words, _young = entry_words.c, entry_terms.c
# Without its collation, which psycopg's dialect would put behind every parameter.
_term = type_coerce(_words.term, Text())

_INSTEAD = " ON CONFLICT (block, term) DO UPDATE SET places = excluded.places"
"""A row that is there is of a block that somebody else folds, or of one that is made anew."""
_ADD = {
    "sqlite": "INSERT INTO entry_words (block, term, places) VALUES (?, ?, ?)" + _INSTEAD,
    "postgresql": (
        "INSERT INTO entry_words (block, term, places)"
        " SELECT %s, * FROM unnest(%s::text[], %s::bytea[])" + _INSTEAD
    ),
}

Row = tuple[str, bytes]
"""A term, and the places of the entries that have it."""

_Places = dict[int, frozenset[int]]
"""Places in each block."""


class Block:
    """A block in the making: give it its entries in order.

    Attributes:
        number: of the block.
        through: up to which entry it has all.
    """

    def __init__(self, number: int) -> None:
        self.number = number
        self.through = number * SIZE - 1
        self._places: defaultdict[str, array[int]] = defaultdict(_no_places)

    @property
    def last(self) -> int:
        """The last entry of the block."""
        return (self.number + 1) * SIZE - 1

    def take(self, entry: int, terms: Iterable[str]) -> None:
        """The terms of the next entry that has any."""
        place, places = entry - self.number * SIZE, self._places
        for term in terms:
            places[term].append(place)

    def rows(self) -> Iterator[Row]:
        """In the order in which a database keeps them; never long in the way of other threads."""
        alike: defaultdict[str, list[str]] = defaultdict(list)
        for term in self._places:
            alike[term[:2]].append(term)
        for beginning in sorted(alike):
            for term in sorted(alike[beginning]):
                yield term, _packed(self._places[term])


def folded(connection: Connection) -> int:
    """How many blocks are whole: all before that number."""
    value = connection.execute(
        select(tables.store.c.value).where(tables.store.c.key == _FOLDED)
    ).scalar_one_or_none()
    return int(value or 0)


def gather(connection: Connection, block: Block, *, most: int) -> None:
    """Let the block take its next entries, about so many: all of it must have been indexed."""
    upto = min(block.through + most, block.last)
    for row in connection.execute(
        select(_young.entry, _young.terms)
        .where(_young.entry > block.through, _young.entry <= upto)
        .order_by(_young.entry)
    ):
        block.take(row.entry, row.terms.split())
    block.through = upto


def add(connection: Connection, block: int, rows: Sequence[Row]) -> None:
    """Write rows of a block that is not whole yet. Idempotent."""
    cursor = connection.connection.cursor()
    if connection.dialect.name == "sqlite":
        cursor.executemany(_ADD["sqlite"], [(block, *row) for row in rows])
    else:
        cursor.execute(_ADD["postgresql"], (block, *map(list, zip(*rows, strict=True))))


def close(connection: Connection, block: int) -> None:
    """Say that the block is whole. Idempotent."""
    store = tables.store
    moved = connection.execute(
        update(store)
        .where(store.c.key == _FOLDED, store.c.value == str(block))
        .values(value=str(block + 1))
    )
    if not moved.rowcount and not block and not folded(connection):
        connection.execute(insert(store), {"key": _FOLDED, "value": "1"})


def sweep(connection: Connection, *, most: int) -> bool:
    """Forget about so many single entries that blocks have; says whether there may be more."""
    first = connection.execute(select(func.min(_young.entry))).scalar_one()
    end = folded(connection) * SIZE
    if first is None or first >= end:
        return False
    connection.execute(delete(entry_terms).where(_young.entry < min(end, first + most)))
    return True


def find(
    connection: Connection,
    words: Sequence[SoughtWord],
    blocks: Sequence[int],
    among: Callable[[int], frozenset[int]] | None = None,
) -> Iterator[list[int]]:
    """The entries that have every word: of each of the blocks, in their order, newest first.

    Only of these places of each block, if they are given.
    """
    order = tuple(words)
    for turn, chunk in enumerate(_growing(blocks)):
        places = None if among is None else {block: among(block) for block in chunk}
        counts: dict[SoughtWord, int] = {}
        for word in order:
            # The first time each word shows how rare it is. Then the rarest comes first: where it
            # is not, nobody needs to ask for the others.
            left = chunk if places is None or not turn else list(places)
            having = _having(connection, word, left)
            counts[word] = sum(map(len, having.values()))
            places = having if places is None else _both(places, having)
        if not turn:
            order = tuple(sorted(words, key=counts.__getitem__))
        for block in chunk:
            if places and block in places:
                first = block * SIZE
                yield [first + place for place in sorted(places[block], reverse=True)]


def _growing(blocks: Sequence[int]) -> Iterator[Sequence[int]]:
    done = 0
    for most in chain(ASKED_AT_ONCE, repeat(ASKED_AT_ONCE[-1])):
        if done >= len(blocks):
            return
        yield blocks[done : done + most]
        done += most


def _both(one: _Places, other: _Places) -> _Places:
    """What is in both, of the blocks where anything is."""
    return {
        block: places
        for block in one.keys() & other.keys()
        if (places := one[block] & other[block])
    }


def _having(connection: Connection, word: SoughtWord, blocks: Collection[int]) -> _Places:
    """Where the word is in these blocks."""
    whole = {
        term for term in word.terms if word.beginning is None or not term.startswith(word.beginning)
    }
    conditions = [_term.in_(sorted(whole))] if whole else []
    if word.beginning is not None:
        conditions.append(_term.between(word.beginning, word.beginning + _AFTER_ALL))
    having = _where(connection, blocks, conditions)
    if word.parts:
        together, *others = (_where(connection, blocks, [_term == part]) for part in word.parts)
        for block, places in reduce(_both, others, together).items():
            having[block] = having.get(block, frozenset()) | places
    return having


def _where(
    connection: Connection, blocks: Collection[int], conditions: Sequence[ColumnElement[bool]]
) -> _Places:
    """The places of all terms for which any of the conditions holds."""
    if not blocks:
        return {}
    # Each a walk of its own through the index: no database makes two walks of one OR.
    asked = [
        select(_words.block, _words.places).where(_words.block.in_(blocks), one)
        for one in conditions
    ]
    packed: defaultdict[int, bytearray] = defaultdict(bytearray)
    for block, places in connection.execute(union_all(*asked)):
        packed[block] += places
    return {block: frozenset(_unpacked(places)) for block, places in packed.items()}


def _no_places() -> "array[int]":
    return array(_PLACE)


def _packed(places: "array[int]") -> bytes:
    if sys.byteorder == "big":
        places.byteswap()
    return places.tobytes()


def _unpacked(places: bytes | bytearray) -> "array[int]":
    unpacked = array(_PLACE, bytes(places))
    if sys.byteorder == "big":
        unpacked.byteswap()
    return unpacked
