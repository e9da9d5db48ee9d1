"""The morning of the pictures: four chats, an offer, a queue, somebody from before."""

import msgspec

from protocol.bodies import Message
from protocol.conversations import ConversationState
from protocol.scalars import Millis
from tests.support.made_up_operator import ME, now
from tests.support.made_up_server import MadeUpServer


def fill(server: MadeUpServer) -> None:
    """Begin the day."""
    anna = server.add(
        "chat-anna-kolcova",
        "Анна Кольцова",
        "Здравствуйте! Почему с меня опять сняли 30 рублей, я ничего не подключала",
        "отключите и верните, оператор!!!",
        waited=102,
        verified=True,
    )
    server.answers_with(
        anna,
        "Анна, здравствуйте! Меня зовут Елена. Вижу подписку «Мир видео», её подключили 3 октября"
        " со страницы в интернете. Отключаю её прямо сейчас.",
    )
    server.answers_with(anna, "Второй случай за месяц, предложить запрет контент-услуг.", note=True)
    server.heads[anna] = msgspec.structs.replace(
        server.heads[anna], agent_read=server.heads[anna].last_seq, delivered=9, read=9
    )
    for text in ("спасибо", "а можно вернуть эти деньги?"):
        server.hear(anna, Message(text=text))
    server.add("chat-petr-dyagilev", "Пётр Дягилев", "не работает интернет", waited=38)
    server.add(
        "chat-grace-simmons",
        "Grace Simmons",
        "How do I switch roaming on?",
        waited=9,
        topic="general",
        language="en",
        channel="telegram",
    )
    server.add(
        "chat-olga-vesnina",
        "Ольга Веснина",
        "Жду проверки адреса",
        topic="general",
        state=ConversationState.HELD,
        waited=None,
        held_until=Millis(now() + 190_000),
        channel="email",
    )
    offer = server.add(
        "chat-timur-akhmetov",
        "Тимур Ахметов",
        "Дважды списали за подписку",
        state=ConversationState.OFFERED,
        waited=14,
        channel="telegram",
    )
    server.offer(offer, seconds=13)
    for number, (name, text, waited, queue) in enumerate(
        [
            ("Лев Ким", "Как подключить роуминг?", 48, "services"),
            ("Мария Зуева", "Сколько осталось гигабайт?", 31, "services"),
            ("Иван Петренко", "Пришло странное SMS с кодом", 21, "antifraud"),
        ]
    ):
        server.waiting.append(
            server.add(
                f"chat-waiting-{number}",
                name,
                text,
                state=ConversationState.QUEUED,
                waited=waited,
                queue=queue,
                topic="fraud" if queue == "antifraud" else "services",
            )
        )
    mark = server.add(
        "chat-mark-zhukov",
        "Марк Жуков",
        "Спасибо!",
        state=ConversationState.CLOSED,
        waited=None,
        owner=ME,
        outcome="solved",
        closed_at=Millis(now() - 840_000),
    )
    server.recent.append(mark)
