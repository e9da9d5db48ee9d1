"""`kill -9` of an agent with a chat: within the grace nothing happens, then others are asked."""

import asyncio
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import Connection, Update, select, update

from protocol import commands
from protocol.answers import Done, Refused
from protocol.bodies import Message, Queued, Vanished
from protocol.conversations import ConversationState
from protocol.errors import ErrorCode
from protocol.ids import ConversationId, new_id
from protocol.people import Role
from server_stub.app import Node
from server_stub.domain.acts import LINK_TIMER
from server_stub.domain.conversation import Conversation
from server_stub.storage import conversations, reading, tables
from tests.support.giver import entered, giving
from tests.support.nodes import PASSWORD, NodeOn
from tests.support.wire import connected

PEOPLE = {"elena": Role.AGENT, "pavel": Role.AGENT}
DEADLINE = 120.0

_load, _timer, _account = tables.agent_load.c, tables.timer.c, tables.account.c
_elena = select(_account.id).where(_account.login == "elena").scalar_subquery()
_RING = update(tables.timer).where(_timer.kind == LINK_TIMER).values(due_at=1)
_LONG_AGO = update(tables.agent_load).where(_load.account == _elena).values(lost_at=1)


@pytest.mark.timeout(300)
async def test_a_killed_agents_chat_is_his_within_the_grace_and_then_comes_first_to_others(
    node_on: NodeOn, tmp_path: Path
) -> None:
    async with (
        node_on(PEOPLE, return_seconds=0.0) as node,
        giving(node.port, tmp_path / "elena") as elena,
        connected(f"ws://127.0.0.1:{node.port}/desk") as pavel,
    ):
        await pavel.sign_in("pavel", PASSWORD)
        await pavel.desk()
        chat = await entered(node.port)
        assert await elena.does("take", "taken") == chat

        # Gone and back within the grace: it is hers, with all that she has on her disk.
        await elena.kill()
        await _until(node, lambda link: _alarms(link, chat) == 1)
        await elena.start()
        await _until(node, _is_linked)
        await _run(node, _RING)
        await _until(node, lambda link: _alarms(link, chat) == 0)
        shown = await elena.shows()
        assert (shown["mine"], shown["used"]) == ([chat], 100)

        # She holds it out to a colleague with a text behind it that has not gone, and is gone.
        await pavel.go_online()
        await elena.does("pass pav", "passed")
        await elena.kill()
        await _until(node, lambda link: _alarms(link, chat) == 1)
        assert (await _row(node, chat)).owner is not None, "the grace was not waited for"
        waited = (await _row(node, chat)).queued_at
        await _run(node, _LONG_AGO)
        await _run(node, _RING)

        # He is asked for it as the first who waits, and reads all that was said.
        head = await pavel.head(
            lambda head: head.id == chat and head.state is ConversationState.OFFERED
        )
        row = await _row(node, chat)
        assert (row.owner, row.queued_at) == (None, waited)
        accept = commands.Accept(
            request=pavel.next_request(), client_id=new_id(), conversation=chat, epoch=head.epoch
        )
        await pavel.ask(accept, Done)
        page = await node.services.store.read(
            lambda connection: reading.page(connection, row, after_rev=0, level=1)
        )
        bodies = [entry.body for entry in page.entries]
        assert any(isinstance(body, Vanished) and body.name == "Elena" for body in bodies)
        assert any(isinstance(body, Queued) and body.reason == "vanished" for body in bodies)

        # What she had written is hers still, and goes nowhere: the chat is another's now.
        await elena.start()
        shown = await elena.shows()
        assert (shown["mine"], shown["used"]) == ([], 0)
        assert shown["texts"], "her text was lost"
        said = [body for body in bodies if isinstance(body, Message)]
        assert len(said) <= 1
        release = commands.Release(
            request=pavel.next_request(), client_id=new_id(), conversation=chat, epoch=head.epoch
        )
        await pavel.send(release)
        refused = await pavel.answer(release.request)
        assert isinstance(refused, Refused)
        assert refused.code is ErrorCode.STALE_EPOCH


def _alarms(link: Connection, chat: ConversationId) -> int:
    """Of a lost link, set for this chat."""
    rows = select(_timer.due_at).where(_timer.conversation == chat, _timer.kind == LINK_TIMER)
    return len(link.execute(rows).all())


def _is_linked(link: Connection) -> bool:
    lost_at = link.execute(select(_load.lost_at).where(_load.account == _elena)).scalar_one()
    return lost_at is None


async def _until(node: Node, wanted: Callable[[Connection], bool]) -> None:
    """Look at the store until it is so."""
    async with asyncio.timeout(DEADLINE):
        while not await node.services.store.read(wanted):  # noqa: ASYNC110 - a store tells nobody
            await asyncio.sleep(0.05)


async def _run(node: Node, statement: Update) -> None:
    """Let time have passed."""
    await node.services.store.lanes.run(lambda unit: unit.connection.execute(statement))


async def _row(node: Node, chat: ConversationId) -> Conversation:
    return await node.services.store.read(lambda link: conversations.load(link, {chat})[chat])
