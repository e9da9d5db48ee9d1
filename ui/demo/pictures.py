"""Saves what the windows look like: every page, in both themes."""

import asyncio
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from console.core.preferences import ThemeChoice
from ui.demo.typing_hand import press, type_text
from ui.shell.desk_window import DeskWindow
from ui.shell.frame import Frame
from ui.shell.side_panel import HISTORY, KNOWLEDGE, SUBSCRIBER
from ui.theme import theme

THEMES = (ThemeChoice.LIGHT, ThemeChoice.DARK)
SETTLE_SECONDS = 0.3
"""What a window takes to answer from the disk and to paint."""

_CONTROL = Qt.KeyboardModifier.ControlModifier


class PictureNotSaved(Exception):
    """A picture could not be written; `path` is where."""

    def __init__(self, path: Path) -> None:
        super().__init__(str(path))
        self.path = path


def whole(frame: QWidget) -> QPixmap:
    """A window with its dialogs in its middle: without a screen nobody else frames them."""
    picture = frame.grab()
    painter = QPainter(picture)
    painter.setPen(theme.current().tokens.border_strong)
    for window in lying_over(frame):
        box = window.rect()
        box.moveCenter(frame.rect().center())
        # What hangs on something has a frame of its own.
        if window.windowType() is Qt.WindowType.Popup:
            box.moveTopLeft(frame.mapFromGlobal(window.pos()))
            painter.drawPixmap(box.topLeft(), window.grab())
            continue
        painter.drawPixmap(box.topLeft(), window.grab())
        painter.drawRect(box)
    painter.end()
    return picture


def lying_over(frame: QWidget) -> list[QWidget]:
    """The other windows there are."""
    return [
        window
        for window in QApplication.topLevelWidgets()
        if window is not frame and window.isVisible()
    ]


class Pictures:
    """A folder of pictures of one window."""

    def __init__(self, frame: Frame, folder: Path) -> None:
        self._frame = frame
        self._folder = folder
        self.taken: list[Path] = []

    async def take(self, name: str) -> None:
        """The window as it stands with whatever lies over it, in each theme.

        Raises `PictureNotSaved`.
        """
        before = theme.current().choice
        for choice in THEMES:
            theme.current().choose(choice)
            await asyncio.sleep(SETTLE_SECONDS)
            path = self._folder / f"{name}-{choice.value}.png"
            if not whole(self._frame).save(str(path)):
                raise PictureNotSaved(path)
            self.taken.append(path)
        theme.current().choose(before)

    async def take_desk(self, desk: DeskWindow, search: str) -> None:
        """Every page of the desk, one after the other; leaves it as it was."""
        await self.take("desk")
        desk.show_side(KNOWLEDGE, search=True)
        await asyncio.sleep(SETTLE_SECONDS)
        await self.take("knowledge")
        field = desk.side.knowledge.search
        await type_text(field, search)
        await asyncio.sleep(SETTLE_SECONDS)
        await self.take("knowledge-found")
        press(field, Qt.Key.Key_Return)
        await asyncio.sleep(SETTLE_SECONDS)
        await self.take("knowledge-article")
        desk.show_side(HISTORY)
        await self.take("history")
        desk.show_side(SUBSCRIBER)
        for name, key, modifiers in (
            ("palette", Qt.Key.Key_K, _CONTROL),
            ("finish", Qt.Key.Key_W, _CONTROL),
            ("shortcuts", Qt.Key.Key_F1, Qt.KeyboardModifier.NoModifier),
        ):
            press(desk, key, modifiers)
            await asyncio.sleep(SETTLE_SECONDS)
            await self.take(name)
            await self._close_dialogs()

    async def _close_dialogs(self) -> None:
        for window in lying_over(self._frame):
            if isinstance(window, QDialog):
                window.reject()
            else:
                window.close()
        # The window below hears keys again once Qt knows that it is in front.
        self._frame.activateWindow()
        await asyncio.sleep(SETTLE_SECONDS)
