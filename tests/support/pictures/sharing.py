"""What stands between colleagues in a conversation, put into a desk for its pictures."""

import asyncio

from protocol.bodies import Declined
from protocol.errors import ErrorCode
from tests.support.made_up_server import refusal
from tests.support.made_up_sharing import colleagues
from tests.support.pictures.camera import Camera
from tests.support.pictures.stage import Stage, stage
from ui.sharing.purpose import Purpose
from ui.sharing.share_dialog import ShareDialog
from ui.shell.desk_window import DeskWindow
from ui.widgets.toast import Toast

_SETTLE_SECONDS = 0.15
_NOTE = "Спросила, за что списали 60 рублей: подписка «Мир видео». Отключила, возврат не оформлен."
_OTHER_NOTE = "Роутер перезагружали, не помогло. Заявку на линию ещё не оформила."
_NARROW = (1280, 720)


async def sharing_pages(camera: Camera) -> None:
    """The question in each of its states, then what who gives, who gets and who is asked see."""
    async with stage(camera) as on:
        await _share(on)


async def _share(on: Stage) -> None:
    desk, session, conversation, picture = on.desk, on.session, on.anna, on.take
    server = session.server
    desk.show_chat(conversation)

    dialog = await _asked(desk)
    dialog.note_field.setPlainText(_NOTE)
    await picture("share-colleague")
    dialog.view.setCurrentIndex(dialog.rows.index(2))
    dialog.answer()
    await picture("share-no-room")
    dialog.search.setText("мошен")
    await picture("share-topic")
    dialog.search.setText("никто")
    await picture("share-nobody")
    dialog.search.setText("")
    await asyncio.sleep(_SETTLE_SECONDS)
    server.failures["PassOn"] = refusal(ErrorCode.NO_ROOM)
    dialog.answer()
    await picture("share-refused")
    del server.failures["PassOn"]
    dialog.purposes.choose(list(Purpose).index(Purpose.INVITE))
    await picture("share-guest")
    dialog.reject()

    one = colleagues()[0]
    await session.pass_on(conversation, one.account, note=_NOTE)
    desk.chat.transcript.jump_to_newest()
    await picture("shared-held-out")
    desk.resize(on.camera.size(*_NARROW))
    await picture("shared-held-out-1280x720")
    desk.resize(on.camera.size())
    server.answered(
        conversation, Declined(agent=one.account, reason="срочный чат", kept_by="Елена Морозова")
    )
    await picture("shared-declined")
    _clear(desk)
    for other in colleagues()[:3]:
        await session.invite(conversation, other.account, why="помоги с возвратом")
    await on.camera.settle()
    desk.chat.transcript.jump_to_newest()
    await picture("shared-guests")
    desk.resize(on.camera.size(*_NARROW))
    await picture("shared-guests-1280x720")
    desk.resize(on.camera.size())
    for other in colleagues()[:3]:
        await session.send_away(conversation, other.account)
    given = server.add("chat-lidia-zhuk", "Лидия Жук", "Нет интернета с утра", waited=95)
    server.held_out(given, by="Вера Соколова", note=_OTHER_NOTE)
    await picture("shared-offer")
    await session.decline(given)
    asked = server.add("chat-oleg-ivin", "Олег Ивин", "Переезд: есть ли у вас дом 5?", waited=40)
    server.invited(asked, by="Вера Соколова", why="посмотри, подключён ли дом")
    desk.show_chat(asked)
    await picture("shared-guest")
    _clear(desk)
    await session.step_out(asked)
    desk.chats.close(asked)
    desk.show_chat(conversation)


async def _asked(desk: DeskWindow) -> ShareDialog:
    desk.sharing.pass_current()
    dialog = desk.sharing.asking
    assert dialog is not None
    await asyncio.sleep(_SETTLE_SECONDS)
    return dialog


def _clear(desk: DeskWindow) -> None:
    for toast in desk.findChildren(Toast):
        toast.hide()
        toast.deleteLater()
