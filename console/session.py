"""The one door between the windows and everything below them: the state, and what a person can do.

State is read from `store` (never written by the caller); each change is announced as the records of
`console.core.changes`. Coroutines raise `ConsoleError`s: `CommandRejected(code)` where the server
refused, `LinkLost` where it could not be asked.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from console.core.changes import Change
from console.core.chat import Chat
from console.core.store import Store
from protocol.ids import ClientId, ConversationId, QueueId, SubscriberId
from protocol.values import (
    Article,
    CannedReply,
    Head,
    Millis,
    Presence,
    Profile,
    SubscriberLine,
)

Listener = Callable[[tuple[Change, ...]], None]


class Subscription(Protocol):
    def close(self) -> None: ...


@dataclass(frozen=True, slots=True)
class FoundSubscribers:
    query: str
    lines: tuple[SubscriberLine, ...]
    more: bool


@dataclass(frozen=True, slots=True)
class ProfileFor:
    """A profile, and for which chat it was asked."""

    conversation: ConversationId | None
    profile: Profile


@dataclass(frozen=True, slots=True)
class EarlierConversations:
    subscriber: SubscriberId
    heads: tuple[Head, ...]
    more: bool


@dataclass(frozen=True, slots=True)
class KnowledgeHit:
    article_id: str
    language: str
    title: str
    snippet: str
    title_highlights: tuple[tuple[int, int], ...]
    snippet_highlights: tuple[tuple[int, int], ...]


class DeskSession(Protocol):
    store: Store

    def subscribe(self, listener: Listener) -> Subscription: ...

    # Lifecycle
    async def start(self) -> bool:
        """Continue the last session of this machine without a password, if its key is at hand."""
        ...

    async def sign_in(self, login: str, password: str, *, language: str = "ru") -> None:
        """Waits while the server cannot be reached, unless this machine knows the account: then
        returns at once, offline."""
        ...

    async def sign_out(self) -> None: ...
    async def aclose(self) -> None: ...

    # Conversations (awaitable: until the server has committed)
    def open_chat(self, conversation: ConversationId) -> Chat: ...
    def leave_chat(self, conversation: ConversationId) -> None: ...
    async def read_older(self, conversation: ConversationId) -> None: ...
    async def accept(self, conversation: ConversationId) -> None: ...
    async def decline(self, conversation: ConversationId, *, reason: str = "") -> None: ...
    async def take(self, conversation: ConversationId) -> None: ...
    async def release(self, conversation: ConversationId, *, reason: str = "") -> None: ...
    async def hold(self, conversation: ConversationId, *, until: Millis | None = None) -> None: ...
    async def unhold(self, conversation: ConversationId) -> None: ...
    async def close(
        self,
        conversation: ConversationId,
        *,
        outcome: str,
        topic: str | None = None,
        comment: str = "",
    ) -> None: ...

    # Writing (awaitable: until it is on this machine's disk; the composer clears its field then)
    async def send(self, conversation: ConversationId, text: str) -> ClientId: ...
    async def note(self, conversation: ConversationId, text: str) -> ClientId: ...
    def draft_changed(
        self, conversation: ConversationId, text: str, *, note: bool = False
    ) -> None: ...
    async def send_again(self, client_id: ClientId) -> None: ...
    async def take_back(self, client_id: ClientId) -> None:
        """Back into the draft, to edit (announced by DraftRestored)."""
        ...

    async def drop(self, client_id: ClientId) -> None: ...

    # Hints, at once, never fail
    def mark_read(self, conversation: ConversationId, seq: int) -> None: ...
    def typing(self, conversation: ConversationId, *, typing: bool) -> None: ...
    def watch_waiting(self, queues: Sequence[QueueId]) -> None:
        """Which queues' waiting lists are on screen: kept in `store.desk.waiting`."""
        ...

    # Asking
    async def set_presence(self, presence: Presence, *, reason: str = "") -> None: ...
    async def find_subscribers(self, query: str) -> FoundSubscribers: ...
    async def profile(
        self, subscriber: SubscriberId, *, conversation: ConversationId | None = None
    ) -> ProfileFor: ...
    async def reveal(
        self,
        subscriber: SubscriberId,
        field: str,
        *,
        reason: str,
        conversation: ConversationId | None = None,
    ) -> str: ...
    async def conversations(
        self, subscriber: SubscriberId, *, before: Millis | None = None
    ) -> EarlierConversations: ...

    # Knowledge, offline
    async def search_knowledge(
        self, query: str, *, limit: int = 10, language: str | None = None
    ) -> list[KnowledgeHit] | None:
        """None when a newer search has overtaken this one."""
        ...

    async def suggest_knowledge(
        self, message: str, *, limit: int = 3, language: str | None = None
    ) -> list[KnowledgeHit] | None: ...
    async def article(self, article_id: str, language: str) -> Article | None: ...
    def canned_replies(self, typed: str, *, language: str) -> list[CannedReply]:
        """For what was typed after `/`, best first."""
        ...

    # This account's settings on this machine
    def setting(self, name: str, default: str = "") -> str: ...
    def remember(self, name: str, value: str) -> None: ...


class NewDeskSession(Protocol):
    def __call__(self, address: str, *, folder: Path) -> DeskSession: ...
