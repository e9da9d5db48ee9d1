"""What the link needs of the session above it."""

from collections.abc import Sequence
from typing import Protocol

from console.core.store import Event, Store
from protocol.answers import SignedIn
from protocol.ids import ClientId


class Host(Protocol):
    """Owns the state that the link keeps up to date."""

    @property
    def store(self) -> Store:
        """The state, to be read only."""

    def apply(self, events: Sequence[Event]) -> None:
        """Change the state and announce what changed."""

    async def piece(self, key: ClientId, offset: int) -> bytes:
        """What this machine has of a file of mine, from an offset on; nothing at its end."""

    async def signed_in(self, answer: SignedIn) -> None:
        """A session is open; what this machine keeps for the account must be at hand on return."""
