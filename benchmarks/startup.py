"""How long the console takes from its start to a desk that can be used, and what memory it holds.

First is the one after the set-up, which also compiles our modules and those it needs. Cold is one
of a new person: an empty profile, and files that are not in memory where we may drop them. Warm is
a further one: the account's file and the knowledge base are on disk. All sign in by password, since
a machine without a keyring has no other key to the account's file.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from benchmarks.machine import OtherCpu
from protocol.people import Role

LOGIN, PASSWORD = "benchmark", "benchmark-desk"
WARM_STARTS = 5
_ROOT = Path(__file__).resolve().parents[1]
_DROP_CACHES = Path("/proc/sys/vm/drop_caches")


@contextmanager
def serving(folder: Path) -> Iterator[int]:
    """A server with one agent, in a process of its own; its port."""
    # The console under test must not find the server's modules in memory: only this side has them.
    from server_stub.accounts.administration import Administration  # noqa: PLC0415
    from server_stub.app import prepare_blocking  # noqa: PLC0415
    from server_stub.config import Config  # noqa: PLC0415
    from server_stub.volna import install_blocking  # noqa: PLC0415

    config = Config(data=folder)
    prepare_blocking(config)
    install_blocking(config)
    Administration(config).create(
        login=LOGIN, name="Елена Морозова", role=Role.AGENT, password=PASSWORD
    )
    command = [sys.executable, "main.py", "serve", "--data", str(folder), "--port", "0"]
    process = subprocess.Popen(
        [*command, "--http-port", "0"], stderr=subprocess.PIPE, text=True, cwd=_ROOT
    )
    try:
        assert process.stderr is not None
        port = next(
            said["port"] for line in process.stderr if (said := json.loads(line)).get("port")
        )
        yield port
    finally:
        process.terminate()
        process.communicate(timeout=30)


@dataclass(frozen=True, slots=True)
class Start:
    """Milliseconds from the start of Python, and the memory held when the desk could be used."""

    shown_ms: float
    usable_ms: float
    rss_mib: float


def start_console(port: int, profile: Path, *, bytecode: Path) -> Start:
    """Start it, and end it when it can be used."""
    command = [sys.executable, "-m", "benchmarks.startup_console", LOGIN, PASSWORD]
    command += ["console", "--language", "ru"]
    started = time.perf_counter()
    process = subprocess.Popen(
        [*command, "--server", f"127.0.0.1:{port}", "--profile", str(profile)],
        stdout=subprocess.PIPE,
        text=True,
        cwd=_ROOT,
        env=_surroundings(bytecode),
    )
    assert process.stdout is not None
    process.stdout.readline()
    shown = time.perf_counter() - started
    said = json.loads(process.stdout.readline())
    usable = time.perf_counter() - started
    process.communicate(timeout=30)
    return Start(shown * 1000, usable * 1000, said["rss_mib"])


def _surroundings(bytecode: Path) -> dict[str, str]:
    """Compiled modules are kept, as Python does by itself; here for the time of the benchmark."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return kept | {"PYTHONPYCACHEPREFIX": str(bytecode), "QT_QPA_PLATFORM": "offscreen"}


def forget_files() -> bool:
    """Let the system forget what it has read, where it lets us."""
    os.sync()
    try:
        _DROP_CACHES.write_text("3")
    except OSError:
        return False
    return True


def main(argv: list[str]) -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks startup", description=__doc__)
    parser.add_argument("--json", action="store_true", help="only the last line")
    options = parser.parse_args(argv)
    with tempfile.TemporaryDirectory(prefix="pult-startup-") as folder:
        place = Path(folder)
        with serving(place / "server") as port, OtherCpu() as others:
            compiled = place / "bytecode"
            first = start_console(port, place / "first", bytecode=compiled)
            forgotten = forget_files()
            cold = start_console(port, place / "profile", bytecode=compiled)
            further = [
                start_console(port, place / "profile", bytecode=compiled)
                for _ in range(WARM_STARTS)
            ]
    warm = sorted(further, key=lambda start: start.usable_ms)[WARM_STARTS // 2]
    if not options.json:
        print(others.told())
        if not forgotten:
            print("cold: files were still in memory; only root can drop them")
    print(
        json.dumps(
            {
                "cold_ms": round(cold.usable_ms),
                "warm_ms": round(warm.usable_ms),
                "rss_mib": max(start.rss_mib for start in further),
                "cold_shown_ms": round(cold.shown_ms),
                "warm_shown_ms": round(warm.shown_ms),
                "first_ms": round(first.usable_ms),
                "other_cpu": None if others.share is None else round(others.share, 3),
            }
        )
    )
