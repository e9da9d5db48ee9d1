"""What a run says that has no more time: which test it was in, and what that waited for."""

import asyncio
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from tests.support import patience

_ROOT = Path(__file__).parents[3]
_CONFTEST = "from tests.conftest import pytest_plugins as pytest_plugins"
_WAITS = "import threading\n\ndef test_waits():\n    threading.Event().wait()\n"
_HANGS = _WAITS.replace("\ndef", "import pytest\n\n@pytest.mark.timeout(1)\ndef")
_FAILS = "def test_fails():\n    assert False\n"


async def _waits_for_a_word(word: "asyncio.Future[None]") -> None:
    await word


async def test_the_test_its_tasks_and_its_threads_are_named(tmp_path: Path) -> None:
    word = asyncio.get_running_loop().create_future()
    async with asyncio.TaskGroup() as tasks:
        tasks.create_task(_waits_for_a_word(word))
        await asyncio.sleep(0)
        with (tmp_path / "told").open("w") as out:
            patience.tell(out)
        word.set_result(None)
    told = (tmp_path / "told").read_text()
    assert "test_the_test_its_tasks_and_its_threads_are_named" in told
    assert "await word" in told
    assert f'File "{patience.__file__}", line' in told


def test_a_run_that_is_out_of_time_ends_and_says_where_it_was(tmp_path: Path) -> None:
    ended = _run(tmp_path, _WAITS, around={patience.ENDS_AT: "1"})
    assert ended.returncode != 0
    assert "== out of time in " in ended.stdout


def test_a_test_that_hangs_says_where_it_was_from_any_process(tmp_path: Path) -> None:
    ended = _run(tmp_path, _HANGS, around={})
    assert ended.returncode != 0
    assert "== out of time in test_sample.py::test_waits" in ended.stdout
    assert " in test_waits" in ended.stdout


def test_a_run_ends_with_the_name_of_the_first_test_that_failed(tmp_path: Path) -> None:
    ended = _run(tmp_path, _FAILS, around={})
    assert ended.returncode != 0
    trace, _, last = ended.stdout.partition("short test summary info")
    assert "> " in trace
    assert "assert False" in trace
    assert "FAILED test_sample.py::test_fails" in last


def _run(
    folder: Path, source: str, *, around: Mapping[str, str]
) -> "subprocess.CompletedProcess[str]":
    (folder / "conftest.py").write_text(_CONFTEST)
    (folder / "test_sample.py").write_text(source)
    return subprocess.run(
        [
            *(sys.executable, "-m", "pytest", "-c", f"{_ROOT / 'pyproject.toml'}"),
            *("--rootdir=.", "-p", "no:cacheprovider", "--numprocesses=1", "--maxfail=1"),
            "test_sample.py",
        ],
        cwd=folder,
        env={**{k: v for k, v in os.environ.items() if k != patience.ENDS_AT}, **around},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
        timeout=300,
    )
