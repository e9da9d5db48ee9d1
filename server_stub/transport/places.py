"""How many of a client's commands are under way at once: at most so many."""

import asyncio


class Places:
    """Each command takes one and gives it back. Used on the event loop only."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._taken = 0
        self._is_open = True
        self._changed = asyncio.Event()

    def take(self) -> bool:
        """Take one, if there is one now."""
        if self._taken >= self._most or not self._is_open:
            return False
        self._taken += 1
        return True

    async def wait(self) -> None:
        """Take one as soon as there is one."""
        while not self.take():
            await self._change()

    def give_back(self) -> None:
        self._taken -= 1
        self._changed.set()

    async def all_back(self) -> None:
        """Give out no more, and wait until all that were taken are back."""
        self._is_open = False
        while self._taken:
            await self._change()

    def reopen(self) -> None:
        """Give out places again. Idempotent."""
        self._is_open = True
        self._changed.set()

    async def _change(self) -> None:
        self._changed.clear()
        await self._changed.wait()
