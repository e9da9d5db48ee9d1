"""How agents are there, on both databases: what rings, what is written down, who is asked then."""

import asyncio
from typing import Any

import pytest
from sqlalchemy import select

from protocol import commands
from protocol.bodies import Expired, Queued, Vanished
from protocol.conversations import ConversationState
from protocol.ids import AccountId, ClientId, ConversationId, new_id
from protocol.people import Presence, PresenceWhy
from protocol.scalars import Millis
from server_stub.domain.acts import LINK_TIMER, OFFER_TIMER, SYSTEM, Act, Actor, FireTimer
from server_stub.domain.capacity import AgentLoad, Said
from server_stub.domain.configuration import Rules
from server_stub.domain.conversation import Conversation
from server_stub.domain.errors import DomainError, InvalidTransition
from server_stub.domain.routing_demands import Demands
from server_stub.storage import conversations, presences, reading, routing, tables
from server_stub.storage.engine import store_now
from server_stub.storage.lane import Lanes
from server_stub.transport.own_presence import change_presence
from tests.contract.acts import by, enter, offer, say, take
from tests.support.stores import LINKS_FELT, Bench

IDLE = Said(Presence.BUSY, PresenceWhy.IDLE)
BACK = Said(Presence.ONLINE, PresenceWhy.IDLE)


@pytest.fixture(autouse=True)
def links_are_felt(bench: Bench) -> None:
    bench.run(LINKS_FELT)


def load(bench: Bench, agent: Actor) -> AgentLoad:
    with bench.readers.begin() as connection:
        return reading.load(connection, AccountId(agent.id))


def row(bench: Bench, chat: ConversationId) -> Conversation:
    with bench.readers.begin() as connection:
        return conversations.load(connection, {chat})[chat]


def logged(bench: Bench, agent: Actor) -> list[tuple[str, str]]:
    table = tables.presence_log.c
    with bench.readers.begin() as connection:
        rows = connection.execute(
            select(table.presence, table.why).where(table.account == agent.id).order_by(table.id)
        )
        return [(one.presence, one.why) for one in rows]


def bodies(bench: Bench, chat: ConversationId) -> list[object]:
    with bench.readers.begin() as connection:
        page = reading.page(connection, row(bench, chat), after_rev=0, level=1)
        return [entry.body for entry in page.entries]


async def entered(lanes: Lanes) -> ConversationId:
    act = enter()
    await lanes.submit(act)
    await lanes.submit(say(act.conversation, "Как включить роуминг?"))
    return act.conversation


async def says(lanes: Lanes, agent: Actor, said: Said) -> None:
    await lanes.run(
        lambda unit: change_presence(unit, unit.require_rights(agent), AccountId(agent.id), said)
    )


async def gone(lanes: Lanes, agent: Actor) -> None:
    """His last link ends, whenever it was felt last."""
    account, ever = AccountId(agent.id), Millis(10**15)
    await lanes.run(
        lambda unit: presences.forget(unit.connection, account, since=ever, now=unit.now)
    )


async def fire(lanes: Lanes, bench: Bench, kind: str, chat: ConversationId) -> None:
    """The alarm of the conversation as it stands rings now."""
    request = FireTimer(kind=kind, epoch=row(bench, chat).epoch)
    await lanes.submit(Act(actor=SYSTEM, conversation=chat, request=request))


async def test_who_lets_an_offer_run_out_is_silent_until_he_says_otherwise(bench: Bench) -> None:
    elena, pavel = bench.agents["elena"], bench.agents["pavel"]
    async with bench.lanes() as lanes:
        chat = await entered(lanes)
        other = await entered(lanes)
        await lanes.submit(offer(chat, elena, epoch=1))
        await lanes.submit(offer(other, elena, epoch=1))
        bench.run("UPDATE conversation SET offer_until = 1")
        await fire(lanes, bench, OFFER_TIMER, chat)
        await fire(lanes, bench, OFFER_TIMER, other)
        assert isinstance(bodies(bench, chat)[-2], Expired)
        silent = load(bench, elena)
        assert (silent.presence, silent.presence_why, silent.used, silent.places) == (
            Presence.SILENT,
            PresenceWhy.SILENT,
            0,
            0,
        )
        assert logged(bench, elena)[-1] == ("silent", "silent")
        assert logged(bench, elena).count(("silent", "silent")) == 1
        # The next one is asked, she is not.
        with bench.readers.begin() as connection:
            candidates = routing.candidates(connection, Demands(Rules()), now=store_now(connection))
        assert elena.id not in {one.agent for one in candidates}
        with pytest.raises(InvalidTransition):
            await lanes.submit(offer(chat, elena, epoch=row(bench, chat).epoch))
        await lanes.submit(offer(chat, pavel, epoch=row(bench, chat).epoch))
        # A console that finds somebody at it again does not speak for her: she does.
        await says(lanes, elena, BACK)
        assert load(bench, elena).presence is Presence.SILENT
        await says(lanes, elena, Said(Presence.ONLINE, PresenceWhy.OWN))
        assert load(bench, elena).presence is Presence.ONLINE
        with pytest.raises(InvalidTransition):
            await says(lanes, elena, Said(Presence.SILENT, PresenceWhy.OWN))


async def test_who_is_gone_or_on_a_break_when_an_offer_runs_out_is_not_silent(bench: Bench) -> None:
    elena, pavel = bench.agents["elena"], bench.agents["pavel"]
    async with bench.lanes() as lanes:
        chats = [await entered(lanes), await entered(lanes)]
        for chat, agent in zip(chats, (elena, pavel), strict=True):
            await lanes.submit(offer(chat, agent, epoch=1))
        bench.run("UPDATE conversation SET offer_until = 1")
        await says(lanes, elena, Said(Presence.BREAK, PresenceWhy.OWN))
        await gone(lanes, pavel)
        for chat in chats:
            await fire(lanes, bench, OFFER_TIMER, chat)
    assert load(bench, elena).presence is Presence.BREAK
    assert load(bench, pavel).presence is Presence.ONLINE


async def test_an_idle_console_changes_only_what_it_may(bench: Bench) -> None:
    elena = bench.agents["elena"]
    begun = len(logged(bench, elena))
    async with bench.lanes() as lanes:
        for said, presence, why in (
            (IDLE, Presence.BUSY, PresenceWhy.IDLE),
            (IDLE, Presence.BUSY, PresenceWhy.IDLE),
            (BACK, Presence.ONLINE, PresenceWhy.IDLE),
            (BACK, Presence.ONLINE, PresenceWhy.IDLE),
            (Said(Presence.BUSY, PresenceWhy.OWN), Presence.BUSY, PresenceWhy.OWN),
            (IDLE, Presence.BUSY, PresenceWhy.OWN),
            (BACK, Presence.BUSY, PresenceWhy.OWN),
            (Said(Presence.ENDING, PresenceWhy.LEAD), Presence.ENDING, PresenceWhy.LEAD),
            (IDLE, Presence.ENDING, PresenceWhy.LEAD),
        ):
            await says(lanes, elena, said)
            now = load(bench, elena)
            assert (now.presence, now.presence_why) == (presence, why)
    assert logged(bench, elena)[begun:] == [
        ("busy", "idle"),
        ("online", "idle"),
        ("busy", "own"),
        ("ending", "lead"),
    ]


async def test_only_transfers_reach_who_ends_his_shift(bench: Bench) -> None:
    elena, pavel = bench.agents["elena"], bench.agents["pavel"]
    async with bench.lanes() as lanes:
        chat, waits = await entered(lanes), await entered(lanes)
        epoch = (await lanes.submit(take(chat, elena))).epoch
        await says(lanes, pavel, Said(Presence.ENDING, PresenceWhy.OWN))
        with pytest.raises(InvalidTransition):
            await lanes.submit(offer(waits, pavel, epoch=1))
        passing = commands.PassOn(
            request=0,
            client_id=ClientId(new_id()),
            conversation=chat,
            epoch=epoch,
            agent=pavel.id,
            note="Спросил о возврате",
        )
        await lanes.submit(by(elena, passing))
        accept = commands.Accept(
            request=0, client_id=ClientId(new_id()), conversation=chat, epoch=epoch
        )
        await lanes.submit(by(pavel, accept))
    assert row(bench, chat).owner == pavel.id


async def test_an_offer_to_who_wants_it_so_is_his_at_once(bench: Bench) -> None:
    elena = bench.agents["elena"]
    async with bench.lanes() as lanes:
        chat = await entered(lanes)
        await lanes.run(
            lambda unit: presences.set_auto_accept(unit.connection, AccountId(elena.id), on=True)
        )
        await lanes.submit(offer(chat, elena, epoch=1))
    after = row(bench, chat)
    assert (after.state, after.owner, after.owner_name) == (
        ConversationState.ACTIVE,
        elena.id,
        elena.name,
    )
    assert (load(bench, elena).used, load(bench, elena).places) == (100, 1)


async def test_a_lost_link_gives_all_to_others_after_the_grace_and_not_before(
    bench: Bench,
) -> None:
    elena, pavel = bench.agents["elena"], bench.agents["pavel"]
    async with bench.lanes() as lanes:
        active, held, passed = [await entered(lanes) for _ in range(3)]
        epochs = {}
        for chat in (active, held, passed):
            epochs[chat] = (await lanes.submit(take(chat, elena))).epoch
        write: dict[str, Any] = {"request": 0, "client_id": new_id()}
        await lanes.submit(by(elena, commands.Hold(**write, conversation=held, epoch=epochs[held])))
        passing = commands.PassOn(
            request=0,
            client_id=ClientId(new_id()),
            conversation=passed,
            epoch=epochs[passed],
            agent=pavel.id,
            note="Спросил о возврате",
        )
        await lanes.submit(by(elena, passing))
        waited = {chat: row(bench, chat).queued_at for chat in epochs}
        account = AccountId(elena.id)
        await gone(lanes, elena)
        lost_at = load(bench, elena).lost_at
        with bench.readers.begin() as connection:
            found = {one.conversation for one in presences.abandoned(connection)}
        assert found == set(epochs)
        for chat in epochs:
            await fire(lanes, bench, LINK_TIMER, chat)
            assert row(bench, chat).owner == elena.id, "the grace was not waited for"

        # Back within the grace: nothing happened, and the log says where she was.
        await lanes.run(lambda unit: presences.touch(unit.connection, [account], now=unit.now))
        assert logged(bench, elena)[-2:] == [("offline", "link"), ("online", "link")]
        bench.run(LINKS_FELT)
        for chat in epochs:
            await fire(lanes, bench, LINK_TIMER, chat)
            assert row(bench, chat).owner == elena.id

        # Gone again, and for long.
        await gone(lanes, elena)
        bench.run(f"UPDATE agent_load SET lost_at = 1 WHERE account = '{elena.id}'")
        for chat in epochs:
            await fire(lanes, bench, LINK_TIMER, chat)
            after = row(bench, chat)
            assert (after.state, after.owner, after.offer_agent) == (
                ConversationState.QUEUED,
                None,
                None,
            )
            assert after.queued_at == waited[chat], "it lost its place"
            *_, vanished, queued = bodies(bench, chat)
            assert isinstance(vanished, Vanished)
            assert (vanished.agent, vanished.name, vanished.since) == (elena.id, elena.name, 1)
            assert queued == Queued(queue=after.queue, reason="vanished")
        for agent in (elena, pavel):
            assert (load(bench, agent).used, load(bench, agent).places) == (0, 0)
        assert lost_at is not None
        # What she had not sent is hers, and is refused: the chat has changed hands.
        late = commands.Send(**write, conversation=active, epoch=epochs[active], text="Минуту")
        with pytest.raises(DomainError):
            await lanes.submit(by(elena, late))
        # He who had been offered it takes what comes first, and that is the first of these.
        with bench.readers.begin() as connection:
            look = routing.look(connection, Demands(Rules()), now=store_now(connection))
        waits = sorted(look.waiting, key=lambda one: one.key)
        assert [one.conversation for one in waits] == [active, held, passed]


async def test_two_nodes_that_notice_at_once_write_it_down_once(bench: Bench) -> None:
    elena = bench.agents["elena"]
    bench.run(f"UPDATE agent_load SET seen_at = 1 WHERE account = '{elena.id}'")
    begun = len(logged(bench, elena))
    async with bench.lanes() as lanes, bench.lanes() as others:
        with bench.readers.begin() as connection:
            assert presences.unnoticed(connection, now=store_now(connection)) == [elena.id]
        await asyncio.gather(
            *(
                some.run(
                    lambda unit: presences.lose(
                        unit.connection, [AccountId(elena.id)], now=unit.now
                    )
                )
                for some in (lanes, others)
            )
        )
    assert logged(bench, elena)[begun:] == [("offline", "link")]
