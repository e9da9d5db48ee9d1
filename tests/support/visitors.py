"""Subscribers who write over sockets and send each text until it is acknowledged."""

import asyncio
import itertools

from websockets.exceptions import WebSocketException

from protocol import commands
from protocol.answers import Done, EnteredVisit
from protocol.ids import ConversationId, new_id
from tests.support.wire import connected


class Visitor:
    """A subscriber who writes numbered messages and sends each until it is acknowledged."""

    def __init__(self, name: str, url: str) -> None:
        self.name = name
        self.url = url
        self.conversation = ConversationId("")
        self.acknowledged: list[str] = []
        self.stopping = asyncio.Event()
        self._entering = new_id()
        self._token = ""
        self._unacknowledged: tuple[str, str] | None = None

    async def write(self) -> None:
        """Until told to stop and everything is acknowledged, through any reconnects."""
        numbers = itertools.count()
        while not (self.stopping.is_set() and self._unacknowledged is None):
            try:
                await self._one_connection(numbers)
            except (OSError, WebSocketException, AssertionError, ExceptionGroup, TimeoutError):
                await asyncio.sleep(0.05)

    async def _one_connection(self, numbers: "itertools.count[int]") -> None:
        async with connected(self.url) as client:
            request = client.next_request()
            opening = (
                commands.ResumeVisit(request=request, token=self._token)
                if self._token
                else commands.Enter(
                    request=request,
                    client_id=self._entering,
                    name=self.name,
                    phone="+7 975 000-41-17",
                    topic="services",
                )
            )
            entered = await client.ask(opening, EnteredVisit)
            self._token = entered.token
            assert self.conversation in ("", entered.visit.conversation)
            self.conversation = entered.visit.conversation
            while not (self.stopping.is_set() and self._unacknowledged is None):
                if self._unacknowledged is None:
                    self._unacknowledged = (new_id(), f"{self.name} {next(numbers)}")
                client_id, text = self._unacknowledged
                await client.ask(
                    commands.VisitSend(
                        request=client.next_request(), client_id=client_id, text=text
                    ),
                    Done,
                )
                self.acknowledged.append(text)
                self._unacknowledged = None
                await asyncio.sleep(0.1)
