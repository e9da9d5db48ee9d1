"""What every bus offers."""

from collections.abc import Callable, Sequence
from enum import StrEnum
from typing import Protocol

from server_stub.bus.wakes import Wake

Listener = Callable[[Sequence[Wake]], None]
"""Called on the event loop with wake-ups in the order of publication; must not block or raise."""


class BusState(StrEnum):
    """How wake-ups reach other nodes."""

    ALONE = "alone"
    """They do not: each node finds by comparing what the others did, within a second."""
    CONNECTED = "connected"
    LOST = "lost"
    """The broker cannot be reached: it is as if each node were alone, until it can."""


class Bus(Protocol):
    """Carries wake-ups to every listener of every node; may lose or repeat them."""

    @property
    def state(self) -> BusState:
        """How wake-ups reach other nodes now."""

    def publish(self, wakes: Sequence[Wake]) -> None:
        """Tell everyone. Called on the event loop, after the commit; never waits."""

    def listen(self, listener: Listener, *, of_others: bool = True) -> Callable[[], None]:
        """Be told from now on, or only of what this node publishes; what is returned ends it."""

    async def carry(self, store: str) -> None:
        """Reach the other nodes of this store for as long as it is not cancelled or closed."""

    async def aclose(self) -> None:
        """Deliver what was published, as far as that can be done at once, and stop."""
