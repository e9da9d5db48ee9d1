"""The words of all entries, indexed behind their commits: FTS5 on SQLite, GIN on PostgreSQL.

The index keeps terms and numbers of entries, never their texts: whoever finds one reads the entry
itself, as it is now. It knows every entry up to a number and none after it.
"""

from collections.abc import Sequence

import msgspec
from sqlalchemy import Connection, func, insert, select, text, update

from language import finding
from language.finding import SoughtWord
from server_stub.storage import tables

ASIDE = ("note", "passed_to", "passed_topic", "guest_came")
"""Kinds of entries in which one colleague tells another something."""

SAID = ("message", "closed", "rated", "edited", *ASIDE)
"""Kinds of entries that have words in them. Other words of a message are indexed where it is told
that it was edited: the message itself was before."""

_THROUGH = "words_through"
_NEWEST, _WIDENS = 20_000, 8
_entry = tables.entry.c

_ADD = {
    "sqlite": "INSERT INTO entry_words(rowid, terms) VALUES (:entry, :terms)",
    "postgresql": (
        "INSERT INTO entry_words(entry, terms)"
        " VALUES (:entry, array_to_tsvector(string_to_array(:terms, ' ')))"
    ),
}
_FIND = {
    "sqlite": (
        "SELECT rowid FROM entry_words WHERE entry_words MATCH :asked"
        " AND rowid > :above AND rowid < :below ORDER BY rowid DESC LIMIT :most"
    ),
    # Materialized, else the planner may walk back through all entries for a word that few have.
    "postgresql": (
        "WITH found AS MATERIALIZED (SELECT entry FROM entry_words"
        " WHERE terms @@ CAST(:asked AS tsquery) AND entry > :above AND entry < :below)"
        " SELECT entry FROM found ORDER BY entry DESC LIMIT :most"
    ),
}


class Said(msgspec.Struct, frozen=True):
    """What an entry says, of its stored body.

    Attributes:
        seq: of the message that was edited, where that is told.
        edited: when a message was given the words it has now, if it has had others.
    """

    text: str = ""
    comment: str = ""
    note: str = ""
    why: str = ""
    seq: int = 0
    edited: int | None = None

    @property
    def words(self) -> str:
        """All of it."""
        return self.text or self.comment or self.note or self.why


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
        select(_entry.id, _entry.kind, _entry.body)
        .where(_entry.id > after, _entry.id <= upto)
        .order_by(_entry.id)
        .limit(most)
    ).all()
    terms = [
        (row.id, " ".join(sorted(finding.terms(said_in(row.body).words))))
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
            text(_ADD[connection.dialect.name]),
            [{"entry": entry, "terms": terms} for entry, terms in read.terms],
        )
    return True


def find(
    connection: Connection, words: Sequence[SoughtWord], *, above: int, below: int, most: int
) -> list[int]:
    """The newest indexed entries between two numbers that have every word."""
    if connection.dialect.name == "sqlite":
        return _find(connection, _fts5(words), above=above, below=below, most=most)
    # PostgreSQL reads all that has a word before it sorts: so first where the newest ones are.
    asked, found, width = _tsquery(words), list[int](), _NEWEST
    while above + 1 < below and len(found) < most:
        start = max(above, below - width - 1)
        found += _find(connection, asked, above=start, below=below, most=most - len(found))
        below, width = start + 1, width * _WIDENS
    return found


def _find(connection: Connection, asked: str, *, above: int, below: int, most: int) -> list[int]:
    statement = text(_FIND[connection.dialect.name])
    where = {"asked": asked, "above": above, "below": below, "most": most}
    return list(connection.execute(statement, where).scalars())


def _fts5(words: Sequence[SoughtWord]) -> str:
    def quoted(term: str) -> str:
        return f'"{term}"'

    def word(one: SoughtWord) -> str:
        options = [quoted(term) for term in sorted(one.terms)]
        if one.beginning is not None:
            options.append(quoted(one.beginning) + " *")
        if one.parts:
            options.append("(" + " AND ".join(map(quoted, one.parts)) + ")")
        return "(" + " OR ".join(options) + ")"

    return " AND ".join(map(word, words))


def _tsquery(words: Sequence[SoughtWord]) -> str:
    def quoted(term: str) -> str:
        return f"'{term}'"

    def word(one: SoughtWord) -> str:
        options = [quoted(term) for term in sorted(one.terms)]
        if one.beginning is not None:
            options.append(quoted(one.beginning) + ":*")
        if one.parts:
            options.append("(" + " & ".join(map(quoted, one.parts)) + ")")
        return "(" + " | ".join(options) + ")"

    return " & ".join(map(word, words))
