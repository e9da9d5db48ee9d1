"""What can go wrong with the store.

StorageError
├── StoreInUse           a server works on it
├── StorageUnavailable   it cannot be written or read now: full, locked, gone
├── UnsafeStore          it is set up to lose acknowledged commits; the server does not start on it
└── WrongSchema          it was made by another version of the program
"""

from sqlalchemy.exc import DBAPIError


class StorageError(Exception):
    """Trouble with the store; the message is for the operator of the server."""


class StoreInUse(StorageError):
    """Another process serves from it; `process` is its number, empty if it has not said it yet."""

    def __init__(self, process: str) -> None:
        super().__init__(process)
        self.process = process


class StorageUnavailable(StorageError):
    """Nothing was written; trying again later is right."""


class UnsafeStore(StorageError):
    """An acknowledged commit could be lost here."""


class WrongSchema(StorageError):
    """The tables are not the ones this program knows."""


def reason(error: DBAPIError) -> str:
    """The database's own name for what went wrong: SQLite's, or an SQLSTATE; it names no value."""
    for name in ("sqlite_errorname", "sqlstate"):
        code = getattr(error.orig, name, None)
        if code:
            return str(code)
    return ""
