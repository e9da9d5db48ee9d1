"""A whole console on real sockets: many open chats go on at once while an agent types in one.

Everything is timed against the moment it was due: a key when it was to be pressed, a message when
the server gave it to the socket, both until the window has drawn what became of it.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from benchmarks.machine import OtherCpu

CHATS, RATE = 30, 200.0
_SECONDS = 30.0
_SWITCHES = 100
_ROOT = Path(__file__).resolve().parents[1]


@contextmanager
def _serving(chats: int, rate: float) -> Iterator[tuple[int, int]]:
    """The other side in a process of its own; its port and pid."""
    command = [sys.executable, "-m", "benchmarks.desk_server", str(chats), str(rate)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=_ROOT)
    try:
        assert process.stdout is not None
        yield json.loads(process.stdout.readline())["port"], process.pid
    finally:
        process.terminate()
        process.communicate(timeout=30)


def _work(port: int, profile: Path, *, chats: int, seconds: float, switches: int) -> dict[str, Any]:
    plan = json.dumps({"chats": chats, "seconds": seconds, "switches": switches})
    process = subprocess.Popen(
        [sys.executable, "-m", "benchmarks.desk_work", str(port), str(profile), plan],
        stdout=subprocess.PIPE,
        text=True,
        cwd=_ROOT,
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
    )
    told, _ = process.communicate(timeout=seconds * 4 + switches + 120)
    if process.returncode:
        raise SystemExit(process.returncode)
    measured: dict[str, Any] = json.loads(told.splitlines()[-1])
    return measured


def main(argv: list[str]) -> None:
    """Measure and print; the last line is JSON."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks desk", description=__doc__)
    parser.add_argument("--chats", type=int, default=CHATS)
    parser.add_argument("--rate", type=float, default=RATE, help="messages a second, all together")
    parser.add_argument("--seconds", type=float, default=_SECONDS, help="how long to type")
    parser.add_argument("--switches", type=int, default=_SWITCHES, help="from chat to chat")
    parser.add_argument("--json", action="store_true", help="only the last line")
    options = parser.parse_args(argv)
    with (
        tempfile.TemporaryDirectory(prefix="pult-desk-") as folder,
        _serving(options.chats, options.rate) as (port, server),
        OtherCpu(ours_too=(server,)) as others,
    ):
        measured = _work(
            port,
            Path(folder),
            chats=options.chats,
            seconds=options.seconds,
            switches=options.switches,
        )
    shown = {name: round(value, 2) for name, value in measured.items()}
    if not options.json:
        print(
            f"{options.chats} chats, {options.rate:g} messages a second together, software raster"
        )
        print(others.told())
    print(json.dumps(shown | {"other_cpu": others.share and round(others.share, 3)}))
