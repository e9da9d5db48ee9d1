"""What a subscriber wrote in the months before: conversations of other channels, long closed."""

from datetime import timedelta

import msgspec

from protocol.bodies import Message
from protocol.conversations import ConversationState
from protocol.ids import ConversationId
from protocol.people import Author, AuthorRole
from protocol.scalars import Millis
from tests.support.made_up_operator import now
from tests.support.made_up_server import MadeUpServer

_BEFORE = (
    (
        20,
        "telegram",
        "services",
        "solved",
        "Игорь Лапин",
        "Подключите, пожалуйста, «Антиспам»",
        "Подключили, деньги за него не берём: он бесплатный. Звонки с незнакомых номеров теперь"
        " будут с пометкой.",
    ),
    (
        51,
        "app",
        "general",
        "explained",
        "Елена Морозова",
        "Когда спишутся деньги за следующий месяц? Зарплата у меня пятого",
        "Плата спишется 2 ноября. Дату можно перенести в приложении, раздел «Расходы».",
    ),
    (
        128,
        "email",
        "general",
        "left",
        "Марина Соколова",
        "Пришлите детализацию за июнь",
        "На какой адрес прислать?",
    ),
)
"""Days ago, channel, topic, outcome, who answered, what was asked and answered."""


def write_before(server: MadeUpServer, conversation: ConversationId) -> None:
    """Give the subscriber of a conversation a past."""
    head = server.heads[conversation]
    subscriber = Author(role=AuthorRole.SUBSCRIBER, name=head.name)
    for days, channel, topic, outcome, agent, asked, answered in _BEFORE:
        at = Millis(now() - int(timedelta(days=days).total_seconds()) * 1000)
        past = server.add(
            f"chat-before-{days}",
            head.name,
            state=ConversationState.CLOSED,
            topic=topic,
            queue=topic,
            channel=channel,
            waited=None,
            subscriber=False,
            outcome=outcome,
            closed_at=at,
        )
        server.log(past, Message(text=asked), subscriber)
        server.log(past, Message(text=answered), Author(role=AuthorRole.AGENT, name=agent))
        server.logs[past] = [msgspec.structs.replace(one, at=at) for one in server.logs[past]]
        server.change(
            past,
            subscriber=head.subscriber,
            entered_at=at,
            owner_name=agent,
            preview=answered,
            preview_role=AuthorRole.AGENT,
        )
