"""`python -m tests.support.reply_pictures DIR`: the manager of canned replies in all its states."""

import asyncio
import os
import sys
import tempfile
from collections.abc import Awaitable, Callable
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"

import qasync
from PySide6.QtWidgets import QApplication

from console.core.preferences import ThemeChoice
from console.core.tasks import TaskOwner
from console.viewmodels.reply_rows import ReplyRow
from protocol.errors import ErrorCode
from protocol.values import ReplyScope, Role
from tests.support.made_up_desk import MadeUpDesk
from tests.support.made_up_morning import fill
from tests.support.made_up_operator import now
from tests.support.made_up_replies import made_up_reply, some_uses
from tests.support.made_up_server import refusal
from ui import translation
from ui.replies.replies_window import RepliesWindow
from ui.shell.desk_window import DeskWindow
from ui.theme import theme
from ui.translation import Language

_SETTLE_SECONDS = 0.3
_SMALL = (853, 480)
"""A screen of 1280×720 at 150 %."""
Picture = Callable[[str], Awaitable[None]]


def _fail(what: str, error: BaseException) -> None:
    raise error


def put_replies(session: MadeUpDesk) -> None:
    """Replies of every scope, and how often they were sent."""
    session.server.replies.uses = some_uses(now())
    for reply in (
        made_up_reply(
            "thanks",
            "Спасибо за ожидание",
            "{greeting}, {subscriber.first_name|здравствуйте}! Спасибо, что подождали. "
            "Проверяю тариф {subscriber.tariff}, это займёт пару минут.",
            shortcut="спс",
        ),
        made_up_reply(
            "night_shift",
            "Ночная смена: инженер приедет утром и позвонит за час до приезда",
            "Инженер приедет завтра с 9 до 12 и позвонит за час.",
            scope=ReplyScope.GROUP,
            queue="services",
            shortcut="утром",
        ),
        made_up_reply("later", "Перезвоню позже", "Вернусь к вам до 18:00.", shortcut="позже"),
    ):
        session.server.replies.put(reply)


async def reply_pictures(desk: DeskWindow, session: MadeUpDesk, picture: Picture) -> None:
    """Each state of the manager, and the list behind a slash."""
    server = session.server
    put_replies(session)
    await asyncio.sleep(_SETTLE_SECONDS)
    writer = desk.chat.writer
    assert writer is not None
    before = writer.composer.text()
    writer.composer.editor.selectAll()
    writer.composer.editor.insertPlainText("Вернусь к вам до 18:00. /с")
    await asyncio.sleep(_SETTLE_SECONDS)
    await picture("replies-slash")
    writer.composer.editor.selectAll()
    writer.composer.editor.insertPlainText(before)
    manager = desk.keys.replies.open_manager()
    await picture("replies-list")
    manager.list.choose(("thanks", "ru"))
    await picture("replies-own")
    manager.editor.text.insertPlainText("{tariff} ")
    await picture("replies-variable")
    manager.editor.text.undo()
    manager.editor.text.insertPlainText("Минуту! ")
    _changed_elsewhere(session, manager)
    await picture("replies-clash")
    manager.deeds.revert()
    server.failures["SaveReply"] = refusal(ErrorCode.UNAVAILABLE)
    manager.editor.text.insertPlainText("Минуту! ")
    manager.deeds.save()
    await picture("replies-error")
    del server.failures["SaveReply"]
    manager.deeds.revert()
    manager.begin("Вернусь к вам до 18:00, {subscriber.first_name|}.")
    await picture("replies-new")
    manager.deeds.revert()
    manager.list.choose(("later", "ru"))
    manager.deeds.delete()
    await picture("replies-deleted")
    manager.tabs.choose(2)
    await picture("replies-group")
    manager.tabs.choose(1)
    server.replies.lose(("thanks", "ru"))
    await picture("replies-empty")
    manager.tabs.choose(0)
    manager.search.setText("щщщщ")
    await picture("replies-nothing")
    manager.reject()
    desk.resize(*_SMALL)
    small = desk.keys.replies.open_manager()
    await picture("replies-small")
    small.list.choose(("night_shift", "ru"))
    await picture("replies-small-group")
    small.begin("Вернусь к вам до 18:00.")
    await picture("replies-small-new")
    small.deeds.revert()
    small.reject()
    desk.resize(1440, 900)
    server.role = Role.LEAD
    server.connect()
    lead = desk.keys.replies.open_manager()
    lead.begin("Инженер приедет завтра.")
    lead.editor.title.setText("Инженер завтра")
    lead.editor.place.scope.setCurrentIndex(1)
    await picture("replies-lead")
    lead.deeds.revert()
    lead.reject()


def _changed_elsewhere(session: MadeUpDesk, manager: RepliesWindow) -> None:
    row: ReplyRow | None = manager.editor.row
    assert row is not None
    assert row.reply is not None
    title, text = "Спасибо за терпение", "Спасибо, что подождали!"
    session.server.replies.put(made_up_reply(row.reply.id, title, text, shortcut="спс"))


async def _pictures(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for language in Language:
        for choice in (ThemeChoice.LIGHT, ThemeChoice.DARK):
            translation.current().install(language)
            theme.current().choose(choice)
            with tempfile.TemporaryDirectory() as own:
                session = MadeUpDesk(Path(own), on_failure=_fail)
                fill(session.server)
                await session.begin()
                owner = TaskOwner("pictures", on_failure=_fail)
                desk = DeskWindow(session, owner=owner, version="0.1.0")
                desk.resize(1440, 900)
                desk.show()
                desk.show_chat(next(iter(session.server.heads)))
                for conversation in session.store.chats:
                    session.server.read_log(conversation)
                await reply_pictures(desk, session, _Taker(desk, folder, f"{language}-{choice}"))
                desk.close_page()
                await owner.aclose()
                await session.aclose()
                desk.deleteLater()


class _Taker:
    """Takes the manager if it is open, else the desk."""

    def __init__(self, desk: DeskWindow, folder: Path, name: str) -> None:
        self._desk, self._folder, self._name = desk, folder, name

    async def __call__(self, page: str) -> None:
        await asyncio.sleep(_SETTLE_SECONDS)
        windows = [one for one in self._desk.findChildren(RepliesWindow) if one.isVisible()]
        shown = windows[-1] if windows else self._desk
        shown.grab().save(str(self._folder / f"{page}-{self._name}.png"))


if __name__ == "__main__":
    application = QApplication(["pictures"])
    application.setQuitOnLastWindowClosed(False)
    with asyncio.Runner(loop_factory=lambda: qasync.QEventLoop(application)) as runner:
        runner.run(_pictures(Path(sys.argv[1])))
