"""Queues and catalogues: the rows that must exist before anybody can come in."""

import hashlib
import hmac
import secrets
from collections.abc import Sequence
from typing import Any

import msgspec
from sqlalchemy import Connection, Table, delete, insert, select, update

from protocol.ids import LIVE_WORLD, AccountId, QueueId, new_id
from protocol.scalars import Millis
from server_stub.storage import migrate, tables
from server_stub.storage.engine import store_now

_EPOCH = "epoch"
_TOUCHED_AT = "touched_at"
_FILE_SECRET = "file_secret"

FILE_SECRET_BYTES = 32


class QueueRow(msgspec.Struct, frozen=True, kw_only=True):
    """A queue and when waiting in it gets late."""

    id: str
    title_ru: str
    title_en: str
    warn_after_s: int
    late_after_s: int
    urgent: bool


class ChoiceRow(msgspec.Struct, frozen=True, kw_only=True):
    """A line of a catalogue; a topic names the queue that answers it."""

    kind: str
    id: str
    title_ru: str
    title_en: str
    queue: str | None = None


def found_store(connection: Connection) -> None:
    """Give a new store its identity, its secret and the live world. Idempotent.

    Nodes that start at once take turns.
    """
    migrate.take_turn(connection)
    known = set(connection.execute(select(tables.store.c.key)).scalars())
    for key, value in ((_EPOCH, new_id()), (_FILE_SECRET, secrets.token_hex(FILE_SECRET_BYTES))):
        if key not in known:
            connection.execute(insert(tables.store), {"key": key, "value": value})
    if connection.execute(select(tables.world.c.id)).first() is None:
        connection.execute(
            insert(tables.world),
            {"id": LIVE_WORLD, "kind": "live", "created_at": store_now(connection)},
        )


def file_secret(connection: Connection, account: AccountId) -> str:
    """The secret of an account's files on its consoles' machines; none tells that of another."""
    table = tables.store
    of_all = connection.execute(
        select(table.c.value).where(table.c.key == _FILE_SECRET)
    ).scalar_one()
    return hmac.new(bytes.fromhex(of_all), account.encode(), hashlib.sha256).hexdigest()


def touch(connection: Connection, *, now: Millis) -> None:
    """The store was written just now."""
    table = tables.store
    touched = connection.execute(
        update(table).where(table.c.key == _TOUCHED_AT).values(value=str(now))
    )
    if not touched.rowcount:
        connection.execute(insert(table), {"key": _TOUCHED_AT, "value": str(now)})


def replace(
    connection: Connection, queues: Sequence[QueueRow], choices: Sequence[ChoiceRow]
) -> None:
    """Make these the queues and catalogues. Queues keep their counters."""
    known = set(connection.execute(select(tables.queue.c.id)).scalars())
    new: list[dict[str, Any]] = []
    for position, queue in enumerate(queues):
        values = msgspec.structs.asdict(queue) | {"position": position}
        if queue.id in known:
            table = tables.queue
            connection.execute(table.update().where(table.c.id == queue.id).values(values))
        else:
            new.append(values)
    _insert(connection, tables.queue, new)
    connection.execute(delete(tables.catalogue))
    _insert(
        connection,
        tables.catalogue,
        [
            msgspec.structs.asdict(choice) | {"position": position}
            for position, choice in enumerate(choices)
        ],
    )


def has_choice(connection: Connection, kind: str, choice: str) -> bool:
    """Whether a catalogue has this line."""
    table = tables.catalogue.c
    found = connection.execute(select(table.id).where(table.kind == kind, table.id == choice))
    return found.first() is not None


def has_queue(connection: Connection, queue: str) -> bool:
    """Whether there is this queue."""
    found = connection.execute(select(tables.queue.c.id).where(tables.queue.c.id == queue))
    return found.first() is not None


def queue_of(connection: Connection, topic: str) -> QueueId | None:
    """Which queue answers a topic; none for one that nobody knows."""
    table = tables.catalogue.c
    queue = connection.execute(
        select(table.queue).where(table.kind == "topic", table.id == topic)
    ).scalar_one_or_none()
    return None if queue is None else QueueId(queue)


def is_empty(connection: Connection) -> bool:
    """Whether nobody could come in yet."""
    return connection.execute(select(tables.queue.c.id)).first() is None


def _insert(connection: Connection, table: Table, rows: Sequence[dict[str, Any]]) -> None:
    if rows:
        connection.execute(insert(table), list(rows))
