"""A client that speaks the contract as plainly as can be, to look at the server from outside."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import TypeVar

from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed
from websockets.typing import Subprotocol

from protocol import codec, commands, version
from protocol.answers import Answer, Desk, Refused
from protocol.conversations import Head
from protocol.ids import new_id
from protocol.people import Presence

_Answer = TypeVar("_Answer", bound=Answer)

DEADLINE = 120.0
"""Seconds: an answer that has not come by then never will."""


class WireClient:
    """Sends commands, keeps what was told unasked, answers by request number."""

    def __init__(self, socket: ClientConnection) -> None:
        self.socket = socket
        self.told: list[Answer] = []
        self._request = 0
        self._answers: dict[int, Answer] = {}
        self._arrived = asyncio.Condition()
        self._over = False

    async def read(self) -> None:
        """The reader; runs until the connection is over."""
        try:
            while True:
                answer = codec.decode_answer(await self.socket.recv(decode=False))
                request = getattr(answer, "request", None)
                async with self._arrived:
                    if request is None:
                        self.told.append(answer)
                    else:
                        self._answers[request] = answer
                    self._arrived.notify_all()
        except ConnectionClosed:
            async with self._arrived:
                self._over = True
                self._arrived.notify_all()

    def next_request(self) -> int:
        self._request += 1
        return self._request

    async def send(self, command: commands.Command) -> None:
        await self.socket.send(codec.encode(command), text=True)  # type: ignore[arg-type]

    async def ask(self, command: commands.Command, kind: type[_Answer]) -> _Answer:
        """Send and wait for the answer, which must be of this kind."""
        await self.send(command)
        answer = await self.answer(command.request)
        assert isinstance(answer, kind), answer
        return answer

    async def answer(self, request: int) -> Answer:
        async with asyncio.timeout(DEADLINE), self._arrived:
            await self._arrived.wait_for(lambda: request in self._answers or self._over)
            assert request in self._answers, "the connection ended without an answer"
            return self._answers.pop(request)

    @property
    def over(self) -> bool:
        """Whether the connection has ended."""
        return self._over

    async def send_if_open(self, command: commands.Command) -> bool:
        """Send, and say whether there was still somebody to send to."""
        try:
            await self.send(command)
        except ConnectionClosed:
            return False
        return True

    async def answer_if_any(self, request: int) -> Answer | None:
        """The answer, or None where the connection ended instead."""
        async with asyncio.timeout(DEADLINE), self._arrived:
            await self._arrived.wait_for(lambda: request in self._answers or self._over)
            return self._answers.pop(request, None)

    def pop(self, request: int) -> Answer | None:
        """The answer that has come, for a hint that need not have one."""
        return self._answers.pop(request, None)

    async def until(self, wanted: Callable[[Answer], bool], *, seconds: float = DEADLINE) -> Answer:
        """The first thing told unasked that is wanted, now or later."""
        seen = 0
        async with asyncio.timeout(seconds), self._arrived:
            while True:
                for answer in self.told[seen:]:
                    if wanted(answer):
                        return answer
                seen = len(self.told)
                assert not self._over, "the connection ended"
                await self._arrived.wait()

    async def closed(self) -> int | None:
        """Wait for the end; says the close code."""
        async with asyncio.timeout(DEADLINE), self._arrived:
            await self._arrived.wait_for(lambda: self._over)
        return self.socket.close_code

    # What tests do again and again.

    async def sign_in(self, login: str, password: str) -> None:
        request = self.next_request()
        await self.send(commands.SignIn(request=request, login=login, password=password))
        answer = await self.answer(request)
        assert not isinstance(answer, Refused), answer

    async def desk(self) -> Desk:
        return await self.ask(commands.ReadDesk(request=self.next_request()), Desk)

    async def go_online(self) -> None:
        request = self.next_request()
        await self.send(
            commands.SetPresence(request=request, client_id=new_id(), presence=Presence.ONLINE)
        )
        answer = await self.answer(request)
        assert not isinstance(answer, Refused), answer

    async def head(self, wanted: Callable[[Head], bool]) -> Head:
        """The conversation on the desk that is wanted, now or as soon as it is there."""

        def on_desk(answer: Answer) -> bool:
            return isinstance(answer, Desk) and any(map(wanted, answer.conversations))

        desk = await self.until(on_desk)
        assert isinstance(desk, Desk)
        return next(head for head in desk.conversations if wanted(head))


@asynccontextmanager
async def connected(url: str, *, heard_from: str | None = None) -> AsyncIterator[WireClient]:
    """A connection to ws://…/desk or /visit, and its reader; as a proxy that has heard somebody."""
    async with connect(
        url,
        additional_headers=None if heard_from is None else {"X-Forwarded-For": heard_from},
        subprotocols=[Subprotocol(one) for one in version.SUBPROTOCOLS],
        proxy=None,
        compression=None,
        open_timeout=DEADLINE,
        close_timeout=1,
    ) as socket:
        client = WireClient(socket)
        async with asyncio.TaskGroup() as tasks:
            reader = tasks.create_task(client.read())
            try:
                yield client
            finally:
                await socket.close()
                await reader
