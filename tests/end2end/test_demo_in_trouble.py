"""A demo that cannot go on ends with a sentence and a code, never in silence or a traceback."""

import asyncio
import json
import os
import re
import sys
from asyncio.subprocess import PIPE, Process
from pathlib import Path

import pytest
from typer.testing import CliRunner

from main import application
from tests.support.processes import ROOT

TAPE = {
    "id": "elsewhere",
    "title": "A question to another operator",
    "language": "en",
    "topic": "fibre to the yacht",
    "subscriber": {"name": "Ann Clarke"},
    "events": [
        {"at": 0, "role": "subscriber", "text": "Is there fibre on my yacht?"},
        {"at": 600, "role": "agent", "text": "Not yet."},
        {"at": 1200, "role": "subscriber", "text": "When will there be?"},
        {"at": 1800, "role": "agent", "text": "Soon."},
    ],
}


async def _demo(folder: Path, *options: str) -> Process:
    return await asyncio.create_subprocess_exec(
        *(sys.executable, "main.py", "demo", "--offscreen", "--data", str(folder), *options),
        cwd=ROOT,
        stdin=asyncio.subprocess.DEVNULL,
        stdout=PIPE,
        stderr=PIPE,
    )


async def test_a_tape_of_an_unknown_topic_is_played_and_its_long_pauses_do_not_last(
    tmp_path: Path,
) -> None:
    tape = tmp_path / "elsewhere.jsonl"
    tape.write_text(json.dumps(TAPE))
    options = ("--tapes", str(tape), "--seconds", "5", "--language", "en", "--json")
    demo = await _demo(tmp_path / "data", *options)
    said, complained = await demo.communicate()

    assert (demo.returncode, complained.decode()) == (0, "")
    figures = json.loads(said)
    assert figures["conversations"] == 1
    assert figures["messages_in"] == figures["messages_out"] == 1


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="asks Linux for a process's children")
async def test_a_demo_whose_server_is_killed_says_so_and_ends(tmp_path: Path) -> None:
    demo = await _demo(tmp_path, "--seconds", "3600")
    assert demo.stdout is not None
    await demo.stdout.readline()
    children = Path(f"/proc/{demo.pid}/task/{demo.pid}/children").read_text().split()
    for child in children:
        os.kill(int(child), 9)
    said, complained = await demo.communicate()

    assert demo.returncode == 1
    assert complained.decode() == "The server of the demo was ended by signal 9.\n"
    assert not re.search(r"[{]", said.decode())


def test_pictures_that_can_be_saved_nowhere_are_refused_before_anything_starts(
    tmp_path: Path,
) -> None:
    data = tmp_path / "data"
    for nowhere in (tmp_path / "file" / "folder", Path("/proc/pictures")):
        (tmp_path / "file").touch()
        line = ("demo", "--offscreen", "--data", str(data), "--screenshots", str(nowhere))
        result = CliRunner().invoke(application(), line)

        assert result.exit_code == 2
        assert result.output.startswith(f"--screenshots: {nowhere}: ")
    assert not data.exists()
