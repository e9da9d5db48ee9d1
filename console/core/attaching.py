"""A file that goes with a text: on this disk first, then piece by piece to the server."""

from dataclasses import dataclass, replace

from protocol.errors import ErrorCode
from protocol.file_kinds import FileKind
from protocol.ids import ClientId, ConversationId, FileId


@dataclass(frozen=True, slots=True)
class AttachedFile:
    """A file of mine on its way.

    `key` is the identity of its announcement and of the copy on this machine's disk. `arrived`
    bytes of it are at the server; once all are, `id` is what a message calls it. `code` says why
    the server does not take it. `note` says for whom it was attached, and nothing changes that: it
    goes with a note and is for colleagues alone, or it goes with anything else.
    """

    key: ClientId
    conversation: ConversationId
    name: str
    size: int
    digest: str
    kind: FileKind
    note: bool = False
    arrived: int = 0
    id: FileId | None = None
    code: ErrorCode | None = None

    @property
    def under_way(self) -> bool:
        """Whether there is something to bring."""
        return self.id is None and self.code is None

    def moved(self, arrived: int) -> "AttachedFile":
        """So much of it is there."""
        return replace(self, arrived=arrived)

    def whole(self, file: FileId) -> "AttachedFile":
        """All of it is there."""
        return replace(self, arrived=self.size, id=file)

    def refused(self, code: ErrorCode) -> "AttachedFile":
        """The server does not take it."""
        return replace(self, code=code)

    def afresh(self) -> "AttachedFile":
        """Bring it again, from whatever the server has of it."""
        return replace(self, arrived=0, id=None, code=None)
