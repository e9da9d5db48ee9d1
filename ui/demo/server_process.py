"""The server of a demo as a child process: started, asked, stopped; JSON lines both ways."""

import asyncio
import contextlib
import json
import subprocess
import sys
from pathlib import Path
from typing import IO, Any

READY_SECONDS = 60.0
"""A cold disk and a machine under load; a warm start takes two."""
STOP_SECONDS = 15.0


class ServerFailed(Exception):
    """The server did not start or did not answer; `log` is where it says why."""

    def __init__(self, log: Path) -> None:
        super().__init__(str(log))
        self.log = log


class ServerProcess:
    """The child. Ends with its parent: its input ends then."""

    def __init__(self, command: list[str], *, log: Path) -> None:
        log.parent.mkdir(parents=True, exist_ok=True)
        self._log = log
        self._errors: IO[bytes] = log.open("wb")
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
        await self._hear("played_out")

    async def prove(self, sent: list[dict[str, str]]) -> dict[str, Any]:
        """What both sides saw acknowledged against what the server holds."""
        self._tell({"kind": "prove", "sent": sent})
        return await self._hear("report")

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
        if self._process.stdin is None:
            raise ServerFailed(self._log)
        self._process.stdin.write(json.dumps(order).encode() + b"\n")
        self._process.stdin.flush()

    def _hear_blocking(self, kind: str) -> dict[str, Any]:
        if self._process.stdout is None:
            raise ServerFailed(self._log)
        for line in self._process.stdout:
            said: dict[str, Any] = json.loads(line)
            if said["kind"] == kind:
                return said
        raise ServerFailed(self._log)


def command(main: Path, options: dict[str, Any]) -> list[str]:
    """How the server of a demo is started."""
    return [sys.executable, str(main), "demo-server", json.dumps(options)]
