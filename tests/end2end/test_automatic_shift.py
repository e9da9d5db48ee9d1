"""The automatic agent works a short shift in four panes: nothing lost, doubled or out of order."""

import asyncio
import json
import sys
from asyncio.subprocess import PIPE
from pathlib import Path

import pytest

from tests.support.processes import ROOT

CONVERSATIONS = 8


@pytest.mark.timeout(1800)
async def test_a_shift_in_four_panes_leaves_nobody_unanswered(tmp_path: Path) -> None:
    demo = await asyncio.create_subprocess_exec(
        *(sys.executable, "main.py", "demo", "--offscreen", "--json", "--language", "en"),
        *("--grid", "4", "--at-once", "5", "--pace", "60", "--data", str(tmp_path)),
        *("--conversations", str(CONVERSATIONS)),
        cwd=ROOT,
        stdout=PIPE,
        stderr=PIPE,
    )
    said, complained = await demo.communicate()

    assert demo.returncode == 0, complained.decode()
    figures = json.loads(said)
    assert figures["conversations"] == CONVERSATIONS
    assert figures["messages_out"] >= CONVERSATIONS
    wrong = {name: figures[name] for name in ("unanswered", "lost", "doubled", "reordered")}
    assert not any(wrong.values()), figures


async def test_a_shift_has_one_measure_only(tmp_path: Path) -> None:
    demo = await asyncio.create_subprocess_exec(
        *(sys.executable, "main.py", "demo", "--offscreen", "--data", str(tmp_path)),
        *("--seconds", "5", "--conversations", "3"),
        cwd=ROOT,
        stdout=PIPE,
        stderr=PIPE,
    )
    _, complained = await demo.communicate()
    assert demo.returncode == 2
    assert b"--conversations" in complained
