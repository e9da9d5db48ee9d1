"""Many claim the same chats at once, at desks of every node: one owner each, no room overfilled."""

import asyncio
from collections import Counter
from collections.abc import Sequence
from contextlib import AsyncExitStack
from random import Random
from typing import Any

from sqlalchemy import Connection, func, select, update

from protocol import commands
from protocol.answers import Done, Refused, SignedIn
from protocol.errors import ErrorCode
from protocol.ids import ClientId, ConversationId, new_id
from protocol.people import AuthorRole, Role
from server_stub.app import Node
from server_stub.storage import accounts, tables
from tests.support.nodes import PASSWORD, NodesOn
from tests.support.talks import Talk, waiting
from tests.support.wire import WireClient, connected

CHATS = 200
AGENTS = 20
CONSOLES = 3
ROOM = CHATS // AGENTS
"""Chats, exactly as many as there are to do: in the end everybody has all he may have."""
SEED = 20_261_123
FAST = {"commands_per_second": 1_000_000, "commands_burst": 1_000_000}

Claimed = dict[ConversationId, str]


async def _consoles(stack: AsyncExitStack, nodes: Sequence[Node], login: str) -> list[WireClient]:
    """Of one agent, at one node after the other."""
    token, consoles = "", []
    for number in range(CONSOLES):
        node = nodes[number % len(nodes)]
        desk = await stack.enter_async_context(connected(f"ws://127.0.0.1:{node.port}/desk"))
        request = desk.next_request()
        opening: commands.SignIn | commands.Resume = commands.Resume(request=request, token=token)
        if not token:
            opening = commands.SignIn(request=request, login=login, password=PASSWORD)
        token = (await desk.ask(opening, SignedIn)).token
        consoles.append(desk)
    return consoles


async def _claim(
    desk: WireClient, login: str, order: Sequence[ConversationId], claimed: Claimed
) -> None:
    """Try one after the other until there is no more room, or nothing left."""
    for conversation in order:
        if conversation in claimed:
            continue
        take = commands.Take(
            request=desk.next_request(), client_id=new_id(), conversation=conversation
        )
        await desk.send(take)
        answer = await desk.answer(take.request)
        if isinstance(answer, Done):
            assert conversation not in claimed, "two were told that it is theirs"
            claimed[conversation] = login
            continue
        assert isinstance(answer, Refused)
        if answer.code is ErrorCode.NO_ROOM:
            return
        assert answer.code is ErrorCode.NOT_FOUND


async def test_of_many_who_claim_each_chat_has_one_owner_and_nobody_more_than_he_may(
    nodes_on: NodesOn,
) -> None:
    logins = [f"agent-{number:02}" for number in range(AGENTS)]
    chance = Random(SEED)
    claimed: Claimed = {}
    async with nodes_on(dict.fromkeys(logins, Role.AGENT), **FAST) as nodes, AsyncExitStack() as s:
        store = nodes[0].services.store
        await store.lanes.run(
            lambda unit: unit.connection.execute(update(tables.agent_load).values(room=100 * ROOM))
        )
        talks = await asyncio.gather(*(waiting(nodes[n % len(nodes)]) for n in range(CHATS)))
        desks = [await _consoles(s, nodes, login) for login in logins]
        async with asyncio.TaskGroup() as tasks:
            for number, (login, consoles) in enumerate(zip(logins, desks, strict=True)):
                # All of an agent's consoles, and those of a colleague, in the same order.
                order = [talk.conversation for talk in talks]
                Random(SEED + number // 2).shuffle(order)
                for desk in consoles:
                    tasks.create_task(_claim(desk, login, order, claimed))
            for talk in talks:
                tasks.create_task(_write(chance.choice(nodes), talk))
        agents = {one.id: one.login for one in await store.read(accounts.everyone)}
        loads, rows, entries = await store.read(_stored)
    assert len(claimed) == CHATS
    assert {row.id: agents[row.owner] for row in rows} == claimed
    assert Counter(claimed.values()) == dict.fromkeys(logins, ROOM)
    assert {agents[row.account]: row.used for row in loads} == dict.fromkeys(logins, 100 * ROOM)
    # One taking and one message each, and a log without a hole.
    assert entries == {
        (talk.conversation, kind): 1 for talk in talks for kind in ("message", "taken")
    }
    assert {row.last_seq - row.entries for row in rows} == {0}


async def _write(node: Node, talk: Talk) -> None:
    await node.services.visits.send(talk.visit, ClientId(new_id()), "Вы здесь?")


def _stored(
    connection: Connection,
) -> tuple[Sequence[Any], Sequence[Any], dict[tuple[str, str], int]]:
    load, conversation, entry = tables.agent_load.c, tables.conversation.c, tables.entry.c
    written = select(func.count()).where(entry.conversation == conversation.id).scalar_subquery()
    kinds = (
        select(entry.conversation, entry.kind, func.count())
        .where(entry.kind.in_(["message", "taken"]), entry.author_role != AuthorRole.SYSTEM.value)
        .group_by(entry.conversation, entry.kind)
    )
    return (
        connection.execute(select(load.account, load.used)).all(),
        connection.execute(
            select(
                conversation.id,
                conversation.owner,
                conversation.last_seq,
                written.label("entries"),
            )
        ).all(),
        {(row[0], row[1]): row[2] for row in connection.execute(kinds)},
    )
