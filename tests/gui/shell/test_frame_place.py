"""The window stands where it stood, on whatever screens there are now."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from console.core.arrangement import WindowPlace
from console.local.machine import MachineSettings
from tests.gui.shell.conftest import Office
from ui.shell.frame_place import FramePlace
from ui.shell.free_screens import FreeScreens

_SMALL = WindowPlace(0, 0, 1280, 720)


class _Desk:
    """A machine on which a console is started again and again."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.frames: list[QWidget] = []

    def start(self) -> QWidget:
        """A window as it comes forward at a start."""
        frame = QWidget()
        frame.resize(400, 300)
        FramePlace(frame, MachineSettings(self._folder))
        frame.show()
        self.frames.append(frame)
        return frame

    @staticmethod
    def settle(frame: QWidget) -> None:
        """Its user has let go of it."""
        place = frame.findChild(FramePlace)
        assert place is not None
        place.keep()


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[_Desk]:
    made = _Desk(tmp_path)
    yield made
    for frame in made.frames:
        frame.hide()
        frame.deleteLater()


def _visible(box: QRect) -> bool:
    return any(screen.geometry().contains(box) for screen in QGuiApplication.screens())


def test_it_is_found_where_it_was_left(desk: _Desk, qtbot: QtBot) -> None:
    frame = desk.start()
    frame.setGeometry(11, 22, 333, 444)
    desk.settle(frame)
    frame.hide()
    again = desk.start()
    qtbot.waitUntil(again.isVisible, timeout=60_000)
    assert again.geometry() == frame.geometry()
    assert not again.isMaximized()


def test_it_fills_its_screen_again_and_shrinks_to_what_it_was(desk: _Desk) -> None:
    frame = desk.start()
    before = frame.geometry()
    frame.showMaximized()
    desk.settle(frame)
    frame.hide()
    again = desk.start()
    assert again.isMaximized()
    again.showNormal()
    assert again.geometry() == before


def test_a_screen_that_is_gone_takes_nothing_with_it(desk: _Desk) -> None:
    frame = desk.start()
    frame.move(QPoint(9000, 9000))
    desk.settle(frame)
    frame.hide()
    assert _visible(desk.start().geometry())


def test_what_is_kept_may_be_damaged(tmp_path: Path, desk: _Desk) -> None:
    MachineSettings(tmp_path).put("window", '{"place": 7}')
    assert _visible(desk.start().geometry())


async def test_every_window_comes_to_the_screen_that_is_left(office: Office, desk: _Desk) -> None:
    frame = desk.start()
    frame.setGeometry(3000, 100, 1440, 900)
    office.window.chats.tear_off(office.mine[0], WindowPlace(3000, 100, 520, 1900))
    (torn,) = office.window.views.windows.values()
    torn.setGeometry(3000, 100, 520, 1900)
    for owner in (frame, office.window.views):
        screens = owner.findChild(FreeScreens)
        assert screens is not None
        screens.changed.emit([_SMALL])
    small = QRect(0, 0, _SMALL.width, _SMALL.height)
    assert small.contains(frame.geometry())
    assert small.contains(torn.geometry())
