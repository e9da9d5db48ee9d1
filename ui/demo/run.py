"""Runs a demo: the server's process, the console beside it, and without a screen the proof."""

import asyncio
import json
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from console.core.link_state import LinkPhase
from protocol.values import Presence
from ui.app import Console, run_console
from ui.demo.automatic_agent import AutomaticAgent, Stuck
from ui.demo.pictures import Pictures
from ui.demo.script import Script
from ui.demo.server_process import ServerFailed, ServerProcess
from ui.options import ConsoleOptions
from ui.shell.desk_window import DeskWindow
from ui.shell.frame import SIZE

APPEAR_SECONDS = 30.0
"""What signing in and catching up may take on a machine under load."""
PLAY_OUT_SECONDS = 300.0
"""What those who are in may take to the end of their dialogs."""

_FIGURES = (
    "conversations",
    "messages_in",
    "messages_out",
    "ack_ms",
    "unanswered",
    "lost",
    "doubled",
    "reordered",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoRun:
    """How to run it; with `seconds` an automatic agent works, and the proof is printed."""

    profile: Path
    language: str
    script: Script
    started: float
    """When the command began, by `time.monotonic()`."""
    offscreen: bool = False
    seconds: float | None = None
    screenshots: Path | None = None
    as_json: bool = False


def run_demo(run: DemoRun, server: ServerProcess) -> int:
    """Run until the console is quit or the time is up; the exit code."""
    try:
        ready = server.ready_blocking()
        demo = _Demo(run, server)
        code = run_console(
            ConsoleOptions(
                server=f"ws://127.0.0.1:{ready['port']}",
                language=run.language,
                profile=run.profile,
                login=ready["login"],
                password=ready["password"],
                offscreen=run.offscreen,
                companion=demo.accompany,
            )
        )
        return code or demo.code
    except ServerFailed as error:
        sys.stderr.write(f"The server of the demo failed; it says why in {error.log}\n")
        return 1
    finally:
        server.stop_blocking()


class _Demo:
    """What goes on beside the window."""

    def __init__(self, run: DemoRun, server: ServerProcess) -> None:
        self._run = run
        self._server = server
        self._usable_ms = 0
        self.code = 0

    async def accompany(self, console: Console) -> None:
        """Put the agent on line; then leave him alone, or do his work and prove it."""
        if self._run.offscreen:
            # An offscreen screen is smaller than any desk's.
            console.frame.resize(SIZE)
        pictures = Pictures(console.frame, self._run.screenshots or Path())
        if self._run.screenshots is not None:
            await pictures.take("sign-in")
        desk = await self._desk(console)
        self._usable_ms = round((time.monotonic() - self._run.started) * 1000)
        if not self._run.as_json:
            sys.stdout.write(
                f"The desk could be used {self._usable_ms / 1000:.1f} s after the start.\n"
            )
            sys.stdout.flush()
        if self._run.seconds is None:
            await console.session.set_presence(Presence.ONLINE)
            await asyncio.Event().wait()
            return
        try:
            await self._work(desk, pictures, self._run.seconds)
        except* Stuck as stuck:
            steps = ", ".join(str(one) for one in stuck.exceptions)
            sys.stderr.write(f"The automatic agent is stuck: {steps}\n")
            self.code = 1

    async def _work(self, desk: DeskWindow, pictures: Pictures, seconds: float) -> None:
        agent = AutomaticAgent(desk, self._run.script)
        loop = asyncio.get_running_loop()
        started = loop.time()
        try:
            async with asyncio.TaskGroup() as tasks:
                working = tasks.create_task(agent.work())
                await asyncio.sleep(seconds / 2)
                if self._run.screenshots is not None:
                    async with agent.hands:
                        await pictures.take_desk(desk, self._run.script.searches[0])
                await asyncio.sleep(max(0.0, started + seconds - loop.time()))
                await self._play_out(desk)
                working.cancel()
            report = await self._server.prove(agent.sent)
        finally:
            agent.close()
        self._tell(report, agent)

    async def _play_out(self, desk: DeskWindow) -> None:
        try:
            async with asyncio.timeout(PLAY_OUT_SECONDS):
                await self._server.finish()
                # The outbox empties by acknowledgements that the store tells of one by one.
                while any(True for _ in desk.session.store.outgoing()):  # noqa: ASYNC110
                    await asyncio.sleep(0.05)
        except TimeoutError:
            raise Stuck("everyone who came in has gone") from None

    def _tell(self, report: dict[str, Any], agent: AutomaticAgent) -> None:
        figures = {name: report[name] for name in _FIGURES} | {"usable_ms": self._usable_ms}
        wrong = [name for name in ("unanswered", "lost", "doubled", "reordered") if figures[name]]
        self.code = 1 if wrong else 0
        if not self._run.as_json:
            sys.stdout.write(
                f"Conversations: {figures['conversations']}, left unanswered: {report['left']}."
                f" Messages in: {figures['messages_in']}, out: {figures['messages_out']}."
                f" Profiles opened: {len(agent.profiles)}, searches: {len(agent.found)}.\n"
            )
        sys.stdout.write(json.dumps(figures) + "\n")

    async def _desk(self, console: Console) -> DeskWindow:
        async with asyncio.timeout(APPEAR_SECONDS):
            while True:
                desk = console.desk
                if desk is not None and console.session.store.link.phase is LinkPhase.CAUGHT_UP:
                    return desk
                await asyncio.sleep(0.02)
