"""Owns the port by which a channel acts as a subscriber; the server implements it in-process.

A channel (tapes now; web chat, messengers later) knows nothing of storage or sockets. Every command
that leaves an entry carries a `client_id` and is idempotent by it: the same id again returns the
first answer. A command may raise `VisitRefused` (final) or `VisitUnavailable` (try again).
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol


class VisitorRole(StrEnum):
    """Who wrote an entry, as far as a subscriber can tell."""

    SUBSCRIBER = "subscriber"
    AGENT = "agent"
    ROBOT = "robot"
    SYSTEM = "system"


class VisitorEntryKind(StrEnum):
    """What an entry is to a subscriber; notes and whispers never reach this port."""

    MESSAGE = "message"
    CLOSED = "closed"
    EVENT = "event"
    """Anything else worth showing: an agent joined, a transfer."""


@dataclass(frozen=True, slots=True)
class Sent:
    """The acknowledgement of a message: it is on disk at `seq`."""

    seq: int
    at: datetime


@dataclass(frozen=True, slots=True)
class GivenFile:
    """A file that a channel has at hand."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class VisitorEntry:
    """One entry of the conversation's log whose audience includes the subscriber.

    `client_id` is what the author's channel sent with it, empty where there was none; `files` are
    the names of what goes with it.
    """

    seq: int
    role: VisitorRole
    kind: VisitorEntryKind
    text: str
    at: datetime
    client_id: str = ""
    files: tuple[str, ...] = ()


class VisitHandle(Protocol):
    """One subscriber inside one conversation. Closed once, by `aclose`."""

    @property
    def conversation(self) -> str:
        """The conversation's id."""
        ...

    async def send(self, client_id: str, text: str, files: Sequence[GivenFile] = ()) -> Sent:
        """Write a message; returns after the commit. Reopens a closed conversation if allowed.

        Its files are there before it is.
        """
        ...

    async def typing(self, text: str | None) -> None:
        """Hint what is being typed, None when typing stopped. Lossy, never raises."""
        ...

    async def leave(self) -> None:
        """Say that the subscriber went away for good; the server may close the conversation.

        Idempotent, and no error on a conversation closed before.
        """
        ...

    async def rate(self, stars: int, comment: str = "") -> None:
        """Rate the conversation, 1 to 5 stars, once. A repeat with the same words is no error."""
        ...

    def entries(self) -> AsyncIterator[VisitorEntry]:
        """Every entry from the first one on, each once, in order of `seq`, then the live ones.

        The subscriber's own messages may be among them. Ends at `aclose`; a closing does not end
        it, for a message may come after it.
        """
        ...

    async def aclose(self) -> None:
        """Release the handle: `entries` ends. Idempotent, does not touch the conversation."""
        ...


class VisitorPort(Protocol):
    """The door by which a subscriber enters."""

    async def enter(
        self, *, client_id: str, name: str, phone: str | None, topic: str, language: str
    ) -> VisitHandle:
        """Open a conversation on a topic of the operator, or join the open one of this person."""
        ...


class History(Protocol):
    """Reads a conversation back from the truth, for the audit at the end of a run."""

    async def __call__(self, conversation: str) -> Sequence[VisitorEntry]:
        """All entries a subscriber may see, in the order stored."""
        ...
