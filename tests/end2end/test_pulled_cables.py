"""Two agents work real windows while their cables are pulled and hang: nothing lost or doubled."""

import asyncio
import json
import random
import signal
from pathlib import Path

import pytest

from protocol.ids import ConversationId
from protocol.people import Role
from tests.support.cable import Cable, cable
from tests.support.nodes import PASSWORD, config_in, prepare
from tests.support.processes import Process, ended, free_port
from tests.support.stored_logs import read_texts
from tests.support.visitors import Visitor

AGENTS = ("elena", "timur")
VISITORS = 6
FAULTS, TEXTS = 25, 30
"""Of each cable and into each window, at least: a slow machine takes its time."""
SEED = 20_261_122


async def suffer(one: Cable, window: Process, chance: random.Random) -> None:
    """Faults with a little peace between them until enough has happened; in the end it is whole."""
    faults = 0
    while faults < FAULTS or len(texts_of(window, "entered ")) < TEXTS:
        faults += 1
        await asyncio.sleep(chance.uniform(0.2, 1.2))
        if chance.randrange(3):
            one.pull()
        else:
            one.hang()
        await asyncio.sleep(chance.choice((0.05, 0.3, 0.8)))
        if chance.randrange(2):
            one.pull()
        one.mend()


def texts_of(process: Process, word: str) -> list[str]:
    return [line.removeprefix(word) for line in process.lines if line.startswith(word)]


@pytest.mark.timeout(1800)
async def test_pulled_cables_lose_double_and_reorder_nothing(tmp_path: Path) -> None:
    chance = random.Random(SEED)
    port = free_port()
    config = config_in(tmp_path / "server")
    await asyncio.to_thread(prepare, config, dict.fromkeys(AGENTS, Role.AGENT))
    server = Process(
        *("main.py", "serve", "--data", str(config.data), "--port", str(port)),
        *("--http-port", "0", "--offer-seconds", "5"),
    )
    visitors = [
        Visitor(f"visitor-{number}", f"ws://127.0.0.1:{port}/visit") for number in range(VISITORS)
    ]
    async with cable(port) as elenas, cable(port) as timurs:
        cables = dict(zip(AGENTS, (elenas, timurs), strict=True))
        windows = {
            login: Process(
                *("-m", "tests.support.window_process", str(one.port), str(tmp_path / login)),
                *(login, PASSWORD),
            )
            for login, one in cables.items()
        }
        async with ended([server, *windows.values()]):
            await server.start()
            await server.heard('"serving"', after=0)
            async with asyncio.TaskGroup() as tasks:
                for window in windows.values():
                    await window.start()
                for visitor in visitors:
                    tasks.create_task(visitor.write())
                for window in windows.values():
                    await window.heard("entered", after=0)
                async with asyncio.TaskGroup() as faults:
                    for login, one in cables.items():
                        faults.create_task(suffer(one, windows[login], chance))
                for visitor in visitors:
                    visitor.stopping.set()
            # With whole cables a chat that is long enough is finished, if none was before.
            while not any(texts_of(window, "closed ") for window in windows.values()):  # noqa: ASYNC110 - lines of two processes
                await asyncio.sleep(0.1)
            states: dict[str, dict[str, list[str]]] = {}
            for login, window in windows.items():
                before = len(window.lines)
                await window.tell("stop")
                said = await window.heard("state ", after=before)
                states[login] = json.loads(said.removeprefix("state "))
                assert await window.wait() == 0
            assert await server.end(signal.SIGTERM) == 0

    logs = read_texts(config.url(), [visitor.conversation for visitor in visitors])
    for visitor in visitors:
        written = [text for text in logs[visitor.conversation] if text.startswith(visitor.name)]
        assert written == visitor.acknowledged
    # One of them may have none left: what he had was given away while his cable hung.
    assert any(states.values())
    for login, window in windows.items():
        entered, dropped = (set(texts_of(window, word)) for word in ("entered ", "dropped "))
        stored = [text for log in logs.values() for text in log if text.startswith(login)]
        assert len(entered) >= TEXTS
        assert len(stored) == len(set(stored)), "doubled"
        assert set(stored) == entered - dropped, "lost, or said although it was given up"
        for log in logs.values():
            numbers = [int(text.split()[1]) for text in log if text.startswith(login)]
            assert numbers == sorted(numbers), "reordered"
        for conversation, shown in states[login].items():
            assert shown
            assert shown == logs[ConversationId(conversation)][-len(shown) :]
