"""Folds the terms of single entries into blocks as soon as there are enough, a slice at a time.

Whoever stops in the middle begins the block again: what was written of it is what will be written.
So may several nodes at once.
"""

from collections.abc import Iterator
from itertools import islice

from sqlalchemy import Connection

from server_stub.storage import history_words, word_blocks
from server_stub.storage.unit_of_work import UnitOfWork
from server_stub.storage.word_blocks import Block, Row
from server_stub.store import Store

_GATHERED, _WRITTEN, _SWEPT = 256, 256, 512
"""Of entries, rows and entries in one slice: each takes about a millisecond."""


class WordsFolding:
    """Folds block after block."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._block: Block | None = None
        self._rows: Iterator[Row] = iter(())

    async def fold(self) -> bool:
        """One slice; says whether there was anything to do."""
        block = self._block
        if block is None:
            self._block = await self._store.read(_next_block)
            return self._block is not None
        if block.through < block.last:
            await self._store.read(lambda link: word_blocks.gather(link, block, most=_GATHERED))
            self._rows = block.rows()
            return True
        rows = list(islice(self._rows, _WRITTEN))

        def write(unit: UnitOfWork) -> bool:
            if rows:
                word_blocks.add(unit.connection, block.number, rows)
                return True
            word_blocks.close(unit.connection, block.number)
            return word_blocks.sweep(unit.connection, most=_SWEPT)

        if not await self._store.lanes.run(write, aside=True):
            self._block = None
        return True


def _next_block(connection: Connection) -> Block | None:
    """The first one that is not whole, if all of its entries have been indexed."""
    block = Block(word_blocks.folded(connection))
    return block if block.last <= history_words.through(connection) else None
