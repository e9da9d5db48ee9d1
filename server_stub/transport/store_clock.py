"""What the store's clock shows between two looks at it: that one decides, not this machine's."""

import time
from collections.abc import Callable

from protocol.scalars import Millis


class StoreClock:
    """Goes on by this machine's steady clock from what the store's showed last.

    Clients count down to the store's moments by it, whichever node they are connected to.
    """

    def __init__(self, *, steady: Callable[[], float] = time.monotonic) -> None:
        self._steady = steady
        self._began = 0.0

    def seen(self, now: Millis) -> None:
        """The store's clock showed this just now."""
        self._began = now / 1000 - self._steady()

    def __call__(self) -> Millis:
        """What it shows now."""
        return Millis(int((self._began + self._steady()) * 1000))
