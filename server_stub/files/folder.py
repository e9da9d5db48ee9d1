"""The store of files in a folder: `arriving/` by identity, the rest by digest; all nodes have one.

What has settled is never written again: it is synchronised, then renamed into its place.
"""

import contextlib
import hashlib
import os
from collections.abc import Iterator
from pathlib import Path

from protocol.ids import FileId
from server_stub.domain.errors import WrongOffset
from server_stub.files.errors import FilesUnavailable

PIECE_BYTES = 256 * 1024
"""Read at once."""

_WRITTEN_WITHIN = os.O_WRONLY | os.O_CREAT | getattr(os, "O_BINARY", 0)
"""Made if it is not there, and neither emptied nor only added to."""


class Folder:
    """`FileStore` on a local disk."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._arriving = root / "arriving"
        self._buried = root / "buried"

    def received(self, file: FileId) -> int:
        """How many bytes of it are here."""
        try:
            return self._part(file).stat().st_size
        except FileNotFoundError:
            return 0

    def append(self, file: FileId, offset: int, piece: bytes) -> int:
        """Add a piece at the end, and nowhere else.

        It is written to where it belongs, not to wherever the end is by then: whoever brings the
        same file at the same moment writes the same there.
        """
        try:
            self._arriving.mkdir(parents=True, exist_ok=True, mode=0o700)
            with os.fdopen(os.open(self._part(file), _WRITTEN_WITHIN, 0o600), "wb") as part:
                end = part.seek(0, os.SEEK_END)
                if end != offset:
                    raise WrongOffset(offset=end)
                part.write(piece)
        except OSError as error:
            raise FilesUnavailable(error.strerror) from error
        return offset + len(piece)

    def digest(self, file: FileId) -> str:
        """The SHA-256 of what is here of it."""
        try:
            with self._part(file).open("rb") as part:
                return hashlib.file_digest(part, "sha256").hexdigest()
        except OSError as error:
            raise FilesUnavailable(error.strerror) from error

    def head(self, file: FileId, size: int) -> bytes:
        """How it begins."""
        try:
            with self._part(file).open("rb") as part:
                return part.read(size)
        except OSError as error:
            raise FilesUnavailable(error.strerror) from error

    def settle(self, file: FileId, digest: str) -> None:
        """Synchronise it, put it into its place, and synchronise the place."""
        place = self._place(digest)
        try:
            new = [folder for folder in (place.parent, place.parent.parent) if not folder.exists()]
            place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            with self._part(file).open("rb+") as part:
                os.fsync(part.fileno())
            self._part(file).replace(place)
            for folder in (place.parent, *(one.parent for one in new)):
                _synchronise(folder)
        except OSError as error:
            raise FilesUnavailable(error.strerror) from error

    def give_up(self, file: FileId) -> None:
        """Forget what has arrived of it."""
        self._part(file).unlink(missing_ok=True)

    def bury(self, digest: str) -> None:
        """Set a content aside, where nobody finds it."""
        self._buried.mkdir(parents=True, exist_ok=True, mode=0o700)
        with contextlib.suppress(FileNotFoundError):
            self._place(digest).replace(self._buried / digest)

    def buried(self) -> list[str]:
        """What is set aside."""
        return [one.name for one in self._buried.iterdir()] if self._buried.exists() else []

    def unearth(self, digest: str) -> None:
        """Put it back; if it has come again meanwhile, that is the same."""
        with contextlib.suppress(FileNotFoundError):
            (self._buried / digest).replace(self._place(digest))

    def erase(self, digest: str) -> None:
        """Forget a content that was set aside."""
        (self._buried / digest).unlink(missing_ok=True)

    def pieces(self, digest: str) -> Iterator[bytes]:
        """A content, piece by piece."""
        try:
            with self._place(digest).open("rb") as content:
                while piece := content.read(PIECE_BYTES):
                    yield piece
        except OSError as error:
            raise FilesUnavailable(error.strerror) from error

    def _part(self, file: FileId) -> Path:
        return self._arriving / file

    def _place(self, digest: str) -> Path:
        return self._root / digest[:2] / digest


def _synchronise(folder: Path) -> None:
    """Have the names in a folder on disk; Windows does that by itself, and has no such handle."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
