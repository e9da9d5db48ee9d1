"""What a store is: its identity, its secret, its live world, when it was written last."""

import hashlib
import hmac
import secrets

from sqlalchemy import Connection, insert, select, update

from protocol.ids import LIVE_WORLD, AccountId, new_id
from protocol.scalars import Millis
from server_stub.storage import configuration, tables
from server_stub.storage.engine import store_now

_EPOCH = "epoch"
_TOUCHED_AT = "touched_at"
_FILE_SECRET = "file_secret"

FILE_SECRET_BYTES = 32


def found_store(connection: Connection) -> None:
    """Give a new store its identity, its secret and the live world. Idempotent."""
    known = set(connection.execute(select(tables.store.c.key)).scalars())
    for key, value in (
        (_EPOCH, new_id()),
        (_FILE_SECRET, secrets.token_hex(FILE_SECRET_BYTES)),
        (configuration.REVISION, configuration.new_stamp()),
    ):
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
