"""`kill -9` of the console at any moment: what was entered goes out once and in order."""

import asyncio
import random
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from protocol.bodies import Edited, Message, Note
from protocol.ids import ClientId
from protocol.people import AuthorRole
from tests.support.desk_server import DeskServer, serving
from tests.support.typing_console import EDITED_EVERY, MESSAGE, NOTE
from tests.unit.console.world import World, conversation_id

HERE, THERE = conversation_id(0), conversation_id(1)
KILLS = 8
MANY = 100_000


@asynccontextmanager
async def typing(port: int, folder: Path, *, first: int, count: int) -> AsyncIterator[Process]:
    arguments = (str(port), str(folder), HERE, str(first), str(count), THERE)
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
    for seq, note in ((MESSAGE, False), (NOTE, True)):
        server.world.send(ClientId(f"said-before-{seq}"), THERE, epoch=1, text="0", note=note)
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
    there = server.world[THERE].entries
    edits: dict[bool, list[int]] = {False: [], True: []}
    for entry in there:
        if isinstance(entry.body, Edited):
            edits[entry.body.of_note].append(int(entry.body.text))
    for went in (said, *edits.values()):
        assert went == sorted(set(went)), "doubled or out of order"
        mine = entered if went is said else [n for n in entered if not n % EDITED_EVERY]
        assert set(mine) <= set(went), "lost"
    words = {type(one.body): one.body for one in there if isinstance(one.body, Message | Note)}
    assert [int(words[kind].text) for kind in (Message, Note)] == [
        one[-1] for one in edits.values()
    ]
