"""Finding what was said, in all history: newest first, bounded, and only what its reader may see.

The index, and what it has not read yet, name entries that may fit; each is then read as it is now,
judged by its conversation and looked through for the words, so that an index can never show what
has been changed, erased or taken out of sight.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, repeat
from typing import Any

import msgspec
from sqlalchemy import ColumnElement, Connection, Row, and_, select

from language.excerpts import Ranges
from language.finding import Sought
from protocol import limits
from protocol.conversations import Head
from protocol.entries import EntryHit
from protocol.ids import ConversationId
from protocol.people import AuthorRole
from protocol.scalars import Millis
from server_stub.domain.acts import Actor
from server_stub.domain.conversation import head_of
from server_stub.storage import conversations, history_words, tables
from server_stub.storage.candidates import Candidates, Wanted, bounds, conversations_wanted
from server_stub.storage.history_words import Said
from server_stub.storage.sight import in_sight

_READ_AT_ONCE = (64, 512, 2_000)
_SHOWN = 64
"""Entries whose words are read at once: a few pages of hits, if all of them fit."""

_entry = tables.entry.c
_conversation = tables.conversation.c


class Found(msgspec.Struct, frozen=True, kw_only=True):
    """A page of hits; `reached` is where the next one begins."""

    hits: list[EntryHit]
    heads: list[Head]
    reached: int
    more: bool
    skipped: int


def find(connection: Connection, actor: Actor, wanted: Wanted, *, level: int) -> Found:
    """The newest entries that fit, of those that the actor may see at this audience level."""
    sought = Sought(wanted.query)
    above, below = bounds(connection, wanted)
    if not sought or above + 1 >= below:
        return Found(hits=[], heads=[], reached=below, more=False, skipped=0)
    candidates = Candidates(connection, actor, wanted, sought, above=above, below=below)
    condition = and_(
        _entry.audience <= level, in_sight(actor), *conversations_wanted(wanted), *_times(wanted)
    )
    hits: list[EntryHit] = []
    reached = below
    for numbers in _batches(candidates):
        for row in _rows(connection, numbers, condition):
            said = history_words.said_now(connection, row)
            if said is not None and sought.is_in(said.sought):
                hits.append(_hit(row, sought, said))
                if len(hits) == limits.FOUND_ENTRIES:
                    return _found(
                        connection, actor, hits, row.id, more=True, skipped=candidates.skipped
                    )
        reached = numbers[-1]
    return _found(connection, actor, hits, reached, more=candidates.cut, skipped=candidates.skipped)


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


def _hit(row: Row[Any], sought: Sought, said: Said) -> EntryHit:
    excerpt, ranges = sought.excerpt(said.words)
    file, in_file = _found_file(sought, said)
    return EntryHit(
        conversation=ConversationId(row.conversation),
        seq=said.seq if row.kind == "edited" else row.seq,
        at=Millis(row.at),
        role=AuthorRole(row.author_role),
        author=row.author_name,
        note=said.of_note or row.kind in history_words.ASIDE,
        excerpt=excerpt,
        spans=[list(one) for one in ranges],
        file=file,
        file_spans=tuple(list(one) for one in in_file),
    )


def _found_file(sought: Sought, said: Said) -> tuple[str, Ranges]:
    """The name with the most of the words, the first of several, and where they stand in it."""
    named = [(name, sought.ranges(name)) for name in said.names]
    name, ranges = max(named, key=lambda one: len(one[1]), default=("", ()))
    return (name, ranges) if ranges else ("", ())


def _batches(numbers: Iterable[Sequence[int]]) -> Iterator[Sequence[int]]:
    """The same numbers, in batches that grow: a page is mostly filled by the first."""
    batch: list[int] = []
    sizes = chain(_READ_AT_ONCE, repeat(_READ_AT_ONCE[-1]))
    size = next(sizes)
    for some in numbers:
        batch += some
        while len(batch) >= size:
            yield batch[:size]
            batch, size = batch[size:], next(sizes)
    if batch:
        yield batch


def _rows(
    connection: Connection, numbers: Sequence[int], condition: ColumnElement[bool]
) -> Iterator[Any]:
    """Rows of these numbers that fit the condition, newest first."""
    fitting = (
        select(_entry.id)
        .join_from(tables.entry, tables.conversation, _entry.conversation == _conversation.id)
        .where(_entry.id.in_(numbers), _entry.kind.in_(history_words.SAID), condition)
        .order_by(_entry.id.desc())
    )
    kept = connection.execute(fitting).scalars().all()
    for chunk in (kept[at : at + _SHOWN] for at in range(0, len(kept), _SHOWN)):
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
            .where(_entry.id.in_(chunk))
            .order_by(_entry.id.desc())
        )


def _times(wanted: Wanted) -> list[ColumnElement[bool]]:
    times = []
    if wanted.since is not None:
        times.append(_entry.at >= wanted.since)
    if wanted.until is not None:
        times.append(_entry.at < wanted.until)
    return times
