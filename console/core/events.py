"""What happens on this side of the wire and is applied to the store beside the server's answers."""

from dataclasses import dataclass

from console.core.attaching import AttachedFile
from console.core.link_state import LinkState
from console.core.outgoing import Outgoing
from console.core.preferences import Preferences
from protocol.answers import Done, History, Page, Waiting
from protocol.errors import ErrorCode
from protocol.ids import ClientId, ConversationId, FileId


@dataclass(frozen=True, slots=True)
class LinkMoved:
    """The link reached another station."""

    state: LinkState


@dataclass(frozen=True, slots=True)
class Preferred:
    """A person has set something up, or what he had set up was read from disk."""

    preferences: Preferences


@dataclass(frozen=True, slots=True)
class HistoryRead:
    """A page of history came; `before` is the place it was asked for, None for the newest."""

    conversation: ConversationId
    before: int | None
    page: History


@dataclass(frozen=True, slots=True)
class PageRead:
    """A page of catch-up came, asked for from `after_rev`."""

    conversation: ConversationId
    after_rev: int
    page: Page


@dataclass(frozen=True, slots=True)
class WaitingRead:
    """The list of who waits in a queue came."""

    answer: Waiting


@dataclass(frozen=True, slots=True)
class Unreadable:
    """The server does not show this conversation to me, or not any more."""

    conversation: ConversationId


@dataclass(frozen=True, slots=True)
class Opened:
    """A person looks at a conversation: its log is kept from now on."""

    conversation: ConversationId


@dataclass(frozen=True, slots=True)
class Left:
    """Nobody looks at it any more."""

    conversation: ConversationId


@dataclass(frozen=True, slots=True)
class Typed:
    """A draft changed under somebody's fingers."""

    conversation: ConversationId
    text: str
    note: bool = False


@dataclass(frozen=True, slots=True)
class ReadUpTo:
    """A person has seen everything up to here."""

    conversation: ConversationId
    seq: int


@dataclass(frozen=True, slots=True)
class Draft:
    """A draft as the disk had it."""

    conversation: ConversationId
    text: str
    note: bool = False


@dataclass(frozen=True, slots=True)
class Restored:
    """What the disk had kept: drafts, and what was entered but never acknowledged, in order."""

    drafts: tuple[Draft, ...]
    outgoing: tuple[Outgoing, ...]
    attached: tuple[AttachedFile, ...] = ()


@dataclass(frozen=True, slots=True)
class Entered:
    """A text was entered and is on disk."""

    item: Outgoing


@dataclass(frozen=True, slots=True)
class SendStarted:
    """The link has taken a text."""

    client_id: ClientId


@dataclass(frozen=True, slots=True)
class Acknowledged:
    """The server has committed a text."""

    client_id: ClientId
    done: Done


@dataclass(frozen=True, slots=True)
class SendRefused:
    """The server refused a text."""

    client_id: ClientId
    code: ErrorCode
    retry_after_ms: int = 0


@dataclass(frozen=True, slots=True)
class Confirmed:
    """A person sends a stopped text as it is; `fresh_id` is for it if it needs a new identity."""

    client_id: ClientId
    fresh_id: ClientId


@dataclass(frozen=True, slots=True)
class Dropped:
    """A person gave a text up."""

    client_id: ClientId


@dataclass(frozen=True, slots=True)
class TakenBack:
    """A person takes a text back into the draft, to edit it."""

    client_id: ClientId


@dataclass(frozen=True, slots=True)
class Hastened:
    """Nobody takes back any more what was entered: in this conversation, or anywhere."""

    conversation: ConversationId | None = None


@dataclass(frozen=True, slots=True)
class Attached:
    """A file was put to the draft of a reply, and its copy is on disk."""

    file: AttachedFile


@dataclass(frozen=True, slots=True)
class Detached:
    """A person took a file away from a draft."""

    key: ClientId


@dataclass(frozen=True, slots=True)
class FileMoved:
    """So much of a file is at the server."""

    key: ClientId
    arrived: int


@dataclass(frozen=True, slots=True)
class FileArrived:
    """All of a file is at the server."""

    key: ClientId
    file: FileId


@dataclass(frozen=True, slots=True)
class FileRefused:
    """The server does not take a file."""

    key: ClientId
    code: ErrorCode


@dataclass(frozen=True, slots=True)
class AccountLeft:
    """The account is no longer worked in here: nothing of it may reach the next one."""


@dataclass(frozen=True, slots=True)
class Ticked:
    """Time has passed."""


LocalEvent = (
    LinkMoved
    | HistoryRead
    | PageRead
    | WaitingRead
    | Unreadable
    | Opened
    | Left
    | Typed
    | ReadUpTo
    | Restored
    | Preferred
    | Entered
    | SendStarted
    | Acknowledged
    | SendRefused
    | Confirmed
    | Dropped
    | TakenBack
    | Hastened
    | Attached
    | Detached
    | FileMoved
    | FileArrived
    | FileRefused
    | AccountLeft
    | Ticked
)
