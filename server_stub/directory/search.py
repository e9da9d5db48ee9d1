"""Finds subscribers by number, contract or names: ranges of indexed keys only, whatever is typed.

A prefix is a range of the key's index; no search reads more of a table than the limit asks for,
except that of two or more short words, which probes an index once for each bearer of the longest.
"""

from collections.abc import Iterator, Sequence

from sqlalchemy import ColumnElement, Connection, Select, and_, exists, select
from sqlalchemy.sql.expression import FromClause

from protocol.ids import SubscriberId
from server_stub.directory.name_keys import MAX_WORDS, words_of
from server_stub.directory.phones import NATIONAL_DIGITS, digits_of
from server_stub.storage.directory_tables import contract, contract_name, subscriber

MIN_DIGITS = 4
"""Fewer last digits would match thousands."""

_LAST = "\U0010ffff"
"""Sorts after every letter: the end of a prefix's range."""


def find_subscribers(connection: Connection, query: str, *, limit: int) -> list[SubscriberId]:
    """Up to `limit` numbers that match, best first, each once."""
    words = words_of(query)
    if words:
        return _by_name(connection, words, limit=limit)
    digits = digits_of(query)
    if len(digits) < MIN_DIGITS:
        return []
    found: dict[SubscriberId, None] = {}
    for ranged in _digit_searches(digits):
        if len(found) < limit:
            found.update(dict.fromkeys(connection.scalars(ranged.limit(limit))))
    return list(found)[:limit]


def _digit_searches(digits: str) -> Iterator[Select[tuple[SubscriberId]]]:
    """From the likeliest meaning to the least: last digits, contract, beginning of a number."""
    plain = select(subscriber.c.id)
    without_code = digits[1:] if digits[0] in "78" else digits
    whole = without_code if len(digits) > NATIONAL_DIGITS else digits
    yield plain.where(_starts(subscriber.c.number_reversed, whole[::-1])).order_by(
        subscriber.c.number_reversed
    )
    yield (
        plain.join(contract, contract.c.id == subscriber.c.contract_id)
        .where(_starts(contract.c.number, digits))
        .order_by(contract.c.number, subscriber.c.position)
    )
    for beginning in dict.fromkeys((without_code, digits)):
        yield plain.where(_starts(subscriber.c.number, beginning)).order_by(subscriber.c.number)


def _by_name(connection: Connection, words: Sequence[str], *, limit: int) -> list[SubscriberId]:
    """Each word begins another part of the name; the order does not matter."""
    if len(words) > MAX_WORDS:
        return []
    # The longest word is met least often, so its range of the index is the one to walk.
    first, *others = sorted(words, key=len, reverse=True)
    bearer = contract_name.alias()
    people = connection.scalars(
        select(bearer.c.contract_id)
        .where(_starts(bearer.c.word, first), *_beside([bearer], others))
        .order_by(bearer.c.word, bearer.c.contract_id)
        # A word may begin several parts of one name: then one person is found that many times.
        .limit(limit * MAX_WORDS)
    )
    ranks = {person: rank for rank, person in enumerate(list(dict.fromkeys(people))[:limit])}
    numbers = connection.execute(
        select(subscriber.c.id, subscriber.c.contract_id, subscriber.c.position).where(
            subscriber.c.contract_id.in_(ranks)
        )
    ).all()
    ordered = sorted(numbers, key=lambda row: (ranks[row.contract_id], row.position))
    return [row.id for row in ordered[:limit]]


def _beside(taken: list[FromClause], words: list[str]) -> list[ColumnElement[bool]]:
    """That the same name has a part for each of the words, none of them taken already."""
    if not words:
        return []
    part = contract_name.alias()
    return [
        exists().where(
            part.c.contract_id == taken[0].c.contract_id,
            _starts(part.c.word, words[0]),
            *(part.c.part != other.c.part for other in taken),
            *_beside([*taken, part], words[1:]),
        )
    ]


def _starts(key: ColumnElement[str], prefix: str) -> ColumnElement[bool]:
    return and_(key >= prefix, key < prefix + _LAST)
