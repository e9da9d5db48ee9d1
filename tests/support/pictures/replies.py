"""The manager of canned replies in all its states, and the list behind a slash."""

import asyncio

from console.viewmodels.reply_rows import ReplyRow
from protocol.errors import ErrorCode
from protocol.knowledge import ReplyScope
from protocol.people import Role
from tests.support.made_up_desk import MadeUpDesk
from tests.support.made_up_operator import now
from tests.support.made_up_replies import made_up_reply, some_uses
from tests.support.made_up_server import refusal
from tests.support.pictures.camera import Camera
from tests.support.pictures.stage import Stage, stage
from ui.replies.replies_window import RepliesWindow
from ui.widgets.toast import Toast

_SETTLE_SECONDS = 0.3
_SMALL = (1280, 720)


def put_replies(session: MadeUpDesk) -> None:
    """Replies of every scope, and how often they were sent."""
    session.server.replies.uses = some_uses(now())
    for reply in (
        made_up_reply(
            "thanks",
            "Спасибо за ожидание",
            "{greeting}, {subscriber.first_name|здравствуйте}! Спасибо, что подождали. "
            "Проверяю тариф «{subscriber.tariff}», это займёт пару минут.",
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


async def reply_pages(camera: Camera) -> None:
    """Each state of the manager, and the list behind a slash."""
    async with stage(camera) as on:
        await _reply(on)


async def _reply(on: Stage) -> None:
    desk, session, picture = on.desk, on.session, on.take
    server = session.server
    desk.show_chat(on.anna)
    put_replies(session)
    await on.until(lambda: any(one.scope is ReplyScope.OWN for one in session.replies()))
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
    manager.editor.text.insertPlainText("{скидка} ")
    await picture("replies-variable")
    manager.editor.text.undo()
    manager.editor.text.insertPlainText("Минуту! ")
    await on.until(lambda: manager.editor.row is not None and manager.editor.row.reply)
    _changed_elsewhere(session, manager)
    await picture("replies-clash")
    manager.deeds.revert()
    server.failures["SaveReply"] = refusal(ErrorCode.UNAVAILABLE)
    manager.editor.text.insertPlainText("Минуту! ")
    manager.deeds.save()
    await picture("replies-error")
    del server.failures["SaveReply"]
    manager.deeds.revert()
    manager.begin("Вернусь к вам до 18:00, {subscriber.first_name|уважаемый абонент}.")
    await picture("replies-new")
    manager.deeds.revert()
    manager.list.choose(("later", "ru"))
    manager.deeds.delete()
    await on.until(lambda: manager.findChildren(Toast) and manager.editor.delete_button.isEnabled())
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
    desk.resize(on.camera.size(*_SMALL))
    small = desk.keys.replies.open_manager()
    await picture("replies-small")
    small.list.choose(("night_shift", "ru"))
    await picture("replies-small-group")
    small.begin("Вернусь к вам до 18:00.")
    await picture("replies-small-new")
    small.deeds.revert()
    small.reject()
    desk.resize(on.camera.size())
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
