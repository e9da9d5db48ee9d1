"""A store that cannot be written for a while: coded refusals, no acknowledgement, recovery."""

import sqlite3
from pathlib import Path

import httpx
import pytest
from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError

from protocol import commands, limits
from protocol.answers import Beat, Desk, Done, EnteredVisit, Refused
from protocol.errors import ErrorCode
from protocol.ids import new_id
from protocol.people import Presence, Role
from server_stub.app import Node
from server_stub.storage import tables
from server_stub.storage.engine import writing_engine
from server_stub.storage.unit_of_work import UnitOfWork
from tests.support.nodes import PASSWORD, node_in
from tests.support.noise import ExpectNoise
from tests.support.talks import agent_actor, owned, some_subscriber, waiting
from tests.support.wire import DEADLINE, WireClient, connected

TROUBLE = (
    "store_unavailable|route_failed|alarms_failed|compare_failed|ended_unrecorded|words_not_indexed"
)
CANARY = "canary passport 4509 112233"
MANY = {"visit_commands_per_second": 1_000_000, "visit_commands_burst": 1_000_000}


async def _pragma(node: Node, pragma: str) -> int:
    """On the writing connection, where every commit passes."""

    def run(unit: UnitOfWork) -> int:
        result = unit.connection.exec_driver_sql(f"PRAGMA {pragma}")
        return int(result.scalar_one()) if result.returns_rows else 0

    return await node.services.store.lanes.run(run)


async def _messages(node: Node) -> int:
    return await node.services.store.read(
        lambda connection: int(
            connection.execute(
                select(func.count())
                .select_from(tables.entry)
                .where(tables.entry.c.kind == "message")
            ).scalar_one()
        )
    )


async def _visit(node: Node, visit: WireClient) -> None:
    talk = await waiting(node)
    back = commands.ResumeVisit(request=visit.next_request(), token=talk.visit.token)
    await visit.ask(back, EnteredVisit)


def _message(visit: WireClient) -> commands.VisitSend:
    text = "Ы" * limits.TEXT_CHARACTERS
    return commands.VisitSend(request=visit.next_request(), client_id=new_id(), text=text)


async def test_on_a_full_disk_nothing_is_acknowledged_and_with_room_again_all_goes_on(
    tmp_path: Path, expect_noise: ExpectNoise
) -> None:
    expect_noise(TROUBLE)
    async with (
        node_in(tmp_path, {"anna": Role.AGENT}, **MANY) as node,
        connected(f"ws://127.0.0.1:{node.port}/visit") as visit,
        connected(f"ws://127.0.0.1:{node.port}/desk") as desk,
    ):
        await desk.sign_in("anna", PASSWORD)
        await _visit(node, visit)
        limit = await _pragma(node, "max_page_count")
        await _pragma(node, f"max_page_count = {await _pragma(node, 'page_count') + 8}")
        done = 0
        refused = None
        command = _message(visit)
        while refused is None:
            await visit.send(command)
            answer = await visit.answer(command.request)
            if isinstance(answer, Done):
                done += 1
                command = _message(visit)
            else:
                refused = answer
        assert isinstance(refused, Refused)
        assert refused.code is ErrorCode.UNAVAILABLE
        assert int(refused.data["retry_after_ms"]) > 0
        assert await _messages(node) == done
        # Reading goes on meanwhile.
        assert isinstance(await desk.desk(), Desk)

        await _pragma(node, f"max_page_count = {limit}")
        again = commands.VisitSend(
            request=visit.next_request(), client_id=command.client_id, text=command.text
        )
        assert isinstance(await visit.ask(again, Done), Done)
        assert await _messages(node) == done + 1


async def test_a_store_that_cannot_be_written_refuses_every_write_and_ends_no_connection(
    tmp_path: Path, expect_noise: ExpectNoise
) -> None:
    expect_noise(TROUBLE)
    async with (
        node_in(tmp_path, {"anna": Role.AGENT}, **MANY) as node,
        connected(f"ws://127.0.0.1:{node.port}/desk") as desk,
        httpx.AsyncClient(
            base_url=f"http://127.0.0.1:{node.http_port}", trust_env=False, timeout=DEADLINE
        ) as client,
    ):
        await desk.sign_in("anna", PASSWORD)
        account = (await desk.desk()).room
        assert account > 0
        agent = await node.services.store.read(
            lambda connection: connection.execute(select(tables.account.c.id)).scalar_one()
        )
        talk = await owned(node, agent_actor(agent, "anna"))
        await desk.head(lambda head: head.id == talk.conversation)
        async with connected(f"ws://127.0.0.1:{node.port}/visit") as visit:
            back = commands.ResumeVisit(request=visit.next_request(), token=talk.visit.token)
            await visit.ask(back, EnteredVisit)

            session = await node.services.signing_in.by_password(
                "anna", PASSWORD, address="elsewhere"
            )
            # On the bare connection: no transaction will begin on it from here on.
            raw = await node.services.store.lanes.run(
                lambda unit: unit.connection.connection.driver_connection
            )
            assert isinstance(raw, sqlite3.Connection)
            raw.execute("PRAGMA query_only = ON").close()
            writes = [
                commands.Send(
                    request=desk.next_request(),
                    client_id=new_id(),
                    conversation=talk.conversation,
                    epoch=talk.epoch,
                    text="Добрый день.",
                ),
                commands.SetPresence(
                    request=desk.next_request(), client_id=new_id(), presence=Presence.ONLINE
                ),
                commands.Reveal(
                    request=desk.next_request(),
                    client_id=new_id(),
                    subscriber=(await some_subscriber(node))[0],
                    field="passport",
                    reason="asked for it",
                ),
                commands.ReadProfile(
                    request=desk.next_request(), subscriber=(await some_subscriber(node))[0]
                ),
                commands.FindSubscribers(
                    request=desk.next_request(), query=(await some_subscriber(node))[1]
                ),
            ]
            for command in writes:
                answer = await desk.ask(command, Refused)
                assert answer.code is ErrorCode.UNAVAILABLE, command
            for way_in in (
                commands.SignIn(request=1, login="anna", password=PASSWORD),
                commands.Resume(request=1, token=session.token),
            ):
                async with connected(f"ws://127.0.0.1:{node.port}/desk") as newcomer:
                    refused = await newcomer.ask(way_in, Refused)
                    assert refused.code is ErrorCode.UNAVAILABLE
                    # The connection is as it was: the same may be tried again on it.
                    refused = await newcomer.ask(way_in, Refused)
                    assert refused.code is ErrorCode.UNAVAILABLE
            assert (await client.get("/healthz")).status_code == 200
            # Comparing goes on, and so do the beats.
            await desk.until(lambda told: isinstance(told, Beat))

        # A client that leaves while nothing can be recorded leaves nothing behind either.
        raw.execute("PRAGMA query_only = OFF").close()
        for command in writes[:2]:
            await desk.send(command)
            assert not isinstance(await desk.answer(command.request), Refused)
        assert await _messages(node) == 1


def test_an_error_of_the_store_does_not_repeat_what_people_wrote(tmp_path: Path) -> None:
    engine = writing_engine(f"sqlite:///{tmp_path / 'store.sqlite'}", lanes=1)
    try:
        kept = "INSERT INTO kept VALUES (?)"
        with engine.begin() as connection:
            connection.exec_driver_sql("CREATE TABLE kept (words TEXT UNIQUE)")
            connection.exec_driver_sql(kept, (CANARY,))
            with pytest.raises(IntegrityError, match="UNIQUE") as failed:
                connection.exec_driver_sql(kept, (CANARY,))
        assert CANARY not in str(failed.value)
    finally:
        engine.dispose()
