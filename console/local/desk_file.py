"""Opens the encrypted file of an account; what cannot be read is set aside, never thrown away."""

from dataclasses import dataclass
from pathlib import Path
from sqlite3 import Connection  # SQLCipher's own offers the same

import sqlcipher3.dbapi2 as sqlcipher

from console.core.errors import SettingsError, SettingsReason
from console.local import tables

FILE_NAME = "desk.db"


class _Unreadable(Exception):
    """The key does not fit, the file is damaged, or it is of another version."""


@dataclass(frozen=True, slots=True)
class OpenedFile:
    """An open file; `set_aside` is where the one before it went that could not be read."""

    connection: Connection
    set_aside: Path | None = None


def open_blocking(folder: Path, key: bytes, *, may_set_aside: bool, stamp: int) -> OpenedFile:
    """Open the file, or start one.

    A file that cannot be read raises `SettingsError` unless it may be set aside: with a password
    that nobody has checked yet the file is right and the password is wrong.
    """
    path = folder / FILE_NAME
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        return OpenedFile(_open(path, key))
    except _Unreadable:
        if not may_set_aside:
            raise SettingsError(SettingsReason.PASSWORD) from None
    except OSError:
        raise SettingsError(SettingsReason.DISK) from None
    aside = folder / f"{path.stem}-{stamp}.unreadable.db"
    for suffix in ("", "-wal", "-shm"):
        part = path.with_name(path.name + suffix)
        if part.exists():
            part.rename(aside.with_name(aside.name + suffix))
    return OpenedFile(_open(path, key), set_aside=aside)


def _open(path: Path, key: bytes) -> Connection:
    # One thread uses it after another: opened in a pool, then owned by the writer.
    connection: Connection = sqlcipher.connect(str(path), check_same_thread=False)
    try:
        _prepare(connection, key)
    except sqlcipher.OperationalError:
        connection.close()
        raise SettingsError(SettingsReason.DISK) from None
    except (sqlcipher.DatabaseError, _Unreadable):
        connection.close()
        raise _Unreadable from None
    return connection


def _prepare(connection: Connection, key: bytes) -> None:
    connection.row_factory = sqlcipher.Row
    connection.execute(f"pragma key = \"x'{key.hex()}'\"")
    (version,) = connection.execute("pragma user_version").fetchone()
    connection.execute("pragma journal_mode = wal")
    connection.execute("pragma synchronous = full")
    (sound,) = connection.execute("pragma quick_check(1)").fetchone()
    if version not in (0, tables.VERSION) or sound != "ok":
        raise _Unreadable
    mark = f"pragma user_version = {tables.VERSION};" if version == 0 else ""
    connection.executescript(f"begin; {tables.SCHEMA} {mark} commit;")
