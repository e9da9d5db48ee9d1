"""Files of messages and notes as the rules see them: how far one has got, and for whom it is."""

from enum import StrEnum

import msgspec

from protocol.entries import Audience
from protocol.ids import ConversationId, FileId
from server_stub.domain.conversation import Conversation

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
    WITHDRAWN = "withdrawn"
    """It went with the note that named it: nothing names it again, and nobody fetches it."""


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
