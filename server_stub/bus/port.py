"""What every bus offers."""

from collections.abc import Callable, Sequence
from typing import Protocol

from server_stub.bus.wakes import Wake

Listener = Callable[[Sequence[Wake]], None]
"""Called on the event loop with wake-ups in the order of publication; must not block or raise."""


class Bus(Protocol):
    """Carries wake-ups to every listener of every node; may lose or repeat them."""

    def publish(self, wakes: Sequence[Wake]) -> None:
        """Tell everyone. Called on the event loop, after the commit."""

    def listen(self, listener: Listener) -> Callable[[], None]:
        """Be told from now on; what is returned ends it."""

    async def aclose(self) -> None:
        """Deliver what was published and stop."""
