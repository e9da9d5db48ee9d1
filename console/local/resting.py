"""When what is being typed goes to disk: when the fingers rest, and soon even if they do not."""

import asyncio
from collections.abc import Callable

PAUSE_SECONDS = 0.2
"""The fingers rest when they have not moved for so long."""
LATEST_SECONDS = 0.8
"""While they do not rest: so that a keystroke is on disk within a second, commit included."""


class Resting:
    """Calls `due` some time after `stir()`: one call, however often the keyboard stirred."""

    def __init__(self, due: Callable[[], None]) -> None:
        self._due = due
        self._pause: asyncio.TimerHandle | None = None
        self._latest: asyncio.TimerHandle | None = None

    def stir(self) -> None:
        """A key was pressed."""
        loop = asyncio.get_running_loop()
        if self._pause is not None:
            self._pause.cancel()
        self._pause = loop.call_later(PAUSE_SECONDS, self._on_rest)
        if self._latest is None:
            self._latest = loop.call_later(LATEST_SECONDS, self._on_rest)

    def stop(self) -> None:
        """There is nothing to wait for any more. Idempotent."""
        for timer in (self._pause, self._latest):
            if timer is not None:
                timer.cancel()
        self._pause = self._latest = None

    def _on_rest(self) -> None:
        self.stop()
        self._due()
