"""Tells those who wait on this node which one they are, and how long it may take, as it changes."""

import asyncio
from collections.abc import Iterable
from typing import Protocol

import structlog

from protocol.ids import ConversationId
from server_stub.domain.expected_wait import Expected
from server_stub.storage import configuration, queue_pace
from server_stub.storage.engine import store_now
from server_stub.storage.errors import StorageUnavailable
from server_stub.store import Store

TELL_SECONDS = 3.0
"""A place that changes more often is not read."""

_log = structlog.get_logger(__name__)


class WhoWaits(Protocol):
    """A subscriber's session."""

    @property
    def waits_in(self) -> ConversationId | None:
        """The conversation in which he waits for an agent, as far as he was told."""

    def tell_place(self, expected: Expected) -> None:
        """Tell him, if it is anything new."""


class WaitingPlaces:
    """The subscribers of one node who wait."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._sessions: set[WhoWaits] = set()

    def add(self, session: WhoWaits) -> None:
        """A visit has begun."""
        self._sessions.add(session)

    def remove(self, session: WhoWaits) -> None:
        """It is over. Idempotent."""
        self._sessions.discard(session)

    async def run(self) -> None:
        """Tell for ever."""
        while True:
            await asyncio.sleep(TELL_SECONDS)
            try:
                await self.tell()
            except StorageUnavailable:
                _log.warning("places_failed")
            except Exception as error:  # noqa: BLE001 - a boundary: the next look may succeed
                _log.error("places_failed", exc_info=error)

    async def tell(self) -> None:
        """One look at the store for all of them; none while nobody waits."""
        waiting = dict(self._who_waits())
        if not waiting:
            return
        chats = set(waiting.values())
        expected = await self._store.read(
            lambda connection: queue_pace.of_those_who_wait(
                connection,
                chats,
                rules=configuration.read(connection),
                now=store_now(connection),
            )
        )
        for session, here in waiting.items():
            if here in expected:
                session.tell_place(expected[here])

    def _who_waits(self) -> Iterable[tuple[WhoWaits, ConversationId]]:
        for session in tuple(self._sessions):
            here = session.waits_in
            if here is not None:
                yield session, here
