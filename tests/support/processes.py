"""Programs as people run them: processes of their own, told to stop by a signal, or killed."""

import asyncio
import contextlib
import json
import os
import random
import signal
import socket
import sys
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).parents[2]
START_SECONDS = 180.0
HEAR_SECONDS = 1_200
"""An offer that ran out during a kill rests for half a minute before it is made again."""


@dataclass(slots=True)
class Serving:
    """A server's process, where it listens, and every line it has logged."""

    process: asyncio.subprocess.Process
    port: int = 0
    http_port: int = 0
    lines: list[str] = field(default_factory=list)


@asynccontextmanager
async def serving(
    data: Path, *options: str, program: Sequence[str] = (sys.executable, "main.py")
) -> AsyncIterator[Serving]:
    """`python main.py serve` on a prepared store; killed in the end if it has not stopped."""
    process = await asyncio.create_subprocess_exec(
        *program,
        "serve",
        *("--data", str(data), "--port", "0", "--http-port", "0", *options),
        cwd=ROOT,
        stdout=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.PIPE,
    )
    server = Serving(process)
    ready = asyncio.Event()
    try:
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(_listen(server, ready))
            try:
                async with asyncio.timeout(START_SECONDS):
                    await ready.wait()
                assert server.port, server.lines
                yield server
            finally:
                if process.returncode is None:
                    process.kill()
    finally:
        await process.wait()


async def _listen(server: Serving, ready: asyncio.Event) -> None:
    assert server.process.stderr is not None
    async for raw in server.process.stderr:
        line = raw.decode()
        server.lines.append(line)
        if '"serving"' in line:
            said = json.loads(line)
            server.port, server.http_port = said["port"], said["http_port"]
            ready.set()
    ready.set()


LINE_BYTES = 64 * 1024 * 1024
"""All that a window shows is one line: the longer a run, the longer."""


class Process:
    """A child that is started, listened to, killed and started again."""

    def __init__(self, *arguments: str) -> None:
        self._arguments = arguments
        self.lines: list[str] = []
        self._process: asyncio.subprocess.Process | None = None
        self._reader: asyncio.Task[None] | None = None
        self._news = asyncio.Event()
        self._ended = True
        """By whoever started it, who may start it again; or not yet begun."""

    async def start(self) -> None:
        self._process = await asyncio.create_subprocess_exec(
            sys.executable,
            *self._arguments,
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.STDOUT,
            limit=LINE_BYTES,
            cwd=ROOT,
        )
        self._reader = asyncio.get_running_loop().create_task(self._read(self._process))
        self._ended = False

    @property
    def begun(self) -> bool:
        """Whether it was ever started."""
        return self._process is not None

    async def heard(self, word: str, *, after: int) -> str:
        """The first line with this word from a place on."""
        try:
            async with asyncio.timeout(HEAR_SECONDS):
                while True:
                    for line in self.lines[after:]:
                        if word in line:
                            return line
                    if self._reader is not None and self._reader.done() and not self._ended:
                        raise AssertionError(f"ended without {word!r}: {self.lines[-20:]}")
                    self._news.clear()
                    await self._news.wait()
        except TimeoutError:
            raise AssertionError(f"never heard {word!r}; last {self.lines[-20:]}") from None

    async def tell(self, line: str) -> None:
        assert self._process is not None
        assert self._process.stdin is not None
        self._process.stdin.write(line.encode() + b"\n")
        await self._process.stdin.drain()

    async def end(self, number: signal.Signals) -> int:
        """Send a signal and wait for the end; says the exit code."""
        assert self._process is not None
        assert self._reader is not None
        self._ended = True
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
        try:
            # What a kill cut in the middle is no line: nobody was told.
            while (line := await process.stdout.readline()).endswith(b"\n"):
                self.lines.append(line.decode().rstrip("\n"))
                self._news.set()
        finally:
            self._news.set()


@asynccontextmanager
async def ended(processes: list[Process]) -> AsyncIterator[None]:
    """None of them outlives a failure of the block."""
    try:
        yield
    except BaseException:
        for process in processes:
            if process.begun:
                await process.end(signal.SIGKILL)
        raise


# Below the ports that the system gives to connections and to who asks for any: on one of those a
# process could not start again once somebody else, or its own client, had been given it meanwhile.
_PORTS = iter(random.Random(os.getpid()).sample(range(20_000, 32_000), 12_000))


def free_port() -> int:
    """A port that a process can be started on again and again."""
    for port in _PORTS:
        with socket.socket() as found, contextlib.suppress(OSError):
            found.bind(("127.0.0.1", port))
            return port
    raise LookupError("no port is free")
