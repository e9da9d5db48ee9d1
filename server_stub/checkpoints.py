"""Folds SQLite's log into its file behind the commits, so that none of them has much of it to do.

What makes the log start again from its beginning stays with the lane: a commit that finds it long
folds in the rest, and there is little of it left by then. So the log cannot outgrow that length by
more than is written meanwhile, whatever becomes of this task.
"""

import asyncio
import sqlite3

import structlog

from server_stub.storage.engine import fold_log, is_sqlite
from server_stub.storage.errors import StorageUnavailable
from server_stub.store import Store

LOOK_SECONDS = 0.1
"""How often it looks whether much was written."""

BATCHES = 50
"""Transactions worth a checkpoint: under load some hundred pages, which takes the disk a moment."""

_log = structlog.get_logger(__name__)


class Checkpoints:
    """Keeps up with the lanes, for ever."""

    def __init__(self, store: Store) -> None:
        self._store = store

    async def run(self) -> None:
        """Fold in what is committed, whenever that is much; PostgreSQL sees to that itself."""
        if not is_sqlite(self._store.readers):
            return
        folded = self._store.lanes.batches
        while True:
            await asyncio.sleep(LOOK_SECONDS)
            written = self._store.lanes.batches
            if written - folded < BATCHES:
                continue
            try:
                await self._store.ask(lambda: fold_log(self._store.readers))
            except (StorageUnavailable, sqlite3.Error):
                _log.warning("log_not_folded")
            folded = written
