"""Engines for SQLite and PostgreSQL, set up so that an acknowledged commit is on disk.

SQLite: WAL with `synchronous=FULL`, explicit BEGIN (IMMEDIATE for writers, so that two writers
never both believe a read). PostgreSQL: refuses a server with `fsync`, `full_page_writes` or
`synchronous_commit` switched off.
"""

import sqlite3
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.pool import ConnectionPoolEntry, QueuePool

from protocol.scalars import Millis
from server_stub.storage import driver
from server_stub.storage.errors import UnsafeStore

if TYPE_CHECKING:
    import psycopg  # half a tenth of a second that SQLite does not need

BUSY_TIMEOUT_MS = 5_000
"""How long a second process (a backup, an import) may hold SQLite's lock before we give up."""

# Two connections that make the same file at once would each wait for the other: SQLite tells one of
# them so without any time-out. Other processes are kept off by `sole_use`.
_MAKING_A_FILE = threading.Lock()

CHECKPOINT_PAGES = 4_000
"""The log is folded in every 16 MiB: rarer stalls than with SQLite's 4, still a quick start."""

READERS = 4
"""Reading connections of a node: reads are short; more threads only fight for the interpreter."""

LINK_SECONDS = 10
"""A PostgreSQL, or a node, that has not answered for so long is gone for the other one."""

_POSTGRESQL_LINK = {
    "connect_timeout": LINK_SECONDS,
    "keepalives_idle": 3,
    "keepalives_interval": 2,
    "keepalives_count": 3,
    "tcp_user_timeout": LINK_SECONDS * 1000,
}
"""How a node notices that PostgreSQL's machine is gone: TCP takes a quarter of an hour to."""

_POSTGRESQL_SESSION = (
    "SET idle_in_transaction_session_timeout = '10s'",
    "SET tcp_keepalives_idle = 3",
    "SET tcp_keepalives_interval = 2",
    "SET tcp_keepalives_count = 3",
    "SET tcp_user_timeout = '10s'",
)
"""How PostgreSQL notices that a node is gone or hangs: what it has locked others wait for."""

_POSTGRESQL_MUST_BE_ON = ("fsync", "full_page_writes", "synchronous_commit")


def sqlite_url(path: Path) -> URL:
    """The URL of an SQLite file."""
    return URL.create("sqlite", database=str(path))


def writing_engine(url: str | URL, *, lanes: int) -> Engine:
    """The engine of the lanes: as many connections as there are lanes, and one to spare."""
    return _engine(make_url(url), size=lanes + 1, writes=True)


def reading_engine(url: str | URL) -> Engine:
    """The engine of the screens."""
    return _engine(make_url(url), size=READERS, writes=False)


def is_sqlite(engine: Engine) -> bool:
    return engine.dialect.name == "sqlite"


def store_now(connection: Connection) -> Millis:
    """The store's own clock: every timeout is measured on it. SQLite's is this machine's."""
    if connection.dialect.name == "sqlite":
        return Millis(time.time_ns() // 1_000_000)
    value = connection.execute(
        text("SELECT (extract(epoch FROM clock_timestamp()) * 1000)::bigint")
    ).scalar_one()
    return Millis(int(value))


def fold_log(engine: Engine) -> None:
    """Write what SQLite's log holds into the file, as far as nobody has to wait for it."""
    # Past the pool's events: there must be no transaction.
    connection = engine.raw_connection()
    try:
        connection.cursor().execute("PRAGMA wal_checkpoint(PASSIVE)")
    finally:
        connection.close()


def _engine(url: URL, *, size: int, writes: bool) -> Engine:
    # Parameters are people's words and numbers: hidden, so that no traceback in a log shows them.
    if url.get_backend_name() == "sqlite":
        engine = create_engine(
            url,
            poolclass=QueuePool,
            pool_size=size,
            max_overflow=0,
            hide_parameters=True,
            connect_args={"timeout": BUSY_TIMEOUT_MS / 1000, "check_same_thread": False},
        )
        _set_up_sqlite(engine, writes=writes)
        return engine
    # Screens read several tables that must tell of one moment.
    level = "READ COMMITTED" if writes else "REPEATABLE READ"
    engine = create_engine(
        url,
        connect_args={
            name: value for name, value in _POSTGRESQL_LINK.items() if name not in url.query
        },
        pool_size=size,
        max_overflow=0,
        hide_parameters=True,
        pool_pre_ping=not writes,
        isolation_level=level,
    )
    event.listen(engine, "first_connect", _require_safe_postgresql)
    event.listen(engine, "connect", _set_up_postgresql)
    return engine


def _set_up_sqlite(engine: Engine, *, writes: bool) -> None:
    begin = "BEGIN IMMEDIATE" if writes else "BEGIN"

    def on_connect(connection: sqlite3.Connection, record: ConnectionPoolEntry) -> None:
        del record
        connection.isolation_level = None
        with _MAKING_A_FILE:
            connection.execute("PRAGMA journal_mode=WAL").close()
        for pragma in (
            "synchronous=FULL",
            f"wal_autocheckpoint={CHECKPOINT_PAGES}",
            "foreign_keys=ON",
            "cache_size=-32768",
            "temp_store=MEMORY",
            *(() if writes else ("query_only=ON",)),
        ):
            connection.execute(f"PRAGMA {pragma}").close()

    def on_begin(connection: Connection) -> None:
        driver.execute(connection, begin)

    event.listen(engine, "connect", on_connect)
    event.listen(engine, "begin", on_begin)


def _set_up_postgresql(connection: "psycopg.Connection[Any]", record: ConnectionPoolEntry) -> None:
    del record
    with connection.cursor() as cursor:
        for setting in _POSTGRESQL_SESSION:
            cursor.execute(setting)
    connection.commit()


def _require_safe_postgresql(
    connection: "psycopg.Connection[Any]", record: ConnectionPoolEntry
) -> None:
    del record
    with connection.cursor() as cursor:
        for setting in _POSTGRESQL_MUST_BE_ON:
            cursor.execute(f"SHOW {setting}")
            row = cursor.fetchone()
            if row is None or row[0] == "off":
                connection.close()
                raise UnsafeStore(f"PostgreSQL runs with {setting}=off")
    connection.rollback()
