"""Runs a demo: the server's process, the console beside it, and without a screen the proof."""

import asyncio
import json
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from PySide6.QtCore import QCoreApplication

from console.core.errors import LinkError
from console.core.link_state import LinkPhase
from console.core.tasks import Spawn, run_together
from protocol.people import Presence
from ui.app import Console, run_console
from ui.demo.automatic_agent import AutomaticAgent, Stuck
from ui.demo.pictures import PictureNotSaved, Pictures
from ui.demo.script import Script
from ui.demo.server_process import ServerFailed, ServerProcess
from ui.demo.verdict import Verdict
from ui.options import ConsoleOptions
from ui.shell.desk_window import DeskWindow
from ui.shell.frame import SIZE
from ui.widgets.ground import Tone

translate = QCoreApplication.translate

_Error = TypeVar("_Error", bound=Exception)

APPEAR_SECONDS = 120.0
"""What signing in and catching up may take on a machine under load."""
PLAY_OUT_SECONDS = 600.0
"""What seeing off those who are in may take on a machine under load: ten seconds on a quiet one."""
PICTURE_SECONDS = 20.0
"""Of a shift whose length is not told: pictures are taken half way through this."""
LOST_SECONDS = 2.0
"""From a lost link to the end of the process that was behind it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoRun:
    """How to run it; with `seconds` or `conversations` an automatic agent works, and it is proved.

    Attributes:
        seconds: how long subscribers come in.
        conversations: how many of them come in.
    """

    profile: Path
    language: str
    script: Script
    started: float
    """When the command began, by `time.monotonic()`."""
    grid: int | None = None
    """So many chats in view at once; None: as it was."""
    offscreen: bool = False
    seconds: float | None = None
    conversations: int | None = None
    screenshots: Path | None = None
    as_json: bool = False

    @property
    def attended(self) -> bool:
        """Whether a person works."""
        return self.seconds is None and self.conversations is None


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
    except ServerFailed as failure:
        sys.stderr.write(_sentence(failure) + "\n")
        return max(failure.code, 1)
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
        try:
            await self._accompany(console)
        except* Stuck as stuck:
            self._fail(f"The automatic agent is stuck: {_one(stuck).what}")
        except* PictureNotSaved as unsaved:
            self._fail(f"--screenshots: {_one(unsaved).path} could not be written")
        except* ServerFailed as gone:
            self._fail(_sentence(_one(gone)))
        except* LinkError:
            self._fail(await self._why_lost())

    async def _accompany(self, console: Console) -> None:
        if self._run.offscreen:
            # An offscreen screen is smaller than any desk's.
            console.frame.resize(SIZE)
        pictures = Pictures(console.frame, self._run.screenshots or Path())
        if self._run.screenshots is not None:
            await pictures.take("sign-in")
        desk = await self._desk(console)
        if self._run.grid is not None:
            desk.lay_out(self._run.grid)
        self._usable_ms = round((time.monotonic() - self._run.started) * 1000)
        if not self._run.as_json:
            sys.stdout.write(
                f"The desk could be used {self._usable_ms / 1000:.1f} s after the start.\n"
            )
            sys.stdout.flush()
        if self._run.attended:
            await console.session.set_presence(Presence.ONLINE)
            await self._attend(desk)
        else:
            await self._work(desk, pictures)

    async def _attend(self, desk: DeskWindow) -> None:
        """Leave the agent alone for as long as there is a server."""
        failure = await self._server.ended()
        self._fail(_sentence(failure))
        desk.tell(
            translate("Demo", "The demo’s server has stopped"),
            translate("Demo", "There is nobody left to answer. Quit and start the demo again."),
            tone=Tone.LATE,
            stays=True,
        )
        await asyncio.Event().wait()

    async def _why_lost(self) -> str:
        """Whatever needed the server may learn of its end before those who watch it."""
        try:
            async with asyncio.timeout(LOST_SECONDS):
                return _sentence(await self._server.ended())
        except TimeoutError:
            return "The server of the demo cannot be reached any more."

    def _fail(self, sentence: str) -> None:
        sys.stderr.write(sentence + "\n")
        self.code = 1

    async def _work(self, desk: DeskWindow, pictures: Pictures) -> None:
        agent = AutomaticAgent(desk, self._run.script)

        async def shift(spawn: Spawn) -> None:
            loop = asyncio.get_running_loop()
            seconds = self._run.seconds or 0.0
            ends = loop.time() + seconds
            stop_watching = spawn(self._watch(), name="demo:watch")
            stop_working = spawn(agent.work(), name="demo:agent")
            if self._run.screenshots is not None:
                await asyncio.sleep((seconds or PICTURE_SECONDS) / 2)
                async with agent.hands:
                    await pictures.take_desk(desk, self._run.script.searches[0])
            await asyncio.sleep(max(0.0, ends - loop.time()))
            if self._run.conversations is not None:
                await self._server.played_out()
                await self._empty_outbox(desk)
            else:
                await self._play_out(desk)
            stop_working()
            report.update(await self._server.prove(agent.sent))
            stop_watching()

        report: dict[str, Any] = {}
        try:
            await run_together(shift)
        finally:
            agent.close()
        self._tell(report, agent)

    async def _watch(self) -> None:
        raise await self._server.ended()

    async def _play_out(self, desk: DeskWindow) -> None:
        try:
            async with asyncio.timeout(PLAY_OUT_SECONDS):
                await self._server.finish()
                await self._empty_outbox(desk)
        except TimeoutError:
            raise Stuck("everyone who came in has gone") from None

    async def _empty_outbox(self, desk: DeskWindow) -> None:
        # It empties by acknowledgements that the store tells of one by one.
        while any(True for _ in desk.session.store.outgoing()):  # noqa: ASYNC110
            await asyncio.sleep(0.05)

    def _tell(self, report: dict[str, Any], agent: AutomaticAgent) -> None:
        verdict = Verdict.on(report)
        figures = verdict.figures | {"usable_ms": self._usable_ms}
        self.code = verdict.code
        for complaint in verdict.complaints:
            sys.stderr.write(complaint + "\n")
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


def _one(group: ExceptionGroup[_Error]) -> _Error:
    """What has failed first; the others mostly follow from it."""
    first = group.exceptions[0]
    return _one(first) if isinstance(first, ExceptionGroup) else first


def _sentence(failure: ServerFailed) -> str:
    if failure.reason:
        return failure.reason
    if failure.code < 0:
        return f"The server of the demo was ended by signal {-failure.code}."
    return f"The server of the demo has failed; it says why in {failure.log}"
