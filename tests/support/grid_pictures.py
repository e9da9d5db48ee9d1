"""`python -m tests.support.grid_pictures DIR`: the grid, its list and its windows, to look at."""

import asyncio
import os
import sys
import tempfile
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"

import qasync
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication, QWidget

from console.core.preferences import ThemeChoice
from console.core.tasks import TaskOwner
from tests.support.made_up_desk import MadeUpDesk
from tests.support.made_up_morning import fill
from ui import translation
from ui.shell.desk_window import DeskWindow
from ui.theme import theme
from ui.translation import Language

SHOTS = (
    (1, 1440, 900),
    (2, 1280, 720),
    (2, 1440, 900),
    (2, 2560, 1440),
    (4, 1440, 900),
    (4, 1920, 1080),
    (4, 2560, 1440),
    (6, 1440, 900),
    (6, 1920, 1080),
    (6, 2560, 1440),
    (6, 853, 480),
)
_SETTLE_SECONDS = 0.2
_MORE = (
    ("Ирина Полякова", "Интернет опять пропал, второй раз за день. Когда почините?", 61),
    ("Олег Синицын", "Какой тариф взять для дачи?", 25),
    ("Тамара Львова", "Спасибо, всё получилось!", None),
    ("Daniel Price", "My number does not work abroad", 12),
)


def _fail(what: str, error: BaseException) -> None:
    raise error


async def _pictures_of(folder: Path, name: str) -> None:
    with tempfile.TemporaryDirectory() as own:
        session = MadeUpDesk(Path(own), on_failure=_fail)
        fill(session.server)
        for number, (who, words, waited) in enumerate(_MORE):
            session.server.add(f"chat-more-{number}", who, words, waited=waited)
        await session.begin()
        owner = TaskOwner("pictures", on_failure=_fail)
        desk = DeskWindow(session, owner=owner, version="0.1.0")
        desk.show()

        async def picture(page: str, of: QWidget | None = None) -> None:
            await asyncio.sleep(_SETTLE_SECONDS)
            shown = of if of is not None else desk
            shown.repaint()
            shown.grab().save(str(folder / f"{page}-{name}.png"))

        for conversation in session.store.chats:
            session.server.read_log(conversation)
        anna = desk.chats.order[0]
        desk.show_chat(anna)
        session.server.types(anna, "и за октябрь тоже…")
        writer = desk.chat.writer
        assert writer is not None
        writer.composer.insert("Анна, да: 60 рублей за октябрь и ноябрь верну на баланс.")
        desk.chats.toggle_pin(desk.chats.order[2])
        for count, width, height in SHOTS:
            desk.resize(width, height)
            desk.lay_out(count)
            await picture(f"grid-{count}-{width}x{height}")
        desk.resize(1440, 900)
        desk.lay_out(2)
        desk.open_list()
        await picture("open-list")
        desk.open_chats_list.field.setText("ол")
        await picture("open-list-found")
        desk.open_chats_list.hide()
        desk.lay_out(4)
        desk.views.tear_off(desk.chats.order[1], QPoint(40, 40))
        await picture("torn-off-desk")
        await picture("torn-off", next(iter(desk.views.windows.values())))
        desk.close_page()
        await owner.aclose()
        await session.aclose()
        desk.deleteLater()


async def _pictures(folder: Path, only: str) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for language in Language:
        for choice in (ThemeChoice.LIGHT, ThemeChoice.DARK):
            name = f"{language}-{choice}"
            if only in name:
                translation.current().install(language)
                theme.current().choose(choice)
                await _pictures_of(folder, name)


if __name__ == "__main__":
    application = QApplication(["pictures"])
    application.setQuitOnLastWindowClosed(False)
    with asyncio.Runner(loop_factory=lambda: qasync.QEventLoop(application)) as runner:
        runner.run(_pictures(Path(sys.argv[1]), "".join(sys.argv[2:])))
