"""The process that takes every picture of one language at one scale of the screen."""

import asyncio
import sys
from pathlib import Path

import qasync
from PySide6.QtWidgets import QApplication

from tests.support.pictures.attaching import attaching_pages
from tests.support.pictures.calls import call_pages
from tests.support.pictures.camera import THEMES, Camera
from tests.support.pictures.desk import desk_pages
from tests.support.pictures.grid import grid_pages
from tests.support.pictures.lead import lead_pages
from tests.support.pictures.menus import menu_pages
from tests.support.pictures.noting import noting_pages
from tests.support.pictures.panels import panel_pages
from tests.support.pictures.presences import presence_pages
from tests.support.pictures.questions import question_pages
from tests.support.pictures.replies import reply_pages
from tests.support.pictures.sharing import sharing_pages
from tests.support.pictures.talks import talk_pages
from tests.support.pictures.translating import translating_pages
from tests.support.pictures.writing import writing_pages
from ui import translation
from ui.theme import theme
from ui.translation import Language


async def every_page(camera: Camera) -> None:
    """Go through everything there is to see."""
    for pages in (
        desk_pages,
        panel_pages,
        writing_pages,
        noting_pages,
        attaching_pages,
        reply_pages,
        sharing_pages,
        talk_pages,
        translating_pages,
        grid_pages,
        question_pages,
        call_pages,
        presence_pages,
        menu_pages,
        lead_pages,
    ):
        await pages(camera)


async def _shoot(camera: Camera, language: Language) -> None:
    translation.current().install(language)
    theme.current().choose(THEMES[0])
    await every_page(camera)


if __name__ == "__main__":
    folder, spoken, scale, wanted = sys.argv[1:5]
    application = QApplication(["pictures"])
    application.setQuitOnLastWindowClosed(False)
    camera = Camera(Path(folder), language=spoken, percent=int(scale), wanted=wanted)
    with asyncio.Runner(loop_factory=lambda: qasync.QEventLoop(application)) as runner:
        runner.run(_shoot(camera, Language(spoken)))
