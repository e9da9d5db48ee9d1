"""Each guard of tests/support fails the test it should, says where, and spares the others."""

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

_ROOT = Path(__file__).parents[3]
_SAMPLE = Path(__file__).with_name("misbehaviour.py")
_FOLDERS = ("unit", "gui", "server_stub")

Outcomes = Mapping[tuple[str, str], str]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a tree whose tests misbehave under the real configuration and the real guards."""
    folder = tmp_path_factory.mktemp("guards")
    (folder / "conftest.py").write_text(
        "from tests.conftest import pytest_plugins as pytest_plugins"
    )
    for name in _FOLDERS:
        (folder / name).mkdir()
        shutil.copy(_SAMPLE, folder / name / f"test_{name}.py")
    return folder


@pytest.fixture(scope="module")
def outcomes(folder: Path) -> Outcomes:
    """Run them once; give each test's message by folder and name, empty where it passed."""
    report = folder / "report.xml"
    options = ["-q", "-c", f"{_ROOT / 'pyproject.toml'}", "--rootdir=.", f"--junitxml={report}"]
    subprocess.run(
        [sys.executable, "-m", "pytest", *options, *_FOLDERS],
        cwd=folder,
        env={**os.environ, "PULT_TEST_DATA": str(folder / "nowhere")},
        capture_output=True,
        check=False,
        timeout=300,
    )
    messages: dict[tuple[str, str], str] = {}
    for case in ET.parse(report).iter("testcase"):
        key = case.attrib["classname"].split(".")[0], case.attrib["name"].split("[")[0]
        verdicts = [*case.iter("failure"), *case.iter("error"), *case.iter("skipped")]
        text = "\n".join(f"{v.attrib.get('message')}\n{v.text}" for v in verdicts)
        messages[key] = messages.get(key, "") + text
    return messages


CAUGHT = {
    "test_logs_a_warning": "pult.link: link lost after 3 s",
    "test_logs_by_structlog": "structlog: lane.failed",
    "test_makes_qt_complain": "qt: QPainter::begin",
    "test_declares_what_never_comes": "declared noise that never came: ['link lost']",
    "test_leaves_a_task": "made at {folder}/test_{folder}.py:",
    "test_leaves_a_thread": "started at {folder}/test_{folder}.py:",
    "test_leaves_a_timer": "made at {folder}/test_{folder}.py:",
    "test_leaves_a_window": "window Page '' '' of {folder}/test_{folder}.py:",
    "test_connects_beyond_loopback": "loopback only, not to '192.0.2.1'",
    "test_looks_up_a_name": "loopback only, not to 'subscribers.example'",
    "test_connects_by_its_loop": "loopback only, not to '192.0.2.1'",
    "test_needs_missing_data": "NOT RUN: real data is missing",
}


@pytest.mark.parametrize("folder_name", _FOLDERS)
@pytest.mark.parametrize("name", CAUGHT)
def test_misbehaviour_is_caught(outcomes: Outcomes, folder_name: str, name: str) -> None:
    assert CAUGHT[name].format(folder=folder_name) in outcomes[folder_name, name]


@pytest.mark.parametrize("folder_name", _FOLDERS)
def test_good_behaviour_passes(outcomes: Outcomes, folder_name: str) -> None:
    fine = {key: text for key, text in outcomes.items() if key[1].endswith("_is_fine")}
    assert {name for where, name in fine if where == folder_name}
    assert not [text for (where, _), text in fine.items() if where == folder_name and text]


def test_each_side_runs_on_its_own_loop(outcomes: Outcomes, folder: Path) -> None:
    loops = {name: (folder / f"{name}.loop").read_text() for name in _FOLDERS}
    assert loops["gui"].startswith("Q")
    assert loops["server_stub"] == ("LoopbackUvloop" if sys.platform != "win32" else loops["unit"])
    assert len(set(loops.values())) == (3 if sys.platform != "win32" else 2)
