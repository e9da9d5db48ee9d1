"""Who asks for what: the actor of a command and the commands that no client sends."""

import msgspec

from protocol.commands import Command
from protocol.ids import AccountId, ClientId, ConversationId, SubscriberId
from protocol.people import Author, AuthorRole, Role
from protocol.routing import Explanation
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


def robot_called(name: str) -> Actor:
    """The robot, by the name that subscribers know it by."""
    return Actor(kind=AuthorRole.ROBOT, id="robot", name=name)


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
    robot: str = ""
    """How the robot is called that answers first, if there is one."""
    call_at: Millis | None = None
    """When he is to be called, who wants no chat."""


class OfferTo(Internal, frozen=True, kw_only=True, tag="offer"):
    """The router offers a waiting conversation to an agent, as it stood at `epoch`."""

    agent: AccountId
    agent_name: str
    epoch: int
    why: Explanation | None = None


class FireTimer(Internal, frozen=True, kw_only=True, tag="timer"):
    """An alarm is due."""

    kind: str
    epoch: int


class MarkDelivered(Internal, frozen=True, kw_only=True, tag="delivered"):
    """The subscriber's device has everything up to here."""

    seq: int


class RobotSays(Internal, frozen=True, kw_only=True, tag="robot_says"):
    """The robot answers, under the epoch in which it has the conversation."""

    client_id: ClientId
    epoch: int
    text: str


class HandOver(Internal, frozen=True, kw_only=True, tag="hand_over"):
    """The robot gives the conversation to the people."""

    client_id: ClientId
    epoch: int


class RobotEnds(Internal, frozen=True, kw_only=True, tag="robot_ends"):
    """The subscriber has what he came for."""

    client_id: ClientId
    epoch: int
    outcome: str


class StillTyping(Internal, frozen=True, kw_only=True, tag="still_typing"):
    """The subscriber types in what is about to be closed."""


class Overdue(Internal, frozen=True, kw_only=True, tag="overdue"):
    """A promise of the queue is broken, or nearly: first_answer, next_answer, resolution."""

    promise: str


class TakeIn(Internal, frozen=True, kw_only=True, tag="take_in"):
    """Another conversation was merged into this one."""

    client_id: ClientId
    source: ConversationId


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
ROBOT_TIMER = "robot"
CLOSING_TIMER = "closing"
WRAP_UP_TIMER = "wrap_up"
DUE_TIMER = "due"
LINK_TIMER = "link"


class Alarm(msgspec.Struct, frozen=True, kw_only=True):
    """A timer to set: it fires once, and counts only under its epoch."""

    conversation: ConversationId
    kind: str
    epoch: int
    due_at: Millis
