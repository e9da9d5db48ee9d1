"""What can go wrong with the store.

StorageError
├── StorageUnavailable   it cannot be written or read now: full, locked, gone
├── UnsafeStore          it is set up to lose acknowledged commits; the server does not start on it
└── WrongSchema          it was made by another version of the program
"""


class StorageError(Exception):
    """Trouble with the store; the message is for the operator of the server."""


class StorageUnavailable(StorageError):
    """Nothing was written; trying again later is right."""


class UnsafeStore(StorageError):
    """An acknowledged commit could be lost here."""


class WrongSchema(StorageError):
    """The tables are not the ones this program knows."""
