"""Files of messages as the rules see them: what may go with one, and what they become in it."""

from collections.abc import Sequence
from enum import StrEnum

import msgspec

from protocol.ids import ConversationId, FileId
from protocol.values import Attachment
from server_stub.domain.draft import Draft
from server_stub.domain.errors import FileUnfinished, NotFound


class FileState(StrEnum):
    """How far a file has got."""

    ANNOUNCED = "announced"
    """Arriving, piece by piece."""
    FINISHED = "finished"
    """On disk and looked into; nobody sees it yet."""
    SENT = "sent"
    """A message names it."""


class StoredFile(msgspec.Struct, frozen=True, kw_only=True):
    """A file that somebody has announced in a conversation; `sender` is an account or a visit."""

    id: FileId
    sender: str
    conversation: ConversationId
    name: str
    size: int
    digest: str
    state: FileState
    media_type: str = ""
    width: int = 0
    height: int = 0


def attach(draft: Draft, wanted: Sequence[str]) -> tuple[Attachment, ...]:
    """The files that a message names: each its writer's own, whole, and in no message yet."""
    attachments = []
    for one in dict.fromkeys(wanted):
        file = draft.context.files.get(FileId(one))
        own = (
            file is not None
            and file.sender == draft.actor.id
            and file.conversation == draft.before.id
        )
        if file is None or not own or file.state is FileState.SENT:
            raise NotFound(file=one)
        if file.state is not FileState.FINISHED:
            raise FileUnfinished(file=one)
        draft.attach(file.id)
        attachments.append(
            Attachment(
                id=file.id,
                name=file.name,
                media_type=file.media_type,
                size=file.size,
                width=file.width,
                height=file.height,
            )
        )
    return tuple(attachments)
