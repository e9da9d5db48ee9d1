"""The server as its operator runs it: a process of its own, told to stop by a signal."""

import asyncio
import json
import sys
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).parents[2]
START_SECONDS = 30.0


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
