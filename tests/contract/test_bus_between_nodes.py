"""Wake-ups between nodes: they come as they went, and a broker in trouble holds nobody up."""

import asyncio
import json
from collections import Counter
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path
from typing import get_args

import msgspec
import pytest
from nats.aio.client import Client

from protocol.bodies import Message
from protocol.entries import Audience
from protocol.ids import new_id
from protocol.people import Author, AuthorRole
from protocol.scalars import Millis
from server_stub.bus import nats, subjects
from server_stub.bus.broker import Keys, broker_at
from server_stub.bus.nats import NatsBus
from server_stub.bus.packing import MESSAGE_BYTES, WAKE_BYTES, messages, pack, unpack
from server_stub.bus.port import BusState
from server_stub.bus.wakes import ConversationWake, DeskWake, Wake
from server_stub.domain.conversation import LogEntry
from server_stub.tasks import TaskOwner
from tests.support import certificates
from tests.support.nats_server import NatsServer, with_password
from tests.support.nats_server import nats as nats_running
from tests.support.noise import ExpectNoise
from tests.support.wire import DEADLINE
from tests.support.wire_examples import BODIES, example, made

STORE = "a-store"


class _Node:
    """A bus, what it counted, and what somebody on its node was told."""

    def __init__(self, address: str, keys: Keys = Keys()) -> None:  # noqa: B008 - it never changes
        self.counted: Counter[str] = Counter()
        self.told: list[Wake] = []
        self.bus = NatsBus(broker_at(address, keys, plain=False), count=self._count)
        self.bus.listen(self.told.extend)

    def _count(self, fate: str, wakes: int) -> None:
        self.counted[fate] += wakes

    async def until(self, so: Callable[[], bool]) -> None:
        async with asyncio.timeout(DEADLINE):
            while not so():  # noqa: ASYNC110 - only asking tells
                await asyncio.sleep(0.01)

    async def connected(self) -> None:
        await self.until(lambda: self.bus.state is BusState.CONNECTED)

    async def refused(self) -> None:
        """Until a try to connect has failed."""
        await self.until(lambda: self.bus._known_lost)  # noqa: SLF001 - else only the log tells


@asynccontextmanager
async def _carrying(*nodes: _Node) -> AsyncIterator[None]:
    """They carry until the end of the block."""
    tasks = TaskOwner("nodes")
    async with AsyncExitStack() as stack:
        stack.push_async_callback(tasks.aclose)
        for node in nodes:
            tasks.spawn(node.bus.carry(STORE), what="bus")
            stack.push_async_callback(node.bus.aclose)
        yield


@asynccontextmanager
async def _stranger(address: str) -> AsyncIterator[Client]:
    """Somebody at the broker who is no node."""
    client = Client()
    await client.connect(address)
    try:
        yield client
    finally:
        await client.close()


def _wake(number: int) -> DeskWake:
    return DeskWake(new_id(), number)  # type: ignore[arg-type]


def _wakes() -> list[Wake]:
    """One of each kind, and a changed conversation with each kind of entry."""
    wakes: list[Wake] = [made(kind, f"wakes/{kind.__name__}") for kind in get_args(Wake)]
    (changed,) = (one for one in wakes if isinstance(one, ConversationWake))
    bodies = [example(f"entries/{name}").body for name in BODIES]
    entries = [msgspec.structs.replace(changed.entries[0], body=body) for body in bodies]
    return [*wakes, msgspec.structs.replace(changed, entries=tuple(entries))]


def _long(characters: int) -> ConversationWake:
    """A message of a subscriber by some channel that lets him write so much."""
    changed = made(ConversationWake, "wakes/long")
    entry = LogEntry(
        conversation=changed.conversation.id,
        seq=7,
        rev=changed.conversation.rev,
        at=Millis(1),
        epoch=1,
        audience=Audience.SUBSCRIBER,
        author=Author(role=AuthorRole.SUBSCRIBER, id="", name=""),
        body=Message(text="я" * characters),
    )
    told = msgspec.structs.replace(changed, after_rev=0, entries=(entry,))
    assert isinstance(told, ConversationWake)
    return told


def _packed(wakes: Sequence[Wake]) -> list[bytes]:
    packed = [pack(wake) for wake in wakes]
    return [one for one in packed if one is not None]


def test_every_wake_up_comes_as_it_went() -> None:
    wakes = _wakes()
    (message,) = messages("here", _packed(wakes))
    assert unpack(message) == ("here", wakes, 0)


def test_a_long_text_goes_without_its_words_and_makes_everybody_read() -> None:
    packed = pack(_long(WAKE_BYTES))
    assert packed is not None
    assert len(packed) < 4096
    _, (wake,), _ = unpack(next(messages("here", [packed])))
    assert isinstance(wake, ConversationWake)
    assert wake.entries == ()
    # Whoever is behind is not exactly there, so he reads.
    assert wake.after_rev == wake.conversation.rev


def test_messages_are_bounded_and_keep_the_order() -> None:
    wakes: list[Wake] = [_long(10_000) for _ in range(100)]
    made_of = list(messages("here", _packed(wakes)))
    assert len(made_of) > 1
    assert all(len(one) < MESSAGE_BYTES + WAKE_BYTES for one in made_of)
    assert [wake for one in made_of for wake in unpack(one)[1]] == wakes


def test_what_a_newer_node_says_costs_nothing_but_itself() -> None:
    newer = msgspec.msgpack.encode({"type": "from the future", "of": 1})
    first, second = _wake(1), _wake(2)
    with_more = msgspec.msgpack.encode(
        {**msgspec.to_builtins(second), "unheard": "of"}  # a field that this program has not
    )
    (message,) = messages("there", [*_packed([first]), newer, with_more])
    assert unpack(message) == ("there", [first, second], 1)


async def test_all_are_told_in_order_and_nobody_by_his_own_echo(nats_address: str) -> None:
    nodes = [_Node(nats_address) for _ in range(3)]
    own: list[Wake] = []
    nodes[0].bus.listen(own.extend, of_others=False)
    async with _carrying(*nodes):
        for node in nodes:
            await node.connected()
        said = [_wake(number) for number in range(2_000)]
        for start in range(0, len(said), 50):
            nodes[0].bus.publish(said[start : start + 50])
        assert nodes[0].told == said, "here at once, whatever the broker does"
        for node in nodes[1:]:
            await node.until(lambda: len(node.told) >= len(said))  # noqa: B023
            assert node.told == said
        answer = _wake(1)
        nodes[1].bus.publish([answer])
        await nodes[2].until(lambda: nodes[2].told[-1] == answer)
        await nodes[0].until(lambda: nodes[0].told[-1] == answer)
        assert nodes[0].told == [*said, answer]
        assert own == said
        async with _stranger(nats_address) as stranger:
            await stranger.publish(subjects.wakes(STORE), b"what is this?")
            others = next(messages("x", _packed(said)))
            await stranger.publish(subjects.wakes("another-store"), others)
            await stranger.flush()
        await nodes[0].until(lambda: nodes[0].counted["unreadable"] == 1)
        assert nodes[0].told == [*said, answer]


async def test_without_a_broker_nothing_waits_and_with_one_again_it_goes_on(
    nats_server: NatsServer, expect_noise: ExpectNoise
) -> None:
    expect_noise("bus_lost")
    here, there = _Node(nats_server.address), _Node(nats_server.address)
    async with _carrying(here, there):
        for _ in range(2):
            for node in (here, there):
                await node.connected()
            here.bus.publish([_wake(1)])
            await there.until(lambda: bool(there.told))
            await asyncio.to_thread(nats_server.kill)
            for node in (here, there):
                await node.until(lambda: node.bus.state is BusState.LOST)  # noqa: B023
            lost = here.counted["unsent"]
            here.bus.publish([_wake(2)] * 3)
            assert here.counted["unsent"] == lost + 3
            there.told.clear()
            await asyncio.to_thread(nats_server.start)
        await there.connected()
        assert there.told == [], "what was lost is found by comparing, not told late"


async def test_a_broker_that_hangs_fills_no_memory(
    nats_server: NatsServer, expect_noise: ExpectNoise, monkeypatch: pytest.MonkeyPatch
) -> None:
    expect_noise("bus_lost")
    monkeypatch.setattr(nats, "PING_SECONDS", 1)
    monkeypatch.setattr(nats, "OUTBOX_BYTES", 512 * 1024)
    here = _Node(nats_server.address)
    async with _carrying(here):
        await here.connected()
        nats_server.freeze()
        long = _long(20_000)
        async with asyncio.timeout(DEADLINE):
            while not here.counted["overflowed"]:
                here.bus.publish([long] * 20)
                await asyncio.sleep(0)
        # Nobody answers any more, so the connection is over, and tried anew.
        await here.until(lambda: here.bus.state is BusState.LOST)
        nats_server.thaw()
        await here.connected()


async def test_only_who_may_is_let_in_and_no_log_tells_the_password(
    expect_noise: ExpectNoise, capsys: pytest.CaptureFixture[str]
) -> None:
    expect_noise("bus_lost.*'reason': 'Error'")
    with nats_running(*with_password("pult", "s3cr3t/@:")) as server:
        right = _Node(
            f"nats://pult:s3cr3t%2F%40%3A@127.0.0.1:{server.port}",
        )
        also = _Node(server.address, Keys(user="pult", password="s3cr3t/@:"))
        wrong = _Node(server.address, Keys(user="pult", password="guessed-wrong"))
        async with _carrying(right, also, wrong):
            await right.connected()
            await also.connected()
            right.bus.publish([_wake(1)])
            await also.until(lambda: bool(also.told))
            await wrong.refused()
            # It goes on trying, and is as good as alone.
            wrong.bus.publish([_wake(2)])
            assert wrong.counted == {"unsent": 1}
            assert wrong.bus.state is BusState.LOST
    told = capsys.readouterr()
    assert "s3cr3t" not in told.out + told.err + repr(right.bus.__dict__)
    assert "guessed-wrong" not in told.out + told.err


async def test_over_tls_only_if_the_broker_is_who_it_says(
    tmp_path: Path, expect_noise: ExpectNoise
) -> None:
    expect_noise("bus_lost.*SSLCert")
    certificate, key = await asyncio.to_thread(certificates.made_in, tmp_path)
    options = ("--tls", "--tlscert", str(certificate), "--tlskey", str(key))
    with nats_running(*options) as server:
        trusting = _Node(server.address, Keys(ca=certificate))
        doubting = _Node(f"tls://127.0.0.1:{server.port}")
        async with _carrying(trusting, doubting):
            await trusting.connected()
            await doubting.refused()
            trusting.bus.publish([_wake(1)])
            await trusting.until(lambda: trusting.counted["sent"] == 1)
            assert doubting.told == []


async def test_nothing_secret_is_told_to_a_broker_that_does_not_encrypt(
    expect_noise: ExpectNoise,
) -> None:
    expect_noise("bus_lost.*_NotEncrypted")
    heard = bytearray()

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        info = {"server_id": "x", "version": "2.10.0", "max_payload": 1_048_576, "headers": True}
        writer.write(b"INFO " + json.dumps(info).encode() + b"\r\n")
        heard.extend(await reader.read())
        asked.set()
        writer.close()

    asked = asyncio.Event()
    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    node = _Node(f"tls://pult:s3cr3t@127.0.0.1:{port}")
    async with server, _carrying(node):
        async with asyncio.timeout(DEADLINE):
            await asked.wait()
    assert heard == b""
