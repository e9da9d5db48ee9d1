"""Translators of tests: real programs, each of which does one thing, and a real address."""

import asyncio
import fcntl
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

_PROGRAM = """#!{python}
import fcntl, json, os, sys, time
question = json.load(sys.stdin)
{work}
"""
ANSWERS = 'print(json.dumps({"text": question["into"] + ": " + question["text"].upper()}))'
IS_SILENT = "pass"
IS_NONSENSE = 'print("<html>")'
FLOODS = 'sys.stdout.write("x" * 1_000_000)'
HANGS = """
held = open(__file__ + ".held", "w")
fcntl.flock(held, fcntl.LOCK_EX)
if not os.fork():
    time.sleep(600)  # a script's child, with the same output open and the same lock
held.write("by both")
held.flush()
time.sleep(600)
"""


def program_in(folder: Path, work: str) -> Path:
    """A program that does this with each question."""
    path = folder / "translate"
    path.write_text(_PROGRAM.format(python=sys.executable, work=work))
    path.chmod(0o700)
    return path


def hangs(program: Path) -> bool:
    """Whether it, or what it has started, is there and does not end."""
    held = Path(f"{program}.held")
    if not held.exists():
        return False
    with held.open() as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return bool(held.read_text())
    return False


@asynccontextmanager
async def address_that(answer: Callable[[bytes], bytes | None]) -> AsyncIterator[str]:
    """An address of this machine; what it is asked becomes a whole response, or a silence."""
    silence = asyncio.Event()

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = await reader.readuntil(b"\r\n\r\n")
        (length,) = [
            int(line.split(b":")[1])
            for line in head.splitlines()
            if line.lower().startswith(b"content-length:")
        ]
        told = answer(await reader.readexactly(length))
        if told is None:
            await reader.read()  # until nobody waits any more
            silence.set()
        else:
            writer.write(told)
        writer.close()

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    async with server:
        yield f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/translate"
        server.close()


def response(body: bytes, *, status: str = "200 OK") -> bytes:
    """Of an ordinary HTTP server."""
    return b"HTTP/1.1 %s\r\nContent-Length: %d\r\n\r\n%s" % (status.encode(), len(body), body)
