"""Rows of alerts: raised once, whichever node sees it first, and cleared once."""

from sqlalchemy import ColumnElement, Connection, select, update
from sqlalchemy.dialects import postgresql, sqlite

from protocol.board import AlertLevel
from protocol.scalars import Millis
from server_stub.domain.alerts import Changes, Key
from server_stub.storage import tables

_table = tables.alert
_alert = tables.alert.c


def opened(connection: Connection) -> dict[Key, tuple[AlertLevel, Millis]]:
    """Those that are not cleared: the worst level each has had, and since when it is raised."""
    rows = connection.execute(select(_table).where(_alert.cleared_at.is_(None)))
    return {
        Key(row.kind, row.subject): (AlertLevel(row.level), Millis(row.raised_at)) for row in rows
    }


def write(connection: Connection, changes: Changes) -> None:
    """Another node may have written the same: what is raised is raised once. Idempotent."""
    for one in changes.raised:
        build = postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert
        statement = build(_table).on_conflict_do_nothing()
        connection.execute(
            statement,
            {
                "kind": one.key.kind,
                "subject": one.key.subject,
                "level": one.level.value,
                "value": one.value,
                "threshold": one.threshold,
                "raised_at": one.since,
                "cleared_at": None,
            },
        )
    for one in changes.worse:
        connection.execute(
            update(_table)
            .where(*_open(one.key))
            .values(level=one.level.value, value=one.value, threshold=one.threshold)
        )
    for key, at in changes.cleared:
        connection.execute(update(_table).where(*_open(key)).values(cleared_at=at))


def _open(key: Key) -> tuple[ColumnElement[bool], ...]:
    return (
        _alert.kind == key.kind,
        _alert.subject == key.subject,
        _alert.cleared_at.is_(None),
    )
