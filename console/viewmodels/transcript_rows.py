"""The rows of a transcript, as plain values: what a view needs to draw one, and nothing more."""

from dataclasses import dataclass
from enum import StrEnum

from console.core.outgoing import WaitReason
from console.core.translating import TranslationState
from protocol.errors import ErrorCode
from protocol.file_kinds import PICTURES
from protocol.ids import ClientId, ConversationId
from protocol.people import AuthorRole
from protocol.scalars import Millis


class RowKind(StrEnum):
    """What a row is."""

    DAY = "day"
    NEW = "new"
    """The line before what nobody has read yet."""
    TALK = "talk"
    """The line over a conversation, where several stand one under the other."""
    MESSAGE = "message"
    NOTE = "note"
    EVENT = "event"
    """Something that happened: entered, taken, held, closed…"""
    PENDING = "pending"
    """A reply or note of mine that is not yet in the log (`note` says which)."""


class RowChange(StrEnum):
    """What a row on its way out changes."""

    NONE = "none"
    """It is a text of its own."""
    WORDS = "words"
    """What was said is to read so."""
    DELETION = "deletion"
    """This is to be deleted."""


class Mark(StrEnum):
    """How far a text of ours has got."""

    NONE = "none"
    HELD = "held"
    """Entered a moment ago: it can still be taken back."""
    QUEUED = "queued"
    SENDING = "sending"
    ACCEPTED = "accepted"
    DELIVERED = "delivered"
    READ = "read"
    WAITING = "waiting"
    """Waits for a decision: send, edit or drop."""
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class FileLine:
    """A file of a row: of a message, or of a text that is still on its way out (`kept`).

    `name` is what somebody called it, untrusted; `line` is a translated sentence.
    """

    key: str
    name: str
    media_type: str
    line: str
    width: int = 0
    height: int = 0
    kept: bool = False

    @property
    def is_picture(self) -> bool:
        """Whether it is shown."""
        return self.media_type in PICTURES and self.width > 0


@dataclass(frozen=True, slots=True)
class CardLine:
    """What a question to colleagues is about: a message of a subscriber's conversation.

    `title` and `state` are translated; `text` is what somebody wrote, untrusted.
    """

    conversation: ConversationId
    seq: int
    title: str
    text: str
    state: str
    openable: bool = False
    """Whether the conversation can be looked into from here."""


@dataclass(frozen=True, slots=True)
class TranslationLine:
    """A machine's words under a message; `title` is translated, `text` untrusted."""

    title: str
    text: str
    state: TranslationState


@dataclass(frozen=True, slots=True)
class TranscriptRow:
    """One row.

    `key` is stable while the row lives and `version` changes with what it shows, so that the two
    identify a cached layout. `outgoing` is our side. `follows` says that the row above is by the
    same author a moment earlier. `text` of a day line, the «new» line and an event is a whole
    translated sentence, or several where steps of routing stand together; of the rest it is what a
    person wrote, untrusted.
    """

    kind: RowKind
    key: str
    version: int
    at: Millis
    text: str
    seq: int | None = None
    author_role: AuthorRole | None = None
    author_name: str = ""
    folded: bool = False
    """Another row tells of it, the one above or that of the message it changes: nothing to draw."""
    outgoing: bool = False
    note: bool = False
    follows: bool = False
    time_text: str = ""
    mark: Mark = Mark.NONE
    mark_text: str = ""
    """The mark in words, with the reason and the age of what waits or failed."""
    client_id: ClientId | None = None
    failed_code: ErrorCode | None = None
    wait_reason: WaitReason | None = None
    stars: int | None = None
    mine: bool = False
    """A message of this desk's user that still has words: he may want other ones."""
    erased: bool = False
    """`text` says that there was a message; nobody wrote it."""
    files: tuple[FileLine, ...] = ()
    card: CardLine | None = None
    askable: bool = False
    """Colleagues can be asked about it."""
    settleable: bool = False
    """A question of this desk's user that is still open."""
    translatable: bool = False
    """Its words are of another language than the user's, and there is a translator."""
    translation: TranslationLine | None = None
    change: RowChange = RowChange.NONE
    why: str = ""
    """What decided on the offers of an event; told when somebody asks."""
    title: str = ""
    """A translated line over the words."""
    takeable: bool = False
    """No server can have it yet: it may be a draft again."""
