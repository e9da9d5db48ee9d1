"""Tells whether anything in this process opened a file, C++ included: asks the kernel."""

import ctypes
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

_IN_OPEN = 0x20


class Watch:
    """A file under watch."""

    def __init__(self, handle: int) -> None:
        self._handle = handle

    def was_opened(self) -> bool:
        """Whether it was opened since the last time this was asked."""
        try:
            return bool(os.read(self._handle, 4096))
        except BlockingIOError:
            return False


@contextmanager
def watched(path: Path) -> Iterator[Watch]:
    """Watch a file that exists; only Linux tells."""
    if sys.platform != "linux":
        pytest.skip("only Linux tells who opens a file")
    library = ctypes.CDLL(None, use_errno=True)
    handle = library.inotify_init1(os.O_NONBLOCK | os.O_CLOEXEC)
    if handle < 0 or library.inotify_add_watch(handle, os.fsencode(path), _IN_OPEN) < 0:
        raise OSError(ctypes.get_errno(), "inotify")
    try:
        yield Watch(handle)
    finally:
        os.close(handle)
