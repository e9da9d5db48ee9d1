"""The command by which each kind of what somebody wrote goes to the server."""

from console.core.outgoing import Outgoing, OutgoingKind, Said
from protocol.commands import (
    Ask,
    DeleteMessage,
    DeskCommand,
    EditMessage,
    Say,
    Send,
    WriteNote,
)


def command_of(item: Outgoing, request: int) -> DeskCommand:
    """The command with its number."""
    if item.said is not None:
        return _second_words(item, item.said, request)
    files = tuple(file.id for file in item.files if file.id is not None)
    if item.kind is OutgoingKind.NOTE:
        return WriteNote(
            request=request,
            client_id=item.client_id,
            conversation=item.conversation,
            epoch=item.epoch,
            text=item.text,
            files=files,
        )
    if item.kind is OutgoingKind.TALK and item.about is not None:
        return Ask(
            request=request,
            client_id=item.client_id,
            conversation=item.conversation,
            about=item.about.conversation,
            seq=item.about.seq,
            text=item.text,
        )
    if item.kind is OutgoingKind.TALK:
        return Say(
            request=request,
            client_id=item.client_id,
            conversation=item.conversation,
            text=item.text,
            files=files,
        )
    return Send(
        request=request,
        client_id=item.client_id,
        conversation=item.conversation,
        epoch=item.epoch,
        text=item.text,
        files=files,
        replies=item.replies,
    )


def _second_words(item: Outgoing, said: Said, request: int) -> DeskCommand:
    if item.kind is OutgoingKind.DELETION:
        return DeleteMessage(
            request=request,
            client_id=item.client_id,
            conversation=item.conversation,
            epoch=item.epoch,
            seq=said.seq,
            since=said.since,
            of_note=said.note,
        )
    return EditMessage(
        request=request,
        client_id=item.client_id,
        conversation=item.conversation,
        epoch=item.epoch,
        seq=said.seq,
        text=item.text,
        since=said.since,
        of_note=said.note,
    )
