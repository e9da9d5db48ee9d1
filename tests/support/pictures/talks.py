"""Pictures of talks among colleagues: the section, a talk, a group, the choosers, empty states."""

from protocol.bodies import Citation, Message
from protocol.ids import ConversationId, pair_talk_id
from tests.support.made_up_operator import ME, now
from tests.support.made_up_talks import IRINA, OLEG, PAVEL
from tests.support.pictures.camera import Camera
from tests.support.pictures.stage import Stage, stage
from ui.talks.ask_dialog import AskDialog


async def talk_pages(camera: Camera) -> None:
    """Every state of what colleagues have with each other."""
    async with stage(camera) as on:
        await _talk(on)


async def _talk(on: Stage) -> None:
    desk, session, server, anna = on.desk, on.session, on.server, on.anna

    async def picture(page: str) -> None:
        await on.take(f"talks-{page}")

    desk.show_chat(anna)
    await picture("none")
    server.said_by(server.add_talk(PAVEL), PAVEL, "Елена, видел у тебя возврат за подписку?")
    group = server.add_talk(IRINA, OLEG, PAVEL, name="Ночная смена")
    server.said_by(group, IRINA, "С 23:00 работы на шлюзе SMS, коды могут опаздывать.")
    server.said_by(group, OLEG, "Понял")
    server.tell_talks()
    await picture("section")
    desk.chat.transcript.hand.current = desk.chat.model.rowCount() - 1
    desk.keys.commands.action("talk.ask").trigger()
    asking = desk.talk_deeds.asking
    assert asking is not None
    await picture("ask")
    asking.field.setText("орл")
    await picture("ask-found")
    asking.field.setText("никого")
    await picture("ask-nobody")
    asking.field.setText("")
    assert isinstance(asking, AskDialog)
    await on.until(asking.people.rowCount)
    asking.question.setPlainText("Можно вернуть за оба месяца?")
    asking.answer()
    pair = pair_talk_id(ME, PAVEL)
    await on.until(lambda: desk.chats.current == pair)
    server.read_log(pair)
    await on.until(lambda: any(_asks(entry.body) for entry in server.logs[pair]))
    server.read_log(pair)
    await picture("question")
    server.colleague_says(pair, PAVEL, "Да, за два последних можно без заявки.")
    asked = next(e for e in server.logs[anna] if isinstance(e.body, Message))
    petr = ConversationId("chat-petr-of-pavel")
    server.add("chat-petr-of-pavel", "Пётр Сомов", "Роуминг не включается", owner=PAVEL)
    server.looked_into = [petr]
    card = Citation(
        conversation=petr,
        seq=2,
        at=now(),
        role=asked.author.role,
        author="Пётр Сомов",
        subscriber="Пётр Сомов",
        excerpt="Роуминг не включается уже второй день, номер +• ••• •••-••-••, пробовал"
        " перезагружать и ручной выбор сети, ничего не помогло, завтра улетаю",
    )
    server.said_by(pair, PAVEL, "А тут что посоветуешь?", about=card)
    server.tell_talks(pair)
    await picture("asked")
    await session.settle(pair, next(e.seq for e in server.logs[pair] if _asks(e.body)))
    writer = desk.chat.writer
    assert writer is not None
    writer.composer.insert("Проверь, не стоит ли запрет")
    await picture("settled")
    desk.resize(on.camera.size(1280, 720))
    await picture("asked-1280x720")
    desk.resize(on.camera.size())
    desk.show_chat(group)
    server.read_log(group)
    await picture("group")
    desk.talk_deeds.choose_group()
    await picture("group-new")
    people = desk.talk_deeds.asking
    assert people is not None
    await on.until(lambda: people.people.rowCount() > 2)
    people.press_row(0)
    people.press_row(2)
    await picture("group-chosen")
    people.reject()
    desk.keys.open_palette()
    desk.keys.palette.field.setText("ир")
    await picture("palette")
    desk.keys.palette.dismiss()
    server.disconnect(for_ms=42_000)
    await session.say(group, "Дойдёт, когда вернётся связь")
    await picture("offline")
    desk.talk_deeds.choose_colleague()
    await picture("choose-offline")
    last = desk.talk_deeds.asking
    assert last is not None
    last.reject()
    server.connect()


def _asks(body: object) -> bool:
    return isinstance(body, Message) and body.about is not None and not body.about.settled
