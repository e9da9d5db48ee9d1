"""The words of all entries, indexed behind their commits, each entry at first for itself.

The index keeps terms and numbers of entries, never their texts: whoever finds one reads the entry
itself, as it is now. It knows every entry up to a number and none after it. `word_blocks.py` has
what it knows of older ones.
"""

from collections.abc import Sequence
from typing import Any

import msgspec
from sqlalchemy import ColumnElement, Connection, Row, and_, func, insert, or_, select, text, update

from language import finding
from language.finding import SoughtWord
from server_stub.storage import tables
from server_stub.storage.word_tables import entry_terms

ASIDE = ("note", "passed_to", "passed_topic", "guest_came")
"""Kinds of entries in which one colleague tells another something."""

SAID = ("message", "closed", "rated", "edited", *ASIDE)
"""Kinds of entries that have words in them, or files with names. Other words of a message or a note
are indexed where it is told that it was edited: the entry itself was before."""

_THROUGH = "words_through"
_entry = tables.entry.c


class Named(msgspec.Struct, frozen=True):
    """A file, of a stored body."""

    name: str = ""


class Said(msgspec.Struct, frozen=True):
    """What an entry says, of its stored body.

    Attributes:
        seq: of the message or note that was edited, where that is told.
        of_note: whether it was a note.
        edited: when it was given the words it has now, if it has had others.
    """

    text: str = ""
    comment: str = ""
    note: str = ""
    why: str = ""
    seq: int = 0
    of_note: bool = False
    edited: int | None = None
    files: tuple[Named, ...] = ()

    @property
    def words(self) -> str:
        """What was written."""
        return self.text or self.comment or self.note or self.why

    @property
    def names(self) -> list[str]:
        """How its files are called."""
        return [file.name for file in self.files]

    @property
    def sought(self) -> str:
        """All that it is found by."""
        return "\n".join((self.words, *self.names)) if self.files else self.words


_said = msgspec.json.Decoder(Said)


class Horizon(msgspec.Struct, frozen=True):
    """The newest entry, and which transactions might still commit an older one."""

    newest: int
    begun: int
    """Every transaction that was under way has a number below this."""
    pending: int
    """The lowest number of one that is under way; all below are over."""


class Unread(msgspec.Struct, frozen=True):
    """Entries that are to be indexed: their terms by number, and up to where they reach."""

    terms: list[tuple[int, str]]
    through: int


def load_forms() -> None:
    """Load what finding the terms of a first text would load."""
    finding.terms("слово")


def said_in(body: str) -> Said:
    """What a stored body says."""
    return _said.decode(body)


def said_now(connection: Connection, row: Row[Any]) -> Said | None:
    """What a row of the log says; nothing if that is no longer so, or is found elsewhere.

    What was edited is found where that is told, for there its words are indexed, those of its files
    too; of several edits the last one has them.
    """
    said = said_in(row.body)
    if row.kind != "edited":
        return said if said.edited is None else None
    entry = _edited_entry(connection, row.conversation, said)
    if entry is None or entry.edited != row.at or entry.text != said.text:
        return None
    return msgspec.structs.replace(said, files=entry.files)


def through(connection: Connection) -> int:
    """Up to which entry the index knows all."""
    value = connection.execute(
        select(tables.store.c.value).where(tables.store.c.key == _THROUGH)
    ).scalar_one_or_none()
    return int(value or 0)


def horizon(connection: Connection) -> Horizon:
    """How far the log reaches now.

    PostgreSQL's lanes take numbers in one order and commit in another, so an entry may appear
    behind a newer one, until all that was under way then is over. SQLite has a single writer.
    """
    newest = connection.execute(select(func.max(_entry.id))).scalar_one() or 0
    if connection.dialect.name == "sqlite":
        return Horizon(newest, 0, 0)
    begun, pending = connection.execute(
        text(
            "SELECT pg_snapshot_xmax(pg_current_snapshot())::text,"
            " pg_snapshot_xmin(pg_current_snapshot())::text"
        )
    ).one()
    return Horizon(newest, int(begun), int(pending))


def unread(connection: Connection, *, after: int, upto: int, most: int) -> Unread:
    """The next entries to be indexed, at most so many, and none beyond a number."""
    rows = connection.execute(
        select(_entry.id, _entry.kind, _entry.conversation, _entry.body)
        .where(_entry.id > after, _entry.id <= upto)
        .order_by(_entry.id)
        .limit(most)
    ).all()
    terms = [
        (row.id, " ".join(sorted(finding.terms(_sought(connection, *row[1:])))))
        for row in rows
        if row.kind in SAID
    ]
    return Unread([one for one in terms if one[1]], rows[-1].id if len(rows) == most else upto)


def add(connection: Connection, read: Unread, *, after: int) -> bool:
    """Take entries in, unless somebody else was faster: says whether the index stood at `after`."""
    store = tables.store
    mine = connection.execute(
        update(store)
        .where(store.c.key == _THROUGH, store.c.value == str(after))
        .values(value=str(read.through))
    )
    if not mine.rowcount:
        if after or through(connection):
            return False
        connection.execute(insert(store), {"key": _THROUGH, "value": str(read.through)})
    if read.terms:
        connection.execute(
            insert(entry_terms),
            [{"entry": entry, "terms": f" {terms} "} for entry, terms in read.terms],
        )
    return True


def find(
    connection: Connection, words: Sequence[SoughtWord], *, above: int, below: int
) -> list[int]:
    """The entries between two numbers, of those that no block has, that have every word."""
    at = func.instr if connection.dialect.name == "sqlite" else func.strpos

    def has(part: str) -> ColumnElement[bool]:
        return at(entry_terms.c.terms, part) > 0

    def has_word(word: SoughtWord) -> ColumnElement[bool]:
        options = [has(f" {term} ") for term in sorted(word.terms)]
        if word.beginning is not None:
            options.append(has(f" {word.beginning}"))
        if word.parts:
            options.append(and_(*(has(f" {part} ") for part in word.parts)))
        return or_(*options)

    return list(
        connection.execute(
            select(entry_terms.c.entry)
            .where(
                entry_terms.c.entry > above,
                entry_terms.c.entry < below,
                *map(has_word, words),
            )
            .order_by(entry_terms.c.entry.desc())
        ).scalars()
    )


def _sought(connection: Connection, kind: str, conversation: str, body: str) -> str:
    """What an entry is found by: a message that is edited keeps its files."""
    said = said_in(body)
    if kind == "edited":
        entry = _edited_entry(connection, conversation, said)
        said = msgspec.structs.replace(said, files=entry.files if entry else ())
    return said.sought


def _edited_entry(connection: Connection, conversation: str, said: Said) -> Said | None:
    body = connection.execute(
        select(_entry.body).where(_entry.conversation == conversation, _entry.seq == said.seq)
    ).scalar_one_or_none()
    return None if body is None else said_in(body)
