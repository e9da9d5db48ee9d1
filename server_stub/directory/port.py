"""The port by which the server asks who a subscriber is; kept by every directory it may stand on.

Synchronous: called on the server's reading threads, from several of them at once. An adapter to a
remote directory may block there, so it is never called inside a lane.
"""

from dataclasses import dataclass
from typing import Protocol

from protocol.ids import SubscriberId
from protocol.subscribers import Profile, SubscriberLine


@dataclass(frozen=True, slots=True)
class Found:
    """What a search found, best first; `more` says there are others beyond the limit."""

    lines: tuple[SubscriberLine, ...]
    more: bool = False


class SubscriberDirectory(Protocol):
    """Reads subscribers. A language is «ru» or «en»; anything unknown is None, never an error."""

    def find(self, query: str, *, limit: int, language: str) -> Found:
        """Search by number, its last digits, contract or the beginnings of names."""
        ...

    def profile(self, subscriber: SubscriberId, *, language: str) -> Profile | None:
        """Everything he has, sensitive fields masked; `identity` is for the contact to fill in."""
        ...

    def by_phone(self, phone: str) -> SubscriberId | None:
        """Whose number this is, however it is written."""
        ...

    def hidden_value(self, subscriber: SubscriberId, field: str) -> str | None:
        """A hidden field in full. Who asked, and why, is for the caller to record first."""
        ...
