"""The load of the relay benchmark: pairs that write to each other, and how long answers take."""

import asyncio
import time
from dataclasses import dataclass, field

from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed
from websockets.typing import Subprotocol

from benchmarks.machine import cpu_seconds
from benchmarks.relay_servers import pair_of, token_of
from protocol import codec, commands, version
from protocol.answers import Desk, Done, EnteredVisit, Refused, SignedIn
from protocol.conversations import ConversationState
from protocol.ids import new_id
from protocol.people import Presence

TEXT = "Здравствуйте! Почему с меня опять сняли 30 рублей, я ничего не подключала?"
CONNECTING_AT_ONCE = 20
"""Pairs: each must say who it is within five seconds, while the server is busy with the others."""

TICK_SECONDS = 0.001
ACCEPT = 4


@dataclass
class Side:
    """One end of a pair: writes when it may, notes how long acknowledgements take."""

    socket: ClientConnection
    is_desk: bool
    conversation: str = ""
    epoch: int = 1
    acknowledged: int = 0
    delays: list[float] = field(default_factory=list)
    sent_at: dict[int, float] = field(default_factory=dict)
    request: int = 10
    may_write: bool = False

    async def write(self) -> None:
        """Send the next message."""
        self.request += 1
        self.sent_at[self.request] = time.perf_counter()
        command: commands.Command
        if self.is_desk:
            command = commands.Send(
                request=self.request,
                client_id=new_id(),
                conversation=self.conversation,
                epoch=self.epoch,
                text=TEXT,
            )
        else:
            command = commands.VisitSend(request=self.request, client_id=new_id(), text=TEXT)
        await self.socket.send(codec.encode(command), text=True)

    async def read(self, *, closed_loop: bool) -> None:
        """Take answers until the connection ends; in a closed loop each one sends the next."""
        try:
            while True:
                frame = bytes(await self.socket.recv(decode=False))
                # A load generator looks no closer than it must: only answers have our numbers.
                if frame.startswith(b'{"kind":"done"'):
                    done = codec.decode_answer(frame)
                    if isinstance(done, Done) and done.request in self.sent_at:
                        self.delays.append(time.perf_counter() - self.sent_at.pop(done.request))
                        self.acknowledged += 1
                        if closed_loop and self.may_write:
                            await self.write()
                elif frame.startswith(b'{"kind":"refused"'):
                    raise SystemExit(f"refused: {frame.decode()}")
        except ConnectionClosed:
            return


@dataclass(frozen=True)
class Figures:
    """One run against one server."""

    per_second: float
    cpu_us: float | None
    """Of the server's process for an acknowledged message, where the system tells it."""
    delays: list[float]


async def measure(
    mode: str, pairs: int, seconds: float, port: int, pid: int, *, rate: int | None
) -> Figures:
    """Connect the pairs and let them write, as fast as they can or at a fixed rate."""
    sides = await _connect_pairs(mode, pairs, port)
    readers = asyncio.gather(*(side.read(closed_loop=rate is None) for side in sides))
    writing: asyncio.Task[None] | None = None
    try:
        if rate is None:
            for side in sides:
                side.may_write = True
                await side.write()
        else:
            writing = asyncio.get_running_loop().create_task(_write_at(sides, rate))
        # What is measured begins when everything is warm.
        await asyncio.sleep(seconds / 3)
        for side in sides:
            side.delays.clear()
        counted, used = sum(side.acknowledged for side in sides), cpu_seconds(pid)
        started = time.perf_counter()
        await asyncio.sleep(seconds)
        passed = sum(side.acknowledged for side in sides) - counted
        per_second = passed / (time.perf_counter() - started)
        spent = cpu_seconds(pid)
        delays = [delay for side in sides for delay in side.delays]
    finally:
        await _stop(sides, writing)
        await readers
    cpu_us = None
    if used is not None and spent is not None and passed:
        cpu_us = (spent - used) / passed * 1e6
    return Figures(per_second, cpu_us, delays)


async def _write_at(sides: list[Side], rate: int) -> None:
    """At a fixed rate, whether answers come or not, until it is cancelled."""
    loop = asyncio.get_running_loop()
    started, sent = loop.time(), 0
    while True:
        due = int((loop.time() - started) * rate)
        while sent < due:
            await sides[sent % len(sides)].write()
            sent += 1
        await asyncio.sleep(TICK_SECONDS)


async def _stop(sides: list[Side], writing: "asyncio.Task[None] | None") -> None:
    if writing is not None:
        writing.cancel()
    for side in sides:
        side.may_write = False
    await asyncio.sleep(0.3)
    await asyncio.gather(*(side.socket.close() for side in sides))


async def _connect_pairs(mode: str, pairs: int, port: int) -> list[Side]:
    gate = asyncio.Semaphore(CONNECTING_AT_ONCE)

    async def one(pair: int) -> list[Side]:
        async with gate:
            return await (product_pair if mode == "durable" else _rival_pair)(pair, port)

    found = await asyncio.gather(*(one(pair) for pair in range(pairs)))
    return [side for sides in found for side in sides]


async def _rival_pair(pair: int, port: int) -> list[Side]:
    """Both ends of a conversation that is there already."""
    conversation = pair_of(pair)
    return [
        Side(await _open(f"ws://127.0.0.1:{port}/{path}/{conversation}"), is_desk, conversation)
        for path, is_desk in (("desk", True), ("visit", False))
    ]


async def product_pair(pair: int, port: int, visit_port: int | None = None) -> list[Side]:
    """An agent who takes whoever is offered, and a subscriber who comes in, at another port."""
    desk = await _open(f"ws://127.0.0.1:{port}/desk")
    await _ask(desk, commands.Resume(request=1, token=token_of(pair)), SignedIn)
    await _ask(desk, commands.ReadDesk(request=2), Desk)
    visit = await _open(f"ws://127.0.0.1:{visit_port or port}/visit")
    await _ask(
        visit,
        commands.Enter(
            request=1,
            client_id=new_id(),
            name="Анна Кольцова",
            phone="+7 975 000-41-17",
            topic="services",
        ),
        EnteredVisit,
    )
    await _say(
        desk,
        commands.SetPresence(request=3, client_id=new_id(), presence=Presence.ONLINE),
    )
    accepted: Done | None = None
    asked: set[str] = set()
    while accepted is None:
        told = codec.decode_answer(bytes(await desk.recv(decode=False)))
        if isinstance(told, Refused):
            raise SystemExit(f"refused: {told}")
        if isinstance(told, Done) and told.request == ACCEPT:
            accepted = told
        elif isinstance(told, Desk):
            for head in told.conversations:
                if head.state is ConversationState.OFFERED and head.id not in asked:
                    asked.add(head.id)
                    await _say(
                        desk,
                        commands.Accept(
                            request=ACCEPT,
                            client_id=new_id(),
                            conversation=head.id,
                            epoch=head.epoch,
                        ),
                    )
    return [
        Side(desk, True, accepted.conversation, accepted.epoch),
        Side(visit, False),
    ]


async def _open(url: str) -> ClientConnection:
    return await connect(
        url,
        subprotocols=[Subprotocol(one) for one in version.SUBPROTOCOLS],
        proxy=None,
        compression=None,
        open_timeout=60,
        ping_interval=None,
    )


async def _say(socket: ClientConnection, command: commands.AnyCommand) -> None:
    await socket.send(codec.encode(command), text=True)


async def _ask(socket: ClientConnection, command: commands.AnyCommand, kind: type) -> None:
    await _say(socket, command)
    while True:
        answer = codec.decode_answer(bytes(await socket.recv(decode=False)))
        if isinstance(answer, Refused):
            raise SystemExit(f"refused: {answer}")
        if isinstance(answer, kind):
            return
