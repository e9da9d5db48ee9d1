"""Looks every few seconds for what is promised and not kept, and has it recorded. Any node may."""

import asyncio

import structlog

from server_stub.domain.acts import SYSTEM, Act, Overdue
from server_stub.domain.errors import DomainError
from server_stub.storage import configuration, promises
from server_stub.storage.engine import store_now
from server_stub.storage.errors import StorageUnavailable
from server_stub.store import Store

LOOK_SECONDS = 2.0
"""How late somebody may learn that somebody is late: promises are made in tens of seconds."""

_log = structlog.get_logger(__name__)


class PromiseKeeper:
    """Records what is late, for ever."""

    def __init__(self, store: Store) -> None:
        self._store = store

    async def run(self) -> None:
        """Look, and look again."""
        while True:
            await asyncio.sleep(LOOK_SECONDS)
            try:
                await self.look()
            except StorageUnavailable:
                _log.warning("promises_failed")
            except Exception as error:  # noqa: BLE001 - a boundary: one bad row hides no other
                _log.error("promises_failed", exc_info=error)

    async def look(self) -> None:
        """Record what is newly late. Idempotent: what another node has recorded stays so."""
        found = await self._store.read(
            lambda connection: promises.newly_broken(
                connection, configuration.read(connection), now=store_now(connection)
            )
        )
        futures = [
            self._store.lanes.submit(
                Act(
                    actor=SYSTEM,
                    conversation=one.conversation,
                    request=Overdue(promise=one.promise.value),
                )
            )
            for one in found
        ]
        for outcome in await asyncio.gather(*futures, return_exceptions=True):
            if isinstance(outcome, BaseException) and not isinstance(outcome, DomainError):
                raise outcome
