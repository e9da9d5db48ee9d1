"""Takes a page in each theme, in the language and at the scale of this process."""

import asyncio
from pathlib import Path

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget

from console.core.preferences import ThemeChoice
from ui.demo.pictures import whole
from ui.theme import theme

SCALES = (100, 150)
THEMES = (ThemeChoice.LIGHT, ThemeChoice.DARK, ThemeChoice.CONTRAST)
SCREEN = (1440, 900)
"""In pixels of the screen: at a larger scale there are fewer of the design in it."""
_SETTLE_SECONDS = 0.12


def picture_name(page: str, language: str, theme_name: str, percent: int) -> str:
    """How the file of one picture is called."""
    return f"{page}-{language}-{theme_name}-{percent}.png"


class Camera:
    """Saves pictures into a folder; a page that is not wanted is passed over."""

    def __init__(self, folder: Path, *, language: str, percent: int, wanted: str = "") -> None:
        self._folder = folder
        self._language = language
        self._percent = percent
        self._wanted = wanted

    def size(self, width: int = SCREEN[0], height: int = SCREEN[1]) -> QSize:
        """So many pixels of the screen, as Qt counts them."""
        return QSize(width * 100 // self._percent, height * 100 // self._percent)

    async def settle(self) -> None:
        """What was begun is on the screen."""
        await asyncio.sleep(_SETTLE_SECONDS)

    async def take(self, page: str, of: QWidget, *, alone: bool = False) -> None:
        """A window with whatever lies over it, or alone, in each theme."""
        await self.settle()
        if self._wanted not in page:
            return
        for choice in THEMES:
            theme.current().choose(choice)
            await self.settle()
            of.repaint()
            name = picture_name(page, self._language, choice.value, self._percent)
            path = self._folder / name
            if not (of.grab() if alone else whole(of)).save(str(path)):
                raise OSError(f"{path} could not be written")
        theme.current().choose(THEMES[0])
