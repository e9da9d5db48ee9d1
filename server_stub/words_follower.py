"""Keeps the index of words behind the log: in short slices, and rarely while there is much to do.

A lane writes each slice in a transaction of its own, together with the number that it reaches, so
an index that stops anywhere goes on from there. Any node may run it, and several at once.
"""

import asyncio
import time

import structlog
from sqlalchemy import Connection

from server_stub.storage import history_words
from server_stub.storage.errors import StorageUnavailable
from server_stub.storage.history_words import Horizon, Unread
from server_stub.storage.unit_of_work import UnitOfWork
from server_stub.store import Store
from server_stub.words_folding import WordsFolding

LOOK_SECONDS = 1.0
"""How often it looks for what is new; a search reads by itself what has just been said."""

SLICE_SECONDS = 0.002
"""For no longer shall a slice stand in the way of those who wait for their commits: its reading
takes turns with them at the interpreter, its writing holds up their lane."""

_FEWEST, _MOST = 8, 512
_CALM, _BUSY = 1, 20
"""The pause after a slice, in slices: under load a twentieth of the time is its share."""

_log = structlog.get_logger(__name__)


class Settled:
    """Up to which number no entry can appear any more: PostgreSQL commits in another order.

    Once all that was under way at a look is over, whatever is older than the newest entry of that
    look has been committed, or never will be.
    """

    def __init__(self) -> None:
        self.number = 0
        self._ahead: Horizon | None = None

    def take(self, now: Horizon) -> int:
        """Look again; the number, which only rises."""
        if self._ahead is not None and now.pending >= self._ahead.begun:
            self.number = max(self.number, self._ahead.newest)
            self._ahead = None
        if now.pending == now.begun:
            self.number = max(self.number, now.newest)
        elif self._ahead is None:
            self._ahead = now
        return self.number


class WordsFollower:
    """Indexes what is committed, for ever."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._most = _FEWEST
        self._settled = Settled()
        self._folding = WordsFolding(store)

    async def follow(self) -> None:
        """Take in whatever is new."""
        # A fifth of a second that no answer shall wait for later.
        await self._store.ask(history_words.load_forms)
        while True:
            pause = LOOK_SECONDS
            try:
                acts = self._store.lanes.acts
                spent, full = await self.take_in()
                if full:
                    busy = self._store.lanes.acts - acts > 1  # our own is one
                    pause = spent * (_BUSY if busy else _CALM)
            except StorageUnavailable:
                _log.warning("words_not_indexed")
            except Exception as error:  # noqa: BLE001 - a boundary: the follower must outlive a row
                _log.error("words_not_indexed", exc_info=error)
            await asyncio.sleep(pause)

    async def take_in(self) -> tuple[float, bool]:
        """Index one slice, or fold one: how long it took, and whether there is more."""
        began = time.perf_counter()
        if await self._folding.fold():
            return time.perf_counter() - began, True
        after, read = await self._store.read(self._look)
        if read is None:
            return 0.0, False
        took = time.perf_counter() - began

        def write(unit: UnitOfWork) -> None:
            nonlocal took
            began = time.perf_counter()
            history_words.add(unit.connection, read, after=after)
            took += time.perf_counter() - began

        await self._store.lanes.run(write, aside=True)
        if took > SLICE_SECONDS:
            self._most = max(self._most // 2, _FEWEST)
        elif took < SLICE_SECONDS / 3:
            self._most = min(self._most * 2, _MOST)
        return time.perf_counter() - began, read.through < self._settled.number

    def _look(self, connection: Connection) -> tuple[int, Unread | None]:
        after = history_words.through(connection)
        upto = self._settled.take(history_words.horizon(connection))
        if after >= upto:
            return after, None
        return after, history_words.unread(connection, after=after, upto=upto, most=self._most)
