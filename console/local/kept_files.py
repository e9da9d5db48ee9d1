"""Files that go with a text, in the account's encrypted file: nothing hangs on the original."""

from collections.abc import Collection, Sequence

from sqlalchemy import Connection, delete, insert, select, update
from sqlalchemy.dialects.sqlite import insert as upsert

from console.core.attaching import AttachedFile
from console.local import tables
from console.local.writer import Writer
from protocol.file_kinds import FileKind
from protocol.ids import ClientId, ConversationId
from protocol.scalars import Millis

PIECE_BYTES = 256 * 1024
"""In one row and one commit: drafts that are typed meanwhile come between."""

KEEP_LEFT_MS = 24 * 3600 * 1000
"""As long as the words of a draft: who gets his chat back the next morning finds both."""

_file, _piece, _note = tables.kept_file, tables.kept_piece, tables.note_file
_left = tables.left_draft


class KeptFiles:
    """The files of one account on this machine."""

    def __init__(self, writer: Writer) -> None:
        self._writer = writer

    async def keep(self, file: AttachedFile, content: bytes) -> None:
        """Keep a file for its draft. On disk when this returns."""
        for number, start in enumerate(range(0, len(content), PIECE_BYTES)):
            piece = content[start : start + PIECE_BYTES]
            values = {"key": file.key, "number": number, "content": piece}

            def add_piece(connection: Connection, values: dict[str, object] = values) -> None:
                connection.execute(insert(_piece).values(**values))

            await self._writer.submit(add_piece)

        def add_file(connection: Connection) -> None:
            if file.note:
                connection.execute(insert(_note).values(key=file.key))
            connection.execute(
                insert(_file).values(
                    key=file.key,
                    conversation=file.conversation,
                    outgoing=None,
                    name=file.name,
                    size=file.size,
                    digest=file.digest,
                    media_type=file.kind.media_type,
                    width=file.kind.width,
                    height=file.kind.height,
                )
            )

        await self._writer.submit(add_file)

    async def piece(self, key: ClientId, offset: int) -> bytes:
        """What is kept from an offset on, to the end of its piece; nothing where nothing is."""
        number, start = divmod(offset, PIECE_BYTES)

        def work(connection: Connection) -> bytes:
            content = connection.execute(
                select(_piece.c.content).where(_piece.c.key == key, _piece.c.number == number)
            ).scalar()
            return b"" if content is None else bytes(content)

        return (await self._writer.submit(work))[start:]

    async def content(self, key: ClientId) -> bytes:
        """All of a file."""

        def work(connection: Connection) -> bytes:
            pieces = connection.execute(
                select(_piece.c.content).where(_piece.c.key == key).order_by(_piece.c.number)
            )
            return b"".join(pieces.scalars())

        return await self._writer.submit(work)

    async def left_behind(
        self, *, wanted: Collection[ConversationId], now: Millis
    ) -> dict[ClientId, ConversationId]:
        """Files of drafts that are of no use any more, each with its conversation.

        Their conversation was not among the `wanted` for a day, in which it was looked for; and
        neither words of a draft nor a text on its way out are left of it.
        """
        return await self._writer.submit(lambda connection: _left_behind(connection, wanted, now))

    def forget(self, key: ClientId) -> None:
        """A file is wanted no more."""
        self._writer.post(lambda connection: _erase(connection, [key]))


def read_files(connection: Connection) -> dict[ClientId | None, tuple[AttachedFile, ...]]:
    """The files by the text that they go with; those of drafts by None.

    Pieces of a copy that was cut short are erased.
    """
    connection.execute(delete(_piece).where(_piece.c.key.not_in(select(_file.c.key))))
    found: dict[ClientId | None, tuple[AttachedFile, ...]] = {}
    of_notes = set(connection.execute(select(_note.c.key)).scalars())
    for row in connection.execute(select(_file).order_by(_file.c.place)):
        file = AttachedFile(
            key=ClientId(row.key),
            conversation=ConversationId(row.conversation),
            name=row.name,
            size=row.size,
            digest=row.digest,
            kind=FileKind(row.media_type, row.width, row.height),
            note=row.key in of_notes,
        )
        owner = None if row.outgoing is None else ClientId(row.outgoing)
        found[owner] = (*found.get(owner, ()), file)
    return found


def hand_files_over(
    connection: Connection, keys: Sequence[ClientId], *, to: ClientId | None
) -> None:
    """Files belong to another text from now on, or to their draft."""
    if keys:
        connection.execute(update(_file).where(_file.c.key.in_(keys)).values(outgoing=to))


def forget_files_of(
    connection: Connection, outgoing: ClientId, *, keep: Sequence[ClientId]
) -> None:
    """A text is gone, and so are its files, but for those that are wanted still."""
    keys = connection.execute(select(_file.c.key).where(_file.c.outgoing == outgoing)).scalars()
    _erase(connection, [ClientId(key) for key in keys if key not in keep])


def _left_behind(
    connection: Connection, wanted: Collection[ConversationId], now: Millis
) -> dict[ClientId, ConversationId]:
    texts = select(tables.outgoing.c.client_id)
    loose = select(_file).where(_file.c.outgoing.is_(None) | _file.c.outgoing.not_in(texts))
    used = set(wanted)
    for table in (tables.draft, tables.outgoing):
        used.update(connection.execute(select(table.c.conversation)).scalars())
    left = {
        ClientId(row.key): ConversationId(row.conversation)
        for row in connection.execute(loose)
        if row.conversation not in used
    }
    # One that has come back leaves anew.
    connection.execute(delete(_left).where(_left.c.conversation.not_in(set(left.values()))))
    for conversation in sorted(set(left.values())):
        found = upsert(_left).values(conversation=conversation, since=now)
        connection.execute(found.on_conflict_do_nothing())
    long_ago = select(_left.c.conversation).where(_left.c.since < now - KEEP_LEFT_MS)
    due = set(connection.execute(long_ago).scalars())
    return {key: conversation for key, conversation in left.items() if conversation in due}


def _erase(connection: Connection, keys: Sequence[ClientId]) -> None:
    if keys:
        connection.execute(delete(_file).where(_file.c.key.in_(keys)))
        connection.execute(delete(_note).where(_note.c.key.in_(keys)))
        connection.execute(delete(_piece).where(_piece.c.key.in_(keys)))
