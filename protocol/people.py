"""Who is who: roles, authors, presence, accounts, colleagues."""

from enum import StrEnum

from protocol.ids import AccountId
from protocol.scalars import Value


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


class Presence(StrEnum):
    """What an agent says of himself, or what became of what he said."""

    ONLINE = "online"
    BUSY = "busy"
    """Keeps what he has, takes nothing new."""
    BREAK = "break"
    OFFLINE = "offline"
    WRAP_UP = "wrap_up"
    """Not done with a conversation that is over: nothing new until he is."""
    ENDING = "ending"
    """His shift ends: what colleagues pass to him still comes, and nothing else."""
    SILENT = "silent"
    """Let an offer run out: nothing is offered to him until he says otherwise."""


class PresenceWhy(StrEnum):
    """Who or what brought a presence."""

    OWN = "own"
    LEAD = "lead"
    IDLE = "idle"
    """Nobody touched the console for a while, or somebody does again."""
    SILENT = "silent"
    """An offer ran out."""
    LINK = "link"
    """His link was lost, or is there again."""
    WORK = "work"
    """Work after a conversation began or is done."""


class Author(Value):
    """Who wrote an entry: an account, the subscriber, the robot or the system."""

    role: AuthorRole
    id: str = ""
    name: str = ""


class Person(Value):
    """A colleague as a talk names him."""

    account: AccountId
    name: str


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
    presence_why: PresenceWhy = PresenceWhy.OWN
