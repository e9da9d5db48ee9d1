"""Many at once reach for the same agents: no room is ever exceeded, whatever the database does."""

import asyncio
from typing import Any

import pytest

from protocol import commands
from protocol.conversations import ConversationState
from protocol.ids import AccountId, ClientId, ConversationId, new_id
from server_stub.domain.acts import SYSTEM, Act, Actor, OfferTo
from server_stub.domain.capacity import room_taken
from server_stub.domain.errors import DomainError, NoRoom
from server_stub.storage import conversations, reading
from server_stub.storage.lane import Lanes
from tests.contract.acts import by, enter
from tests.support.stores import Bench

CHATS = 24
ROOM = 3


def _act(actor: Actor, kind: Any, chat: ConversationId, **fields: Any) -> Act:
    return by(actor, kind(request=0, client_id=ClientId(new_id()), conversation=chat, **fields))


def _all(bench: Bench, chats: list[ConversationId]) -> dict[ConversationId, Any]:
    with bench.readers.connect() as connection:
        return dict(conversations.load(connection, set(chats)))


async def _tried(lanes: Lanes, act: Act) -> bool:
    try:
        await lanes.submit(act)
    except DomainError:
        return False
    return True


async def opened(lanes: Lanes) -> ConversationId:
    act = enter()
    await lanes.submit(act)
    return act.conversation


async def test_claims_offers_and_transfers_at_once_exceed_no_room(bench: Bench) -> None:
    agents = [bench.agents[name] for name in ("elena", "pavel", "irina")]
    async with bench.lanes() as lanes:
        chats = [await opened(lanes) for _ in range(CHATS)]

        async def work(agent: Actor, number: int) -> None:
            """Take, put aside, pass on and take up again, all the while others do the same."""
            other = agents[(agents.index(agent) + 1) % len(agents)]
            for chat in chats[number::4] + chats[:number]:
                offer = OfferTo(agent=AccountId(other.id), agent_name=other.name, epoch=1)
                await asyncio.gather(
                    _tried(lanes, _act(agent, commands.Take, chat)),
                    _tried(lanes, Act(actor=SYSTEM, conversation=chat, request=offer)),
                )
                epoch = _all(bench, [chat])[chat].epoch
                passing = _act(
                    agent, commands.PassOn, chat, epoch=epoch, agent=other.id, note="Помоги"
                )
                await asyncio.gather(
                    _tried(lanes, _act(other, commands.Accept, chat, epoch=epoch)),
                    _tried(lanes, _act(agent, commands.Hold, chat, epoch=epoch, until=None)),
                    _tried(lanes, passing),
                    _tried(lanes, _act(agent, commands.Take, chats[-1 - number])),
                )
                _within_room(bench, agents)

        await asyncio.gather(*(work(agent, number) for number in range(4) for agent in agents))
        rows = _all(bench, chats)
        for agent in agents:
            account = AccountId(agent.id)
            with bench.readers.connect() as connection:
                load = reading.load(connection, account)
            assert load.used == sum(room_taken(row, account) for row in rows.values())
            assert load.places == sum(account in row.holders for row in rows.values())
        # Whatever is on hold comes back to its own agent, who then may have more than his room.
        for row in rows.values():
            if row.state is ConversationState.HELD and row.owner is not None:
                owner = next(one for one in agents if one.id == row.owner)
                await lanes.submit(_act(owner, commands.Unhold, row.id, epoch=row.epoch))
        rows = _all(bench, chats)
        for agent in agents:
            account = AccountId(agent.id)
            with bench.readers.connect() as connection:
                load = reading.load(connection, account)
            assert load.used == 100 * sum(account in row.holders for row in rows.values())
            if load.used >= load.room:
                waiting = await opened(lanes)
                with pytest.raises(NoRoom) as refused:
                    await lanes.submit(_act(agent, commands.Take, waiting))
                assert refused.value.data == {"used": load.used, "room": load.room}


def _within_room(bench: Bench, agents: list[Actor]) -> None:
    """Nobody takes anything off hold in the race: so nobody may be over his room at any time."""
    with bench.readers.connect() as connection:
        for agent in agents:
            load = reading.load(connection, AccountId(agent.id))
            assert 0 <= load.used <= load.room == 100 * ROOM
