"""The facts of the invented operator «Волна», typed: what operator.toml says and nothing else."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import cache
from importlib import resources
from typing import Any, NewType

from resources.volna.tables import build, build_all, parse, refuse_repeats

TopicId = NewType("TopicId", str)
TariffId = NewType("TariffId", str)
HomeTariffId = NewType("HomeTariffId", str)
ServiceId = NewType("ServiceId", str)
SubscriptionId = NewType("SubscriptionId", str)
RoamingGroupId = NewType("RoamingGroupId", str)

_FILE = "operator.toml"


class Language(StrEnum):
    """A language the content is written in."""

    RU = "ru"
    EN = "en"


class Period(StrEnum):
    """How often a fee is written off."""

    ONCE = "once"
    DAY = "day"
    MONTH = "month"


@dataclass(frozen=True, slots=True)
class Text:
    """A short text in both languages."""

    ru: str
    en: str

    def said_in(self, language: Language) -> str:
        """Return the variant in that language."""
        return self.ru if language is Language.RU else self.en


@dataclass(frozen=True, slots=True)
class Tariff:
    """A mobile tariff: rubles, minutes, gigabytes and messages a month."""

    id: TariffId
    title: Text
    price: Decimal
    minutes: int
    gigabytes: int
    messages: int
    archived: bool = False
    note: Text | None = None


@dataclass(frozen=True, slots=True)
class HomeTariff:
    """A tariff of home internet, rubles a month; with TV where it has channels."""

    id: HomeTariffId
    title: Text
    price: Decimal
    megabits: int
    channels: int = 0


@dataclass(frozen=True, slots=True)
class Service:
    """A service of the operator itself and the code that switches it on."""

    id: ServiceId
    title: Text
    price: Decimal
    period: Period
    ussd: str
    note: Text | None = None


@dataclass(frozen=True, slots=True)
class Subscription:
    """A paid subscription of a content provider, by short number."""

    id: SubscriptionId
    short_number: str
    title: Text
    price: Decimal
    period: Period


@dataclass(frozen=True, slots=True)
class RoamingGroup:
    """Countries with the same prices of roaming: rubles for a minute, a text and a megabyte."""

    id: RoamingGroupId
    title: Text
    minute: Decimal
    text: Decimal
    megabyte: Decimal
    countries: tuple[str, ...] = ()
    world_nearby: bool = True


@dataclass(frozen=True, slots=True)
class Rules:
    """What the operator promises and forbids; money in rubles."""

    refund_without_approval: Decimal
    refund_days: int
    sim_replacement: Text
    block_free_days: int
    block_price_a_day: Decimal
    number_change_price: Decimal
    identity_levels: tuple[str, ...]
    lost_sim: Text
    complaint_days: int
    personal_data_days: int
    closing_days: int
    debt_days: int
    unused_days: int
    instalment_months: tuple[int, ...]
    instalment_grace_days: int
    rubles_a_point: Decimal
    point_months: int
    birthday_gigabytes: int
    five_g: Text
    foreign_cards: Text
    home_and_mobile: Text
    home_outage: Text
    never_ask: Text


@dataclass(frozen=True, slots=True)
class Operator:
    """The operator as a whole."""

    name: Text
    account_site: str
    app: Text
    support_short_number: str
    support_abroad: str
    number_prefix: str
    office_hours: str
    chat_hours: str
    tariffs: tuple[Tariff, ...]
    home_tariffs: tuple[HomeTariff, ...]
    services: tuple[Service, ...]
    subscriptions: tuple[Subscription, ...]
    roaming_groups: tuple[RoamingGroup, ...]
    rules: Rules


@cache
def load_operator() -> Operator:
    """Read operator.toml once. Raises ContentError."""
    text = resources.files("resources.volna").joinpath(_FILE).read_text(encoding="utf-8")
    return parse_operator(text)


def parse_operator(text: str) -> Operator:
    """Make the operator of the text of operator.toml. Raises ContentError."""
    document = parse(text, file=_FILE)
    parts: dict[str, Any] = {
        "tariffs": build_all(Tariff, document, "tariff", file=_FILE),
        "home_tariffs": build_all(HomeTariff, document, "home_tariff", file=_FILE),
        "services": build_all(Service, document, "service", file=_FILE),
        "subscriptions": build_all(Subscription, document, "subscription", file=_FILE),
        "roaming_groups": build_all(RoamingGroup, document, "roaming_group", file=_FILE),
        "rules": build(Rules, document.get("rules", {}), file=_FILE, at="rules"),
    }
    for name, items in parts.items():
        if name != "rules":
            refuse_repeats((item.id for item in items), file=_FILE, field=name)
    return build(Operator, {**document.get("operator", {}), **parts}, file=_FILE, at="operator")
