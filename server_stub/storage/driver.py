"""Statements on the driver's own cursor: what goes wrong is told as SQLAlchemy tells it."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection
from sqlalchemy.engine.interfaces import DBAPIModule
from sqlalchemy.exc import DBAPIError


def execute(connection: Connection, text: str, parameters: Sequence[Any] = ()) -> None:
    """Run a statement in the transaction that the connection is in."""
    try:
        connection.connection.cursor().execute(text, parameters)
    except connection.dialect.loaded_dbapi.Error as error:
        raise _told(error, connection) from error


def execute_for_each(connection: Connection, text: str, rows: Sequence[Sequence[Any]]) -> None:
    """Run it once for each row of parameters."""
    try:
        connection.connection.cursor().executemany(text, rows)
    except connection.dialect.loaded_dbapi.Error as error:
        raise _told(error, connection) from error


def read(
    connection: Connection, text: str, parameters: Sequence[Any] = ()
) -> Sequence[Sequence[Any]]:
    """All rows of a statement, as the driver gives them."""
    cursor = connection.connection.cursor()
    try:
        cursor.execute(text, parameters)
        return cursor.fetchall()
    except connection.dialect.loaded_dbapi.Error as error:
        raise _told(error, connection) from error


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
