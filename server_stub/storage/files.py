"""Rows of files and of tickets to them; what is in the files lies elsewhere. Never commits."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

import msgspec
from sqlalchemy import Connection, Row, bindparam, delete, func, insert, select, update

from protocol.ids import ClientId, ConversationId, FileId
from protocol.scalars import Millis
from server_stub.domain.conversation import AUDIENCE_LEVELS, AUDIENCES
from server_stub.domain.files import FileState, StoredFile
from server_stub.storage import tables

_file = tables.file.c
_FIELDS = [_file[name] for name in StoredFile.__struct_fields__]
_ERASED_AT_ONCE = 200
"""Of files that were never sent: a lane stays short."""

_attach = (
    update(tables.file)
    .where(_file.id == bindparam("row_id"), _file.state != FileState.WITHDRAWN.value)
    .values(state=FileState.SENT.value, seq=bindparam("entry_seq"))
)


def load(connection: Connection, ids: Collection[FileId]) -> dict[FileId, StoredFile]:
    """The files with these ids, locked."""
    statement = (
        select(*_FIELDS).where(_file.id.in_(sorted(ids))).order_by(_file.id).with_for_update()
    )
    return {FileId(row.id): _from_row(row) for row in connection.execute(statement)}


def attach(connection: Connection, sent: Mapping[FileId, int]) -> None:
    """Entries name these files: the seq of each."""
    connection.execute(
        _attach, [{"row_id": one, "entry_seq": seq} for one, seq in sorted(sent.items())]
    )


def withdraw(connection: Connection, ids: Collection[FileId]) -> None:
    """Nobody fetches these files any more, not even with a ticket that he has."""
    connection.execute(
        update(tables.file).where(_file.id.in_(sorted(ids))).values(state=FileState.WITHDRAWN.value)
    )


def add(
    connection: Connection,
    file: StoredFile,
    *,
    client_id: ClientId,
    token_hash: str,
    now: Millis,
) -> None:
    """A file is announced."""
    connection.execute(
        insert(tables.file),
        {
            **msgspec.structs.asdict(file),
            "audience": AUDIENCE_LEVELS[file.audience],
            "state": file.state.value,
            "client_id": client_id,
            "token_hash": token_hash,
            "announced_at": now,
            "seq": None,
        },
    )


def announced_as(connection: Connection, client_id: ClientId, sender: str) -> StoredFile | None:
    """The file that was announced under this identity."""
    return _one(connection, _file.client_id == client_id, _file.sender == sender)


def with_id(connection: Connection, file: FileId) -> StoredFile | None:
    """The file as it is."""
    return _one(connection, _file.id == file)


def of_upload(connection: Connection, token_hash: str) -> StoredFile | None:
    """The file that this token may bring in."""
    return _one(connection, _file.token_hash == token_hash)


def sent_in(
    connection: Connection, conversation: ConversationId, file: FileId, *, level: int
) -> StoredFile | None:
    """A file of an entry that a reader of an audience level sees, if he was to have it when it was
    announced: no entry that comes to name it gives it to anybody else.
    """
    entry = tables.entry.c
    row = connection.execute(
        select(*_FIELDS)
        .join(
            tables.entry,
            (entry.conversation == _file.conversation) & (entry.seq == _file.seq),
        )
        .where(
            _file.id == file,
            _file.conversation == conversation,
            _file.state != FileState.WITHDRAWN.value,
            _file.audience <= level,
            entry.audience <= level,
        )
    ).one_or_none()
    return None if row is None else _from_row(row)


def give_token(connection: Connection, file: FileId, token_hash: str) -> None:
    """Only the newest token opens it."""
    connection.execute(update(tables.file).where(_file.id == file).values(token_hash=token_hash))


def bytes_of_conversation(connection: Connection, conversation: ConversationId) -> int:
    """How much its files take together."""
    return _total(connection, _file.conversation == conversation)


def bytes_of_sender(connection: Connection, sender: str, *, since: int) -> int:
    """How much a sender has announced since a moment."""
    return _total(connection, _file.sender == sender, _file.announced_at > since)


def finish(connection: Connection, file: StoredFile) -> None:
    """It has arrived and was looked into."""
    connection.execute(
        update(tables.file)
        .where(_file.id == file.id, _file.state == FileState.ANNOUNCED.value)
        .values(
            state=FileState.FINISHED.value,
            media_type=file.media_type,
            width=file.width,
            height=file.height,
        )
    )


def erase(connection: Connection, ids: Collection[FileId]) -> None:
    """Forget files that nothing names."""
    connection.execute(delete(tables.file).where(_file.id.in_(sorted(ids)), _file.seq.is_(None)))


def never_sent(connection: Connection, *, before: int) -> list[StoredFile]:
    """Files announced before a moment that nothing names, some at a time; locked."""
    rows = connection.execute(
        select(*_FIELDS)
        .where(
            _file.state.in_([FileState.ANNOUNCED.value, FileState.FINISHED.value]),
            _file.announced_at < before,
        )
        .order_by(_file.id)
        .limit(_ERASED_AT_ONCE)
        .with_for_update()
    )
    return [_from_row(row) for row in rows]


def digests_in_use(connection: Connection, digests: Collection[str]) -> set[str]:
    """Which of these contents some file still has."""
    return set(
        connection.execute(select(_file.digest).where(_file.digest.in_(sorted(digests)))).scalars()
    )


def add_ticket(
    connection: Connection, token_hash: str, file: FileId, *, expires_at: Millis
) -> None:
    """Somebody may fetch the file until a moment."""
    connection.execute(
        insert(tables.file_ticket),
        {"token_hash": token_hash, "file": file, "expires_at": expires_at},
    )


def of_ticket(connection: Connection, token_hash: str, *, now: Millis) -> StoredFile | None:
    """The file that this ticket opens now."""
    ticket = tables.file_ticket.c
    row = connection.execute(
        select(*_FIELDS)
        .join(tables.file_ticket, ticket.file == _file.id)
        .where(
            ticket.token_hash == token_hash,
            ticket.expires_at > now,
            _file.state != FileState.WITHDRAWN.value,
        )
    ).one_or_none()
    return None if row is None else _from_row(row)


def erase_tickets(connection: Connection, *, now: Millis) -> None:
    """Forget tickets that open nothing any more."""
    connection.execute(delete(tables.file_ticket).where(tables.file_ticket.c.expires_at <= now))


def _one(connection: Connection, *conditions: Any) -> StoredFile | None:
    row = connection.execute(select(*_FIELDS).where(*conditions)).one_or_none()
    return None if row is None else _from_row(row)


def _total(connection: Connection, *conditions: Any) -> int:
    statement: Any = select(func.coalesce(func.sum(_file.size), 0)).where(*conditions)
    return int(connection.execute(statement).scalar_one())


def _from_row(row: Row[Any] | Sequence[Any]) -> StoredFile:
    values = dict(zip(StoredFile.__struct_fields__, row, strict=True))
    return msgspec.convert(values | {"audience": AUDIENCES[values["audience"]]}, StoredFile)
