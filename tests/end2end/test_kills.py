"""Server and console are killed during traffic, again and again: nothing lost, doubled, moved."""

import asyncio
import json
import random
import signal
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from protocol.people import Role
from tests.support.nodes import PASSWORD, config_in, prepare
from tests.support.processes import HEAR_SECONDS, Process, ended, free_port
from tests.support.said_and_stored import check_texts
from tests.support.visitors import Visitor

SERVER_KILLS = 30
CONSOLE_KILLS = 30
VISITORS = 6
AGENTS = ("elena", "timur")
UP_SECONDS = (0.1, 0.5)
"""How long a process may live after it was ready to work."""


@asynccontextmanager
async def killed_now_and_then(
    process: Process, *, ready: str, times: int, chance: random.Random
) -> AsyncIterator["asyncio.Task[None]"]:
    """Kill it so many times while it works; at the end of the block it runs."""

    async def kill() -> None:
        for _ in range(times):
            before = len(process.lines)
            await process.start()
            await process.heard(ready, after=before)
            await asyncio.sleep(chance.uniform(*UP_SECONDS))
            await process.end(signal.SIGKILL)
        before = len(process.lines)
        await process.start()
        await process.heard(ready, after=before)

    killing = asyncio.get_running_loop().create_task(kill())
    try:
        yield killing
    finally:
        killing.cancel()
        await asyncio.gather(killing, return_exceptions=True)


# Each wait has a limit of its own: sixty starts of a program take what the machine has to give.
@pytest.mark.timeout(0)
async def test_thirty_kills_of_each_side_lose_nothing(tmp_path: Path) -> None:
    chance = random.Random(20261122)
    port, http_port = free_port(), free_port()
    config = config_in(tmp_path / "server")
    await asyncio.to_thread(prepare, config, dict.fromkeys(AGENTS, Role.AGENT))
    server = Process(
        *("main.py", "serve", "--data", str(config.data), "--port", str(port)),
        *("--http-port", str(http_port), "--offer-seconds", "5"),
    )
    consoles = [
        Process(
            *("-m", "tests.support.console_process", str(port), str(tmp_path / login)),
            *(login, PASSWORD),
        )
        for login in AGENTS
    ]
    visitors = [
        Visitor(f"visitor-{number}", f"ws://127.0.0.1:{port}/visit") for number in range(VISITORS)
    ]
    async with (
        ended([server, *consoles]),
        killed_now_and_then(server, ready='"serving"', times=SERVER_KILLS, chance=chance) as first,
        killed_now_and_then(
            consoles[0], ready="entered", times=CONSOLE_KILLS, chance=chance
        ) as second,
        asyncio.TaskGroup() as tasks,
    ):
        writing = [tasks.create_task(visitor.write()) for visitor in visitors]
        # Whoever is killed must have somebody to write to before the other takes them all.
        await consoles[0].heard("entered", after=0)
        await consoles[1].start()
        await first
        await second
        for visitor in visitors:
            visitor.stopping.set()
        async with asyncio.timeout(HEAR_SECONDS):
            await asyncio.wait(writing)
    async with ended([server, *consoles]), asyncio.timeout(2 * HEAR_SECONDS):
        states: dict[str, list[str]] = {}
        for console in consoles:
            before = len(console.lines)
            await console.tell("stop")
            states |= json.loads(
                (await console.heard("state ", after=before)).removeprefix("state ")
            )
            assert await console.wait() == 0
        assert await server.end(signal.SIGTERM) == 0

    entered = check_texts(config.url(), visitors, consoles, states, in_doubt=CONSOLE_KILLS)
    assert entered > SERVER_KILLS + CONSOLE_KILLS
