"""Several nodes behind a balancer: one of them, the broker, the database dies; work goes on."""

import asyncio
import json
import signal
from collections.abc import Callable
from contextlib import AsyncExitStack
from pathlib import Path

import httpx
import pytest
from sqlalchemy import func, select

from protocol import commands
from protocol.answers import Beat, Bye, Done, EnteredVisit, Refused, SignedIn, VisitChanged
from protocol.bodies import Message
from protocol.conversations import ConversationState
from protocol.errors import CloseCode, ErrorCode
from protocol.ids import new_id
from protocol.people import AuthorRole, Role
from server_stub.app import Node, running
from server_stub.bus.port import BusState
from server_stub.config import ConfigError
from server_stub.storage import tables
from tests.support.balancer import balancing
from tests.support.nats_server import NatsServer
from tests.support.nodes import PASSWORD, carried, config_in, nodes_in, prepare
from tests.support.noise import ExpectNoise
from tests.support.postgresql import PostgresqlServer
from tests.support.processes import HEAR_SECONDS, Process, ended, free_port
from tests.support.said_and_stored import check_texts
from tests.support.visitors import Visitor
from tests.support.wire import DEADLINE, WireClient, connected

AGENTS = ("elena", "timur")
VISITORS = 6
"""More than one agent has room for: both have somebody to write to."""
TEXTS = 10
"""Between two blows: everybody is at work again."""
ROUNDS = 2
UNTOLD = 40
"""Texts that a visitor writes within the second or two in which a lost wake-up is unnoticed."""

TROUBLE = r"store_unavailable|[a-z]+_(failed|not_[a-z]+|unrecorded|unswept)"
"""Whatever needs the store says so, each in its own words."""


async def _enter(visit: WireClient) -> EnteredVisit:
    enter = commands.Enter(
        request=visit.next_request(),
        client_id=new_id(),
        name="Анна Кольцова",
        phone="+7 975 000-41-17",
        topic="services",
    )
    return await visit.ask(enter, EnteredVisit)


async def _accepted(desk: WireClient) -> Done:
    head = await desk.head(lambda head: head.state is ConversationState.OFFERED)
    accept = commands.Accept(
        request=desk.next_request(), client_id=new_id(), conversation=head.id, epoch=head.epoch
    )
    return await desk.ask(accept, Done)


def _is_alone(node: Node) -> bool:
    return node.services.bus.state is BusState.LOST


def _says(text: str) -> Callable[[object], bool]:
    return lambda told: (
        isinstance(told, VisitChanged)
        and any(
            isinstance(entry.body, Message) and entry.body.text == text for entry in told.entries
        )
    )


# Each wait has a limit of its own: starts of programs take what the machine has to give.
@pytest.mark.timeout(0)
async def test_whoever_of_them_is_killed_nothing_is_lost_and_everybody_goes_on(
    tmp_path: Path, mortal_postgresql: PostgresqlServer, nats_server: NatsServer
) -> None:
    url = mortal_postgresql.url("postgres")
    config = config_in(tmp_path / "server", database=url)
    await asyncio.to_thread(prepare, config, dict.fromkeys(AGENTS, Role.AGENT))
    ports = [free_port() for _ in range(2)]
    nodes = [
        Process(
            *("main.py", "serve", "--data", str(config.data), "--database", url),
            *("--bus", nats_server.address, "--port", str(port), "--http-port", "0"),
            *("--offer-seconds", "5"),
        )
        for port in ports
    ]
    async with balancing(ports) as door, ended(nodes):
        consoles = [
            Process(
                *("-m", "tests.support.console_process", str(door), str(tmp_path / login)),
                *(login, PASSWORD),
            )
            for login in AGENTS
        ]
        visitors = [
            Visitor(f"visitor-{number}", f"ws://127.0.0.1:{door}/visit")
            for number in range(VISITORS)
        ]

        async def work() -> None:
            """Until everybody has got so far again."""
            said = [len(visitor.acknowledged) + TEXTS for visitor in visitors]
            heard = [len(console.lines) for console in consoles]
            async with asyncio.timeout(HEAR_SECONDS):
                while any(  # noqa: ASYNC110 - nobody tells
                    len(visitor.acknowledged) < wanted
                    for visitor, wanted in zip(visitors, said, strict=True)
                ):
                    await asyncio.sleep(0.05)
            for console, after in zip(consoles, heard, strict=True):
                await console.heard("entered", after=after)

        async def blows() -> None:
            for number in range(ROUNDS):
                node = nodes[number % 2]
                await work()
                await node.end(signal.SIGKILL)
                await work()
                await begin(node)
                await work()
                await asyncio.to_thread(nats_server.kill)
                await work()
                await asyncio.to_thread(mortal_postgresql.kill)
                await asyncio.to_thread(mortal_postgresql.start)
                await work()
                await asyncio.to_thread(nats_server.start)
            await work()

        async def begin(node: Process) -> None:
            before = len(node.lines)
            await node.start()
            await node.heard('"serving"', after=before)

        for node in nodes:
            await begin(node)
        async with ended(consoles), asyncio.TaskGroup() as tasks:
            writing = [tasks.create_task(visitor.write()) for visitor in visitors]
            for console in consoles:
                await console.start()
            await blows()
            for visitor in visitors:
                visitor.stopping.set()
            async with asyncio.timeout(HEAR_SECONDS):
                await asyncio.wait(writing)
        states: dict[str, list[str]] = {}
        async with ended(consoles), asyncio.timeout(2 * HEAR_SECONDS):
            for console in consoles:
                before = len(console.lines)
                await console.tell("stop")
                said = await console.heard("state ", after=before)
                states |= json.loads(said.removeprefix("state "))
                assert await console.wait() == 0
            for node in nodes:
                assert await node.end(signal.SIGTERM) == 0
    check_texts(url, visitors, consoles, states, in_doubt=0, untold=UNTOLD)
    for node in nodes:
        assert not [line for line in node.lines if "Traceback" in line or "password" in line]


async def test_without_its_broker_everything_is_told_all_the_same(
    seeded_postgresql_url: str, tmp_path: Path, nats_server: NatsServer, expect_noise: ExpectNoise
) -> None:
    expect_noise("bus_lost")
    async with (
        nodes_in(
            tmp_path,
            {"anna": Role.AGENT},
            database=seeded_postgresql_url,
            bus=nats_server.address,
        ) as nodes,
        connected(f"ws://127.0.0.1:{nodes[0].port}/desk") as desk,
        connected(f"ws://127.0.0.1:{nodes[1].port}/visit") as visit,
        httpx.AsyncClient(trust_env=False, timeout=DEADLINE) as web,
    ):
        await desk.sign_in("anna", PASSWORD)
        await desk.desk()
        await asyncio.to_thread(nats_server.kill)
        async with asyncio.timeout(DEADLINE):
            while not all(map(_is_alone, nodes)):  # noqa: ASYNC110 - only asking tells
                await asyncio.sleep(0.01)
        for node in nodes:
            health = await web.get(f"http://127.0.0.1:{node.http_port}/healthz")
            assert (health.status_code, health.json()["bus"]) == (200, "lost")
            figures = (await web.get(f"http://127.0.0.1:{node.http_port}/metrics")).text
            assert "pult_bus_connected 0.0" in figures
        await desk.go_online()
        await _enter(visit)
        accepted = await _accepted(desk)
        for number in range(3):
            send = commands.Send(
                request=desk.next_request(),
                client_id=new_id(),
                conversation=accepted.conversation,
                epoch=accepted.epoch,
                text=f"Ответ {number}",
            )
            await desk.ask(send, Done)
            await visit.until(_says(f"Ответ {number}"))
        await asyncio.to_thread(nats_server.start)
        for node in nodes:
            await carried(node)
            health = await web.get(f"http://127.0.0.1:{node.http_port}/healthz")
            assert health.json()["bus"] == "connected"


async def test_without_its_database_all_is_refused_by_code_and_with_it_again_all_goes_on(
    mortal_postgresql: PostgresqlServer,
    nats_address: str,
    tmp_path: Path,
    expect_noise: ExpectNoise,
) -> None:
    expect_noise(TROUBLE)
    url = mortal_postgresql.url("postgres")
    people = {"anna": Role.AGENT}
    unhurried = {"visit_commands_per_second": 1_000_000, "visit_commands_burst": 1_000_000}
    async with (
        nodes_in(tmp_path, people, database=url, bus=nats_address, **unhurried) as nodes,
        connected(f"ws://127.0.0.1:{nodes[0].port}/desk") as desk,
        connected(f"ws://127.0.0.1:{nodes[1].port}/visit") as visit,
        httpx.AsyncClient(trust_env=False, timeout=DEADLINE) as web,
    ):
        await desk.sign_in("anna", PASSWORD)
        await desk.desk()
        await desk.go_online()
        await _enter(visit)
        await _accepted(desk)
        acknowledged = 0

        async def say() -> bool:
            nonlocal acknowledged
            request = visit.next_request()
            text = commands.VisitSend(request=request, client_id=new_id(), text="Алло?")
            await visit.send(text)
            answer = await visit.answer(request)
            if isinstance(answer, Refused):
                assert answer.code is ErrorCode.UNAVAILABLE
                return False
            acknowledged += 1
            return True

        assert await say()
        await asyncio.to_thread(mortal_postgresql.kill)
        async with asyncio.timeout(DEADLINE):
            while await say():
                pass
            for node in nodes:
                while True:
                    health = await web.get(f"http://127.0.0.1:{node.http_port}/healthz")
                    if (health.status_code, health.json()["status"]) == (503, "unreadable"):
                        break
            assert not await say()
            await asyncio.to_thread(mortal_postgresql.start)
            while not await say():  # noqa: ASYNC110 - only trying tells
                await asyncio.sleep(0.05)
            for node in nodes:
                while True:
                    health = await web.get(f"http://127.0.0.1:{node.http_port}/healthz")
                    if health.status_code == 200:
                        break
        stored = await nodes[0].services.store.read(
            lambda connection: connection.execute(
                select(func.count())
                .select_from(tables.entry)
                .where(
                    tables.entry.c.kind == "message",
                    tables.entry.c.author_role == AuthorRole.SUBSCRIBER.value,
                )
            ).scalar_one()
        )
        # What was under way when it died may be there; nobody was told that it is.
        assert acknowledged <= stored <= acknowledged + 1
        heard = 0
        async with asyncio.timeout(DEADLINE):
            while heard < acknowledged:
                heard = (await desk.desk()).conversations[0].last_heard
                await asyncio.sleep(0.05)


async def test_a_node_with_a_folder_of_files_of_its_own_does_not_start(
    seeded_postgresql_url: str, tmp_path: Path
) -> None:
    there = config_in(tmp_path / "there", database=seeded_postgresql_url)
    async with nodes_in(tmp_path / "here", {}, count=1, database=seeded_postgresql_url):
        with pytest.raises(ConfigError, match="files: the files of this store do not lie in"):
            async with running(there):
                pass


async def test_a_node_that_is_restarted_sends_its_people_to_the_others(
    seeded_postgresql_url: str, nats_address: str, tmp_path: Path
) -> None:
    config = config_in(tmp_path, database=seeded_postgresql_url, bus=nats_address)
    await asyncio.to_thread(prepare, config, {"anna": Role.AGENT})
    async with AsyncExitStack() as clients, AsyncExitStack() as second, AsyncExitStack() as first:
        leaving = await first.enter_async_context(running(config))
        staying = await second.enter_async_context(running(config))
        for node in (leaving, staying):
            await carried(node)
        desk = await clients.enter_async_context(connected(f"ws://127.0.0.1:{leaving.port}/desk"))
        visit = await clients.enter_async_context(connected(f"ws://127.0.0.1:{leaving.port}/visit"))
        sign_in = commands.SignIn(request=desk.next_request(), login="anna", password=PASSWORD)
        signed_in = await desk.ask(sign_in, SignedIn)
        await desk.desk()
        await desk.go_online()
        entered = await _enter(visit)
        accepted = await _accepted(desk)

        await first.aclose()
        for client in (desk, visit):
            assert await client.closed() == CloseCode.DRAINING
            assert any(isinstance(told, Bye) for told in client.told)

        desk = await clients.enter_async_context(connected(f"ws://127.0.0.1:{staying.port}/desk"))
        visit = await clients.enter_async_context(connected(f"ws://127.0.0.1:{staying.port}/visit"))
        await desk.ask(
            commands.Resume(request=desk.next_request(), token=signed_in.token), SignedIn
        )
        await visit.ask(
            commands.ResumeVisit(request=visit.next_request(), token=entered.token), EnteredVisit
        )
        here = await desk.desk()
        assert [head.id for head in here.conversations] == [accepted.conversation]
        send = commands.Send(
            request=desk.next_request(),
            client_id=new_id(),
            conversation=accepted.conversation,
            epoch=accepted.epoch,
            text="Я снова здесь",
        )
        await desk.ask(send, Done)
        await visit.until(_says("Я снова здесь"))
        # Nothing that she said of herself before has gone with the node.
        other = await clients.enter_async_context(connected(f"ws://127.0.0.1:{staying.port}/visit"))
        await _enter(other)
        await _accepted(desk)
        await desk.until(lambda told: isinstance(told, Beat))
