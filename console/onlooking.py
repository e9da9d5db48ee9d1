"""Tells colleagues which conversations are in view here, over and over while they are."""

import asyncio
from collections.abc import Iterable, Set

from console.basis import SessionBasis
from protocol.commands import LookAt
from protocol.ids import ConversationId

LOOK_AGAIN_SECONDS = 5.0
"""Who was not heard of for twelve has gone: two repetitions may be lost."""


class Onlooking:
    """Hints: sent while the link is up, lost without harm."""

    def __init__(self, basis: SessionBasis) -> None:
        self._basis = basis
        self._in_view: frozenset[ConversationId] = frozenset()

    def look_at(self, conversations: Set[ConversationId]) -> None:
        """These are in view now, and no others."""
        wanted = frozenset(conversations)
        gone, come = self._in_view - wanted, wanted - self._in_view
        self._in_view = wanted
        if gone or come:
            self._basis.owner.spawn("look", self._tell(gone, come))

    async def keep_looking(self) -> None:
        """Say it again for ever."""
        while True:
            await asyncio.sleep(LOOK_AGAIN_SECONDS)
            await self._tell((), self._in_view)

    async def _tell(self, gone: Iterable[ConversationId], come: Iterable[ConversationId]) -> None:
        for conversation in gone:
            await self._say(conversation, looking=False)
        for conversation in come:
            await self._say(conversation, looking=True)

    async def _say(self, conversation: ConversationId, *, looking: bool) -> None:
        if self._basis.store.link.live:
            await self._basis.link.tell(
                lambda request: LookAt(request=request, conversation=conversation, looking=looking)
            )
