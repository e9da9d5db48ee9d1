"""A console process that holds a chat and passes it on, to be killed in the middle of it."""

import json
import signal
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from protocol import commands
from protocol.answers import EnteredVisit
from protocol.ids import ConversationId, new_id
from tests.support.nodes import PASSWORD
from tests.support.processes import Process
from tests.support.wire import connected


class Giver:
    """The console that is killed."""

    def __init__(self, port: int, folder: Path) -> None:
        arguments = ("-m", "tests.support.giving_console", str(port), str(folder))
        self._process = Process(*arguments, "elena", PASSWORD)

    async def start(self) -> None:
        """Begin, or begin again with what the one before left on the disk."""
        before = len(self._process.lines)
        await self._process.start()
        await self._process.heard("ready", after=before)

    async def does(self, what: str, word: str) -> str:
        """Have it do something; what it says then."""
        before = len(self._process.lines)
        await self._process.tell(what)
        return (await self._process.heard(word, after=before)).partition(" ")[2].strip()

    async def shows(self) -> dict[str, Any]:
        """What its desk shows."""
        shown: dict[str, Any] = json.loads(await self.does("look", "looks"))
        return shown

    async def kill(self) -> None:
        """`kill -9`."""
        await self._process.end(signal.SIGKILL)


@asynccontextmanager
async def giving(port: int, folder: Path) -> AsyncIterator[Giver]:
    """One that has begun, and is killed at the end whatever it does."""
    giver = Giver(port, folder)
    await giver.start()
    try:
        yield giver
    finally:
        await giver.kill()


async def entered(port: int) -> ConversationId:
    """A subscriber has come, and gone out of sight."""
    async with connected(f"ws://127.0.0.1:{port}/visit") as visit:
        told = await visit.ask(
            commands.Enter(
                request=visit.next_request(),
                client_id=new_id(),
                name="Анна Кольцова",
                phone="+7 975 000-41-17",
                topic="services",
            ),
            EnteredVisit,
        )
        return told.visit.conversation
