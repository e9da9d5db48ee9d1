"""Every word of every page can be read, in both languages and a longer one, on small screens."""

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QApplication, QDialog

from protocol.ids import QueueId
from tests.gui.shell.conftest import Office, opened_office
from tests.support.clipping import LongerRussian, unreadable
from ui import translation
from ui.day.day_window import DayWindow
from ui.shell.export_bar import ExportBar
from ui.shell.side_panel import HISTORY, KNOWLEDGE, SUBSCRIBER
from ui.shell.sign_in_page import SignInPage, WrongField
from ui.translation import Language

# 1280 x 720 and 1440 x 900, at 100 % and at 150 %, where as many pixels are fewer points.
SIZES = [(1440, 900), (1280, 720), (960, 600), (853, 480)]
LANGUAGES = ["ru", "en", "longer"]


@pytest.fixture(params=LANGUAGES)
def language(request: pytest.FixtureRequest) -> Iterator[str]:
    longer = LongerRussian()
    spoken = "ru" if request.param == "longer" else request.param
    translation.current().install(Language(spoken))
    if request.param == "longer":
        QCoreApplication.installTranslator(longer)
    yield spoken
    QCoreApplication.removeTranslator(longer)
    translation.current().install(Language.EN)


@pytest.fixture
async def spoken_office(language: str, tmp_path: Path) -> AsyncIterator[Office]:
    async for made in opened_office(tmp_path, Language(language)):
        yield made


def _settle() -> None:
    """Layouts answer by events: a part that grew makes its neighbours ask again."""
    for _ in range(3):
        QApplication.sendPostedEvents()


async def test_no_word_of_the_desk_is_cut(spoken_office: Office) -> None:
    office, window = spoken_office, spoken_office.window
    window.show_chat(office.mine[0])
    await office.until(lambda: window.side.subscriber.shown is not None)
    window.inbox.open_queue(QueueId("services"))
    found: dict[str, None] = {}

    def look(page: str) -> None:
        for size in SIZES:
            window.resize(*size)
            _settle()
            if window.width() > size[0]:
                window.resize(*size)  # the panel stepped aside first: now there is room to shrink
                _settle()
            assert window.width() == size[0]
            for cut in unreadable(window):
                found[f"{page} {size[0]}: {cut}"] = None

    for page, view in (("subscriber", SUBSCRIBER), ("knowledge", KNOWLEDGE), ("history", HISTORY)):
        window.show_side(view)
        look(page)
    window.show_side(KNOWLEDGE)
    window.side.knowledge.search.setText("роуминг")
    await office.until(lambda: window.side.knowledge.cards)
    look("found")
    window.side.knowledge.cards[0].open()
    look("article")
    window.show_side(SUBSCRIBER)
    for query in ("ан", "никого такого"):
        window.side.subscriber.search.setText(query)
        look("found subscribers")
    window.side.subscriber.search.clear()
    window.chat.toggle_note()
    look("note")
    window.keys.open_palette()
    look("palette")
    window.keys.palette.dismiss()
    office.server.disconnect(for_ms=61_000)
    look("offline")
    office.server.connect()
    for chat in list(office.mine):
        window.chats.close(chat)
    look("empty")
    assert not found, "\n".join(found)


async def test_no_word_of_a_question_is_cut(spoken_office: Office) -> None:
    office, window = spoken_office, spoken_office.window
    window.show_chat(office.mine[0])
    await office.until(lambda: window.side.subscriber.shown is not None)
    found: list[str] = []
    window.deeds.finish_current()
    window.side.subscriber.reveal_number()
    window.keys.open_shortcuts()
    window.keys.open_day()
    window.keys.replies.open_manager().begin("Вернусь к вам до {часа}.")
    window.chat.days.ask()
    window.side.talks.ask_bounds()
    dialogs = window.findChildren(QDialog)
    assert len(dialogs) == 7
    (day,) = window.findChildren(DayWindow)
    await office.until(lambda: day.stack.currentWidget() is day.figures)
    for dialog in dialogs:
        _settle()
        found += unreadable(dialog)
        dialog.reject()
    bar = ExportBar(over=window)
    _settle()
    found += unreadable(bar)
    bar.dismiss()
    assert not found, "\n".join(found)


@pytest.mark.parametrize("size", SIZES)
def test_no_word_of_the_sign_in_page_is_cut(
    language: str, size: tuple[int, int], qapp: QApplication
) -> None:
    page = SignInPage(server="desk.volna.example:8710", login="elena")
    page.resize(*size)
    page.show()
    found = []
    page.show_progress("…", may_work_offline=True)
    _settle()
    found += unreadable(page)
    page.show_error("x " * 120, wrong=WrongField.PASSWORD)
    _settle()
    found += unreadable(page)
    page.close()
    page.deleteLater()
    assert not found, "\n".join(found)
