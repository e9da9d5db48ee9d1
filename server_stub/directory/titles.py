"""What tariffs, services and lines of money of the demo operator are called, in each language."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Protocol

from resources.volna.operator import (
    HomeTariff,
    Language,
    Operator,
    Service,
    Subscription,
    Tariff,
    Text,
)
from resources.volna.people import Belongings
from server_stub.directory.billing_plan import DAYS_OF_FEE
from server_stub.directory.records import Story

KOPECKS = 100


class _Titled(Protocol):
    @property
    def id(self) -> str: ...
    @property
    def title(self) -> Text: ...


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Everything that codes in the directory's rows stand for."""

    tariffs: Mapping[str, Tariff]
    home_tariffs: Mapping[str, HomeTariff]
    services: Mapping[str, Service]
    subscriptions: Mapping[str, Subscription]
    requests: Mapping[str, Text]
    countries: Mapping[str, Text]
    items: Mapping[str, Text]
    """Titles of whatever a line of money may name."""
    stories: Mapping[str, Text]
    per_use: Mapping[str, int]

    def fee(self, item: str) -> int:
        """Kopecks that a product costs each period."""
        for products in (self.services, self.subscriptions, self.home_tariffs, self.tariffs):
            if item in products:
                return kopecks(products[item].price)
        return 0

    def daily_fee(self, item: str) -> int:
        """Kopecks a day: of a tariff its thirtieth part, of a daily product its price."""
        return self.fee(item) // DAYS_OF_FEE if item in self.tariffs else self.fee(item)

    def money_title(self, *, item: str, story: Story, quantity: int, language: Language) -> str:
        """What a line of money is called."""
        title = self.items[item].said_in(language) if item in self.items else ""
        if story is Story.PAYMENT:
            return title
        fee = self.per_use[story] if story in self.per_use else self.daily_fee(item)
        return (
            self.stories[story]
            .said_in(language)
            .format(title=title, days=quantity, count=quantity, fee=_money(fee, language))
        )


def make_catalogue(operator: Operator, belongings: Belongings) -> Catalogue:
    """Index what the operator sells and what his subscribers do."""
    products: tuple[_Titled, ...] = (
        *operator.tariffs,
        *operator.home_tariffs,
        *operator.services,
        *operator.subscriptions,
        *belongings.payments,
    )
    return Catalogue(
        tariffs={tariff.id: tariff for tariff in operator.tariffs},
        home_tariffs={tariff.id: tariff for tariff in operator.home_tariffs},
        services={service.id: service for service in operator.services},
        subscriptions={product.id: product for product in operator.subscriptions},
        requests=_titles(belongings.requests),
        countries=_titles(belongings.countries),
        items=_titles(products),
        stories=_titles(belongings.stories),
        per_use={
            Story.CALLS: kopecks(belongings.per_use.calls),
            Story.TEXTS: kopecks(belongings.per_use.texts),
            Story.DATA: kopecks(belongings.per_use.data),
        },
    )


def kopecks(rubles: Decimal) -> int:
    """Rubles of our content, exact to the kopeck."""
    return int(rubles * KOPECKS)


def language_of(code: str) -> Language:
    """Russian is what the operator speaks where he is not asked in English."""
    return Language.EN if code == Language.EN else Language.RU


def _titles(named: Iterable[_Titled]) -> dict[str, Text]:
    return {each.id: each.title for each in named}


def _money(amount: int, language: Language) -> str:
    rubles, rest = divmod(amount, KOPECKS)
    text = f"{rubles}.{rest:02}" if rest else str(rubles)
    return text.replace(".", ",") if language is Language.RU else text
