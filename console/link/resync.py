"""Asks the server for whatever the store says it lacks: at the start, after a gap, on opening."""

import asyncio
from collections.abc import Callable

from console.core import events
from console.core.errors import CommandRejected
from console.core.state import Want, WantCatchUp, WantDesk, WantNewest, WantTalk, WantTalks
from console.core.store import Event
from console.core.tasks import Spawn, run_together
from console.link.connection import Connection
from console.link.host import Host
from console.link.intake import Intake
from protocol.answers import Desk, Done, History, Page, Talks
from protocol.commands import CatchUp, OpenTalk, ReadDesk, ReadHistory, ReadTalks
from protocol.ids import ConversationId, new_id

AT_ONCE = 8
"""Questions under way together: a desk of chats in one round trip, well below the rate limit."""
PAUSE_SECONDS = 0.5
"""After «not now», unless the server names another pause."""


class Resync:
    """Works through `Store.wants()`; start, repair and reconnect are this one path."""

    def __init__(
        self,
        host: Host,
        connection: Connection,
        intake: Intake,
        *,
        on_caught_up: Callable[[], None],
    ) -> None:
        self._host = host
        self._connection = connection
        self._intake = intake
        self._on_caught_up = on_caught_up
        self._under_way: set[Want] = set()
        self._work = asyncio.Event()

    def poke(self) -> None:
        """The state has changed: look again."""
        self._work.set()

    async def run(self) -> None:
        """Ask, for as long as the connection lasts. Raises `LinkLost`."""
        await run_together(self._repair)

    async def _repair(self, spawn: Spawn) -> None:
        while True:
            self._work.clear()
            wants = self._host.store.wants()
            if not wants and not self._under_way:
                self._on_caught_up()
            for want in wants:
                if want not in self._under_way and len(self._under_way) < AT_ONCE:
                    self._under_way.add(want)
                    spawn(self._fetch(want), name="link:fetch")
            await self._work.wait()

    async def _fetch(self, want: Want) -> None:
        try:
            event = await self._ask(want)
        except CommandRejected as refusal:
            if refusal.retryable:
                asked = int(refusal.data.get("retry_after_ms", 0)) / 1000
                await asyncio.sleep(max(asked, PAUSE_SECONDS))
            elif isinstance(want, WantDesk | WantTalks):
                raise
            else:
                self._host.apply([events.Unreadable(want.conversation)])
        else:
            self._intake.drain()
            self._host.apply([event])
        finally:
            self._under_way.discard(want)
            self._work.set()

    async def _ask(self, want: Want) -> Event:
        ask = self._connection.ask
        match want:
            case WantDesk():
                return await ask(lambda request: ReadDesk(request=request), Desk)
            case WantTalks():
                return await ask(lambda request: ReadTalks(request=request), Talks)
            case WantTalk(conversation, colleague):
                identity = new_id()
                await ask(
                    lambda request: OpenTalk(
                        request=request, client_id=identity, colleague=colleague
                    ),
                    Done,
                )
                return await self._newest(conversation)
            case WantNewest(conversation):
                return await self._newest(conversation)
            case WantCatchUp(conversation, after_rev):
                page = await ask(
                    lambda request: CatchUp(
                        request=request, conversation=conversation, after_rev=after_rev
                    ),
                    Page,
                )
                return events.PageRead(conversation, after_rev, page)

    async def _newest(self, conversation: ConversationId) -> Event:
        history = await self._connection.ask(
            lambda request: ReadHistory(request=request, conversation=conversation), History
        )
        return events.HistoryRead(conversation, None, history)
