"""Readers that do not keep up, and a server that is told to stop while people work."""

import asyncio
import signal
import socket
import threading
from contextlib import AsyncExitStack
from pathlib import Path

import httpx
import pytest
from sqlalchemy import func, select

from protocol import commands, limits
from protocol.answers import Bye, Done, EnteredVisit, Refused
from protocol.errors import CloseCode
from protocol.ids import new_id
from protocol.people import AuthorRole, Role
from server_stub.storage import tables
from server_stub.storage.engine import reading_engine
from server_stub.transport.connection import Connection
from server_stub.transport.listener import RETURN_WITHIN_MS
from server_stub.transport.visit_session import VisitSession
from tests.support.nodes import PASSWORD, config_in, node_in, prepare
from tests.support.processes import serving
from tests.support.talks import waiting
from tests.support.wire import DEADLINE, WireClient, connected

FAST = {"commands_per_second": 1_000_000, "commands_burst": 1_000_000}
ASKED = 120
"""Pages of the knowledge base that a stuck reader asks for: several times what may wait for him."""

STUCK = 6
GROWN_BYTES = 64 * limits.OUTBOUND_BYTES
"""A mebibyte for each, the test's own side of it, and what the allocator keeps."""


def _stop_reading(client: WireClient) -> None:
    """Read nothing more, and let the kernel keep little of what comes."""
    peer = client.socket.transport.get_extra_info("socket")
    peer.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 64 * 1024)
    client.socket.transport.pause_reading()


def _page(client: WireClient) -> commands.SyncKnowledge:
    return commands.SyncKnowledge(request=client.next_request(), after_change=0)


async def test_a_slow_reader_is_closed_with_a_code_that_says_resume(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    closing = asyncio.Event()
    close = Connection.close

    def seen(connection: Connection, code: CloseCode, **options: object) -> None:
        close(connection, code, **options)  # type: ignore[arg-type]
        closing.set()

    async with (
        node_in(tmp_path, {"anna": Role.AGENT}, **FAST) as node,
        connected(f"ws://127.0.0.1:{node.port}/desk") as slow,
    ):
        await slow.sign_in("anna", PASSWORD)
        monkeypatch.setattr(Connection, "close", seen)
        _stop_reading(slow)
        for _ in range(ASKED):
            await slow.send(_page(slow))
        async with asyncio.timeout(DEADLINE):
            await closing.wait()
        slow.socket.transport.resume_reading()
        assert await slow.closed() == CloseCode.SLOW


async def test_readers_that_never_read_are_cut_in_time_and_cost_others_nothing(
    tmp_path: Path,
) -> None:
    people = {"honest": Role.LEAD} | {f"stuck{number}": Role.AGENT for number in range(STUCK)}
    async with (
        node_in(tmp_path, people, **FAST) as node,
        connected(f"ws://127.0.0.1:{node.port}/desk") as honest,
        AsyncExitStack() as stack,
    ):
        await honest.sign_in("honest", PASSWORD)
        stuck = []
        for number in range(STUCK):
            client = await stack.enter_async_context(connected(f"ws://127.0.0.1:{node.port}/desk"))
            await client.sign_in(f"stuck{number}", PASSWORD)
            _stop_reading(client)
            stuck.append(client)
        before = _resident_bytes()
        for client in stuck:
            for _ in range(ASKED):
                await client.send(_page(client))
        hanging, grown = stuck, 0
        async with asyncio.timeout(DEADLINE):
            while hanging:
                await honest.desk()
                grown = max(grown, _resident_bytes() - before)
                hanging = [client for client in hanging if await client.send_if_open(_page(client))]
        closed = node.services.metrics.closed.labels("slow")
        assert closed._value.get() == STUCK  # noqa: SLF001 - no other way to read a counter
        assert grown < GROWN_BYTES


def _resident_bytes() -> int:
    status = Path("/proc/self/status")
    if not status.exists():
        return 0
    line = next(one for one in status.read_text().splitlines() if one.startswith("VmRSS"))
    return int(line.split()[1]) * 1024


async def test_a_stopping_node_answers_what_is_under_way_and_says_when_to_come_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    draining = asyncio.Event()
    drain = VisitSession.drain

    async def seen(session: VisitSession, *, retry_after_ms: int) -> None:
        draining.set()
        await drain(session, retry_after_ms=retry_after_ms)

    monkeypatch.setattr(VisitSession, "drain", seen)
    gate = threading.Event()
    async with AsyncExitStack() as clients, AsyncExitStack() as serving_node:
        node = await serving_node.enter_async_context(node_in(tmp_path, {}))
        visit = await clients.enter_async_context(connected(f"ws://127.0.0.1:{node.port}/visit"))
        talk = await waiting(node)
        back = commands.ResumeVisit(request=visit.next_request(), token=talk.visit.token)
        await visit.ask(back, EnteredVisit)
        held_up = node.services.store.lanes.run(lambda unit: gate.wait(DEADLINE))
        sent = [
            commands.VisitSend(request=visit.next_request(), client_id=new_id(), text=f"{number}")
            for number in range(10)
        ]
        for command in sent:
            await visit.send(command)
        # Read behind the ten: when it is answered they are under way.
        look = commands.VisitCatchUp(request=visit.next_request(), after_rev=0)
        await visit.send(look)
        await visit.answer(look.request)
        async with asyncio.TaskGroup() as tasks:
            stopping = tasks.create_task(serving_node.aclose())
            async with asyncio.timeout(DEADLINE):
                await draining.wait()
            async with httpx.AsyncClient(trust_env=False, timeout=DEADLINE) as watcher:
                health = await watcher.get(f"http://127.0.0.1:{node.http_port}/healthz")
                assert (health.status_code, health.json()["status"]) == (503, "draining")
            gate.set()
            answers = [await visit.answer(command.request) for command in sent]
            assert all(isinstance(answer, Done) for answer in answers)
            bye = await visit.until(lambda told: isinstance(told, Bye))
            assert isinstance(bye, Bye)
            assert bye.code == CloseCode.DRAINING
            assert 0 <= bye.retry_after_ms <= RETURN_WITHIN_MS
            assert await visit.closed() == CloseCode.DRAINING
            await stopping
        assert await held_up


async def test_a_server_told_to_stop_leaves_in_order_whoever_hangs_on_it(tmp_path: Path) -> None:
    config = config_in(tmp_path)
    await asyncio.to_thread(prepare, config, {"anna": Role.AGENT, "stuck": Role.AGENT})
    async with (
        serving(tmp_path) as server,
        connected(f"ws://127.0.0.1:{server.port}/desk") as desk,
        connected(f"ws://127.0.0.1:{server.port}/desk") as stuck,
        connected(f"ws://127.0.0.1:{server.port}/visit") as visit,
    ):
        await desk.sign_in("anna", PASSWORD)
        await stuck.sign_in("stuck", PASSWORD)
        enter = commands.Enter(
            request=visit.next_request(),
            client_id=new_id(),
            name="Анна",
            phone="+7 975 000-41-17",
            topic="services",
        )
        await visit.ask(enter, EnteredVisit)
        _stop_reading(stuck)
        for _ in range(40):
            await stuck.send(_page(stuck))
        sent = [
            commands.VisitSend(request=visit.next_request(), client_id=new_id(), text="Алло?")
            for _ in range(15)
        ]
        for command in sent:
            await visit.send(command)
        server.process.send_signal(signal.SIGTERM)
        for client in (desk, visit):
            assert await client.closed() == CloseCode.DRAINING
            assert any(isinstance(told, Bye) for told in client.told)
        # Whoever hangs would hang for ever.
        async with asyncio.timeout(DEADLINE):
            assert await server.process.wait() == 0
        # Every acknowledged message is there, and none was refused for good.
        answers = [visit.pop(command.request) for command in sent]
        acknowledged = [answer for answer in answers if isinstance(answer, Done)]
        assert not any(isinstance(answer, Refused) for answer in answers)
        stored = await asyncio.to_thread(_messages_blocking, config.url())
        assert len(acknowledged) <= stored <= len(sent)
        assert not any('"level": "error"' in line for line in server.lines), server.lines
        stuck.socket.transport.abort()


def _messages_blocking(url: str) -> int:
    engine = reading_engine(url)
    try:
        with engine.begin() as connection:
            return int(
                connection.execute(
                    select(func.count())
                    .select_from(tables.entry)
                    .where(
                        tables.entry.c.kind == "message",
                        tables.entry.c.author_role == AuthorRole.SUBSCRIBER.value,
                    )
                ).scalar_one()
            )
    finally:
        engine.dispose()
