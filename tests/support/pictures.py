"""`python -m tests.support.pictures DIR`: every page in both languages and themes, to look at."""

import asyncio
import os
import sys
import tempfile
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"

import qasync
from PySide6.QtWidgets import QApplication, QWidget

from console.core import events
from console.core.preferences import ThemeChoice
from console.core.tasks import TaskOwner
from console.viewmodels.inbox_rows import InboxRowKind
from protocol.errors import ErrorCode
from protocol.ids import ConversationId, QueueId
from protocol.values import Presence
from tests.support.made_up_desk import MadeUpDesk
from tests.support.made_up_files import photo, send_files
from tests.support.made_up_morning import fill
from tests.support.made_up_server import MadeUpServer, refusal
from tests.support.pieces import paper
from tests.support.sharing_pictures import sharing_pictures
from tests.support.writing_pictures import writing_pictures
from ui import translation
from ui.day.day_window import DayWindow
from ui.shell.desk_window import DeskWindow
from ui.shell.side_panel import HISTORY, KNOWLEDGE, SUBSCRIBER
from ui.shell.sign_in_page import SignInPage
from ui.theme import theme
from ui.translation import Language

SIZES = ((1440, 900), (1280, 720), (853, 480), (2560, 1440))
_SETTLE_SECONDS = 0.15
_PICTURE_SECONDS = 1.5
"""A process of its own begins, decodes and ends."""


def _fail(what: str, error: BaseException) -> None:
    raise error


async def _settled(widget: QWidget) -> None:
    await asyncio.sleep(_SETTLE_SECONDS)
    widget.repaint()


async def _desk_pictures(folder: Path, name: str) -> None:
    with tempfile.TemporaryDirectory() as own:
        session = MadeUpDesk(Path(own), on_failure=_fail)
        fill(session.server)
        await session.begin()
        owner = TaskOwner("pictures", on_failure=_fail)
        desk = DeskWindow(session, owner=owner, version="0.1.0")
        desk.resize(1440, 900)
        desk.show()

        async def picture(page: str) -> None:
            await _settled(desk)
            desk.grab().save(str(folder / f"{page}-{name}.png"))

        anna = next(iter(session.server.heads))
        desk.show_chat(anna)
        for conversation in session.store.chats:
            session.server.read_log(conversation)
        session.server.types(anna, "и за октябрь тоже…")
        session.server.types(list(session.server.heads)[1])
        writer = desk.chat.writer
        assert writer is not None
        writer.composer.insert("Анна, да: 60 рублей за октябрь и ноябрь верну на баланс.")
        for width, height in SIZES:
            desk.resize(width, height)
            await picture(f"agent-{width}x{height}")
        desk.resize(1100, 700)
        desk.show_side(SUBSCRIBER)
        await picture("agent-overlay")
        desk.resize(1440, 900)
        desk.show_side(KNOWLEDGE)
        await picture("knowledge")
        desk.side.knowledge.search.setText("роуминг")
        await picture("knowledge-found")
        desk.side.knowledge.cards[0].open()
        await picture("knowledge-article")
        desk.show_side(HISTORY)
        await picture("history")
        desk.show_side(SUBSCRIBER)
        desk.side.subscriber.search.setText("ан")
        await picture("subscriber-found")
        desk.side.subscriber.search.setText("")
        desk.keys.open_palette()
        await picture("palette")
        desk.keys.palette.field.setText("ан")
        await picture("palette-found")
        desk.keys.palette.dismiss()
        desk.inbox.open_queue(QueueId("services"))
        await picture("queue-open")
        waiting = next(
            row
            for row in range(desk.inbox.model.rowCount())
            if desk.inbox.model.row_at(row).kind is InboxRowKind.WAITING
        )
        desk.preview.show_for(desk.inbox.model.index(waiting))
        await picture("queue-preview")
        desk.preview.card.hide()
        desk.deeds.finish_current()
        await _settled(desk)
        assert desk.deeds.finishing is not None
        desk.deeds.finishing.grab().save(str(folder / f"finish-{name}.png"))
        desk.deeds.finishing.reject()
        desk.side.subscriber.reveal_number()
        await _settled(desk)
        reveal = desk.side.subscriber.revealing
        assert reveal is not None
        reveal.grab().save(str(folder / f"reveal-{name}.png"))
        reveal.reject()
        await _my_day(desk, session.server, folder, name)
        await _colleagues(desk, session, anna, folder, name)
        desk.keys.open_shortcuts()
        await _settled(desk)
        page = QApplication.activeWindow() or desk
        page.grab().save(str(folder / f"shortcuts-{name}.png"))
        page.close()
        await sharing_pictures(desk, session, anna, picture, folder=folder, name=name)
        await writing_pictures(desk, session, anna, picture)
        await _with_files(session)
        await picture("files")
        desk.resize(853, 480)
        await picture("files-853x480")
        desk.resize(1440, 900)
        for file in list(session.store.chats[anna].attached):
            await session.detach(file.key)
        session.server.disconnect(for_ms=42_000)
        writer.composer.insert(" Сделано")
        await session.send(anna, "Это уйдёт, когда вернётся связь")
        session.server.heads[anna] = session.server.heads[anna]
        await picture("offline")
        session.server.says(anna, "уже не надо")
        session.server.connect()
        await picture("decide")
        desk.close_page()
        await owner.aclose()
        await session.aclose()
        desk.deleteLater()


async def _my_day(desk: DeskWindow, server: MadeUpServer, folder: Path, name: str) -> None:
    """The figures of a day and of a week, and what is said where there are none."""
    gate = server.gates["ReadMyDay"]
    day = DayWindow(desk.feed, owner=desk.owner, parent=desk)
    day.open()

    async def picture(state: str, *, week: bool = False) -> None:
        day.spans.choose(int(week))
        await _settled(day)
        day.grab().save(str(folder / f"day-{state}-{name}.png"))

    await picture("today")
    await picture("week", week=True)
    gate.clear()
    await picture("loading")
    gate.set()
    server.has_worked = False
    await picture("empty", week=True)
    server.failures["ReadMyDay"] = refusal(ErrorCode.UNAVAILABLE)
    await picture("error")
    del server.failures["ReadMyDay"]
    server.disconnect()
    await picture("offline", week=True)
    server.connect()
    server.has_worked = True
    day.reject()


async def _colleagues(
    desk: DeskWindow, session: MadeUpDesk, conversation: ConversationId, folder: Path, name: str
) -> None:
    """A break with a reason in the top bar, and who else is in the chat."""
    await session.set_presence(Presence.BREAK, reason="lunch")
    for people in (("Павел Орлов",), ("Павел Орлов", "Ирина Соколова", "Мария")):
        for person in people:
            session.server.looks(conversation, person, typing=len(people) == 1)
        await _settled(desk)
        desk.grab().save(str(folder / f"onlookers-{len(people)}-{name}.png"))
        for person in people:
            session.server.looks(conversation, person, looking=False)
    await session.set_presence(Presence.ONLINE)


async def _with_files(session: MadeUpDesk) -> None:
    """The subscriber has sent some, and some go with the draft: whole, half way, refused."""
    anna = next(iter(session.server.heads))
    send_files(session.server)
    await session.attach(anna, "Памятка о запрете подписок.png", photo(640, 400))
    session.server.files.slow = True
    await session.attach(anna, "Договор об оказании услуг связи, редакция 2026.pdf", paper())
    await session.attach(anna, "запись разговора.ogg", b"OggS" + bytes(90_000))
    last = session.store.chats[anna].attached[-1]
    session.apply([events.FileRefused(last.key, ErrorCode.FILE_TYPE_REFUSED)])
    await asyncio.sleep(_PICTURE_SECONDS)


async def _pictures(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for language in Language:
        for choice in (ThemeChoice.LIGHT, ThemeChoice.DARK):
            translation.current().install(language)
            theme.current().choose(choice)
            name = f"{language}-{choice}"
            page = SignInPage(server="127.0.0.1:8710", login="elena")
            page.resize(1440, 900)
            page.show()
            await _settled(page)
            page.grab().save(str(folder / f"sign-in-{name}.png"))
            page.show_error("Неверный логин или пароль.", password_wrong=True)
            await _settled(page)
            page.grab().save(str(folder / f"sign-in-error-{name}.png"))
            page.close()
            page.deleteLater()
            await _desk_pictures(folder, name)


if __name__ == "__main__":
    application = QApplication(["pictures"])
    application.setQuitOnLastWindowClosed(False)
    with asyncio.Runner(loop_factory=lambda: qasync.QEventLoop(application)) as runner:
        runner.run(_pictures(Path(sys.argv[1])))
