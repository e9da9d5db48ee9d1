"""The statements that every message runs: compiled once, run with tuples on the driver's cursor.

Their text is SQLAlchemy's and made of the tables. Only what it does for each execution is left out:
parameters by name, conversion of types, another text for each length of a list. So values must be
what the driver takes, and rows come as it gives them: enums are texts, SQLite's truth is 0 or 1.
What goes wrong is told as SQLAlchemy tells it.
"""

from collections.abc import Collection, Sequence
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
    any_,
    bindparam,
    func,
    insert,
    select,
    update,
)
from sqlalchemy.dialects.postgresql.psycopg import PGDialect_psycopg
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite
from sqlalchemy.engine.interfaces import DBAPICursor, DBAPIModule
from sqlalchemy.exc import DBAPIError

from server_stub.storage import tables

_BY_POSITION = {
    "sqlite": SQLiteDialect_pysqlite(paramstyle="qmark"),
    "postgresql": PGDialect_psycopg(paramstyle="format"),  # type: ignore[no-untyped-call]
}
"""How each driver is spoken to when parameters come by position."""

_ROW_KEY = "row_key"


class RowsAmong:
    """Selects the rows whose key is among those given, in the order of keys.

    The keys are one parameter, however many they are.
    """

    def __init__(self, key: Column[str], *columns: Column[Any], locked: bool = False) -> None:
        self._key = key
        self._columns = columns
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
        cursor = _cursor(connection)
        try:
            cursor.execute(text, (parameter,))
            rows = cursor.fetchall()
        except connection.dialect.loaded_dbapi.Error as error:
            raise _told(error, connection) from error
        return rows

    def _statement(self, dialect: str) -> Select[Any]:
        among: ColumnElement[bool]
        if dialect == "sqlite":
            keys = func.json_each(bindparam(_ROW_KEY)).table_valued("value")
            among = self._key.in_(select(keys.c.value))
        else:
            among = self._key == any_(bindparam(_ROW_KEY, type_=ARRAY(String)))
        statement = select(*self._columns).where(among).order_by(self._key)
        return statement.with_for_update() if self._locked else statement


class Changes:
    """Inserts rows, or updates each by its key: as many as are given, in one go."""

    def __init__(self, statement: Insert | Update, parameters: Sequence[str]) -> None:
        self._statement = statement
        self._parameters = parameters
        self._texts: dict[str, str] = {}

    @classmethod
    def inserted(cls, table: Table, columns: Sequence[str]) -> "Changes":
        """New rows: their values in the order of `columns`."""
        values: dict[str, Any] = {name: bindparam(name) for name in columns}
        return cls(insert(table).inline().values(values), columns)

    @classmethod
    def updated(cls, key: Column[str], columns: Sequence[str]) -> "Changes":
        """Some columns of rows that are there: their values in this order, the key last."""
        values: list[Any] = [(key.table.c[name], bindparam(name)) for name in columns]
        statement = update(key.table).where(key == bindparam(_ROW_KEY)).ordered_values(*values)
        return cls(statement, [*columns, _ROW_KEY])

    def __call__(self, connection: Connection, rows: Sequence[tuple[Any, ...]]) -> None:
        dialect = connection.dialect.name
        text = self._texts.get(dialect)
        if text is None:
            text = self._texts[dialect] = _text(self._statement, dialect, self._parameters)
        cursor = _cursor(connection)
        try:
            cursor.executemany(text, rows)
        except connection.dialect.loaded_dbapi.Error as error:
            raise _told(error, connection) from error


def _text(statement: Select[Any] | Insert | Update, dialect: str, parameters: Sequence[str]) -> str:
    """The statement in the driver's words. Raises `ValueError` for another order of parameters."""
    compiled = statement.compile(dialect=_BY_POSITION[dialect])
    if compiled.positiontup != list(parameters):
        raise ValueError(f"{compiled.positiontup} is not the order of {parameters}")
    return str(compiled)


def _cursor(connection: Connection) -> DBAPICursor:
    """The driver's own, of the transaction that the connection is in."""
    return connection.connection.cursor()


def _told(error: DBAPIModule.Error, connection: Connection) -> Exception:
    """As SQLAlchemy would raise it; a connection that is lost is not used again."""
    lost = connection.dialect.is_disconnect(error, connection.connection, None)
    if lost:
        connection.invalidate(error)
    return DBAPIError.instance(
        None,
        None,
        error,
        connection.dialect.loaded_dbapi.Error,
        hide_parameters=True,
        connection_invalidated=lost,
        dialect=connection.dialect,
    )


_conversation = tables.conversation.c
_entry = tables.entry.c
_account = tables.account.c

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
)
"""All that can change of one; those that a driver does not take as they are come after them."""

lock_conversations = RowsAmong(_conversation.id, *tables.conversation.columns, locked=True)
read_conversations = RowsAmong(_conversation.id, *tables.conversation.columns)
save_said = Changes.updated(_conversation.id, [*SAID, "preview_role"])
save_moved = Changes.updated(
    _conversation.id, [*MOVED, "preview_role", "state", "passed_over", "guests"]
)
find_repeats = RowsAmong(
    _entry.client_id,
    _entry.client_id,
    _entry.author_id,
    _entry.conversation,
    _entry.seq,
    _entry.rev,
    _entry.epoch,
    _entry.at,
    _entry.body,
)
append_entries = Changes.inserted(
    tables.entry, [column.name for column in tables.entry.columns if column.name != "id"]
)
read_rights = RowsAmong(
    _account.id, _account.id, _account.role, _account.name, _account.version, _account.disabled
)
