"""Statements of every message and every second: compiled once, run on the driver's own cursor.

Their text is SQLAlchemy's and made of the tables. Only what it does for each execution is left out:
parameters by name, conversion of types, another text for each length of a list. So values must be
what the driver takes, and rows come as it gives them: enums are texts, SQLite's truth is 0 or 1.
"""

from collections.abc import Collection, Sequence
from itertools import chain
from typing import Any

import msgspec
from sqlalchemy import (
    ARRAY,
    Column,
    ColumnElement,
    Connection,
    Insert,
    Select,
    String,
    Table,
    Update,
    Values,
    any_,
    bindparam,
    column,
    func,
    insert,
    select,
    update,
    values,
)
from sqlalchemy.dialects.postgresql.psycopg import PGDialect_psycopg
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite

from server_stub.storage import driver, tables

_BY_POSITION = {
    "sqlite": SQLiteDialect_pysqlite(paramstyle="qmark"),
    "postgresql": PGDialect_psycopg(paramstyle="format"),  # type: ignore[no-untyped-call]
}
"""How each driver is spoken to when parameters come by position."""

MOST_ROWS = 256
"""In one statement of SQLite: what a lane takes at once."""

_ROW_KEY = "row_key"


class RowsAmong:
    """Those rows of a select whose key is among the ones given, in the order of keys.

    The keys are one parameter, however many they are.
    """

    def __init__(self, key: Column[str], rows: Select[Any], *, locked: bool = False) -> None:
        self._key = key
        self._rows = rows
        self._locked = locked
        self._texts: dict[str, str] = {}

    def __call__(self, connection: Connection, keys: Collection[str]) -> Sequence[Sequence[Any]]:
        """The rows; locked until the end of the transaction, if they are read to be changed."""
        dialect = connection.dialect.name
        text = self._texts.get(dialect)
        if text is None:
            text = self._texts[dialect] = _text(self._statement(dialect), dialect, [_ROW_KEY])
        ordered = sorted(keys)
        parameter = msgspec.json.encode(ordered).decode() if dialect == "sqlite" else ordered
        return driver.read(connection, text, (parameter,))

    def _statement(self, dialect: str) -> Select[Any]:
        among: ColumnElement[bool]
        if dialect == "sqlite":
            keys = func.json_each(bindparam(_ROW_KEY)).table_valued("value")
            among = self._key.in_(select(keys.c.value))
        else:
            among = self._key == any_(bindparam(_ROW_KEY, type_=ARRAY(String)))
        statement = self._rows.where(among).order_by(self._key)
        return statement.with_for_update() if self._locked else statement


class Lines:
    """The rows of a select that is always the same: values stand in its text."""

    def __init__(self, rows: Select[Any]) -> None:
        self._rows = rows
        self._texts: dict[str, str] = {}

    def __call__(self, connection: Connection) -> Sequence[Sequence[Any]]:
        dialect = connection.dialect.name
        text = self._texts.get(dialect)
        if text is None:
            literal = {"literal_binds": True}
            compiled = self._rows.compile(dialect=_BY_POSITION[dialect], compile_kwargs=literal)
            text = self._texts[dialect] = str(compiled)
        return driver.read(connection, text)


class Changes:
    """Inserts rows, or updates each by its key: as many as are given, in one go.

    SQLite takes many rows as one statement. Its driver lets other threads have the interpreter at
    each statement and then waits for it, which takes longer than the rows do. The driver keeps few
    statements: so there is one for each power of two, filled up with rows of nothing but NULL.
    """

    def __init__(
        self, one: Insert | Update, parameters: Sequence[str], *, many: Insert | Update
    ) -> None:
        """`one` is for a row, `many` for rows that stand where its only tuple of parameters is."""
        self._one = one
        self._many = many
        self._parameters = parameters
        self._texts: dict[tuple[str, int], str] = {}

    @classmethod
    def inserted(cls, table: Table, columns: Sequence[str]) -> "Changes":
        """New rows: their values in the order of `columns`, of which the first is never NULL."""
        given: dict[str, Any] = {name: bindparam(name) for name in columns}
        rows = _tuple_of(columns).cte("rows")
        filled = select(rows).where(rows.c[columns[0]].is_not(None))
        many = insert(table).inline().from_select(columns, filled, include_defaults=False)
        return cls(insert(table).inline().values(given), columns, many=many)

    @classmethod
    def updated(cls, key: Column[str], columns: Sequence[str]) -> "Changes":
        """Some columns of rows that are there: their values in this order, the key last."""
        table = key.table
        parameters = [*columns, _ROW_KEY]
        given: list[Any] = [(table.c[name], bindparam(name)) for name in columns]
        one = update(table).where(key == bindparam(_ROW_KEY)).ordered_values(*given)
        rows = _tuple_of(parameters).cte("rows").c
        many = update(table).where(key == rows[_ROW_KEY])
        return cls(one, parameters, many=many.values({name: rows[name] for name in columns}))

    def __call__(self, connection: Connection, rows: Sequence[tuple[Any, ...]]) -> None:
        dialect = connection.dialect.name
        if dialect == "sqlite":
            for start in range(0, len(rows), MOST_ROWS):
                some = rows[start : start + MOST_ROWS]
                count = 1 << (len(some) - 1).bit_length()
                filling = [None] * ((count - len(some)) * len(self._parameters))
                values = (*chain.from_iterable(some), *filling)
                driver.execute(connection, self._text(dialect, count), values)
        else:
            driver.execute_for_each(connection, self._text(dialect, 1), rows)

    def _text(self, dialect: str, count: int) -> str:
        text = self._texts.get((dialect, count))
        if text is None:
            text = _text(self._one if count == 1 else self._many, dialect, self._parameters)
            row = f"({', '.join('?' * len(self._parameters))})"
            text = self._texts[dialect, count] = text.replace(row, ", ".join([row] * count))
        return text


def store_version(connection: Connection) -> int | None:
    """Differs from that of this connection's last transaction if another has committed since.

    None where the store does not tell.
    """
    if connection.dialect.name != "sqlite":
        return None
    ((version,),) = driver.read(connection, "PRAGMA data_version")
    return int(version)


def _tuple_of(parameters: Sequence[str]) -> Values:
    """A row of them, as a table."""
    row = values(*(column(name, String) for name in parameters))
    return row.data([tuple(bindparam(name) for name in parameters)])


def _text(statement: Select[Any] | Insert | Update, dialect: str, parameters: Sequence[str]) -> str:
    """The statement in the driver's words. Raises `ValueError` for another order of parameters."""
    compiled = statement.compile(dialect=_BY_POSITION[dialect])
    if compiled.positiontup != list(parameters):
        raise ValueError(f"{compiled.positiontup} is not the order of {parameters}")
    return str(compiled)


_conversation = tables.conversation.c
_entry = tables.entry.c
_account = tables.account.c
_session = tables.session.c

SAID = (
    "rev",
    "last_seq",
    "changed_at",
    "waiting_since",
    "unread",
    "last_heard_seq",
    "agent_read",
    "delivered",
    "subscriber_read",
    "preview",
)
"""What a message, a note or a read mark changes of a conversation: nothing that is in an index."""

MOVED = (
    *SAID,
    "queue",
    "topic",
    "subscriber",
    "verified",
    "epoch",
    "queued_at",
    "owner",
    "owner_name",
    "offer_agent",
    "offer_until",
    "held_until",
    "closed_at",
    "outcome",
    "stars",
    "answered_epoch",
    "offer_name",
    "first_answer_at",
    "solved_ms",
    "known_agent",
    "priority",
    "weight",
    "merged_into",
    "due_at",
    "due_why",
    "follow_up_at",
    "late",
)
"""All that can change of one; those that a driver does not take as they are come after them."""

lock_conversations = RowsAmong(_conversation.id, select(tables.conversation), locked=True)
read_conversations = RowsAmong(_conversation.id, select(tables.conversation))
read_revs = RowsAmong(_conversation.id, select(_conversation.id, _conversation.rev))
save_said = Changes.updated(_conversation.id, [*SAID, "preview_role"])
save_moved = Changes.updated(
    _conversation.id,
    [*MOVED, "name", "preview_role", "state", "passed_over", "guests", "members"],
)
find_repeats = RowsAmong(
    _entry.client_id,
    select(
        _entry.client_id,
        _entry.author_id,
        _entry.conversation,
        _entry.seq,
        _entry.rev,
        _entry.epoch,
        _entry.at,
        _entry.body,
    ),
)
append_entries = Changes.inserted(
    tables.entry,
    [column.name for column in tables.entry.columns if column.name not in ("id", "rewritten")],
)
read_rights = RowsAmong(
    _account.id,
    select(_account.id, _account.role, _account.name, _account.version, _account.disabled),
)
read_store_keys = RowsAmong(tables.store.c.key, select(tables.store.c.value))
read_desk_counters = RowsAmong(
    tables.agent_load.c.account,
    select(tables.agent_load.c.account, tables.agent_load.c.desk_rev, tables.agent_load.c.seen_at),
)
read_sessions = RowsAmong(
    _session.token_hash,
    select(_session.token_hash, _session.expires_at)
    .join_from(tables.session, tables.account)
    .where(_session.account_version == _account.version, _account.disabled.is_(False)),
)
"""Those of accounts that may still be used; whether they have run out is for the reader to see."""
