"""Beside the chat stands what belongs to it: articles, replies, and nobody else's profile."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any, cast

import pytest
from PySide6.QtTest import QAbstractItemModelTester

from console.core.errors import CommandRejected, LinkLost
from console.core.tasks import TaskOwner
from console.local.knowledge import KnowledgeHit
from console.session import DeskSession, EarlierConversations, ProfileFor, Subscription
from console.viewmodels.knowledge_model import KnowledgeModel, KnowledgeRole
from console.viewmodels.replies_model import RepliesModel, ReplyRole
from console.viewmodels.reply_values import reply_values
from console.viewmodels.subscriber_panel import PanelState, SubscriberPanel
from protocol.errors import ErrorCode
from protocol.ids import AccountId, ConversationId, SubscriberId
from protocol.values import Account, CannedReply, Millis, Profile, Role, TariffState

CHAT = ConversationId("conversation1")


def profile(subscriber: SubscriberId) -> Profile:
    return Profile(
        id=subscriber,
        name=f"Ветрова {subscriber} Сергеевна",
        contract="1",
        identity="none",
        language="ru",
        client_since="2020-01-01",
        hidden=[],
        numbers=[],
        tariff=TariffState(id="breeze", title="Бриз", price=39_000, renews_on="2026-12-02"),
        balance=21_460,
        leftovers=[],
        money=[],
        services=[],
        subscriptions=[],
        requests=[],
        marks=[],
    )


class Session:
    """Answers when the test says so."""

    def __init__(self) -> None:
        self.gates: dict[SubscriberId, asyncio.Event] = {}
        self.failure: Exception | None = None
        self.answers: dict[str, list[KnowledgeHit] | None] = {}
        self.listeners: list[Any] = []

    async def profile(
        self, subscriber: SubscriberId, *, conversation: ConversationId | None
    ) -> ProfileFor:
        await self.gates.setdefault(subscriber, asyncio.Event()).wait()
        if self.failure is not None:
            raise self.failure
        return ProfileFor(conversation, profile(subscriber))

    async def conversations(self, subscriber: SubscriberId) -> EarlierConversations:
        return EarlierConversations(subscriber, (), more=False)

    async def reveal(self, subscriber: SubscriberId, field: str, **_: object) -> str:
        return f"{field} of {subscriber}"

    async def search_knowledge(self, query: str, **_: object) -> list[KnowledgeHit] | None:
        return self.answers.get(query)

    async def suggest_knowledge(self, message: str, **_: object) -> list[KnowledgeHit] | None:
        return self.answers.get(message)

    def subscribe_to_knowledge(self, listener: Any) -> Subscription:
        self.listeners.append(listener)
        return Subscription(lambda: self.listeners.remove(listener))

    def canned_replies(self, typed: str, *, language: str) -> list[CannedReply]:
        return [
            CannedReply(
                id="hello",
                language=language,
                title="Приветствие",
                text="{greeting}, {subscriber.first_name|друг}!",
                topic="",
                popularity=1,
            )
        ]


@pytest.fixture
async def owner() -> AsyncIterator[TaskOwner]:
    failures: list[BaseException] = []
    owner = TaskOwner("page", on_failure=lambda _, failure: failures.append(failure))
    yield owner
    await owner.aclose()
    assert failures == []


async def settle() -> None:
    for _ in range(5):
        await asyncio.sleep(0)


def panel_on(session: Session, owner: TaskOwner) -> SubscriberPanel:
    return SubscriberPanel(cast("DeskSession", session), owner)


async def test_a_late_profile_never_shows_beside_another_chat(owner: TaskOwner) -> None:
    session = Session()
    panel = panel_on(session, owner)
    ids = [SubscriberId(f"subscriber{number}") for number in range(20)]
    for number, subscriber in enumerate(ids):
        panel.show(ConversationId(f"conversation{number}"), subscriber)
        await settle()
    for subscriber in reversed(ids):
        session.gates[subscriber].set()
        await settle()
        assert panel.profile is None or panel.profile.id == panel.subscriber
    assert panel.state is PanelState.READY
    assert panel.profile is not None
    assert panel.profile.id == ids[-1]


async def test_coming_back_to_a_chat_does_not_take_the_answer_to_the_first_visit(
    owner: TaskOwner,
) -> None:
    session = Session()
    panel = panel_on(session, owner)
    first, second = SubscriberId("subscriber1"), SubscriberId("subscriber2")
    panel.show(CHAT, first)
    panel.show(CHAT, second)
    panel.show(CHAT, first)
    await settle()
    panel.show(None, None)
    session.gates[first].set()
    await settle()
    assert (panel.state, panel.profile) == (PanelState.EMPTY, None)


async def test_a_revealed_field_is_gone_with_the_chat(owner: TaskOwner) -> None:
    session = Session()
    panel = panel_on(session, owner)
    subscriber = SubscriberId("subscriber1")
    panel.show(CHAT, subscriber)
    panel.reveal("passport", reason="identity")
    await settle()
    assert panel.revealed == {"passport": "passport of subscriber1"}
    panel.show(CHAT, SubscriberId("subscriber2"))
    assert panel.revealed == {}


@pytest.mark.parametrize(
    ("failure", "state"),
    [
        (LinkLost(), PanelState.UNREACHABLE),
        (CommandRejected(ErrorCode.FORBIDDEN), PanelState.REFUSED),
    ],
)
async def test_a_profile_that_cannot_be_had_says_why(
    owner: TaskOwner, failure: Exception, state: PanelState
) -> None:
    session = Session()
    session.failure = failure
    panel = panel_on(session, owner)
    subscriber = SubscriberId("subscriber1")
    session.gates[subscriber] = asyncio.Event()
    session.gates[subscriber].set()
    panel.show(CHAT, subscriber)
    await settle()
    assert panel.state is state


def hit(title: str) -> KnowledgeHit:
    return KnowledgeHit(title.lower(), "ru", title, "Подробно.", (), ())


async def test_an_overtaken_search_changes_nothing(owner: TaskOwner) -> None:
    session = Session()
    model = KnowledgeModel(cast("DeskSession", session), owner)
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    session.answers = {"рро": None, "роуминг": [hit("Роуминг"), hit("Роуминг за границей")]}
    model.search("роуминг")
    await settle()
    model.search("рро")
    await settle()
    assert [model.index(row).data() for row in range(model.rowCount())] == [
        "Роуминг",
        "Роуминг за границей",
    ]
    assert model.index(0).data(KnowledgeRole.HIT) == model.hit(0)
    session.answers["рро"] = [hit("Нашлось")]
    for listener in session.listeners:
        listener()
    await settle()
    assert model.rowCount() == 1
    model.suggest("ничего")
    await settle()
    assert model.rowCount() == 1
    model.close()
    assert session.listeners == []
    assert tester.model() is model


def test_replies_come_with_their_variables_filled(qapp: object) -> None:
    model = RepliesModel(cast("DeskSession", Session()))
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.find("при", language="ru", values={"greeting": "Добрый день"})
    assert model.text(0) == "Добрый день, друг!"
    assert model.index(0).data(ReplyRole.COPY) == model.text(0)
    assert model.index(0).data() == "Приветствие"
    assert tester.model() is model


def test_variables_know_names_as_each_language_writes_them(qapp: object) -> None:
    account = Account(id=AccountId("a" * 10), login="e", name="Елена Орлова", role=Role.AGENT)
    values = reply_values(
        language="ru", now=Millis(0), account=account, profile=profile(SubscriberId("Анна"))
    )
    assert values["subscriber.first_name"] == "Анна"
    assert values["agent.first_name"] == "Елена"
    assert values["subscriber.tariff"] == "Бриз"
    assert values["subscriber.renewal_date"] == "2 декабря"
    unknown = reply_values(
        language="en", now=Millis(0), account=None, profile=None, name="Sam Hill"
    )
    assert unknown["subscriber.first_name"] == "Sam"
    assert "subscriber.balance" not in unknown
    assert "subscriber.first_name" not in reply_values(
        language="en", now=Millis(0), account=None, profile=None
    )
