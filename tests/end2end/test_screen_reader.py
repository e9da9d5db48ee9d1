"""A chat is taken, answered and finished by names and roles alone, over AT-SPI on a real screen."""

import asyncio
import os
import sys
from pathlib import Path

import pytest
from sqlalchemy import Connection

from protocol import commands
from protocol.answers import Answer, Done, EnteredVisit, VisitChanged
from protocol.bodies import Closed, EntryBody, Message
from protocol.conversations import ConversationState
from protocol.ids import ConversationId, TopicId, new_id
from protocol.people import Role
from server_stub.app import Node
from server_stub.domain.conversation import LogEntry
from server_stub.storage import conversations
from tests.support import screen_reader
from tests.support.nodes import PASSWORD, node_in
from tests.support.screen_reader import ScreenReader
from tests.support.wire import WireClient, connected

_ROOT = Path(__file__).parents[2]
_PATIENCE_SECONDS = 180.0
_CHAT, _QUESTION = ("panel", "Chat with "), ("dialog", "Finish the chat with ")
_REPLY = "Good day! I shall look at it at once."
_THANKS = "Thank you, it works again"
_REMARK = "Restarted the modem"


@pytest.mark.skipif(
    bool(screen_reader.missing()),
    reason=f"no screen to read aloud without {', '.join(screen_reader.missing())}",
)
async def test_a_chat_is_taken_answered_and_finished_by_names_alone(tmp_path: Path) -> None:
    with screen_reader.screen() as around:
        async with node_in(tmp_path / "server", {"elena": Role.AGENT}) as node:
            console = await asyncio.create_subprocess_exec(
                *(sys.executable, "main.py", "console", "--language", "en"),
                *("--profile", str(tmp_path / "console"), "--server", f"127.0.0.1:{node.port}"),
                cwd=_ROOT,
                env=os.environ | around,
            )
            try:
                with ScreenReader(around["DBUS_SESSION_BUS_ADDRESS"]) as reader:
                    await asyncio.to_thread(sign_in, reader)
                    conversation = await be_served(node, reader)
            finally:
                console.terminate()
                await console.wait()
            assert await ending(node, conversation) == Closed(
                outcome="solved", topic=TopicId("services"), comment=_REMARK
            )


async def be_served(node: Node, reader: ScreenReader) -> ConversationId:
    """A subscriber comes in, is answered, and writes once more while his chat is being finished."""
    async with connected(f"ws://127.0.0.1:{node.port}/visit") as visitor:
        conversation = await enter(visitor)
        await asyncio.to_thread(take_and_answer, reader)
        await visitor.until(is_replied, seconds=_PATIENCE_SECONDS)
        await asyncio.to_thread(begin_to_finish, reader)
        await say(visitor, _THANKS)
        await asyncio.to_thread(read_and_finish, reader)
        return conversation


def sign_in(reader: ScreenReader) -> None:
    reader.write("text", "Login", "elena")
    reader.write("text", "Password", PASSWORD)
    reader.press("push button", "Sign in")
    reader.press("push button", "Go online")


def take_and_answer(reader: ScreenReader) -> None:
    reader.press("push button", "Take the chat with ")
    reader.wait_to_hear("filler", "Conversation", "My Internet is gone")
    reader.write("text", "A reply to the subscriber", _REPLY)
    reader.press("push button", "Send")


def begin_to_finish(reader: ScreenReader) -> None:
    reader.press("push button", "Finish", within=_CHAT)
    reader.write("text", "Comment for colleagues", _REMARK, within=_QUESTION)


def read_and_finish(reader: ScreenReader) -> None:
    """The subscriber writes meanwhile: that is read first, and the question asked once more."""
    reader.wait_for("label", "The subscriber has written: go back")
    reader.press("push button", "Cancel", within=_QUESTION)
    reader.wait_to_hear("filler", "Conversation", _THANKS)
    reader.press("push button", "Finish", within=_CHAT)
    reader.press("push button", "Finish", within=_QUESTION)
    reader.wait_for("list item", "Mine, 0")


async def enter(visitor: WireClient) -> ConversationId:
    """A subscriber comes in with a complaint."""
    entered = await visitor.ask(
        commands.Enter(
            request=visitor.next_request(),
            client_id=new_id(),
            name="Anna Koltsova",
            phone="+7 975 000-41-17",
            topic="services",
        ),
        EnteredVisit,
    )
    await say(visitor, "My Internet is gone")
    return entered.visit.conversation


async def say(visitor: WireClient, text: str) -> None:
    await visitor.ask(
        commands.VisitSend(request=visitor.next_request(), client_id=new_id(), text=text), Done
    )


def is_replied(told: Answer) -> bool:
    """The subscriber has been told what was written in the field, word for word."""
    return isinstance(told, VisitChanged) and any(
        isinstance(entry.body, Message) and entry.body.text == _REPLY for entry in told.entries
    )


async def ending(node: Node, conversation: ConversationId) -> EntryBody:
    """How it ended, by the last line of its log on the server."""
    found = await node.services.store.read(lambda connection: newest(connection, conversation))
    assert found is not None
    return found.body


def newest(connection: Connection, conversation: ConversationId) -> LogEntry | None:
    one = conversations.load(connection, {conversation})[conversation]
    assert one.state is ConversationState.CLOSED
    return conversations.entry_at(connection, conversation, one.last_seq)
