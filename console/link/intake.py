"""Collects what the server tells unasked and hands it on once a frame: one repaint a burst."""

import asyncio
from collections import deque
from collections.abc import Callable, Sequence

from console.core.store import Event

FRAME_SECONDS = 1 / 60
"""What comes faster than a screen shows is shown together; the first of a burst waits for none."""
BATCH_SECONDS = 0.008
"""Half a frame: what the window may lose to arrivals before it draws."""
_SLICE = 32
"""Events applied between two looks at the clock."""


class Intake:
    """A queue with one pending flush at most."""

    def __init__(
        self, apply: Callable[[Sequence[Event]], None], *, monotonic: Callable[[], float]
    ) -> None:
        self._apply = apply
        self._monotonic = monotonic
        self._queue: deque[Event] = deque()
        self._flush: asyncio.Handle | None = None
        self._flushed_at = -FRAME_SECONDS

    def push(self, event: Event) -> None:
        """Take an event; it is applied in the next turn of the loop, or in the next frame."""
        self._queue.append(event)
        if self._flush is None:
            early = self._flushed_at + FRAME_SECONDS - self._monotonic()
            loop = asyncio.get_running_loop()
            on_turn = self._on_turn
            self._flush = loop.call_later(early, on_turn) if early > 0 else loop.call_soon(on_turn)

    def drain(self) -> None:
        """Apply everything that waits, now."""
        if self._flush is not None:
            self._flush.cancel()
            self._flush = None
        if self._queue:
            events = tuple(self._queue)
            self._queue.clear()
            self._apply(events)

    def clear(self) -> None:
        """Forget what waits: the link it came over is gone."""
        self._queue.clear()
        self.drain()

    def _on_turn(self) -> None:
        self._flush = None
        self._flushed_at = self._monotonic()
        until = self._flushed_at + BATCH_SECONDS
        while self._queue and self._monotonic() < until:
            self._apply([self._queue.popleft() for _ in range(min(_SLICE, len(self._queue)))])
        if self._queue:
            self._flush = asyncio.get_running_loop().call_soon(self._on_turn)
