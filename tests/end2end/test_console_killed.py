"""`kill -9` of the console at any moment: what was entered goes out once and in order."""

import asyncio
import random
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from protocol.values import AuthorRole, Message
from tests.support.desk_server import DeskServer, serving
from tests.unit.console.world import World, conversation_id

HERE = conversation_id(0)
KILLS = 8
MANY = 100_000


@asynccontextmanager
async def typing(port: int, folder: Path, *, first: int, count: int) -> AsyncIterator[Process]:
    arguments = (str(port), str(folder), HERE, str(first), str(count))
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "tests.support.typing_console", *arguments, stdout=PIPE
    )
    try:
        yield process
    finally:
        if process.returncode is None:
            process.kill()
        await process.wait()


async def line_of(process: Process) -> str:
    assert process.stdout is not None
    return (await process.stdout.readline()).decode().strip()


async def test_what_was_entered_before_the_kill_is_said_once_and_in_order(tmp_path: Path) -> None:
    chance = random.Random(20_261_122)
    server = DeskServer(World())
    entered: list[int] = []
    async with serving(server):
        first = 0
        for _ in range(KILLS):
            async with typing(server.port, tmp_path, first=first, count=MANY) as console:
                for _ in range(chance.randrange(1, 40)):
                    entered.append(int((await line_of(console)).removeprefix("entered ")))
                server.unanswered = chance.randrange(2)
                console.kill()
                while line := await line_of(console):
                    entered.append(int(line.removeprefix("entered ")))
            first = entered[-1] + 1_000  # what was entered but not told keeps its number
        server.unanswered = 0
        async with typing(server.port, tmp_path, first=first, count=1) as console:
            entered.append(int((await line_of(console)).removeprefix("entered ")))
            assert await line_of(console) == "sent"
            assert await console.wait() == 0
    said = [
        int(entry.body.text)
        for entry in server.world[HERE].entries
        if entry.author.role is AuthorRole.AGENT and isinstance(entry.body, Message)
    ]
    assert said == sorted(set(said)), "doubled or out of order"
    assert set(entered) <= set(said), "lost"
