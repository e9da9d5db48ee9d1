"""Tells each session every two seconds where the counters stand: all in turn, never all at once."""

import asyncio
from collections.abc import Mapping
from itertools import cycle
from typing import Protocol

import structlog

from protocol import limits
from protocol.ids import ConversationId

ROUNDS = 40
"""Parts of the sessions, one after the other: among thousands, one is a millisecond's work."""

_log = structlog.get_logger(__name__)


class Listener(Protocol):
    """A session, as far as beats go."""

    def beat(self, revs: Mapping[ConversationId, int]) -> None:
        """Tell the client where the counters stand."""


class Beats:
    """Who is told, and when.

    Attributes: `revs` as of the last comparison, or None where that has failed: then nobody is
    told, and clients see that something is wrong.
    """

    def __init__(self, *, seconds: float = limits.BEAT_SECONDS) -> None:
        self._seconds = seconds
        self.revs: Mapping[ConversationId, int] | None = None
        self._rounds: list[set[Listener]] = [set() for _ in range(ROUNDS)]

    def add(self, listener: Listener) -> None:
        """From now on it is told."""
        min(self._rounds, key=len).add(listener)

    def remove(self, listener: Listener) -> None:
        """It is told no more. Idempotent."""
        for some in self._rounds:
            some.discard(listener)

    async def run(self) -> None:
        """Beat for ever."""
        for some in cycle(self._rounds):
            await asyncio.sleep(self._seconds / ROUNDS)
            if self.revs is None:
                continue
            for listener in tuple(some):
                try:
                    listener.beat(self.revs)
                except Exception as error:  # noqa: BLE001 - a boundary: one session harms no other
                    _log.error("beat_failed", exc_info=error)
