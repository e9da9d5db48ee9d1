"""What happens on this side of the wire and is applied to the store beside the server's answers.

Structs, as in `console.core.changes`: each dataclass takes 0.3 ms of every start to be made.
"""

from msgspec import Struct

from console.core.attaching import AttachedFile
from console.core.link_state import LinkState
from console.core.outgoing import Outgoing
from console.core.preferences import Preferences
from console.core.translating import Translation
from protocol.answers import Done, History, Page, Waiting
from protocol.board import BoardAlert
from protocol.conversations import Head
from protocol.errors import ErrorCode
from protocol.ids import AccountId, ClientId, ConversationId, FileId
from protocol.people import Colleague


class LinkMoved(Struct, frozen=True):
    """The link reached another station."""

    state: LinkState


class Preferred(Struct, frozen=True):
    """A person has set something up, or what he had set up was read from disk."""

    preferences: Preferences


class HistoryRead(Struct, frozen=True):
    """A page of history came; `before` is the place it was asked for, None for the newest."""

    conversation: ConversationId
    before: int | None
    page: History


class PageRead(Struct, frozen=True):
    """A page of catch-up came, asked for from `after_rev`."""

    conversation: ConversationId
    after_rev: int
    page: Page


class WaitingRead(Struct, frozen=True):
    """The list of who waits in a queue came."""

    answer: Waiting


class BoardAsked(Struct, frozen=True):
    """The board is asked for anew: what is not told again is on it no more."""


class AlertsSeen(Struct, frozen=True):
    """A lead has seen these alerts of the board."""

    alerts: tuple[BoardAlert, ...]


class ColleaguesFound(Struct, frozen=True):
    """Colleagues were looked for: who they are, and whether they are there."""

    found: tuple[Colleague, ...]


class TalkBegun(Struct, frozen=True):
    """A talk with a colleague is written in before there was a server to begin it."""

    head: Head
    colleague: AccountId


class Translated(Struct, frozen=True):
    """How far the translation of an entry has got; None: it is not wanted any more."""

    conversation: ConversationId
    seq: int
    translation: Translation | None


class Unreadable(Struct, frozen=True):
    """The server does not show this conversation to me, or not any more."""

    conversation: ConversationId


class Opened(Struct, frozen=True):
    """A person looks at a conversation: its log is kept from now on."""

    conversation: ConversationId


class Left(Struct, frozen=True):
    """Nobody looks at it any more."""

    conversation: ConversationId


class Typed(Struct, frozen=True):
    """A draft changed under somebody's fingers."""

    conversation: ConversationId
    text: str
    note: bool = False


class ReadUpTo(Struct, frozen=True):
    """A person has seen everything up to here."""

    conversation: ConversationId
    seq: int


class Draft(Struct, frozen=True):
    """A draft as the disk had it."""

    conversation: ConversationId
    text: str
    note: bool = False


class Restored(Struct, frozen=True):
    """What the disk had kept: drafts, and what was entered but never acknowledged, in order."""

    drafts: tuple[Draft, ...]
    outgoing: tuple[Outgoing, ...]
    attached: tuple[AttachedFile, ...] = ()


class Entered(Struct, frozen=True):
    """A text was entered and is on disk."""

    item: Outgoing


class SendStarted(Struct, frozen=True):
    """The link has taken a text."""

    client_id: ClientId


class Acknowledged(Struct, frozen=True):
    """The server has committed a text."""

    client_id: ClientId
    done: Done


class SendRefused(Struct, frozen=True):
    """The server refused a text."""

    client_id: ClientId
    code: ErrorCode
    retry_after_ms: int = 0


class Confirmed(Struct, frozen=True):
    """A person sends a stopped text as it is; `fresh_id` is for it if it needs a new identity."""

    client_id: ClientId
    fresh_id: ClientId


class Dropped(Struct, frozen=True):
    """A person gave a text up."""

    client_id: ClientId


class TakenBack(Struct, frozen=True):
    """A person takes a text back into the draft, to edit it."""

    client_id: ClientId


class Hastened(Struct, frozen=True):
    """Nobody takes back any more what was entered: in this conversation, or anywhere."""

    conversation: ConversationId | None = None


class Attached(Struct, frozen=True):
    """A file was put to the draft of a reply, and its copy is on disk."""

    file: AttachedFile


class Detached(Struct, frozen=True):
    """A person took a file away from a draft."""

    key: ClientId


class FileMoved(Struct, frozen=True):
    """So much of a file is at the server."""

    key: ClientId
    arrived: int


class FileArrived(Struct, frozen=True):
    """All of a file is at the server."""

    key: ClientId
    file: FileId


class FileRefused(Struct, frozen=True):
    """The server does not take a file."""

    key: ClientId
    code: ErrorCode


class DiskMoved(Struct, frozen=True):
    """The file of the account cannot be written, or can be again."""

    failing: bool


class AccountLeft(Struct, frozen=True):
    """The account is no longer worked in here: nothing of it may reach the next one."""


class Ticked(Struct, frozen=True):
    """Time has passed."""


LocalEvent = (
    LinkMoved
    | HistoryRead
    | PageRead
    | WaitingRead
    | ColleaguesFound
    | TalkBegun
    | Translated
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
    | DiskMoved
    | AccountLeft
    | BoardAsked
    | AlertsSeen
    | Ticked
)
