"""Who is asked, in which order, and what never happens: over real desks and a real store."""

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import AsyncExitStack, asynccontextmanager
from typing import Any

import pytest
from sqlalchemy import Connection, func, select, update

from protocol import commands
from protocol.answers import Answer, Desk, Done, Page, Refused
from protocol.bodies import Routed
from protocol.conversations import ConversationState, Head
from protocol.errors import ErrorCode
from protocol.explaining import Explain, Explained
from protocol.ids import ConversationId, new_id
from protocol.people import Role
from protocol.routing import ChosenFor, Limit
from server_stub.app import Node
from server_stub.domain import routing_terms
from server_stub.storage import accounts, tables
from tests.support.nodes import PASSWORD, NodeOn
from tests.support.talks import Talk, waiting
from tests.support.wire import DEADLINE, WireClient, connected

FAST = {"commands_per_second": 1_000_000, "commands_burst": 1_000_000}
CROWD = 200
ROOM = 4


def _offered(head: Head) -> bool:
    return head.state is ConversationState.OFFERED


def _is(talk: Talk) -> Callable[[Head], bool]:
    return lambda head: head.id == talk.conversation and _offered(head)


@asynccontextmanager
async def _desks(
    node_on: NodeOn, *logins: str, room: int = ROOM, **settings: object
) -> AsyncIterator[tuple[Node, list[WireClient]]]:
    """A node with these agents at their desks, none of them online yet."""
    people = dict.fromkeys(logins, Role.AGENT)
    async with node_on(people, **FAST, **settings) as node, AsyncExitStack() as stack:
        await _change(node, room=100 * room)
        desks = []
        for login in logins:
            desk = await stack.enter_async_context(connected(f"ws://127.0.0.1:{node.port}/desk"))
            await desk.sign_in(login, PASSWORD)
            await desk.desk()
            desks.append(desk)
        yield node, desks


async def _change(node: Node, login: str | None = None, **fields: object) -> None:
    """Set fields of an agent's load, or of everybody's."""
    load, account = tables.agent_load.c, tables.account.c
    statement = update(tables.agent_load).values(**fields)
    if login is not None:
        statement = statement.where(
            load.account == select(account.id).where(account.login == login).scalar_subquery()
        )
    await node.services.store.lanes.run(lambda unit: unit.connection.execute(statement))


async def _waiting_since(node: Node, moment: int) -> Talk:
    talk = await waiting(node)
    conversation = tables.conversation.c
    await node.services.store.lanes.run(
        lambda unit: unit.connection.execute(
            update(tables.conversation)
            .where(conversation.id == talk.conversation)
            .values(queued_at=moment)
        )
    )
    return talk


async def _answer(desk: WireClient, command: commands.Command) -> Answer:
    await desk.send(command)
    return await desk.answer(command.request)


def _write(
    kind: type[commands.Accept | commands.Decline | commands.Release], desk: WireClient, head: Head
) -> commands.Command:
    return kind(
        request=desk.next_request(), client_id=new_id(), conversation=head.id, epoch=head.epoch
    )


def _take(desk: WireClient, conversation: ConversationId) -> commands.Take:
    return commands.Take(request=desk.next_request(), client_id=new_id(), conversation=conversation)


async def test_the_longest_wait_goes_to_the_longest_idle(node_on: NodeOn) -> None:
    async with _desks(node_on, "anna", "boris", "vera") as (node, (anna, boris, vera)):
        third = await _waiting_since(node, 3_000)
        first = await _waiting_since(node, 1_000)
        second = await _waiting_since(node, 2_000)
        await _change(node, room=100)
        await anna.go_online()
        await anna.head(_is(first))
        await boris.go_online()
        await boris.head(_is(second))
        await vera.go_online()
        await vera.head(_is(third))

        # With room again, whoever has had nothing for longest is asked next, one after another.
        idle = {"anna": 200, "boris": 300, "vera": 100}
        for login, since in idle.items():
            await _change(node, login, idle_since=since)
        await _change(node, room=200)
        for desk in (vera, anna, boris):
            talk = await waiting(node)
            await desk.head(_is(talk))


async def test_why_somebody_waits_is_told_now_and_why_somebody_was_asked_stays_in_the_log(
    node_on: NodeOn,
) -> None:
    async with _desks(node_on, "anna", "boris") as (node, (anna, boris)):
        talk = await waiting(node)
        asked = Explain(request=anna.next_request(), conversation=talk.conversation)
        told = await _answer(anna, asked)
        assert isinstance(told, Explained)
        assert told.why is not None
        assert (told.why.on_line, told.why.choices) == (0, 0)
        assert [(one.limit, one.count) for one in told.why.limits] == [(Limit.AWAY, 2)]
        await boris.go_online()
        head = await boris.head(_is(talk))
        read = commands.CatchUp(
            request=boris.next_request(), conversation=talk.conversation, after_rev=0
        )
        page = await _answer(boris, read)
        assert isinstance(page, Page)
        (routed,) = [one.body for one in page.entries if isinstance(one.body, Routed)]
        assert head.offer is not None
        assert routed.agent == head.offer.agent
        assert (routed.why.on_line, routed.why.chosen_for) == (1, ChosenFor.ONLY)
        again = Explain(request=boris.next_request(), conversation=talk.conversation)
        nothing = await _answer(boris, again)
        assert isinstance(nothing, Explained)
        assert nothing.why is None


async def test_a_decline_and_a_time_out_pass_it_on_and_in_the_end_all_are_asked_again(
    node_on: NodeOn, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Anna has the time to decline, and may be asked again only after Boris has let it pass.
    monkeypatch.setattr(routing_terms, "PASSED_OVER_MS", 7_000)
    async with _desks(node_on, "anna", "boris", offer_seconds=5.0) as (node, (anna, boris)):
        await anna.go_online()
        await boris.go_online()
        await _change(node, "anna", idle_since=1)
        talk = await waiting(node)
        first = await anna.head(_is(talk))
        assert isinstance(await _answer(anna, _write(commands.Decline, anna, first)), Done)
        second = await boris.head(_is(talk))
        assert second.epoch > first.epoch
        # Boris lets it pass; nobody is left, and it waits until somebody may be asked again.
        await boris.until(lambda told: isinstance(told, Desk) and _used_of(told, after=boris) == 0)
        again = await _sooner(
            anna.head(lambda head: _is(talk)(head) and head.epoch > second.epoch),
            boris.head(lambda head: _is(talk)(head) and head.epoch > second.epoch),
        )
        assert again.id == talk.conversation
        late = await _answer(boris, _write(commands.Accept, boris, second))
        assert isinstance(late, Refused)
        assert late.code in (ErrorCode.STALE_EPOCH, ErrorCode.NOT_FOUND)


def _used_of(desk: Desk, *, after: WireClient) -> int:
    """Room used once there was something on the desk at all."""
    seen = after.told.index(desk)
    before = [told for told in after.told[:seen] if isinstance(told, Desk) and told.used]
    return desk.used if before else -1


async def _sooner(*waits: Coroutine[Any, Any, Head]) -> Head:
    """What comes first; the others are not waited for."""
    async with asyncio.TaskGroup() as tasks:
        running = {tasks.create_task(wait) for wait in waits}
        done, left = await asyncio.wait(running, return_when=asyncio.FIRST_COMPLETED)
        for task in left:
            task.cancel()
        return done.pop().result()


async def test_an_agent_without_a_link_and_one_who_may_not_answer_get_nothing(
    node_on: NodeOn,
) -> None:
    async with _desks(node_on, "anna", "boris", "vera") as (node, (anna, boris, vera)):
        for desk in (anna, boris, vera):
            await desk.go_online()
        # Both would come before Vera; one has gone, the other is no agent any more.
        for login in ("anna", "boris"):
            await _change(node, login, idle_since=1)
        boris_id = (await node.services.store.read(accounts.everyone))[1].id
        await node.services.store.lanes.run(
            lambda unit: unit.connection.execute(
                update(tables.account)
                .where(tables.account.c.id == boris_id)
                .values(role=Role.EDITOR.value)
            )
        )
        await anna.socket.close()
        async with asyncio.timeout(DEADLINE):
            while await node.services.store.read(_links_felt) == 3:
                await vera.desk()
        talk = await waiting(node)
        await vera.head(_is(talk))


async def test_an_offer_reserves_room_and_a_release_keeps_the_place(node_on: NodeOn) -> None:
    async with _desks(node_on, "anna", "boris", room=1) as (node, (anna, boris)):
        first = await _waiting_since(node, 1_000)
        second = await _waiting_since(node, 2_000)
        await anna.go_online()
        head = await anna.head(_is(first))
        full = await _answer(anna, _take(anna, second.conversation))
        assert isinstance(full, Refused)
        assert (full.code, full.data) == (ErrorCode.NO_ROOM, {"used": 100, "room": 100})

        accepted = await anna.ask(_write(commands.Accept, anna, head), Done)
        release = commands.Release(
            request=anna.next_request(),
            client_id=new_id(),
            conversation=head.id,
            epoch=accepted.epoch,
        )
        assert isinstance(await _answer(anna, release), Done)
        # Anna let the first one go, so the second is for her; the first is still first for others.
        await anna.head(_is(second))
        await waiting(node)
        await boris.go_online()
        await boris.head(_is(first))


async def test_of_a_claim_and_an_offer_at_once_one_wins(node_on: NodeOn) -> None:
    async with _desks(node_on, "anna", "boris", room=40) as (node, (anna, boris)):
        await anna.go_online()
        won = 0
        talks = []
        for _ in range(30):
            talk = await waiting(node)
            talks.append(talk)
            answer = await _answer(boris, _take(boris, talk.conversation))
            if isinstance(answer, Done):
                won += 1
            else:
                assert isinstance(answer, Refused)
                assert answer.code is ErrorCode.NOT_FOUND
                await anna.head(_is(talk))
        claimed = await boris.desk()
        offered = await anna.desk()
        assert (claimed.used, len(claimed.conversations)) == (100 * won, won)
        assert (offered.used, len(offered.conversations)) == (100 * (30 - won), 30 - won)
        held = [head.id for desk in (claimed, offered) for head in desk.conversations]
        assert sorted(held) == sorted(talk.conversation for talk in talks)


def _links_felt(connection: Connection) -> int:
    """How many agents the store believes to be there."""
    seen_at = tables.agent_load.c.seen_at
    return connection.execute(select(func.count()).where(seen_at > 0)).scalar_one()


def _forbid_overfilling(connection: Connection) -> None:
    when = "WHEN (NEW.used > NEW.room OR NEW.used < 0)"
    trigger = f"CREATE TRIGGER overfull BEFORE UPDATE ON agent_load FOR EACH ROW {when}"
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql(f"{trigger} BEGIN SELECT RAISE(ABORT, 'overfull'); END")
        return
    connection.exec_driver_sql(
        "CREATE FUNCTION overfull() RETURNS trigger LANGUAGE plpgsql AS"
        " $$BEGIN RAISE 'overfull'; END$$"
    )
    connection.exec_driver_sql(f"{trigger} EXECUTE FUNCTION overfull()")


async def test_two_hundred_at_once_never_overfill_a_desk(node_on: NodeOn) -> None:
    logins = ("anna", "boris", "vera", "gleb", "daria")
    async with _desks(node_on, *logins) as (node, desks):
        # The store itself refuses the impossible; a refusal would be an internal error and noise.
        await node.services.store.lanes.run(lambda unit: _forbid_overfilling(unit.connection))
        for desk in desks:
            await desk.go_online()
        finished = asyncio.Event()
        done: list[ConversationId] = []

        async def work(desk: WireClient) -> None:
            taken: set[ConversationId] = set()
            while True:
                head = await desk.head(lambda one: _offered(one) and one.id not in taken)
                taken.add(head.id)
                accepted = await desk.ask(_write(commands.Accept, desk, head), Done)
                close = commands.Close(
                    request=desk.next_request(),
                    client_id=new_id(),
                    conversation=head.id,
                    epoch=accepted.epoch,
                    seen_seq=head.last_heard,
                    outcome="solved",
                )
                assert isinstance(await _answer(desk, close), Done)
                done.append(head.id)
                if len(done) == CROWD:
                    finished.set()

        async with asyncio.TaskGroup() as tasks:
            workers = [tasks.create_task(work(desk)) for desk in desks]
            talks = await asyncio.gather(*(waiting(node) for _ in range(CROWD)))
            async with asyncio.timeout(3 * DEADLINE):
                await finished.wait()
            for worker in workers:
                worker.cancel()
        assert sorted(done) == sorted(talk.conversation for talk in talks)
        for desk in desks:
            for told in desk.told:
                if isinstance(told, Desk):
                    assert 100 * len(told.conversations) == told.used <= told.room == 100 * ROOM
        left = await node.services.store.read(
            lambda connection: connection.execute(
                select(func.sum(tables.agent_load.c.used))
            ).scalar_one()
        )
        assert left == 0
