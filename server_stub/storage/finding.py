"""Finding what was said, in all history: newest first, bounded, and only what its reader may see.

The index, and what it has not read yet, name entries that may fit; each is then read as it is now,
judged by its conversation and looked through for the words, so that an index can never show what
has been changed, erased or taken out of sight.
"""

from collections.abc import Iterator, Sequence
from typing import Any

import msgspec
from sqlalchemy import ColumnElement, Connection, Row, and_, func, not_, or_, select, true

from language.finding import Sought
from protocol import limits
from protocol.ids import ConversationId
from protocol.values import AuthorRole, ConversationState, EntryHit, Head, Message, Millis
from server_stub.domain.acts import Actor
from server_stub.domain.conversation import head_of
from server_stub.domain.permissions import oversees
from server_stub.storage import conversations, guests, history_words, tables, talks
from server_stub.storage.history_words import Said

CANDIDATES = 20_000
"""Entries the index may name for one answer: whoever sees a two-hundredth of them has his page."""

UNREAD = 2_000
"""Entries looked through without the index for one answer: a twentieth of a second."""

_FIRST_BATCH, _BATCH_GROWS = 64, 8
_FIRST_READ, _READ_AT_ONCE = 250, 2_000
_CLOCKS_APART_MS = 60_000
"""Entries are numbered in about the order of their times: several lanes write at once."""

_entry = tables.entry.c
_conversation = tables.conversation.c


class Wanted(msgspec.Struct, frozen=True, kw_only=True):
    """What is looked for, and where."""

    query: str
    conversation: str | None = None
    subscriber: str | None = None
    queue: str | None = None
    since: int | None = None
    until: int | None = None
    before: int | None = None


class Found(msgspec.Struct, frozen=True, kw_only=True):
    """A page of hits; `reached` is where the next one begins."""

    hits: list[EntryHit]
    heads: list[Head]
    reached: int
    more: bool
    skipped: int


class _Candidates(msgspec.Struct):
    """Where the words may stand, newest first, and whether the looking stopped short."""

    numbers: Iterator[list[int]]
    skipped: int = 0
    cut: bool = False


def find(connection: Connection, actor: Actor, wanted: Wanted, *, level: int) -> Found:
    """The newest entries that fit, of those that the actor may see at this audience level."""
    sought = Sought(wanted.query)
    above, below = _bounds(connection, wanted)
    if not sought or above + 1 >= below:
        return Found(hits=[], heads=[], reached=below, more=False, skipped=0)
    if wanted.conversation is not None or wanted.subscriber is not None:
        candidates = _of_few(connection, wanted, above=above, below=below)
    else:
        candidates = _of_all(connection, sought, above=above, below=below)
    condition = and_(_entry.audience <= level, in_sight(actor), *_filters(wanted))
    hits: list[EntryHit] = []
    reached = below
    for numbers in candidates.numbers:
        for row in _rows(connection, numbers, condition):
            said = history_words.said_in(row.body)
            if sought.is_in(said.words) and _is_present(connection, row, said):
                hits.append(_hit(row, sought, said))
                if len(hits) == limits.FOUND_ENTRIES:
                    return _found(
                        connection, actor, hits, row.id, more=True, skipped=candidates.skipped
                    )
        reached = numbers[-1]
    return _found(connection, actor, hits, reached, more=candidates.cut, skipped=candidates.skipped)


def in_sight(actor: Actor) -> ColumnElement[bool]:
    """The conversations that `permissions.Needs.SIGHT` lets the actor see, as a condition.

    And the talks he is in: of others no one who oversees is shown anything either.
    """
    is_talk = _conversation.state == ConversationState.TALK.value
    return or_(and_(is_talk, talks.is_member(actor.id)), and_(not_(is_talk), _in_sight(actor)))


def _in_sight(actor: Actor) -> ColumnElement[bool]:
    if oversees(actor):
        return true()
    served = tables.conversation.alias("served")
    return or_(
        _conversation.owner == actor.id,
        _conversation.offer_agent == actor.id,
        guests.has(_conversation.id, actor.id),
        _conversation.state == ConversationState.QUEUED.value,
        _conversation.subscriber.in_(
            select(served.c.subscriber).where(
                served.c.owner == actor.id,
                served.c.closed_at.is_(None),
                served.c.subscriber.is_not(None),
            )
        ),
        talks.in_sight(actor.id),
    )


def _found(
    connection: Connection,
    actor: Actor,
    hits: list[EntryHit],
    reached: int,
    *,
    more: bool,
    skipped: int,
) -> Found:
    ids = {hit.conversation for hit in hits}
    loaded = conversations.load(connection, ids) if ids else {}
    heads = [head_of(one, actor.id) for one in loaded.values()]
    return Found(hits=hits, heads=heads, reached=reached, more=more, skipped=skipped)


def _is_present(connection: Connection, row: Row[Any], said: Said) -> bool:
    """Whether they are words that a message has now, and has them here.

    A message that was edited is found where that is told, for there its words are indexed; of
    several edits the last one has them.
    """
    if row.kind != "edited":
        return said.edited is None
    message = conversations.entry_at(connection, row.conversation, said.seq)
    return (
        message is not None
        and isinstance(message.body, Message)
        and message.body.edited == row.at
        and message.body.text == said.text
    )


def _hit(row: Row[Any], sought: Sought, said: Said) -> EntryHit:
    excerpt, ranges = sought.excerpt(said.words)
    return EntryHit(
        conversation=ConversationId(row.conversation),
        seq=said.seq if row.kind == "edited" else row.seq,
        at=Millis(row.at),
        role=AuthorRole(row.author_role),
        author=row.author_name,
        note=row.kind in history_words.ASIDE,
        excerpt=excerpt,
        spans=[list(one) for one in ranges],
    )


def _rows(
    connection: Connection, numbers: Sequence[int], condition: ColumnElement[bool]
) -> Iterator[Any]:
    """Rows of these numbers that fit the condition, newest first."""
    read, most = 0, _FIRST_READ
    while read < len(numbers):
        chunk = numbers[read : read + most]
        read, most = read + most, _READ_AT_ONCE
        yield from connection.execute(
            select(
                _entry.id,
                _entry.conversation,
                _entry.seq,
                _entry.at,
                _entry.author_role,
                _entry.author_name,
                _entry.kind,
                _entry.body,
            )
            .join_from(tables.entry, tables.conversation, _entry.conversation == _conversation.id)
            .where(
                _entry.id.in_(chunk),
                _entry.kind.in_(history_words.SAID),
                condition,
            )
            .order_by(_entry.id.desc())
        ).all()


def _of_few(connection: Connection, wanted: Wanted, *, above: int, below: int) -> _Candidates:
    """Everything said in one conversation or with one subscriber: read, no index needed."""
    few = (
        [wanted.conversation]
        if wanted.conversation is not None
        else connection.execute(
            select(_conversation.id).where(_conversation.subscriber == wanted.subscriber)
        )
        .scalars()
        .all()
    )
    numbers: list[int] = []
    for chunk in conversations.chunks(few):
        # Unordered, so that no database is tempted to walk through all entries in order.
        numbers += connection.execute(
            select(_entry.id).where(_entry.conversation.in_(chunk))
        ).scalars()
    within = sorted((one for one in numbers if above < one < below), reverse=True)
    kept = within[:UNREAD]
    return _Candidates(iter([kept] if kept else []), cut=len(within) > len(kept))


def _of_all(connection: Connection, sought: Sought, *, above: int, below: int) -> _Candidates:
    """What the index has not read yet, then what it names."""
    through = history_words.through(connection)
    newest = list(
        connection.execute(
            select(_entry.id)
            .where(_entry.id > max(through, above), _entry.id < below)
            .order_by(_entry.id.desc())
            .limit(UNREAD)
        ).scalars()
    )
    candidates = _Candidates(iter(()))
    if len(newest) == UNREAD:
        candidates.skipped = newest[-1] - max(through, above) - 1

    def numbers() -> Iterator[list[int]]:
        if newest:
            yield newest
        left, most, last = CANDIDATES, _FIRST_BATCH, min(below, through + 1)
        while left:
            most = min(most, left)
            batch = history_words.find(connection, sought.words, above=above, below=last, most=most)
            if batch:
                yield batch
            if len(batch) < most:
                return
            left, last, most = left - most, batch[-1], most * _BATCH_GROWS
        candidates.cut = True

    candidates.numbers = numbers()
    return candidates


def _filters(wanted: Wanted) -> list[ColumnElement[bool]]:
    filters = []
    if wanted.conversation is not None:
        filters.append(_entry.conversation == wanted.conversation)
    else:  # what subscribers said and were told; a talk is looked through from within
        filters.append(_conversation.state != ConversationState.TALK.value)
    if wanted.subscriber is not None:
        filters.append(_conversation.subscriber == wanted.subscriber)
    if wanted.queue is not None:
        filters.append(_conversation.queue == wanted.queue)
    if wanted.since is not None:
        filters.append(_entry.at >= wanted.since)
    if wanted.until is not None:
        filters.append(_entry.at < wanted.until)
    return filters


def _bounds(connection: Connection, wanted: Wanted) -> tuple[int, int]:
    """Between which numbers of entries to look."""
    below = (connection.execute(select(func.max(_entry.id))).scalar_one() or 0) + 1
    above = 0
    if wanted.since is not None:
        above = _number_at(connection, wanted.since - _CLOCKS_APART_MS, newest=below - 1)
    if wanted.until is not None:
        last = _number_at(connection, wanted.until + _CLOCKS_APART_MS, newest=below - 1)
        below = min(below, last + 1)
    return above, below if wanted.before is None else min(below, wanted.before)


def _number_at(connection: Connection, at: int, *, newest: int) -> int:
    """The newest number whose entry was there at a time, by halving: times have no index."""
    low, high = 0, newest
    while low < high:
        middle = (low + high + 1) // 2
        there = connection.execute(
            select(_entry.at).where(_entry.id <= middle).order_by(_entry.id.desc()).limit(1)
        ).scalar_one_or_none()
        if there is not None and there > at:
            high = middle - 1
        else:
            low = middle
    return low
