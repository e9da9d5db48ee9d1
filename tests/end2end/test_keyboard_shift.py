"""A whole shift without a mouse: by the keys we gave, and by other ones for every command."""

import json
from pathlib import Path

import pytest
from sqlalchemy import Connection, select

from protocol import commands
from protocol.answers import Done, EnteredVisit, VisitChanged
from protocol.bodies import Closed, Message, Note
from protocol.ids import ConversationId, new_id
from protocol.people import AuthorRole, Role
from server_stub.app import Node
from server_stub.domain.conversation import LogEntry
from server_stub.storage import conversations, tables
from tests.support.nodes import PASSWORD, node_in
from tests.support.processes import Process, ended
from tests.support.talks import PHONE, some_subscriber
from tests.support.wire import WireClient, connected

LOGIN = "elena"


@pytest.mark.timeout(1800)
@pytest.mark.parametrize("keys", ["default", "others"])
async def test_a_shift_is_worked_without_a_mouse(tmp_path: Path, keys: str) -> None:
    async with node_in(tmp_path / "server", {LOGIN: Role.AGENT}) as node:
        console = Process(
            *("-m", "tests.support.keyboard_shift", str(node.port), str(tmp_path / "console")),
            *(LOGIN, PASSWORD, keys),
        )
        async with ended([console]):
            await console.start()
            await console.heard("wants anna", after=0)
            _, number = await some_subscriber(node)
            async with connected(f"ws://127.0.0.1:{node.port}/visit") as client:
                anna = await enter(client, "Anna Koltsova", number, "What does roaming cost?")
                await console.heard("wants boris", after=0)
                async with connected(f"ws://127.0.0.1:{node.port}/visit") as other:
                    boris = await enter(other, "Boris Vetrov", PHONE, "My number is lost")
                    await console.heard("wants anna again", after=0)
                    await say(client, "Are you there?")
                    await console.heard("signed out", after=0)
            assert await console.wait() == 0, console.lines

        sent = [json.loads(line[5:]) for line in console.lines if line.startswith("sent ")]
        to_anna, to_boris = [*sent[:3], "I am here all the time"], [sent[3]]
        assert "checking" in to_anna[0]
        assert "World nearby" in to_anna[1]  # of the article that «roaming» finds
        assert to_anna[2] == "I would rather explain it"
        assert to_boris[0].startswith("> ")
        assert to_boris[0].endswith("It will be found")
        for conversation, replies in ((anna, to_anna), (boris, to_boris)):
            said, noted, ending = await kept(node, conversation)
            assert said == replies
            assert noted == (["She has asked twice"] if conversation == anna else [])
            assert ending == "explained"  # the second of the list, taken by a key
        assert not any("She has asked twice" in text for text in heard(client))
        assert await breaks(node) == ["lunch"]


async def enter(client: WireClient, name: str, number: str, text: str) -> ConversationId:
    """A subscriber comes in with a question."""
    entered = await client.ask(
        commands.Enter(
            request=client.next_request(),
            client_id=new_id(),
            name=name,
            phone=number,
            topic="services",
            language="en",
        ),
        EnteredVisit,
    )
    await say(client, text)
    return entered.visit.conversation


async def say(client: WireClient, text: str) -> None:
    await client.ask(
        commands.VisitSend(request=client.next_request(), client_id=new_id(), text=text), Done
    )


def heard(client: WireClient) -> list[str]:
    """Whatever the subscriber has been told."""
    return [
        entry.body.text
        for told in client.told
        if isinstance(told, VisitChanged)
        for entry in told.entries
        if isinstance(entry.body, Message)
    ]


async def kept(node: Node, conversation: ConversationId) -> tuple[list[str], list[str], str]:
    """What the store has of it: the agent's words, his notes, how it ended."""

    def read(connection: Connection) -> list[LogEntry | None]:
        one = conversations.load(connection, {conversation})[conversation]
        numbers = range(1, one.last_seq + 1)
        return [conversations.entry_at(connection, conversation, seq) for seq in numbers]

    said, noted, ending = [], [], ""
    for entry in await node.services.store.read(read):
        assert entry is not None, "a hole in the log"
        match entry.body:
            case Message(text=text) if entry.author.role is AuthorRole.AGENT:
                said.append(text)
            case Note(text=text):
                noted.append(text)
            case Closed(outcome=outcome):
                ending = outcome
    return said, noted, ending


async def breaks(node: Node) -> list[str]:
    """What was said of breaks, in their order."""
    log = tables.presence_log.c
    rows = await node.services.store.read(
        lambda connection: connection.execute(
            select(log.reason).where(log.presence == "break").order_by(log.id)
        ).all()
    )
    return [row.reason for row in rows]
