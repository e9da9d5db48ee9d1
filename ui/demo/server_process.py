"""The server of a demo as a child process: started, asked, stopped; JSON lines both ways."""

import asyncio
import contextlib
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import IO, Any

STOP_SECONDS = 15.0
LOG_BYTES = 1024 * 1024
"""Of a log to which another start still adds: some days of demos."""
MOST_LOG_BYTES = 8 * LOG_BYTES
"""Of a log that is written to now: a server in trouble says the same thing for hours."""

GLANCE_SECONDS = 0.1
"""How soon it is noticed that the server is gone."""


class ServerFailed(Exception):
    """The server did not start, or is gone.

    Attributes:
        reason: its last words, if they were for people.
        code: its exit code; below zero the signal that has ended it, turned negative.
        log: where it says more.
    """

    def __init__(self, reason: str, *, code: int, log: Path) -> None:
        super().__init__(reason)
        self.reason = reason
        self.code = code
        self.log = log


class ServerProcess:
    """The child. Ends with its parent: its input ends then."""

    def __init__(self, command: list[str], *, log: Path) -> None:
        log.parent.mkdir(parents=True, exist_ok=True)
        _make_room(log)
        self._log = log
        # Added to: the one who has the folder already goes on writing there.
        self._errors: IO[bytes] = log.open("ab")
        self._log_began = self._errors.tell()
        # Apart from the terminal: Ctrl+C there is for the console, which lets its server go.
        self._process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._errors,
            start_new_session=True,
            creationflags=getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0),
        )

    def ready_blocking(self) -> dict[str, Any]:
        """Wait until it can be used; where, and as whom. Raises `ServerFailed`."""
        return self._hear_blocking("ready")

    async def finish(self) -> None:
        """Let nobody else in; returns when everyone who is in has gone.

        Cancelled, it ends the server.
        """
        self._tell({"kind": "finish"})
        await self.played_out()

    async def played_out(self) -> None:
        """Wait until everyone who was to come has come and gone. Cancelled, it ends the server."""
        await self._hear("played_out")

    async def prove(self, sent: list[dict[str, str]]) -> dict[str, Any]:
        """What both sides saw acknowledged against what the server holds."""
        self._tell({"kind": "prove", "sent": sent})
        return await self._hear("report")

    async def ended(self) -> ServerFailed:
        """Wait until it is gone, whatever has ended it."""
        # Asked for by glances: Windows cannot wait for a process in an event loop.
        while self._process.poll() is None:
            await asyncio.sleep(GLANCE_SECONDS)
            self._cut_log()
        return self._failure_blocking()

    def _cut_log(self) -> None:
        """Put aside what the running server has written; it goes on in the empty file.

        All who write open it to be added to, so nobody leaves a gap. A line that is written between
        the two steps is lost.
        """
        with contextlib.suppress(OSError):
            if self._log.stat().st_size >= MOST_LOG_BYTES:
                shutil.copyfile(self._log, self._log.with_name(f"{self._log.name}.old"))
                os.truncate(self._log, 0)
                self._log_began = 0

    def stop_blocking(self) -> None:
        """End it, politely first. Idempotent."""
        self._let_go()
        try:
            self._process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        if self._process.stdout is not None:
            self._process.stdout.close()
        self._errors.close()

    def _let_go(self) -> None:
        """It stops by itself when there is nobody to obey. Idempotent."""
        if self._process.stdin is not None and not self._process.stdin.closed:
            # It may be gone before what it was told has reached it.
            with contextlib.suppress(BrokenPipeError):
                self._process.stdin.close()

    async def _hear(self, kind: str) -> dict[str, Any]:
        loop = asyncio.get_running_loop()
        try:
            return await loop.run_in_executor(None, self._hear_blocking, kind)
        except asyncio.CancelledError:
            # The event loop joins its threads at the end, and this one reads until the server ends.
            self._let_go()
            raise

    def _tell(self, order: dict[str, Any]) -> None:
        try:
            _open(self._process.stdin).write(json.dumps(order).encode() + b"\n")
            _open(self._process.stdin).flush()
        except BrokenPipeError:
            raise self._failure_blocking() from None

    def _hear_blocking(self, kind: str) -> dict[str, Any]:
        for line in _open(self._process.stdout):
            said: dict[str, Any] = json.loads(line)
            if said["kind"] == kind:
                return said
        raise self._failure_blocking()

    def _failure_blocking(self) -> ServerFailed:
        """It says nothing more: how it ended."""
        code = self._process.wait(STOP_SECONDS)
        with self._log.open("rb") as log:
            log.seek(self._log_began)
            lines = log.read().decode("utf-8", "replace").splitlines()
        # Its log is of JSON lines; what it says to people is not.
        words = [line for line in lines[-1:] if not line.startswith("{")]
        return ServerFailed("".join(words), code=code, log=self._log)


def _make_room(log: Path) -> None:
    """Put a long log aside, in place of the one before it."""
    # Windows does not let go of a log in use: it makes room at another start.
    with contextlib.suppress(FileNotFoundError, PermissionError):
        if log.stat().st_size >= LOG_BYTES:
            log.replace(log.with_name(f"{log.name}.old"))


def _open(pipe: IO[bytes] | None) -> IO[bytes]:
    if pipe is None:
        raise ValueError("the server was started without its pipes")
    return pipe


def command(main: Path, options: dict[str, Any]) -> list[str]:
    """How the server of a demo is started."""
    return [sys.executable, str(main), "demo-server", json.dumps(options)]
