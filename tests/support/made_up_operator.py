"""What a made-up desk works with: its agent, queues, topics, a subscriber's profile, knowledge."""

import time
import zlib
from datetime import UTC, datetime

from protocol import answers
from protocol.ids import AccountId, QueueId, SubscriberId
from protocol.knowledge import Article, CannedReply
from protocol.people import Author, AuthorRole
from protocol.scalars import Millis
from protocol.subscribers import (
    HiddenField,
    Leftover,
    MoneyLine,
    NumberLine,
    Profile,
    RequestState,
    ServiceState,
    SubscriptionState,
    TariffState,
)
from protocol.workplace import Choice, QueueInfo, Workplace
from resources.volna.knowledge import load_articles, load_canned_replies

ME = AccountId("agent-elena-0001")
AGENT = Author(role=AuthorRole.AGENT, id=ME, name="Елена Морозова")


def now() -> Millis:
    """The clock of both sides."""
    return Millis(time.time_ns() // 1_000_000)


def _noon(month: int, day: int) -> Millis:
    return Millis(int(datetime(2026, month, day, 9, tzinfo=UTC).timestamp()) * 1000)


def workplace() -> Workplace:
    """Queues, topics and outcomes as the desk gets them."""
    return Workplace(
        queues=[
            QueueInfo(id=QueueId("services"), title="Услуги", warn_after_s=30, late_after_s=90),
            QueueInfo(
                id=QueueId("general"), title="Общие вопросы", warn_after_s=30, late_after_s=90
            ),
            QueueInfo(
                id=QueueId("antifraud"),
                title="Мошенничество",
                warn_after_s=10,
                late_after_s=30,
                urgent=True,
            ),
        ],
        topics=[
            Choice(id="services", title="Вопрос по услугам", queue="services"),
            Choice(id="general", title="Общая консультация", queue="general"),
            Choice(id="fraud", title="Мошенничество", queue="antifraud"),
        ],
        outcomes=[
            Choice(id="solved", title="Вопрос решён"),
            Choice(id="explained", title="Дана консультация"),
            Choice(id="left", title="Абонент не ответил"),
        ],
        operator="Волна",
        breaks=[
            Choice(id="lunch", title="Обед"),
            Choice(id="training", title="Обучение"),
            Choice(id="technical", title="Технический"),
        ],
        skills=[
            Choice(id="roaming", title="Роуминг"),
            Choice(id="contracts", title="Договоры"),
        ],
    )


def masked_number(name: str) -> str:
    """Somebody's number as it is shown; hers is in all the pictures."""
    end = "41-17" if name.startswith("Анна") else f"{_figure(name, 100):02}-{_figure(name, 97):02}"
    return f"+7 9•• •••-{end}"


def _figure(name: str, below: int) -> int:
    return zlib.crc32(name.encode()) % below


def profile(subscriber: SubscriberId, name: str) -> Profile:
    """A subscriber with something in every part of his profile."""
    anna = name.startswith("Анна")
    return Profile(
        id=subscriber,
        name=name,
        contract="52 0417 883"
        if anna
        else f"52 0{400 + _figure(name, 89)} {_figure(name, 887):03}",
        identity="passport",
        language="ru",
        client_since="2019-04-12",
        hidden=[
            HiddenField(field="number", masked=masked_number(name)),
            HiddenField(field="passport", masked="•••• ••••83"),
            HiddenField(field="birth_date", masked="••.••.1987"),
            HiddenField(field="code_word", masked="••••••"),
        ],
        numbers=[
            NumberLine(id=subscriber, number=masked_number(name), tariff="Прилив", status="active"),
            NumberLine(
                id=SubscriberId("subscriber-second"),
                number="+7 9•• •••-02-80",
                tariff="Маяк",
                status="blocked",
            ),
        ],
        tariff=TariffState(id="priliv", title="Прилив", price=49_000, renews_on="2026-12-02"),
        balance=21_460,
        leftovers=[
            Leftover(kind="minutes", left=372, of=600),
            Leftover(kind="gigabytes", left=4.2, of=30),
            Leftover(kind="messages", left=285, of=300),
        ],
        money=[
            MoneyLine(at=_noon(month, day), amount=amount, title=title, reason=reason)
            for month, day, amount, title, reason in (
                (11, 14, -12_000, "Ещё 3 ГБ", "service"),
                (11, 3, -3_000, "«Мир видео», 5151", "subscription"),
                (11, 2, -49_000, "Плата по тарифу", "tariff"),
                (11, 1, 60_000, "Пополнение, карта", "payment"),
                (10, 3, -3_000, "«Мир видео», 5151", "subscription"),
                (10, 2, -49_000, "Плата по тарифу", "tariff"),
                (10, 1, 50_000, "Пополнение, карта", "payment"),
            )
        ],
        services=[
            ServiceState(
                id="antispam", title="Антиспам", price=0, period="month", since="2024-02-01"
            ),
            ServiceState(
                id="who_called", title="Кто звонил", price=150, period="day", since="2025-06-17"
            ),
        ],
        subscriptions=[
            SubscriptionState(
                id="mir_video",
                title="Мир видео",
                short_number="5151",
                price=3_000,
                period="month",
                since="2026-10-03",
                connected_by="web",
            )
        ],
        requests=[
            RequestState(
                number="В-2211",
                title="Возврат за подписку",
                state="in_work",
                opened_on="2026-11-20",
                due_on="2026-11-25",
            )
        ],
        marks=["vip", "writes_only"],
        device="Aurora X2",
        sim="esim",
    )


def knowledge() -> answers.Knowledge:
    """The real articles and replies of «Волна»."""
    return answers.Knowledge(
        request=1,
        articles=[
            Article(
                id=article.id,  # type: ignore[arg-type]
                language=article.language,
                title=article.title,
                body=article.body,
                topic=article.topic,
                keywords=list(article.keywords),
                popularity=article.popularity,
                updated=article.updated.isoformat(),
            )
            for article in load_articles()
        ],
        replies=[
            CannedReply(
                id=reply.id,
                language=reply.language,
                title=reply.title,
                text=reply.text,
                topic=reply.topic,
                popularity=reply.popularity,
            )
            for reply in load_canned_replies()
        ],
        removed_articles=[],
        removed_replies=[],
        through=1,
    )
