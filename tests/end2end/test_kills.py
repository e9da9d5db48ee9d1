"""Server and console are killed during traffic, again and again: nothing lost, doubled, moved."""

import asyncio
import itertools
import json
import random
import signal
import socket
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from websockets.exceptions import WebSocketException

from protocol import commands
from protocol.answers import Done, EnteredVisit
from protocol.ids import ConversationId, new_id
from protocol.values import Message, Role
from server_stub.channels.visits import LEVEL
from server_stub.storage import conversations, reading
from server_stub.storage.engine import reading_engine
from tests.support.nodes import PASSWORD, config_in, prepare
from tests.support.wire import connected

ROOT = Path(__file__).resolve().parents[2]
SERVER_KILLS = 30
CONSOLE_KILLS = 30
VISITORS = 6
AGENTS = ("elena", "timur")
HEAR_SECONDS = 90
"""An offer that ran out during a kill rests for half a minute before it is made again."""
UP_SECONDS = (0.1, 0.5)
"""How long a process may live after it was ready to work."""


class Process:
    """A child that is started, listened to, killed and started again."""

    def __init__(self, *arguments: str) -> None:
        self._arguments = arguments
        self.lines: list[str] = []
        self._process: asyncio.subprocess.Process | None = None
        self._reader: asyncio.Task[None] | None = None
        self._news = asyncio.Event()

    async def start(self) -> None:
        self._process = await asyncio.create_subprocess_exec(
            sys.executable,
            *self._arguments,
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.STDOUT,
            cwd=ROOT,
        )
        self._reader = asyncio.get_running_loop().create_task(self._read(self._process))

    async def heard(self, word: str, *, after: int) -> str:
        """The first line with this word from a place on."""
        async with asyncio.timeout(HEAR_SECONDS):
            while True:
                for line in self.lines[after:]:
                    if word in line:
                        return line
                self._news.clear()
                await self._news.wait()

    async def tell(self, line: str) -> None:
        assert self._process is not None
        assert self._process.stdin is not None
        self._process.stdin.write(line.encode() + b"\n")
        await self._process.stdin.drain()

    async def end(self, number: signal.Signals) -> int:
        """Send a signal and wait for the end; says the exit code."""
        assert self._process is not None
        assert self._reader is not None
        if self._process.returncode is None:
            self._process.send_signal(number)
        code = await self._process.wait()
        await self._reader
        return code

    async def wait(self) -> int:
        assert self._process is not None
        assert self._reader is not None
        code = await self._process.wait()
        await self._reader
        return code

    async def _read(self, process: asyncio.subprocess.Process) -> None:
        assert process.stdout is not None
        # What a kill cut in the middle is no line: nobody was told.
        while (line := await process.stdout.readline()).endswith(b"\n"):
            self.lines.append(line.decode().rstrip("\n"))
            self._news.set()


class Visitor:
    """A subscriber who writes numbered messages and sends each until it is acknowledged."""

    def __init__(self, name: str, url: str) -> None:
        self.name = name
        self.url = url
        self.conversation = ConversationId("")
        self.acknowledged: list[str] = []
        self.stopping = asyncio.Event()
        self._entering = new_id()
        self._token = ""
        self._unacknowledged: tuple[str, str] | None = None

    async def write(self) -> None:
        """Until told to stop and everything is acknowledged, through any reconnects."""
        numbers = itertools.count()
        while not (self.stopping.is_set() and self._unacknowledged is None):
            try:
                await self._one_connection(numbers)
            except (OSError, WebSocketException, AssertionError, ExceptionGroup, TimeoutError):
                await asyncio.sleep(0.05)

    async def _one_connection(self, numbers: "itertools.count[int]") -> None:
        async with connected(self.url) as client:
            request = client.next_request()
            opening = (
                commands.ResumeVisit(request=request, token=self._token)
                if self._token
                else commands.Enter(
                    request=request,
                    client_id=self._entering,
                    name=self.name,
                    phone="+7 975 000-41-17",
                    topic="services",
                )
            )
            entered = await client.ask(opening, EnteredVisit)
            self._token = entered.token
            assert self.conversation in ("", entered.visit.conversation)
            self.conversation = entered.visit.conversation
            while not (self.stopping.is_set() and self._unacknowledged is None):
                if self._unacknowledged is None:
                    self._unacknowledged = (new_id(), f"{self.name} {next(numbers)}")
                client_id, text = self._unacknowledged
                await client.ask(
                    commands.VisitSend(
                        request=client.next_request(), client_id=client_id, text=text
                    ),
                    Done,
                )
                self.acknowledged.append(text)
                self._unacknowledged = None
                await asyncio.sleep(0.1)


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


@asynccontextmanager
async def ended(processes: list[Process]) -> AsyncIterator[None]:
    """None of them outlives a failure of the block."""
    try:
        yield
    except BaseException:
        for process in processes:
            await process.end(signal.SIGKILL)
        raise


@pytest.mark.timeout(400)
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
        for visitor in visitors:
            tasks.create_task(visitor.write())
        # Whoever is killed must have somebody to write to before the other takes them all.
        await consoles[0].heard("entered", after=0)
        await consoles[1].start()
        await first
        await second
        for visitor in visitors:
            visitor.stopping.set()
    async with ended([server, *consoles]):
        states: dict[str, list[str]] = {}
        for console in consoles:
            before = len(console.lines)
            await console.tell("stop")
            states |= json.loads(
                (await console.heard("state ", after=before)).removeprefix("state ")
            )
            assert await console.wait() == 0
        assert await server.end(signal.SIGTERM) == 0

    logs = read_logs(config.url(), [visitor.conversation for visitor in visitors])
    for visitor in visitors:
        written = [text for text in logs[visitor.conversation] if text.startswith(visitor.name)]
        assert written == visitor.acknowledged
    entered = [
        line.removeprefix("entered ")
        for console in consoles
        for line in console.lines
        if line.startswith("entered ")
    ]
    assert len(entered) > SERVER_KILLS + CONSOLE_KILLS
    for conversation, log in logs.items():
        replies = [text for text in log if text.startswith(conversation)]
        assert len(replies) == len(set(replies)), "doubled"
        assert replies == sorted(replies, key=number_of), "reordered"
        wanted = {text for text in entered if text.startswith(conversation)}
        assert wanted <= set(replies), "lost"
        # What was on its way to the disk at a kill may be there or not; nothing else is.
        assert len(set(replies) - wanted) <= CONSOLE_KILLS
    for shown_in, shown in states.items():
        assert shown == logs[ConversationId(shown_in)][-len(shown) :]
    failures = [line for console in consoles for line in console.lines if "failure" in line]
    assert failures == []


def number_of(text: str) -> int:
    return int(text.rpartition(" ")[2])


def read_logs(url: str, wanted: list[ConversationId]) -> dict[ConversationId, list[str]]:
    """What the store holds, after checking that its numbers have no hole."""
    engine = reading_engine(url)
    logs: dict[ConversationId, list[str]] = {}
    try:
        with engine.begin() as connection:
            for conversation in wanted:
                found = conversations.load(connection, {conversation})[conversation]
                entries, after, more = [], 0, True
                while more:
                    page = reading.page(connection, found, after_rev=after, level=LEVEL + 1)
                    entries += page.entries
                    after, more = page.through, page.more
                assert [entry.seq for entry in entries] == list(range(1, found.last_seq + 1))
                logs[conversation] = [
                    entry.body.text for entry in entries if isinstance(entry.body, Message)
                ]
    finally:
        engine.dispose()
    return logs


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port
