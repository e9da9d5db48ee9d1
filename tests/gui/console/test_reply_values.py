"""What the variables of a canned reply stand for."""

from console.viewmodels.reply_values import reply_values
from protocol.ids import AccountId, SubscriberId
from protocol.people import Account, Role
from protocol.scalars import Millis
from protocol.subscribers import Profile, TariffState


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
