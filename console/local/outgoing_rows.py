"""Rows of what is on its way out, with what is kept beside each: files, canned replies, subjects.

Functions of the file's own thread. None commits.
"""

from collections.abc import Sequence

from sqlalchemy import Connection, Row, delete, insert, select, update

from console.core.attaching import AttachedFile
from console.core.outgoing import Outgoing, OutgoingKind, OutgoingState, Said, WaitReason
from console.local import tables
from console.local.kept_files import forget_files_of, hand_files_over
from console.local.talk_texts import (
    PLAIN,
    TalkText,
    forget_talk_text,
    keep_talk_text,
    read_talk_texts,
)
from console.local.used_replies import forget_replies_of, keep_replies_of, read_replies
from protocol.errors import ErrorCode
from protocol.ids import ClientId, ConversationId
from protocol.scalars import Millis

_place = tables.outgoing.c


def read_outgoing(
    connection: Connection, files: dict[ClientId | None, tuple[AttachedFile, ...]]
) -> tuple[Outgoing, ...]:
    """Everything, in the order in which it was entered; `files` are those of each."""
    replies = read_replies(connection)
    talk_texts = read_talk_texts(connection)
    notes = set(connection.execute(select(tables.second_words_of_note.c.client_id)).scalars())
    said = {
        row.client_id: Said(
            row.seq, Millis(row.since), row.words, row.after, note=row.client_id in notes
        )
        for row in connection.execute(select(tables.second_words))
    }
    return tuple(
        _item(
            row,
            files=files.get(row.client_id, ()),
            replies=replies.get(row.client_id, ()),
            talk_text=talk_texts.get(row.client_id, PLAIN),
            said=said.get(row.client_id),
        )
        for row in connection.execute(select(tables.outgoing).order_by(_place.place))
    )


def add_outgoing(connection: Connection, item: Outgoing) -> None:
    """It was entered."""
    connection.execute(insert(tables.outgoing).values(**_values(item)))
    _keep_beside(connection, item)
    hand_files_over(connection, [file.key for file in item.files], to=item.client_id)


def follow_outgoing(connection: Connection, client_id: ClientId, item: Outgoing) -> None:
    """It has another state, or another identity, or changes a message that reads otherwise."""
    statement = update(tables.outgoing).where(_place.client_id == client_id)
    connection.execute(statement.values(**_values(item)))
    if item.client_id != client_id:
        hand_files_over(connection, [file.key for file in item.files], to=item.client_id)
    if item.client_id != client_id or item.said is not None:
        _forget_beside(connection, client_id)
        _keep_beside(connection, item)


def erase_outgoing(
    connection: Connection, client_id: ClientId, *, keep: Sequence[ClientId]
) -> None:
    """It is acknowledged, or given up, and its files with it, but for some."""
    _erase(connection, client_id)
    forget_files_of(connection, client_id, keep=keep)


def take_back_outgoing(
    connection: Connection, client_id: ClientId, *, files: Sequence[ClientId]
) -> None:
    """It is a draft again, and its files are that draft's."""
    _erase(connection, client_id)
    hand_files_over(connection, files, to=None)


def _erase(connection: Connection, client_id: ClientId) -> None:
    connection.execute(delete(tables.outgoing).where(_place.client_id == client_id))
    _forget_beside(connection, client_id)


def _keep_beside(connection: Connection, item: Outgoing) -> None:
    keep_replies_of(connection, item)
    keep_talk_text(connection, item)
    if item.said is not None:
        connection.execute(
            insert(tables.second_words).values(
                client_id=item.client_id,
                seq=item.said.seq,
                since=item.said.since,
                words=item.said.words,
                after=item.said.after,
            )
        )
        if item.said.note:
            of_note = insert(tables.second_words_of_note)
            connection.execute(of_note.values(client_id=item.client_id))


def _forget_beside(connection: Connection, client_id: ClientId) -> None:
    forget_replies_of(connection, client_id)
    forget_talk_text(connection, client_id)
    for table in (tables.second_words, tables.second_words_of_note):
        connection.execute(delete(table).where(table.c.client_id == client_id))


def _values(item: Outgoing) -> dict[str, str | int | None]:
    # What is on its way now may or may not have arrived when this is read again: queued.
    state = item.state if item.stopped else OutgoingState.QUEUED
    return {
        "client_id": item.client_id,
        "conversation": item.conversation,
        "kind": item.kind.value,
        "text": item.text,
        "epoch": item.epoch,
        "seen_seq": item.seen_seq,
        "written_at": item.written_at,
        "state": state.value,
        "reason": item.reason.value if item.reason else None,
        "code": item.code.value if item.code else None,
    }


def _item(
    row: Row[tuple[object, ...]],
    *,
    files: Sequence[AttachedFile],
    replies: Sequence[str],
    talk_text: TalkText,
    said: Said | None,
) -> Outgoing:
    return Outgoing(
        client_id=ClientId(row.client_id),
        conversation=ConversationId(row.conversation),
        kind=OutgoingKind(row.kind),
        text=row.text,
        epoch=row.epoch,
        seen_seq=row.seen_seq,
        written_at=Millis(row.written_at),
        state=OutgoingState(row.state),
        reason=WaitReason(row.reason) if row.reason else None,
        code=ErrorCode(row.code) if row.code else None,
        files=tuple(files),
        replies=tuple(replies),
        about=talk_text.about,
        begins=talk_text.begins,
        said=said,
    )
