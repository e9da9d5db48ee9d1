"""Keeps a copy of a part of the knowledge base as new as the server's: page by page, once asked."""

import asyncio
from collections.abc import Callable, Iterable
from typing import Protocol

from console.basis import SessionBasis, Subscription
from console.core.changes import Change, DiskChanged, KnowledgeStale, LinkChanged
from console.core.errors import CommandRejected, LinkError, SettingsError
from console.core.link_state import LinkPhase
from protocol.answers import Knowledge
from protocol.commands import SyncKnowledge


class Copy(Protocol):
    """What is kept on this machine."""

    mark: int

    async def belong_to(self, store_epoch: str) -> None:
        """What comes is of this store."""

    async def take(self, page: Knowledge) -> None:
        """Keep a page of changes, and move the mark."""


class Follower:
    """Reads on after the mark whenever there is more.

    What fails is read after the next sign-in, or as soon as the disk can be written again.

    `copy` is asked for each time: with another account it is another one, or none.
    """

    def __init__(
        self,
        basis: SessionBasis,
        copy: Callable[[], Copy | None],
        *,
        own: bool,
    ) -> None:
        self._basis = basis
        self._copy = copy
        self._own = own
        self._listeners: list[Callable[[], None]] = []
        self._wanted = False
        self._reading: asyncio.Task[None] | None = None
        basis.subscribe(self._follow)

    def subscribe(self, listener: Callable[[], None]) -> Subscription:
        """Be told when the copy has changed."""
        self._listeners.append(listener)
        return Subscription(lambda: self._listeners.remove(listener))

    def read_on(self) -> None:
        """Read what is new. One reading at a time, which goes on with what came meanwhile."""
        self._wanted = True
        if self._reading is None or self._reading.done():
            name = "own replies" if self._own else "knowledge"
            self._reading = self._basis.owner.spawn(name, self._read())

    async def catch_up(self) -> None:
        """Have what the server has, or at least have tried. Safe to cancel."""
        self.read_on()
        if self._reading is not None:
            await asyncio.wait([self._reading])

    def _follow(self, changes: Iterable[Change]) -> None:
        copy, store = self._copy(), self._basis.store
        caught_up = store.link.phase is LinkPhase.CAUGHT_UP
        for change in changes:
            if isinstance(change, KnowledgeStale):
                if change.own is self._own and copy is not None and change.through > copy.mark:
                    self.read_on()
            elif (isinstance(change, LinkChanged) and caught_up) or (
                isinstance(change, DiskChanged) and not store.disk_failing
            ):
                self.read_on()

    async def _read(self) -> None:
        while self._wanted:
            self._wanted = False
            copy, epoch = self._copy(), self._basis.store.store_epoch
            if copy is None or not epoch:
                return  # signed out meanwhile
            try:
                await copy.belong_to(epoch)
                while await self._read_page(copy):
                    pass
            except (LinkError, CommandRejected, SettingsError):
                return

    async def _read_page(self, copy: Copy) -> bool:
        """Whether there is another one."""
        page = await self._basis.link.ask(
            lambda request: SyncKnowledge(request=request, after_change=copy.mark, own=self._own),
            Knowledge,
        )
        if copy is not self._copy():
            return False
        await copy.take(page)
        for listener in tuple(self._listeners):
            listener()
        return page.more
