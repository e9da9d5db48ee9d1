"""Files of messages and notes as the rules see them: for whom each is, and where it may go."""

from collections.abc import Sequence
from enum import StrEnum

import msgspec

from protocol.ids import ConversationId, FileId
from protocol.values import Attachment, Audience
from server_stub.domain.conversation import Conversation
from server_stub.domain.draft import Draft
from server_stub.domain.errors import FileForOthers, FileUnfinished, NotFound

NOTE_FILE = "announce_note_file"
"""The verb that announces a file for colleagues only."""


class FileState(StrEnum):
    """How far a file has got."""

    ANNOUNCED = "announced"
    """Arriving, piece by piece."""
    FINISHED = "finished"
    """On disk and looked into; nobody sees it yet."""
    SENT = "sent"
    """A message or a note names it."""


class StoredFile(msgspec.Struct, frozen=True, kw_only=True):
    """A file that somebody has announced in a conversation; `sender` is an account or a visit.

    `audience` is for whom it was announced: nothing that others read may name it, and nobody else
    may fetch it, whatever names it.
    """

    id: FileId
    sender: str
    conversation: ConversationId
    audience: Audience
    name: str
    size: int
    digest: str
    state: FileState
    media_type: str = ""
    width: int = 0
    height: int = 0


def announced_for(verb: str, conversation: Conversation) -> Audience:
    """Who will see a file that this verb announces there."""
    among_colleagues = verb == NOTE_FILE or conversation.is_talk
    return Audience.AGENTS if among_colleagues else Audience.SUBSCRIBER


def attach(draft: Draft, wanted: Sequence[str], *, to: Audience) -> tuple[Attachment, ...]:
    """The files that an entry names whose readers are `to`: each announced by its writer for just
    these readers, whole, and named by nothing yet.
    """
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
        if file.audience is not to:
            raise FileForOthers(file=one)
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
