"""The console's side of the command `demo`: starts the server, then loads what shows it."""

import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from ui import loading
from ui.command_line import stop
from ui.demo.script import Script
from ui.demo.server_process import ServerProcess, command

SECONDS_BETWEEN_ARRIVALS = 12.0
AUTOMATIC_PACE = 8.0
AUTOMATIC_SECONDS = 20.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Demo:
    """What the command line says of a demo.

    Attributes:
        main: the program, which can also be the server.
        started: when the command began, by `time.monotonic()`.
    """

    main: Path
    started: float
    data: Path
    tapes: Path | None
    at_once: int
    grid: int | None
    language: str
    pace: float | None
    offscreen: bool
    seconds: float | None
    conversations: int | None
    screenshots: Path | None
    as_json: bool


def show(demo: Demo, script: Callable[[], Script]) -> int:
    """Run it until the console is quit or the time is up; the exit code.

    The script is asked for while the server starts.
    """
    if demo.screenshots is not None:
        _require_writable(demo.screenshots)
    if demo.seconds is not None and demo.conversations is not None:
        stop("--conversations: how many there are, or --seconds: how long they come; not both")
    seconds = demo.seconds
    if demo.offscreen and demo.conversations is None:
        seconds = seconds or AUTOMATIC_SECONDS
    by_itself = seconds is not None or demo.conversations is not None
    options = {
        "data": str(demo.data),
        "tapes": None if demo.tapes is None else str(demo.tapes),
        "at_once": demo.at_once,
        "pace": demo.pace or (AUTOMATIC_PACE if by_itself else 1.0),
        "gap": SECONDS_BETWEEN_ARRIVALS,
        "language": demo.language,
        "total": demo.conversations,
    }
    try:
        server = ServerProcess(command(demo.main, options), log=demo.data / "server.log")
    except OSError as error:
        stop(f"--data: {error.filename}: {error.strerror}")
    # Loaded while the server starts.
    with loading.quick():
        from ui.demo.run import DemoRun, run_demo
    return run_demo(
        DemoRun(
            profile=demo.data / "console",
            language=demo.language,
            script=script(),
            started=demo.started,
            grid=demo.grid,
            offscreen=demo.offscreen,
            seconds=seconds,
            conversations=demo.conversations,
            screenshots=demo.screenshots,
            as_json=demo.as_json,
        ),
        server,
    )


def _require_writable(folder: Path) -> None:
    """Pictures come at the end: whoever has mistyped their folder learns it at once."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        tempfile.TemporaryFile(dir=folder).close()
    except OSError as error:
        stop(f"--screenshots: {folder}: {error.strerror}")
