"""Sends what was entered, in order, one text a conversation at a time, until it is acknowledged."""

import asyncio

from console.core import events
from console.core.errors import CommandRejected
from console.core.outgoing import Outgoing
from console.core.ports import Surroundings
from console.core.tasks import Spawn, run_together
from console.link.connection import Connection
from console.link.host import Host
from console.link.outgoing_commands import command_of
from protocol.answers import Answer, Done
from protocol.commands import MarkRead
from protocol.errors import ErrorCode
from protocol.ids import ConversationId
from protocol.scalars import Millis


class OutboxPump:
    """Works through `Store.sendable()`, and tells how far the agent has read."""

    def __init__(self, host: Host, connection: Connection, *, surroundings: Surroundings) -> None:
        self._host = host
        self._connection = connection
        self._around = surroundings
        self._told_read: dict[ConversationId, int] = {}
        self._work = asyncio.Event()

    def poke(self) -> None:
        """The state has changed: look again."""
        self._work.set()

    async def run(self) -> None:
        """Send, for as long as the connection lasts. Raises `LinkLost`."""
        await run_together(self._pump)

    async def _pump(self, spawn: Spawn) -> None:
        while True:
            self._work.clear()
            # One moment for both questions: what becomes due between two would never be asked for.
            now = self._around.now()
            for item in self._host.store.sendable(now=now):
                self._host.apply([events.SendStarted(item.client_id)])
                spawn(self._send(item), name="link:send")
            for conversation, seq in self._host.store.unreported_reads():
                if self._told_read.get(conversation, -1) < seq:
                    self._told_read[conversation] = seq
                    spawn(self._mark_read(conversation, seq), name="link:read")
            await self._until_work(now)

    async def _until_work(self, now: Millis) -> None:
        next_at = self._host.store.next_send_at(now=now)
        seconds = None if next_at is None else (next_at - now) / 1000
        try:
            async with asyncio.timeout(seconds):
                await self._work.wait()
        except TimeoutError:
            return

    async def _send(self, item: Outgoing) -> None:
        try:
            done = await self._connection.ask(lambda request: command_of(item, request), Done)
        except CommandRejected as refusal:
            asked = int(refusal.data.get("retry_after_ms", 0))
            self._host.apply([events.SendRefused(item.client_id, refusal.code, asked)])
        else:
            self._host.apply([events.Acknowledged(item.client_id, done)])

    async def _mark_read(self, conversation: ConversationId, seq: int) -> None:
        try:
            await self._connection.ask(
                lambda request: MarkRead(request=request, conversation=conversation, seq=seq),
                Answer,  # nothing it could say is of use
            )
        except CommandRejected as refusal:
            # A mark that is too late or not ours to set is no loss; one refused for now goes again.
            if refusal.retryable and refusal.code is not ErrorCode.INTERNAL:
                self._told_read.pop(conversation, None)
