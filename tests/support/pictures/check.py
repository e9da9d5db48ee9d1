"""`python -m tests.support.pictures.check`: every page and state, each word of it measured.

In a language longer than any of ours, at 1280 x 720 of the design; `QT_SCALE_FACTOR=2` makes that a
screen of 2560 x 1440 at 200 %. What cannot be read is printed, and the exit code tells.
"""

import asyncio
import os
import sys
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import qasync
from PySide6.QtCore import QCoreApplication, QSize
from PySide6.QtWidgets import QApplication, QWidget

from tests.support.clipping import LongerRussian, unreadable
from tests.support.pictures.camera import Camera
from tests.support.pictures.shoot import every_page
from ui import translation
from ui.demo.pictures import lying_over
from ui.translation import Language

_SMALL = QSize(1280, 720)
_ROUNDS = 3
"""Layouts answer by events: a part that grew makes its neighbours ask again."""
_QT_OWN = frozenset({"QFileDialog"})


class Reader(Camera):
    """Reads what a camera would have taken a picture of."""

    def __init__(self) -> None:
        super().__init__(Path(), language="ru", percent=100)
        self.pages = 0
        self.found: dict[str, None] = {}

    def size(self, width: int = 0, height: int = 0) -> QSize:
        """The small screen, whatever the picture would have had."""
        return _SMALL

    async def take(self, page: str, of: QWidget, *, alone: bool = False) -> None:
        """Remember each word of it that cannot be read."""
        await self.settle()
        for _ in range(_ROUNDS):
            QApplication.sendPostedEvents()
        self.pages += 1
        for window in (of, *([] if alone else lying_over(of))):
            if type(window).__name__ in _QT_OWN:
                continue
            for cut in unreadable(window):
                self.found[f"{page}: {cut}"] = None


async def _read(reader: Reader) -> None:
    translation.current().install(Language.RU)
    longer = LongerRussian()
    QCoreApplication.installTranslator(longer)
    await every_page(reader)


if __name__ == "__main__":
    application = QApplication(["reader"])
    application.setQuitOnLastWindowClosed(False)
    reader = Reader()
    with asyncio.Runner(loop_factory=lambda: qasync.QEventLoop(application)) as runner:
        runner.run(_read(reader))
    sys.stdout.write("".join(f"{cut}\n" for cut in reader.found))
    sys.stdout.write(f"{reader.pages} pages\n")
    raise SystemExit(1 if reader.found else 0)
