"""The settings of a Mac are read by a program, at the start and when one comes back."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, QProcess, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from console.core.preferences import Motion
from ui.theme import motion
from ui.theme.mac_motion import MacMotion, less_wanted


@pytest.fixture(autouse=True)
def _moving(qapp: QApplication) -> Iterator[None]:
    motion.choose(Motion.SYSTEM)
    yield
    motion.hear(less=False)


@pytest.mark.parametrize(
    ("answer", "less"),
    [
        (b"1\n", True),
        (b"true\n", True),
        (b"0\n", False),
        (b"", False),
        (b"10\n", False),
        (b"The domain/default pair of (com.apple.universalaccess, reduceMotion) ...\n", False),
        (b"\xff\xfe", False),
    ],
)
def test_the_answer_is_read(answer: bytes, less: bool) -> None:
    assert less_wanted(answer) is less


def test_it_is_asked_again_when_somebody_comes_back(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path
) -> None:
    setting = tmp_path / "setting"
    setting.write_text("1")
    program = f"print(open({str(setting)!r}).read())"
    home = QObject()
    MacMotion(home, question=(sys.executable, "-c", program))
    qtbot.waitUntil(motion.still, timeout=60_000)
    setting.write_text("0")
    qapp.applicationStateChanged.emit(Qt.ApplicationState.ApplicationActive)
    qtbot.waitUntil(lambda: not motion.still(), timeout=60_000)
    home.deleteLater()


def test_where_there_is_no_such_program_things_move(qtbot: QtBot, tmp_path: Path) -> None:
    home = QObject()
    MacMotion(home, question=(str(tmp_path / "missing"),))
    (asked,) = home.findChildren(QProcess)
    qtbot.waitUntil(lambda: asked.state() is QProcess.ProcessState.NotRunning, timeout=60_000)
    assert not motion.still()
    home.deleteLater()
