"""Opens the encrypted file of an account; what cannot be read is set aside, never thrown away."""

from dataclasses import dataclass
from pathlib import Path

import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy import Engine, StaticPool, create_engine, text
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import DatabaseError, OperationalError

from console.core.errors import SettingsError, SettingsReason
from console.local import tables

FILE_NAME = "desk.db"


class _Unreadable(Exception):
    """The key does not fit, the file is damaged, or it is of another version."""


@dataclass(frozen=True, slots=True)
class OpenedFile:
    """An open file; `set_aside` is where the one before it went that could not be read."""

    engine: Engine
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


def _open(path: Path, key: bytes) -> Engine:
    def connect() -> DBAPIConnection:
        # One thread uses it after another: opened in a pool, then owned by the writer.
        connection = sqlcipher.connect(str(path), check_same_thread=False)
        connection.execute(f"pragma key = \"x'{key.hex()}'\"")
        opened: DBAPIConnection = connection
        return opened

    engine = create_engine("sqlite://", module=sqlcipher, creator=connect, poolclass=StaticPool)
    try:
        _prepare(engine)
    except OperationalError:
        engine.dispose()
        raise SettingsError(SettingsReason.DISK) from None
    except (DatabaseError, _Unreadable):
        engine.dispose()
        raise _Unreadable from None
    return engine


def _prepare(engine: Engine) -> None:
    with engine.connect() as connection:
        version = connection.execute(text("pragma user_version")).scalar_one()
        connection.execute(text("pragma journal_mode = wal"))
        connection.execute(text("pragma synchronous = full"))
        sound = connection.execute(text("pragma quick_check(1)")).scalar_one()
        if version not in (0, tables.VERSION) or sound != "ok":
            raise _Unreadable
        tables.metadata.create_all(connection)
        if version == 0:
            connection.execute(text(f"pragma user_version = {tables.VERSION}"))
        connection.commit()
