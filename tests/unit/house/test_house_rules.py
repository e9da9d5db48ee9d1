"""The rules of the tree that a tool must keep: its top level, and what ruff refuses."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

_ROOT = Path(__file__).parents[3]

_PACKAGES = {"protocol", "language", "server_stub", "console", "ui", "resources"}
_AROUND = {"tests", "benchmarks", "docs", "pyproject.toml", "requirements.txt", "Makefile"}
_TO_READ = {"README.md", "CHANGELOG.md", "LICENSE"}
_TOP_LEVEL = _PACKAGES | _AROUND | _TO_READ | {"main.py"}


def test_the_top_level_holds_what_the_readme_maps_and_nothing_else() -> None:
    listing = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=_ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    if listing.returncode != 0:
        pytest.skip("NOT RUN: not a git checkout")
    names = {path.partition("/")[0] for path in listing.stdout.splitlines()}
    assert {name for name in names if not name.startswith(".")} <= _TOP_LEVEL


def test_every_test_belongs_to_a_stage_of_make_test() -> None:
    stages = re.search(r"^STAGES := (.*)$", (_ROOT / "Makefile").read_text(), re.MULTILINE)
    assert stages is not None
    tests = _ROOT / "tests"
    found = {path.relative_to(tests).parts[0] for path in tests.rglob("test_*.py")}
    assert found <= set(stages[1].split())


def _refusals(path: str, source: str) -> str:
    return subprocess.run(
        [sys.executable, "-m", "ruff", "check", "--no-cache", "--stdin-filename", path, "-"],
        cwd=_ROOT,
        input=f'"""A module."""\n\n{source}\n',
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    ).stdout


@pytest.mark.parametrize(
    ("rule", "source"),
    [
        ("TID251", "from asyncio import create_task\n\nMAKE = create_task"),
        ("TID251", "import asyncio\n\nMAKE = asyncio.ensure_future"),
        ("TID251", "from qasync import asyncSlot\n\nMAKE = asyncSlot"),
        ("TID251", "import qasync\n\nMAKE = qasync.asyncClose"),
        ("TID251", "import time\n\nWAIT = time.sleep"),
        ("T201", 'print("hello")'),
        ("D101", "class Chat:\n    pass"),
        ("TID252", "from . import chat\n\nCHAT = chat"),
        ("BLE001", "try:\n    CHAT = 1\nexcept Exception:\n    CHAT = 2"),
        ("ANN201", "def answer():\n    return 1"),
    ],
)
def test_ruff_refuses(rule: str, source: str) -> None:
    assert rule in _refusals("console/core/sample.py", source)


def test_tasks_are_made_in_the_one_place_for_them() -> None:
    source = "import asyncio\n\nMAKE = asyncio.create_task"
    assert "All checks passed" in _refusals("console/core/tasks.py", source)


_MISTAKES = """
import asyncio

async def send() -> int:
    return 1

async def forgets() -> None:
    send()

async def drops() -> None:
    asyncio.get_running_loop().create_task(send())

def answer(flag: bool) -> int:
    if flag:
        found = 1
    return found

COUNT: int = "one"  # type: ignore
"""


def test_mypy_sees_what_is_forgotten(tmp_path: Path) -> None:
    (tmp_path / "sample.py").write_text(_MISTAKES)
    configuration = f"--config-file={_ROOT / 'pyproject.toml'}"
    output = subprocess.run(
        [sys.executable, "-m", "mypy", configuration, "sample.py"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    ).stdout
    for code in (
        "unused-coroutine",
        "unused-awaitable",
        "possibly-undefined",
        "ignore-without-code",
    ):
        assert f"[{code}]" in output
    assert "Found 4 errors" in output
