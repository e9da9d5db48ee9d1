"""What the server says: an answer to each command, and what it tells unasked.

An answer carries the `request` it answers; what is told unasked has none. A client ignores, and
counts, fields it does not know.
"""

import msgspec

from protocol import configuring, explaining
from protocol.answer import Answer as Answer
from protocol.board import BoardListed, BoardTold
from protocol.conversations import ConversationState, Head
from protocol.entries import Entry, EntryHit
from protocol.errors import ErrorCode
from protocol.ids import AccountId, ConversationId, FileId, QueueId
from protocol.knowledge import Article, CannedReply, ReplyUse
from protocol.leading import Observed, TimelineRead
from protocol.people import Account, AuthorRole, Colleague, Presence, PresenceWhy
from protocol.scalars import Millis, Secret, Value
from protocol.subscribers import Profile, SubscriberLine
from protocol.waiting import VisitPlace as VisitPlace
from protocol.workday import DayFigures, DayStep, PresenceSpan
from protocol.workplace import QueueState, Receiver, Workplace


class Refused(Answer, tag="refused"):
    """Nothing was done; `request` is missing where it could not be read."""

    code: ErrorCode
    request: int | None = None
    data: dict[str, str | int] = msgspec.field(default_factory=dict)


class SignedIn(Answer, tag="signed_in"):
    """The session is open; the token opens the next one without a password."""

    request: int
    token: str
    expires_at: Millis
    account: Account
    workplace: Workplace
    server_time: Millis
    store_epoch: str
    """Changes when the store was restored: what a client keeps of conversations is void then."""
    file_secret: Secret
    """The same at each sign-in of the account: with it a console opens what it
    keeps on its machine after the password was changed or the system's keyring was lost."""


class Ok(Answer, tag="ok"):
    """Done, and there is nothing to say of it."""

    request: int


class Done(Answer, tag="done"):
    """The command is committed. A repeat of the command gets the same answer."""

    request: int
    conversation: ConversationId
    seq: int
    """Of the first entry that the command left; of the last one there is, if it left none."""
    rev: int
    epoch: int
    at: Millis


class Desk(Answer, tag="desk"):
    """Everything on an agent's desk, whole: asked for, or told when it changes."""

    desk_rev: int
    presence: Presence
    presence_since: Millis
    room: int
    """In hundredths of a chat; `used` may exceed it where a chat came back from hold."""
    used: int
    conversations: list[Head]
    """Offered to me, mine, on hold."""
    recent: list[Head]
    queues: list[QueueState]
    guest_of: list[ConversationId] = msgspec.field(default_factory=list)
    """Conversations that I was brought into, newest first."""
    presence_reason: str = ""
    request: int | None = None
    presence_why: PresenceWhy = PresenceWhy.OWN
    auto_accept: bool = False
    """What is offered to me is mine at once."""
    rest_until: Millis | None = None
    """After a hard conversation I am asked last until then."""


class Queues(Answer, tag="queues"):
    """How the queues stand, told when that changes, at most once a second."""

    queues: list[QueueState]


class Changed(Answer, tag="changed"):
    """A conversation has changed; to be used only by who has it at `after_rev` or later."""

    head: Head
    after_rev: int
    through: int
    entries: list[Entry]


class Page(Answer, tag="page"):
    """Changes of a conversation up to revision `through`; `more` says to ask again from there."""

    request: int
    head: Head
    entries: list[Entry]
    through: int
    more: bool = False


class History(Answer, tag="history"):
    """Entries before the asked place, in order of `seq`; `more` says there are older ones.

    `through` is the revision at which they were read.
    """

    request: int
    head: Head
    entries: list[Entry]
    through: int
    more: bool = False


class Waiting(Answer, tag="waiting"):
    """Who waits in a queue, longest first."""

    request: int
    queue: QueueId
    conversations: list[Head]


class Conversations(Answer, tag="conversations"):
    """A subscriber's conversations, newest first; `more` says there are older ones."""

    request: int
    conversations: list[Head]
    more: bool = False


class FoundEntries(Answer, tag="found_entries"):
    """Found entries, newest first; `more` says to ask again before `reached`, hits or none.

    One question is bounded: one that few of many entries fit may need several.
    """

    request: int
    hits: list[EntryHit]
    conversations: list[Head]
    """Of the hits, each once."""
    reached: int
    more: bool = False
    skipped: int = 0
    """Entries of these last minutes that are not indexed yet, and were too many to be read."""


class MyDay(Answer, tag="my_day"):
    """What an agent has done, as a whole and step by step, and how he was present."""

    request: int
    figures: DayFigures
    steps: list[DayStep]
    presence: list[PresenceSpan]


class Receivers(Answer, tag="receivers"):
    """Colleagues who answer; `more` says that there are others: type a name."""

    request: int
    found: list[Receiver]
    more: bool = False


class Knowledge(Answer, tag="knowledge"):
    """Changes of the knowledge base up to number `through`; `removed_*` name what is gone."""

    request: int
    articles: list[Article]
    replies: list[CannedReply]
    removed_articles: list[list[str]]
    """Pairs of id and language."""
    removed_replies: list[list[str]]
    through: int
    more: bool = False


class KnowledgeChanged(Answer, tag="knowledge_changed"):
    """There are changes up to this number: sync."""

    through: int
    own: bool = False
    """Of what nobody else sees."""


class ReplyUses(Answer, tag="reply_uses"):
    """How often canned replies have gone out, as many as a page holds."""

    request: int
    uses: list[ReplyUse]


class ReplyKept(Answer, tag="reply_kept"):
    """The canned reply is saved or taken away. A repeat of the command gets the same answer."""

    request: int
    version: int
    """The number of this change; what was saved has it as its version."""


class Subscribers(Answer, tag="subscribers"):
    """Found subscribers; `more` says that there are others: ask for less."""

    request: int
    found: list[SubscriberLine]
    more: bool = False


class ProfileRead(Answer, tag="profile"):
    """A subscriber and what he has, sensitive fields masked."""

    request: int
    profile: Profile


class Revealed(Answer, tag="revealed"):
    """One hidden field, in full; that it was shown is on record."""

    request: int
    field: str
    value: str


class Upload(Answer, tag="upload"):
    """Where a file goes, piece by piece, and how much of it has arrived.

    `token` opens `url` for this file alone, until the next announcement of the same.
    """

    request: int
    file: FileId
    url: str
    token: str
    received: int
    """In bytes: the next piece begins there."""


class Ticket(Answer, tag="ticket"):
    """Where a file is, for who shows the token, for a moment."""

    request: int
    url: str
    token: str
    expires_at: Millis


class Hint(Answer, tag="hint"):
    """Somebody types in a conversation, or has stopped; `text` is a sneak peek."""

    conversation: ConversationId
    role: AuthorRole
    typing: bool
    name: str = ""
    text: str = ""


class Looking(Answer, tag="looking"):
    """A colleague has a conversation in view, or no longer; told to desks only."""

    conversation: ConversationId
    account: AccountId
    name: str
    looking: bool
    typing: bool | None = None
    """Whether he writes in it; missing where nothing is said of that."""


class Talks(Answer, tag="talks"):
    """The talks I am in, newest first, whole: asked for, or told when that changes."""

    desk_rev: int
    talks: list[Head]
    asked: list[Head]
    """Conversations that I may look into, because a colleague asks me about them."""
    people: list[Colleague]
    """Those with whom I have a talk of two."""
    request: int | None = None


class Colleagues(Answer, tag="colleagues"):
    """Found colleagues; `more` says that there are others: ask for less."""

    request: int
    found: list[Colleague]
    more: bool = False


class PresenceTold(Answer, tag="presence"):
    """Somebody with whom I have a talk of two is there, or no longer."""

    colleague: Colleague


class Beat(Answer, tag="beat"):
    """Where the counters stand; a client that is behind catches up."""

    server_time: Millis
    desk_rev: int = 0
    revs: dict[ConversationId, int] = msgspec.field(default_factory=dict)


class Bye(Answer, tag="bye"):
    """The server is about to close this connection; come back after the pause."""

    code: int
    retry_after_ms: int


# A subscriber's side.


class Visit(Value):
    """The conversation as its subscriber sees it."""

    conversation: ConversationId
    state: ConversationState
    rev: int
    last_seq: int
    agent_name: str = ""
    agent_read: int = 0
    rated: bool = False
    due_at: Millis | None = None
    """When it is closed, if it is about to be; when somebody comes back to it, if that is due."""


class EnteredVisit(Answer, tag="visit.entered"):
    """The visit is open; the token resumes it.

    Told unasked when a message came long after the end: it is another conversation then, with a
    token of its own, and the message is said there.
    """

    request: int | None
    token: str
    visit: Visit
    entries: list[Entry]
    through: int
    server_time: Millis
    more: bool = False


class VisitPage(Answer, tag="visit.page"):
    """Changes up to revision `through`; `more` says to ask again from there."""

    request: int
    visit: Visit
    entries: list[Entry]
    through: int
    more: bool = False


class VisitChanged(Answer, tag="visit.changed"):
    """The conversation has changed; of use only to who has it at `after_rev` or later."""

    visit: Visit
    after_rev: int
    through: int
    entries: list[Entry]


DeskAnswer = (
    Refused
    | SignedIn
    | Ok
    | Done
    | Desk
    | Queues
    | Changed
    | Page
    | History
    | Waiting
    | explaining.Explained
    | Conversations
    | FoundEntries
    | MyDay
    | Receivers
    | Knowledge
    | KnowledgeChanged
    | ReplyUses
    | ReplyKept
    | Subscribers
    | ProfileRead
    | Revealed
    | Upload
    | Ticket
    | Hint
    | Looking
    | Talks
    | Colleagues
    | PresenceTold
    | BoardTold
    | BoardListed
    | Observed
    | TimelineRead
    | configuring.ConfigurationTold
    | configuring.ConfigurationSaved
    | configuring.AgentsTold
    | configuring.AgentSaved
    | configuring.WorkplaceTold
    | Beat
    | Bye
)
VisitAnswer = (
    Refused
    | Ok
    | Done
    | EnteredVisit
    | VisitPage
    | VisitChanged
    | VisitPlace
    | Upload
    | Ticket
    | Hint
    | Beat
    | Bye
)
AnyAnswer = DeskAnswer | EnteredVisit | VisitPage | VisitChanged | VisitPlace
