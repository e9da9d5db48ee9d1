"""Pictures of the card that calls over other windows: what of it stands for each kind of alert."""

from collections.abc import Sequence

from console.core.alerts import Alert
from console.core.preferences import AlertKind
from protocol.ids import ConversationId
from tests.support.made_up_talks import PAVEL
from tests.support.pictures.camera import Camera
from tests.support.pictures.stage import Stage, stage
from ui.alerts.cards import AlertCards


async def call_pages(camera: Camera) -> None:
    """A colleague who asks for help, alone and among others, with and without names."""
    async with stage(camera) as on:
        await _calls(on)


async def _calls(on: Stage) -> None:
    cards = AlertCards(on.desk.feed)
    chat, server = on.anna, on.server
    server.invited(chat, by="Вера Соколова", why="Как вернуть деньги за подписку?")
    talk = server.add_talk(PAVEL)
    server.said_by(talk, PAVEL, "Посмотри, пожалуйста, роуминг")
    server.tell_talks(talk)
    in_chat, in_talk = _help(chat), _help(talk)

    async def picture(page: str, alerts: Sequence[Alert], *, names: bool = True) -> None:
        cards.show_alerts(alerts, names=names)
        await on.camera.take(f"calls-{page}", cards, alone=True)

    await picture("help", [in_chat])
    await picture("help-talk", [in_talk])
    await picture("help-nameless", [in_chat], names=False)
    late = Alert(kind=AlertKind.LATE, conversation=chat)
    await picture("help-among", [in_chat, in_talk, late])
    cards.deleteLater()


def _help(conversation: ConversationId) -> Alert:
    return Alert(kind=AlertKind.HELP, conversation=conversation)
