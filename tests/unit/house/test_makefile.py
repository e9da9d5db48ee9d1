"""What `make` really runs: the options of ARGS reach the command that has them."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]


@pytest.mark.parametrize("target", ["demo", "serve", "console"])
def test_the_options_of_a_target_go_to_its_own_command(target: str) -> None:
    shown = subprocess.run(
        ["make", "--dry-run", target, "ARGS=--option value"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout

    assert f"main.py {target} --option value" in shown
