"""Where a conversation stands, as a desk shows it without reading its log."""

from enum import StrEnum

from protocol.ids import AccountId, ConversationId, QueueId, SubscriberId, TopicId, WorldId
from protocol.people import AuthorRole, Person
from protocol.scalars import Millis, Value

FILE_MARK = "📎 "
"""Before the name of each file in a preview that has no words."""


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
    lead: bool = False
    """A lead who came by himself: he writes to the subscriber too, and nobody sends him away."""


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
    """Since when the subscriber has waited for an answer; None while the word is his, and once he
    has closed the chat himself."""
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
    """The words of the last message, else what it is about, else its files, each after a
    `FILE_MARK`; nothing once it was deleted, while `preview_role` still tells whose it was."""
    preview_role: AuthorRole | None = None
    preview_by: AccountId | None = None
    """Of a talk: which of its members wrote that."""
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
