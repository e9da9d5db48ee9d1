"""What stands between colleagues in a conversation, put into a desk for its pictures."""

import asyncio
from collections.abc import Awaitable, Callable

from protocol.errors import ErrorCode
from protocol.ids import ConversationId
from protocol.values import Declined
from tests.support.made_up_desk import MadeUpDesk
from tests.support.made_up_server import refusal
from tests.support.made_up_sharing import colleagues
from tests.support.pictures.camera import Camera
from tests.support.pictures.stage import stage
from ui.sharing.purpose import Purpose
from ui.sharing.share_dialog import ShareDialog
from ui.shell.desk_window import DeskWindow
from ui.widgets.toast import Toast

_SETTLE_SECONDS = 0.15
_NOTE = "Спросила, за что списали 60 рублей: подписка «Мир видео». Отключила, возврат не оформлен."
_NARROW = (853, 480)


async def sharing_pages(camera: Camera) -> None:
    """Over a desk in the middle of a morning."""
    async with stage(camera) as on:
        await sharing_pictures(on.desk, on.session, on.anna, on.take)


async def sharing_pictures(
    desk: DeskWindow,
    session: MadeUpDesk,
    conversation: ConversationId,
    picture: Callable[[str], Awaitable[None]],
) -> None:
    """The question in each of its states, then what who gives, who gets and who is asked see."""
    server = session.server
    desk.show_chat(conversation)

    async def dialog_picture(dialog: ShareDialog, state: str) -> None:
        assert dialog.isVisible()
        await picture(f"share-{state}")

    dialog = await _asked(desk)
    dialog.note_field.setPlainText(_NOTE)
    await dialog_picture(dialog, "colleague")
    dialog.view.setCurrentIndex(dialog.rows.index(2))
    dialog.answer()
    await dialog_picture(dialog, "no-room")
    dialog.search.setText("мошен")
    await dialog_picture(dialog, "topic")
    dialog.search.setText("никто")
    await dialog_picture(dialog, "nobody")
    dialog.search.setText("")
    await asyncio.sleep(_SETTLE_SECONDS)
    server.failures["PassOn"] = refusal(ErrorCode.NO_ROOM)
    dialog.answer()
    await dialog_picture(dialog, "refused")
    del server.failures["PassOn"]
    dialog.purposes.choose(list(Purpose).index(Purpose.INVITE))
    await dialog_picture(dialog, "guest")
    dialog.reject()

    one = colleagues()[0]
    await session.pass_on(conversation, one.account, note=_NOTE)
    desk.chat.transcript.jump_to_newest()
    await picture("shared-held-out")
    desk.resize(*_NARROW)
    await picture("shared-held-out-853x480")
    desk.resize(1440, 900)
    server.answered(
        conversation, Declined(agent=one.account, reason="срочный чат", kept_by="Елена Морозова")
    )
    await picture("shared-declined")
    _clear(desk)
    for other in colleagues()[:3]:
        await session.invite(conversation, other.account, why="помоги с возвратом")
    desk.chat.transcript.jump_to_newest()
    await picture("shared-guests")
    desk.resize(*_NARROW)
    await picture("shared-guests-853x480")
    desk.resize(1440, 900)
    for other in colleagues()[:3]:
        await session.send_away(conversation, other.account)
    given = server.add("chat-lidia-zhuk", "Лидия Жук", "Нет интернета с утра", waited=95)
    server.held_out(given, by="Вера Соколова", note=_NOTE)
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
