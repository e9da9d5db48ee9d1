"""Files that go with a reply, in the account's encrypted file: nothing hangs on the original."""

from collections.abc import Sequence
from sqlite3 import Connection

from console.core.attaching import AttachedFile
from console.local.writer import Writer
from protocol.file_kinds import FileKind
from protocol.ids import ClientId, ConversationId

PIECE_BYTES = 256 * 1024
"""In one row and one commit: drafts that are typed meanwhile come between."""

_ADD_PIECE = "insert into kept_piece (key, number, content) values (?, ?, ?)"
_ADD_FILE = (
    "insert into kept_file"
    " (key, conversation, name, size, digest, media_type, width, height)"
    " values (?, ?, ?, ?, ?, ?, ?, ?)"
)


class KeptFiles:
    """The files of one account on this machine."""

    def __init__(self, writer: Writer) -> None:
        self._writer = writer

    async def keep(self, file: AttachedFile, content: bytes) -> None:
        """Keep a file for the draft of a reply. On disk when this returns."""
        for number, start in enumerate(range(0, len(content), PIECE_BYTES)):
            values = (file.key, number, content[start : start + PIECE_BYTES])

            def add_piece(connection: Connection, values: tuple[object, ...] = values) -> None:
                connection.execute(_ADD_PIECE, values)

            await self._writer.submit(add_piece)

        def add_file(connection: Connection) -> None:
            kind = file.kind
            about = (file.key, file.conversation, file.name, file.size, file.digest)
            connection.execute(_ADD_FILE, (*about, kind.media_type, kind.width, kind.height))

        await self._writer.submit(add_file)

    async def piece(self, key: ClientId, offset: int) -> bytes:
        """What is kept from an offset on, to the end of its piece; nothing where nothing is."""
        number, start = divmod(offset, PIECE_BYTES)

        def work(connection: Connection) -> bytes:
            found = connection.execute(
                "select content from kept_piece where key = ? and number = ?", (key, number)
            ).fetchone()
            return b"" if found is None else bytes(found["content"])

        return (await self._writer.submit(work))[start:]

    async def content(self, key: ClientId) -> bytes:
        """All of a file."""

        def work(connection: Connection) -> bytes:
            pieces = connection.execute(
                "select content from kept_piece where key = ? order by number", (key,)
            )
            return b"".join(row["content"] for row in pieces)

        return await self._writer.submit(work)

    def forget(self, key: ClientId) -> None:
        """A file is wanted no more."""
        self._writer.post(lambda connection: _erase(connection, [key]))


def read_files(connection: Connection) -> dict[ClientId | None, tuple[AttachedFile, ...]]:
    """The files by the text that they go with; those of drafts by None.

    Pieces of a copy that was cut short are erased.
    """
    connection.execute("delete from kept_piece where key not in (select key from kept_file)")
    found: dict[ClientId | None, tuple[AttachedFile, ...]] = {}
    for row in connection.execute("select * from kept_file order by place"):
        file = AttachedFile(
            key=ClientId(row["key"]),
            conversation=ConversationId(row["conversation"]),
            name=row["name"],
            size=row["size"],
            digest=row["digest"],
            kind=FileKind(row["media_type"], row["width"], row["height"]),
        )
        owner = None if row["outgoing"] is None else ClientId(row["outgoing"])
        found[owner] = (*found.get(owner, ()), file)
    return found


def hand_files_over(
    connection: Connection, keys: Sequence[ClientId], *, to: ClientId | None
) -> None:
    """Files belong to another text from now on, or to the draft."""
    connection.executemany(
        "update kept_file set outgoing = ? where key = ?", [(to, key) for key in keys]
    )


def forget_files_of(
    connection: Connection, outgoing: ClientId, *, keep: Sequence[ClientId]
) -> None:
    """A text is gone, and so are its files, but for those that are wanted still."""
    rows = connection.execute("select key from kept_file where outgoing = ?", (outgoing,))
    _erase(connection, [ClientId(row["key"]) for row in rows if row["key"] not in keep])


def _erase(connection: Connection, keys: Sequence[ClientId]) -> None:
    for table in ("kept_file", "kept_piece"):
        connection.executemany(f"delete from {table} where key = ?", [(key,) for key in keys])
