"""What every store of files offers. Its functions block, and are called on threads of their own."""

from collections.abc import Iterator, Sequence
from typing import Protocol

from protocol.ids import FileId


class FileStore(Protocol):
    """Files that arrive, by their identity; contents that have arrived, by their SHA-256."""

    def received(self, file: FileId) -> int:
        """How many bytes of it are here."""
        ...

    def append(self, file: FileId, offset: int, piece: bytes) -> int:
        """Add a piece; how many bytes there are then. Raises `WrongOffset`, `FilesUnavailable`."""
        ...

    def digest(self, file: FileId) -> str:
        """The SHA-256 of what is here of it, in hexadecimal."""
        ...

    def head(self, file: FileId, size: int) -> bytes:
        """How it begins."""
        ...

    def settle(self, file: FileId, digest: str) -> None:
        """It is whole: on disk under its digest when this returns. Raises `FilesUnavailable`."""
        ...

    def give_up(self, file: FileId) -> None:
        """Forget what has arrived of it. Idempotent."""
        ...

    def bury(self, digest: str) -> None:
        """Set a content aside, where nobody finds it. Idempotent."""
        ...

    def buried(self) -> Sequence[str]:
        """What is set aside."""
        ...

    def unearth(self, digest: str) -> None:
        """Put it back; if it has come again meanwhile, that is the same. Idempotent."""
        ...

    def erase(self, digest: str) -> None:
        """Forget a content that was set aside. Idempotent."""
        ...

    def pieces(self, digest: str) -> Iterator[bytes]:
        """A content, piece by piece. Raises `FilesUnavailable`."""
        ...
