"""The values that commands and answers are made of: entries, heads, queues, articles, profiles.

Times are milliseconds since 1970, UTC (`Millis`); money is in kopecks; both are whole numbers.
"""

from enum import StrEnum
from typing import Annotated, NewType, dataclass_transform

import msgspec
from msgspec import Meta

from protocol import limits
from protocol.ids import (
    AccountId,
    ArticleId,
    ClientId,
    ConversationId,
    FileId,
    QueueId,
    SubscriberId,
    TopicId,
    WorldId,
)

Millis = NewType("Millis", int)

CLEAN = r"\A[^\x00]*\Z"
"""No NUL anywhere: PostgreSQL cannot store one, and nobody types one."""

Text = Annotated[str, Meta(min_length=1, max_length=limits.TEXT_CHARACTERS, pattern=CLEAN)]
Comment = Annotated[str, Meta(max_length=limits.COMMENT_CHARACTERS, pattern=CLEAN)]
Words = Annotated[str, Meta(max_length=limits.TEXT_CHARACTERS, pattern=CLEAN)]
"""A text that may be empty, because something else goes with it."""
FileName = Annotated[str, Meta(min_length=1, max_length=limits.FILE_NAME_CHARACTERS, pattern=CLEAN)]
Name = Annotated[str, Meta(min_length=1, max_length=limits.NAME_CHARACTERS, pattern=CLEAN)]
Code = Annotated[str, Meta(min_length=1, max_length=40, pattern=r"\A[a-z0-9_.-]+\Z")]
"""A short identifier out of a catalogue: a queue, a topic, an outcome, a reason, a field."""
Id = Annotated[str, Meta(min_length=8, max_length=40, pattern=r"\A[a-z0-9-]+\Z")]
"""An identifier that one of the sides made."""
Secret = Annotated[str, Meta(pattern=r"\A[0-9a-f]{64}\Z")]
"""32 bytes in hex."""
Count = Annotated[int, Meta(ge=0, le=2**53)]
"""A sequence number, a revision, an epoch, a time: whole, and exact in every JSON reader."""


# Type checkers do not see that a Struct inherits `frozen`, unless told. A value holds other values
# and never itself: there are many, and who collects garbage need not look at any.
@dataclass_transform(frozen_default=True, field_specifiers=(msgspec.field,))
class Value(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """A value on the wire; unknown fields are ignored, so that a server may be newer."""


class Role(StrEnum):
    """What an account may do."""

    AGENT = "agent"
    LEAD = "lead"
    TRAINEE = "trainee"
    EDITOR = "editor"
    ADMIN = "admin"


class AuthorRole(StrEnum):
    """Who wrote an entry."""

    SUBSCRIBER = "subscriber"
    AGENT = "agent"
    ROBOT = "robot"
    SYSTEM = "system"


class Audience(StrEnum):
    """Who may see an entry; each level includes the ones below it in the list."""

    SUBSCRIBER = "subscriber"
    """Everyone in the conversation."""
    AGENTS = "agents"
    """Agents and leads, never the subscriber."""
    LEADS = "leads"


class ConversationState(StrEnum):
    """Where a conversation stands."""

    QUEUED = "queued"
    OFFERED = "offered"
    ACTIVE = "active"
    HELD = "held"
    CLOSED = "closed"
    TALK = "talk"
    """No subscriber's: colleagues among themselves. None of the above ever becomes one, nor it any
    of them."""


class Presence(StrEnum):
    """What an agent says of himself."""

    ONLINE = "online"
    BUSY = "busy"
    """Keeps what he has, takes nothing new."""
    BREAK = "break"
    OFFLINE = "offline"


class Author(Value):
    """Who wrote an entry: an account, the subscriber, the robot or the system."""

    role: AuthorRole
    id: str = ""
    name: str = ""


# The bodies of entries: what happened, told by its tag.


class Body(Value, tag_field="kind"):
    """What an entry says."""


class Attachment(Value):
    """A file of a message or a note, as the server has it."""

    id: FileId
    name: str
    """As its sender called it: untrusted text, and no path."""
    media_type: str
    """What it is by its content, whatever its name says."""
    size: int
    """In bytes."""
    width: int = 0
    """Of a picture, in pixels; so is `height`."""
    height: int = 0


class Citation(Value):
    """What a colleague is asked about: an entry of a subscriber's conversation, as it was then.

    Who is in the talk may look into that conversation while the question is open: until it is
    settled, or the conversation is no longer in the hands of who asked.
    """

    conversation: ConversationId
    seq: int
    at: Millis
    role: AuthorRole
    author: str
    subscriber: str
    """As he called himself: untrusted text."""
    excerpt: str
    """Numbers and papers masked; untrusted text."""
    note: bool = False
    settled: bool = False


class Message(Body, tag="message"):
    """Said in the conversation, by whoever its author is; `text` may be empty beside files.

    `edited` is when its author gave it other words, or took it back: then it is `deleted` and has
    neither words nor files. What it was is told by `Edited` and `Deleted`, to colleagues only.
    Only in talks of colleagues is a message `about` something.
    """

    text: str
    files: tuple[Attachment, ...] = ()
    edited: Millis | None = None
    deleted: bool = False
    about: Citation | None = None


class Note(Body, tag="note"):
    """Said between colleagues; its audience, and that of its files, never includes the subscriber.

    `text` may be empty beside files.
    """

    text: str
    files: tuple[Attachment, ...] = ()


class Edited(Body, tag="edited"):
    """An agent gave his message `seq` another text; it was `was`. Never for the subscriber."""

    seq: int
    text: str
    was: str


class Deleted(Body, tag="deleted"):
    """An agent took his message `seq` back; it was `was`. Never for the subscriber."""

    seq: int
    was: str
    files: tuple[Attachment, ...] = ()


class Entered(Body, tag="entered"):
    """The subscriber came in."""

    topic: TopicId
    channel: str
    name: str


class Queued(Body, tag="queued"):
    """The conversation waits for an agent; reason: entered, declined, expired, released, passed."""

    queue: QueueId
    reason: str


class Offered(Body, tag="offered"):
    """Shown to an agent and reserved for him until a time."""

    agent: AccountId
    name: str
    until: Millis


class PassedTo(Body, tag="passed_to"):
    """Its owner would pass it on to a colleague, who may accept until a time; he keeps it so long.

    `note` says what was asked and what was done: for colleagues only.
    """

    agent: AccountId
    name: str
    note: str
    until: Millis


class PassedToTopic(Body, tag="passed_topic"):
    """Its owner gave it to those who answer a topic: it waits in their queue, in its old place."""

    topic: TopicId
    note: str


class CalledBack(Body, tag="called_back"):
    """Its owner thought better of passing it on."""

    agent: AccountId
    name: str


class Declined(Body, tag="declined"):
    """The agent did not want the offer; `kept_by` names who keeps what was to be passed on."""

    agent: AccountId
    reason: str = ""
    kept_by: str = ""


class Expired(Body, tag="expired"):
    """The offer was not answered in time; the names are told of what was to be passed on."""

    agent: AccountId
    name: str = ""
    kept_by: str = ""


class GuestCame(Body, tag="guest_came"):
    """Its owner brought a colleague in, who sees it and writes notes; `why` is what for."""

    agent: AccountId
    name: str
    why: str = ""


class GuestLeft(Body, tag="guest_left"):
    """The guest is no longer there; how: left, sent_away."""

    agent: AccountId
    name: str
    how: str


class Taken(Body, tag="taken"):
    """The agent owns the conversation now; how: offer, claim, pass."""

    agent: AccountId
    name: str
    how: str


class Released(Body, tag="released"):
    """Given back to the queue by its owner."""

    agent: AccountId
    reason: str = ""


class Held(Body, tag="held"):
    """Put on hold by its owner, who keeps it; `until` is when it comes back by itself."""

    until: Millis | None = None


class Unheld(Body, tag="unheld"):
    """Taken off hold."""


class Closed(Body, tag="closed"):
    """Ended by its owner.

    What he says of it is for colleagues: the subscriber sees only that it is over.
    """

    outcome: str
    topic: TopicId
    comment: str = ""


class Left(Body, tag="left"):
    """The subscriber closed the chat."""


class Rated(Body, tag="rated"):
    """What the subscriber says of the help he got: one to five stars."""

    stars: int
    comment: str = ""


class Person(Value):
    """A colleague as a talk names him."""

    account: AccountId
    name: str


class TalkBegan(Body, tag="talk_began"):
    """Colleagues talk among themselves: two of them, or a group that has a name."""

    members: tuple[Person, ...]
    """Besides the author."""
    name: str = ""


class TalkRenamed(Body, tag="talk_renamed"):
    """The group is called otherwise."""

    name: str


class TalkJoined(Body, tag="talk_joined"):
    """Others are in the group from here on, and read all of it."""

    members: tuple[Person, ...]


class TalkLeft(Body, tag="talk_left"):
    """The author is in the group no more."""


class Settled(Body, tag="settled"):
    """The question at `seq` is answered: what it was about is closed to the others again."""

    seq: int


EntryBody = (
    Message
    | Note
    | Edited
    | Deleted
    | Entered
    | Queued
    | Offered
    | PassedTo
    | PassedToTopic
    | CalledBack
    | Declined
    | Expired
    | GuestCame
    | GuestLeft
    | Taken
    | Released
    | Held
    | Unheld
    | Closed
    | Left
    | Rated
    | TalkBegan
    | TalkRenamed
    | TalkJoined
    | TalkLeft
    | Settled
)


class Entry(Value):
    """One line of a conversation's log.

    `seq` is dense within the conversation; a reader sees holes where an entry is not for him and
    must never infer a gap from one. `rev` is the conversation's revision at the entry's last
    change.
    """

    seq: int
    rev: int
    at: Millis
    author: Author
    audience: Audience
    body: EntryBody
    client_id: ClientId | None = None


class EntryHit(Value):
    """Words found in a conversation: a line round them, and where in the line they stand."""

    conversation: ConversationId
    seq: int
    at: Millis
    role: AuthorRole
    author: str
    excerpt: str
    """Plain text: untrusted, as it was written."""
    spans: list[list[int]]
    """Pairs of start and length in characters of the excerpt."""
    note: bool = False


class Offer(Value):
    """A conversation shown to an agent and reserved for him until `until`.

    One that has an owner is held out by him, who keeps it until it is accepted.
    """

    agent: AccountId
    until: Millis
    name: str = ""


class Guest(Value):
    """A colleague whom the owner brought in: he sees the conversation and writes notes."""

    account: AccountId
    name: str
    called: int = 0
    """Seq of the entry by which he was brought in, until he has looked."""


class Head(Value):
    """A conversation as a desk shows it; complete in itself, replaced as a whole."""

    id: ConversationId
    world: WorldId
    state: ConversationState
    queue: QueueId
    topic: TopicId
    channel: str
    language: str
    epoch: int
    rev: int
    last_seq: int
    name: str
    """As the subscriber gave it: untrusted text."""
    phone: str
    """Masked."""
    entered_at: Millis
    owner: AccountId | None = None
    owner_name: str = ""
    subscriber: SubscriberId | None = None
    """The subscriber whose number was given; `verified` says whether that was proved."""
    verified: bool = False
    offer: Offer | None = None
    guests: tuple[Guest, ...] = ()
    held_until: Millis | None = None
    waiting_since: Millis | None = None
    """Since when the subscriber has waited for an answer; None while the word is his."""
    last_heard: int = 0
    """Seq of the subscriber's newest message: who wrote without having seen it wrote too early."""
    unread: int = 0
    """The subscriber's messages after the owner's read mark."""
    agent_read: int = 0
    """Up to which seq the owner has read it."""
    delivered: int = 0
    """Up to which seq the subscriber's device has the conversation."""
    read: int = 0
    """Up to which seq the subscriber has read it."""
    preview: str = ""
    preview_role: AuthorRole | None = None
    changed_at: Millis = Millis(0)
    closed_at: Millis | None = None
    outcome: str = ""
    members: tuple[Person, ...] = ()
    """Of a talk, the reader first. A talk of two is called after the other one; `unread` and
    `agent_read` are the reader's own, `read` is how far all the others have read."""
    group: bool = False
    """A talk that has a name of its own, and members that change."""
    asked: int = 0
    """Of a talk: seq of the last question to the reader, until it is settled."""


class QueueState(Value):
    """How a queue stands now."""

    id: QueueId
    waiting: int
    longest_since: Millis | None = None


class QueueInfo(Value):
    """A queue, and after how many seconds a wait in it is long and too long."""

    id: QueueId
    title: str
    warn_after_s: int
    late_after_s: int
    urgent: bool = False


class Choice(Value):
    """A line of a catalogue: a topic, with the queue that answers it, or an outcome."""

    id: str
    title: str
    queue: str = ""


class Receiver(Value):
    """A colleague who answers subscribers: whether he is there, and how much room he has."""

    account: AccountId
    name: str
    presence: Presence
    """`offline` also where his link has not been felt lately."""
    presence_since: Millis
    room: int
    used: int
    presence_reason: str = ""
    topics: list[TopicId] = []
    """Of what he answers now, each once."""


class Workplace(Value):
    """What a desk must know before it can show anything, in the language of its user."""

    queues: list[QueueInfo]
    topics: list[Choice]
    outcomes: list[Choice]
    operator: str
    breaks: list[Choice] = []
    """What one may take a break for."""


class Spread(Value):
    """How a time was spread: of how many, the middle one, what nine of ten do not exceed."""

    count: int
    median_ms: int = 0
    p90_ms: int = 0


class DayFigures(Value):
    """An agent's work in a span of time; each event counts where it happened.

    `first_answer` runs from taking to his first message; `handling` from taking to closing, less
    what it was on hold; `waits` is how long subscribers had waited for an answer when he took them.
    """

    handled: int
    """Conversations that he closed."""
    given_back: int
    """To a queue, for whoever is free."""
    passed_on: int
    """To a colleague who accepted, or to a topic."""
    first_answer: Spread
    handling: Spread
    waits: Spread
    rated: int
    """How many of those that ended were rated."""
    stars: int
    """Of all of them together."""


class DayStep(Value):
    """A piece of the span: an hour of a day, a day of a week."""

    start: Millis
    handled: int
    passed_on: int
    answered: int
    """First answers."""
    first_answer_ms: int
    """The middle one; 0 where nothing was answered."""


class PresenceSpan(Value):
    """What an agent said of himself from one time to another."""

    since: Millis
    until: Millis
    presence: Presence
    reason: str = ""
    """A break's, out of the catalogue."""


class Account(Value):
    """The account that signed in."""

    id: AccountId
    login: str
    name: str
    role: Role


class Colleague(Value):
    """Somebody one can talk to, and whether he is there."""

    id: AccountId
    name: str
    role: Role
    presence: Presence
    presence_reason: str = ""
    """A break's, out of the catalogue."""


class Article(Value):
    """A page of the knowledge base."""

    id: ArticleId
    language: str
    title: str
    body: str
    """Plain text with `## ` headings, `- ` and `1. ` lists."""
    topic: str
    keywords: list[str]
    popularity: int
    updated: str
    """ISO date of the last edit."""


class ReplyScope(StrEnum):
    """Whose a canned reply is; it stays so for good."""

    OWN = "own"
    """One account's: nobody else sees it."""
    GROUP = "group"
    """Of those who serve a queue."""
    COMMON = "common"


class CannedReply(Value):
    """A ready answer; `{name|fallback}` in the text stands for a variable."""

    id: str
    language: str
    title: str
    text: str
    topic: str
    popularity: int
    scope: ReplyScope = ReplyScope.COMMON
    queue: QueueId | None = None
    """Of a group's reply: the queue it serves."""
    shortcut: str = ""
    """A word to be typed behind the slash that means this reply and no other."""
    version: int = 0
    """The number of its last change: who changes it names the one he has seen."""


class ReplyUse(Value):
    """How often a canned reply has gone out, in every language it has."""

    reply: str
    mine: int
    last: Millis
    """When it went out from me last; 0 where it never did."""
    everybody: int = 0
    """Of all; only where that was asked for."""


class SubscriberLine(Value):
    """A subscriber in a list of found ones: enough to choose by, nothing that must be revealed."""

    id: SubscriberId
    name: str
    contract: str
    number: str
    """Masked."""
    tariff: str


class NumberLine(Value):
    """A number on the contract."""

    id: SubscriberId
    number: str
    """Masked."""
    tariff: str
    status: str
    """active, blocked"""


class TariffState(Value):
    """The tariff a number is on."""

    id: str
    title: str
    price: int
    renews_on: str
    """ISO date."""
    archived: bool = False


class Leftover(Value):
    """What is left of a package of the tariff."""

    kind: str
    """minutes, gigabytes, messages"""
    left: float
    of: float


class MoneyLine(Value):
    """A payment (positive) or a write-off (negative) and why."""

    at: Millis
    amount: int
    title: str
    reason: str = ""
    """tariff, service, subscription, payment, refund, promised_payment, roaming, correction"""


class ServiceState(Value):
    """A service that is switched on."""

    id: str
    title: str
    price: int
    period: str
    """once, day, month"""
    since: str
    """ISO date."""


class SubscriptionState(Value):
    """A paid subscription of a content provider."""

    id: str
    title: str
    short_number: str
    price: int
    period: str
    since: str
    connected_by: str
    """How it was switched on: web, sms, app, ussd."""


class RequestState(Value):
    """A request the subscriber has made, and what became of it."""

    number: str
    title: str
    state: str
    """open, in_work, done, refused"""
    opened_on: str
    due_on: str | None = None


class PromisedPayment(Value):
    """Money lent until a day."""

    amount: int
    due_on: str


class HiddenField(Value):
    """A field shown masked until somebody reveals it and says why."""

    field: str
    """number, passport, birth_date, address, email, code_word"""
    masked: str


class Profile(Value):
    """A subscriber and what he has; sensitive fields masked."""

    id: SubscriberId
    name: str
    contract: str
    identity: str
    """How far his identity is known in this contact: none, number, code_word, passport."""
    language: str
    client_since: str
    hidden: list[HiddenField]
    numbers: list[NumberLine]
    tariff: TariffState
    balance: int
    leftovers: list[Leftover]
    money: list[MoneyLine]
    services: list[ServiceState]
    subscriptions: list[SubscriptionState]
    requests: list[RequestState]
    marks: list[str]
    """vip, debt, fraud_suspected, writes_only"""
    device: str = ""
    sim: str = ""
    """sim, esim"""
    roaming: str = ""
    promised: PromisedPayment | None = None
