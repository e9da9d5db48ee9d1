"""How long a message takes from one node to another: with NATS between them, and without it.

Two servers in processes of their own on one PostgreSQL, agents at the one, subscribers at the
other; then NATS is killed, and the same again. Beside it, what the comparing of counters costs,
which makes up for what a bus loses.
"""

import argparse
import asyncio
import json
import tempfile
import time
from collections.abc import Sequence
from contextlib import AsyncExitStack
from pathlib import Path

import msgspec
from websockets.exceptions import ConnectionClosed

from benchmarks.machine import OtherCpu
from benchmarks.nodes_compared import Compared, compared
from benchmarks.relay import percentile_ms
from benchmarks.relay_load import Side, product_pair
from benchmarks.relay_servers import prepare_pairs
from protocol import codec, commands
from protocol.answers import Changed, Refused, VisitChanged
from protocol.bodies import Message
from protocol.ids import new_id
from protocol.people import AuthorRole
from server_stub.config import Config
from server_stub.event_loop import new_loop
from tests.support.nats_server import nats
from tests.support.postgresql import launched
from tests.support.processes import Serving, serving

PAIRS = 20
"""Fewer than the new chats that a node takes of one address in a minute."""

A_SIDE_SECONDS = 1.0
"""Each side writes so often: a quick typist's pace, and within the server's."""

SETTLE_SECONDS = 6.0
"""After which a message that has not come is lost: several comparings."""


class Delivered(msgspec.Struct, frozen=True, kw_only=True):
    """How long messages took to the other side, and how many never came."""

    sent: int
    lost: int
    p50: float
    p99: float


class _Hearing:
    """All sides: what was sent when, and how long it took until it was heard."""

    def __init__(self, sides: Sequence[Side]) -> None:
        self._sides = sides
        self._sent_at: dict[str, float] = {}
        self._delays: list[float] = []

    async def read(self, side: Side) -> None:
        """Until its connection ends."""
        try:
            while True:
                told = codec.decode_answer(bytes(await side.socket.recv(decode=False)))
                if isinstance(told, Refused):
                    raise SystemExit(f"refused: {told}")
                if not isinstance(told, Changed | VisitChanged):
                    continue
                other = AuthorRole.SUBSCRIBER if side.is_desk else AuthorRole.AGENT
                for entry in told.entries:
                    if isinstance(entry.body, Message) and entry.author.role is other:
                        began = self._sent_at.pop(entry.body.text, None)
                        if began is not None:
                            self._delays.append(time.perf_counter() - began)
        except ConnectionClosed:
            return

    async def write(self, seconds: float) -> Delivered:
        """All sides in turn, evenly, for so long."""
        self._sent_at.clear()
        self._delays.clear()
        loop = asyncio.get_running_loop()
        began, sent = loop.time(), 0
        while (passed := loop.time() - began) < seconds:
            due = int(passed * len(self._sides) / A_SIDE_SECONDS)
            while sent < due:
                await self._send(self._sides[sent % len(self._sides)], f"Сообщение {new_id()}")
                sent += 1
            await asyncio.sleep(0.005)
        until = loop.time() + SETTLE_SECONDS
        while self._sent_at and loop.time() < until:  # noqa: ASYNC110 - those who read tell nobody
            await asyncio.sleep(0.02)
        return Delivered(
            sent=sent,
            lost=len(self._sent_at),
            p50=percentile_ms(self._delays, 0.50),
            p99=percentile_ms(self._delays, 0.99),
        )

    async def _send(self, side: Side, text: str) -> None:
        side.request += 1
        command: commands.Command
        if side.is_desk:
            command = commands.Send(
                request=side.request,
                client_id=new_id(),
                conversation=side.conversation,
                epoch=side.epoch,
                text=text,
            )
        else:
            command = commands.VisitSend(request=side.request, client_id=new_id(), text=text)
        self._sent_at[text] = time.perf_counter()
        await side.socket.send(codec.encode(command), text=True)


async def measure(seconds: float) -> tuple[Delivered, Delivered, float | None]:
    """With NATS and without it, and the share of the processors that others used."""
    async with AsyncExitStack() as stack:
        folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="pult-nodes-"))
        url = stack.enter_context(launched()).url("postgres")
        broker = stack.enter_context(nats())
        config = Config(data=Path(folder), database=url)
        await asyncio.to_thread(prepare_pairs, config, PAIRS)
        options = ("--database", url, "--bus", broker.address)
        desks: Serving = await stack.enter_async_context(serving(config.data, *options))
        visits: Serving = await stack.enter_async_context(serving(config.data, *options))
        pairs = await asyncio.gather(
            *(product_pair(pair, desks.port, visits.port) for pair in range(PAIRS))
        )
        sides = [side for pair in pairs for side in pair]
        hearing = _Hearing(sides)
        readers = asyncio.gather(*(hearing.read(side) for side in sides))
        pids = (desks.process.pid, visits.process.pid)
        with OtherCpu(ours_too=pids) as others:
            with_bus = await hearing.write(seconds)
            await asyncio.to_thread(broker.kill)
            without_bus = await hearing.write(seconds)
        await asyncio.gather(*(side.socket.close() for side in sides))
        await readers
        return with_bus, without_bus, others.share


def _told(what: str, delivered: Delivered) -> str:
    """One line for people."""
    lost = f"; {delivered.lost} LOST" if delivered.lost else ""
    return (
        f"{what:12} {delivered.sent} messages, to the other side in {delivered.p50:.0f} ms,"
        f" 99 of 100 in {delivered.p99:.0f} ms{lost}"
    )


def main(argv: list[str]) -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks nodes", description=__doc__)
    parser.add_argument("--seconds", type=float, default=15.0, help="of each of the two")
    parser.add_argument("--json", action="store_true", help="only the last line")
    options = parser.parse_args(argv)
    with asyncio.Runner(loop_factory=new_loop) as runner:
        with_bus, without_bus, others = runner.run(measure(options.seconds))
        comparing: Compared = runner.run(compared())
    if not options.json:
        print(_told("with NATS", with_bus))
        print(_told("without it", without_bus))
        print(
            f"comparing    {comparing.desks} desks with {comparing.chats} chats:"
            f" {comparing.cpu_ms:.1f} ms of a processor a second"
        )
    figures = {
        "with_bus": msgspec.to_builtins(with_bus),
        "without_bus": msgspec.to_builtins(without_bus),
        "compare": msgspec.to_builtins(comparing),
        "other_cpu": None if others is None else round(others, 3),
    }
    print(json.dumps(figures))
