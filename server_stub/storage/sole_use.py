"""The lock on a store in files: one server works on it, and a second one is told who does.

The system holds it for a process and lets go when that process ends, however it ends. PostgreSQL
needs none: it is a server itself.
"""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from server_stub.storage.errors import StoreInUse

SUFFIX = ".lock"

if sys.platform == "win32":
    import msvcrt

    _FAR = 1 << 30
    """A locked byte cannot be read by others there: not one of those that say who holds it."""

    def _taken(file: int) -> bool:
        os.lseek(file, _FAR, os.SEEK_SET)
        try:
            msvcrt.locking(file, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        finally:
            os.lseek(file, 0, os.SEEK_SET)
        return True

else:
    import fcntl

    def _taken(file: int) -> bool:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True


@contextmanager
def sole_use(store: Path) -> Iterator[None]:
    """Hold the store's file for the block. Raises `StoreInUse`, `OSError`."""
    file = os.open(f"{store}{SUFFIX}", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        if not _taken(file):
            raise StoreInUse(os.read(file, 20).decode("ascii", "replace").strip())
        os.ftruncate(file, 0)
        os.write(file, str(os.getpid()).encode())
        yield
    finally:
        os.close(file)
