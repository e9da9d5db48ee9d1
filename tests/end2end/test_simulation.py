"""The command `simulate`: the same figures from however many processes, refusals in a sentence."""

import subprocess
import sys
from pathlib import Path

import msgspec
import pytest
from typer.testing import CliRunner

from main import application
from tests.support.processes import ROOT

_SMALL = ("--requests-per-month", "40000", "--days", "1", "--seeds", "2", "--at-once", "1")


def _run(*words: str) -> list[str]:
    ended = subprocess.run(
        [sys.executable, "main.py", "simulate", *_SMALL, *words],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
        timeout=500,
    )
    assert ended.stderr == ""
    return ended.stdout.splitlines()


def test_the_figures_do_not_depend_on_how_many_processes_found_them(tmp_path: Path) -> None:
    plot, details = tmp_path / "plot.png", tmp_path / "details.json"
    one = _run("--json", "--processes", "1", "--plot", str(plot))
    two = _run("--processes", "2", "--details", str(details))
    assert len(one) == 1
    whole = msgspec.json.decode(details.read_bytes())
    assert len(whole["grid"]) == 20
    assert len(whole["staffing_rule"]) == 48
    assert plot.read_bytes().startswith(b"\x89PNG")
    found, again = (msgspec.json.decode(lines[-1]) for lines in (one, two))
    assert found.pop("decision_us") > 0
    assert again.pop("decision_us") > 0
    assert found == again
    assert found["staffing_30s"]["pult"] < found["staffing_30s"]["round_robin"]
    assert "Agents on line" in "\n".join(two[:-1])


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (("--work-mean", "0"), "parameter_refused: --work-mean is too small"),
        (("--topics", "35,many"), "parameter_refused: --topics is not a number"),
        (("--skills-per-agent", "9"), "parameter_refused: --skills-per-agent is too large"),
        (("--robot-share", "1"), "parameter_refused: --robot-share is too large"),
        (("--arrivals", "nowhere.csv"), "arrivals_refused: the file of arrivals cannot be read"),
        (("--arrivals", "README.md"), "arrivals_refused: the file of arrivals lacks a column"),
    ],
)
def test_what_cannot_be_simulated_is_refused_with_its_place(
    monkeypatch: pytest.MonkeyPatch, options: tuple[str, ...], told: str
) -> None:
    monkeypatch.chdir(ROOT)
    result = CliRunner().invoke(application(), ["simulate", *options])
    assert result.exit_code == 2, result.output
    assert told in result.output
    assert "Traceback" not in result.output
