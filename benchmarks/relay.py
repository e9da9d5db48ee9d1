"""How many messages a second pass between agents and subscribers, acknowledged after the commit.

Pairs of an agent and a subscriber write to each other as fast as they are acknowledged; then at a
thousand messages a second, to see the acknowledgement's delay. The same is done with a server that
stores nothing and with one that opens a session and commits for each message.
"""

import argparse
import asyncio
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed
from websockets.typing import Subprotocol

from benchmarks.machine import OtherCpu
from benchmarks.relay_servers import token_of
from protocol import codec, commands, version
from protocol.answers import Desk, Done, EnteredVisit, Refused, SignedIn
from protocol.ids import new_id
from protocol.values import ConversationState, Presence
from server_stub.event_loop import new_loop

TEXT = "Здравствуйте! Почему с меня опять сняли 30 рублей, я ничего не подключала?"
OFFERED_PER_SECOND = 1_000
CONNECTING_AT_ONCE = 50
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
    delays: list[float]


@contextmanager
def server(mode: str, pairs: int) -> Iterator[tuple[int, int]]:
    """A server in a process of its own: its port and its pid."""
    with tempfile.TemporaryDirectory(prefix="pult-relay-") as folder:
        process = subprocess.Popen(
            [sys.executable, "-m", "benchmarks.relay_servers", mode, str(pairs), folder],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        try:
            assert process.stdout is not None
            yield json.loads(process.stdout.readline())["port"], process.pid
        finally:
            process.communicate(timeout=60)


async def measure(mode: str, pairs: int, seconds: float, port: int, *, rate: int | None) -> Figures:
    """Connect the pairs and let them write, as fast as they can or at a fixed rate."""
    sides = await _connect_pairs(mode, pairs, port)
    readers = asyncio.gather(*(side.read(closed_loop=rate is None) for side in sides))
    try:
        if rate is None:
            await _as_fast_as_they_can(sides, seconds)
        else:
            await _at_a_rate(sides, seconds, rate)
        started = time.perf_counter()
        counted = sum(side.acknowledged for side in sides)
        await asyncio.sleep(seconds)
        passed = sum(side.acknowledged for side in sides) - counted
        per_second = passed / (time.perf_counter() - started)
        for side in sides:
            side.may_write = False
        await asyncio.sleep(0.3)
    finally:
        await asyncio.gather(*(side.socket.close() for side in sides))
        await readers
    return Figures(per_second, [delay for side in sides for delay in side.delays])


async def _as_fast_as_they_can(sides: list[Side], seconds: float) -> None:
    for side in sides:
        side.may_write = True
        await side.write()
    # What is measured begins when everything is warm.
    await asyncio.sleep(seconds / 3)
    for side in sides:
        side.delays.clear()


async def _at_a_rate(sides: list[Side], seconds: float, rate: int) -> None:
    loop = asyncio.get_running_loop()
    started, sent = loop.time(), 0

    async def write_on() -> None:
        nonlocal sent
        while loop.time() - started < seconds * 2:
            due = int((loop.time() - started) * rate)
            while sent < due:
                await sides[sent % len(sides)].write()
                sent += 1
            await asyncio.sleep(0.001)

    writing = loop.create_task(write_on())
    await asyncio.sleep(seconds / 3)
    for side in sides:
        side.delays.clear()
    writing.add_done_callback(lambda done: done.exception())


async def _connect_pairs(mode: str, pairs: int, port: int) -> list[Side]:
    gate = asyncio.Semaphore(CONNECTING_AT_ONCE)

    async def one(pair: int) -> list[Side]:
        async with gate:
            if mode == "durable":
                return await _product_pair(pair, port)
            conversation = f"pair-{pair:06d}"
            return [
                Side(
                    await _open(f"ws://127.0.0.1:{port}/{path}/{conversation}"), desk, conversation
                )
                for path, desk in (("desk", True), ("visit", False))
            ]

    found = await asyncio.gather(*(one(pair) for pair in range(pairs)))
    return [side for sides in found for side in sides]


async def _product_pair(pair: int, port: int) -> list[Side]:
    """An agent who takes whoever is offered, and a subscriber who comes in."""
    desk = await _open(f"ws://127.0.0.1:{port}/desk")
    await _ask(desk, commands.Resume(request=1, token=token_of(pair)), SignedIn)
    await _ask(desk, commands.ReadDesk(request=2), Desk)
    visit = await _open(f"ws://127.0.0.1:{port}/visit")
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
    await desk.send(
        codec.encode(commands.SetPresence(request=3, client_id=new_id(), presence=Presence.ONLINE)),
        text=True,
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
                    await desk.send(
                        codec.encode(
                            commands.Accept(
                                request=ACCEPT,
                                client_id=new_id(),
                                conversation=head.id,
                                epoch=head.epoch,
                            )
                        ),
                        text=True,
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


async def _ask(socket: ClientConnection, command: commands.Command, kind: type) -> None:
    await socket.send(codec.encode(command), text=True)  # type: ignore[arg-type]
    while True:
        answer = codec.decode_answer(bytes(await socket.recv(decode=False)))
        if isinstance(answer, Refused):
            raise SystemExit(f"refused: {answer}")
        if isinstance(answer, kind):
            return


def bare_fdatasync_p99_ms(seconds: float) -> float:
    """The disk alone: what an acknowledgement cannot be faster than."""
    delays = []
    with tempfile.TemporaryDirectory(prefix="pult-disk-") as folder:
        file = os.open(Path(folder) / "log", os.O_WRONLY | os.O_CREAT)
        try:
            until = time.perf_counter() + seconds
            while time.perf_counter() < until:
                os.write(file, b"x" * 4096)
                started = time.perf_counter()
                os.fdatasync(file)
                delays.append(time.perf_counter() - started)
        finally:
            os.close(file)
    return percentile_ms(delays, 0.99)


def percentile_ms(delays: list[float], share: float) -> float:
    """In milliseconds."""
    ordered = sorted(delays)
    return round(ordered[int(len(ordered) * share)] * 1000, 3) if ordered else 0.0


def main(argv: list[str]) -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks relay", description=__doc__)
    parser.add_argument("--pairs", type=int, default=200)
    parser.add_argument("--seconds", type=float, default=6.0)
    parser.add_argument("--json", action="store_true", help="only the last line")
    options = parser.parse_args(argv)
    figures: dict[str, Figures] = {}

    def run(mode: str, *, rate: int | None) -> Figures:
        with (
            server(mode, options.pairs) as (port, _),
            asyncio.Runner(loop_factory=new_loop) as runner,
        ):
            return runner.run(measure(mode, options.pairs, options.seconds, port, rate=rate))

    with OtherCpu() as others:
        for mode in ("bare", "durable", "naive"):
            figures[mode] = run(mode, rate=None)
            if not options.json:
                print(f"{mode:8} {figures[mode].per_second:10.0f} messages a second")
        paced = run("durable", rate=OFFERED_PER_SECOND)
        disk = bare_fdatasync_p99_ms(2.0)
    durable = figures["durable"].per_second
    if not options.json:
        print(others.told())
    print(
        json.dumps(
            {
                "pairs": options.pairs,
                "durable_per_s": round(durable),
                "bare_per_s": round(figures["bare"].per_second),
                "naive_per_s": round(figures["naive"].per_second),
                "ratio_bare": round(durable / figures["bare"].per_second, 3),
                "ratio_naive": round(durable / figures["naive"].per_second, 2),
                "ack_ms": {
                    "p50": percentile_ms(paced.delays, 0.50),
                    "p99": percentile_ms(paced.delays, 0.99),
                },
                "fdatasync_p99_ms": disk,
                "other_cpu": None if others.share is None else round(others.share, 3),
            }
        )
    )
