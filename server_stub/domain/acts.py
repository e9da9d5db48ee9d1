"""Who asks for what: the actor of a command and the commands that no client sends."""

import msgspec

from protocol.commands import Command
from protocol.ids import AccountId, ClientId, ConversationId, SubscriberId
from protocol.people import Author, AuthorRole, Role
from protocol.scalars import Millis


class Actor(msgspec.Struct, frozen=True, kw_only=True):
    """Who asks: an account with its role, a conversation's subscriber, or the server itself."""

    kind: AuthorRole
    id: str
    name: str = ""
    role: Role | None = None
    version: int = 0
    """Of the account's rights when the session began."""

    def as_author(self) -> Author:
        """As the log names him."""
        return Author(role=self.kind, id=self.id, name=self.name)


SYSTEM = Actor(kind=AuthorRole.SYSTEM, id="system")


def subscriber_of(conversation: ConversationId, name: str = "") -> Actor:
    """The subscriber of a conversation: his identity in it is the conversation itself."""
    return Actor(kind=AuthorRole.SUBSCRIBER, id=conversation, name=name)


class Internal(msgspec.Struct, frozen=True, kw_only=True):
    """A command of the server's own parts; as idempotent as a client's."""


class OpenVisit(Internal, frozen=True, kw_only=True, tag="open_visit"):
    """A subscriber comes in; `subscriber` is whose number he gave."""

    client_id: ClientId
    channel: str
    name: str
    phone: str
    topic: str
    queue: str
    language: str
    subscriber: SubscriberId | None = None
    known_agent: AccountId | None = None
    marks: tuple[str, ...] = ()
    """What is known of the subscriber: a value, a debt, a suspicion."""


class OfferTo(Internal, frozen=True, kw_only=True, tag="offer"):
    """The router offers a waiting conversation to an agent, as it stood at `epoch`."""

    agent: AccountId
    agent_name: str
    epoch: int


class FireTimer(Internal, frozen=True, kw_only=True, tag="timer"):
    """An alarm is due."""

    kind: str
    epoch: int


class MarkDelivered(Internal, frozen=True, kw_only=True, tag="delivered"):
    """The subscriber's device has everything up to here."""

    seq: int


Request = Command | Internal


class Act(msgspec.Struct, frozen=True, kw_only=True):
    """A command, by whom, on which conversation."""

    actor: Actor
    conversation: ConversationId
    request: Request
    client_id: ClientId | None = None

    @property
    def verb(self) -> str:
        """The command's name in the contract, or that of an internal one."""
        return str(self.request.__struct_config__.tag)


OFFER_TIMER = "offer"
HOLD_TIMER = "hold"
PASS_TIMER = "pass"


class Alarm(msgspec.Struct, frozen=True, kw_only=True):
    """A timer to set: it fires once, and counts only under its epoch."""

    conversation: ConversationId
    kind: str
    epoch: int
    due_at: Millis
