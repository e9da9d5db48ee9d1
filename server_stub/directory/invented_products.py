"""Chooses what an invented number has switched on and what it costs its account. Pure, seeded."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from resources.volna.operator import Period
from server_stub.directory.billing_plan import DailyFee, MonthlyFee, Refund, Single
from server_stub.directory.records import Product, ProductKind, Reason
from server_stub.directory.tariff_months import after_working_days
from server_stub.directory.titles import Catalogue, kopecks

ROAMING = "roaming_world"
CONTENT_BAN = "content_ban"
_EXTRA_MEGABYTES = {"more_3gb": 3 * 1024, "more_15gb": 15 * 1024}
REFUND_DAYS = 3
REFUND_MOST = 500 * 100
"""The rules of operator.toml: working days, and kopecks that need no approval."""
DAILY_ROOM = 3
"""Daily fees an account may have: more would not fit the money lines of a profile."""

_CHANCES = {"antispam": 0.3, CONTENT_BAN: 0.1, "forwarding": 0.05, "who_called": 0.14,
            "hidden_number": 0.03, "melody": 0.08}  # fmt: skip
_NO_CALLS = {CONTENT_BAN}
_SUBSCRIPTION_CHANCE = 0.2
_WAYS = {"web": 40, "sms": 30, "app": 15, "ussd": 15}


@dataclass(frozen=True, slots=True)
class Dispute:
    """A subscription that its subscriber did not want, and when he said so."""

    item: str
    opened_on: date


@dataclass(slots=True)
class Bill:
    """What the products of an account's numbers cost; grows number by number."""

    start: date
    today: date
    daily: list[DailyFee] = field(default_factory=list)
    monthly: list[MonthlyFee] = field(default_factory=list)
    singles: list[Single] = field(default_factory=list)
    refund: Refund | None = None
    megabytes: int = 0
    """Bought on top of this month's package."""

    @property
    def room(self) -> int:
        return DAILY_ROOM - len(self.daily)

    def charge(self, product: Product, catalogue: Catalogue) -> None:
        """Add what a product has cost since the start."""
        kind = (
            catalogue.subscriptions
            if product.kind is ProductKind.SUBSCRIPTION
            else catalogue.services
        )
        sold = kind[product.product]
        reason = Reason.SUBSCRIPTION if product.kind is ProductKind.SUBSCRIPTION else Reason.SERVICE
        fee = kopecks(sold.price)
        if not fee:
            return
        if sold.period is Period.DAY:
            first = max(self.start, product.since)
            days = range(first.toordinal(), self.today.toordinal())
            self.daily.append(DailyFee(product.product, fee, reason, days))
        elif sold.period is Period.MONTH:
            self.monthly.append(MonthlyFee(product.product, fee, reason, product.since))
        else:
            self.singles.append(Single(product.since, product.product, fee))
            self.megabytes += _EXTRA_MEGABYTES.get(product.product, 0)


class ProductInventor:
    """Chooses products; every choice comes from the given generator."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue

    def services(self, random: Random, bill: Bill, *, since: date, calls: bool) -> list[Product]:
        """Services that a number has had for a while, charged to the bill."""
        chosen = []
        for service, chance in _CHANCES.items():
            fits = (calls or service in _NO_CALLS) and (
                bill.room > 0 or not self._catalogue.fee(service)
            )
            if random.random() < chance and fits:
                product = self.product(random, service, since=_some_day(random, since, bill.today))
                bill.charge(product, self._catalogue)
                chosen.append(product)
        return chosen

    def extra_gigabytes(self, random: Random, bill: Bill, *, turned: date) -> list[Product]:
        """A package of data bought in this tariff month, or none."""
        if turned >= bill.today or random.random() > 0.12:
            return []
        day = _some_day(random, turned + timedelta(days=1), bill.today)
        if day >= bill.today:
            return []
        product = self.product(random, random.choice(tuple(_EXTRA_MEGABYTES)), since=day)
        bill.charge(product, self._catalogue)
        return [product]

    def subscriptions(self, random: Random, bill: Bill, *, since: date) -> list[Product]:
        """Content subscriptions, mostly taken lately, charged to the bill."""
        chosen: list[Product] = []
        earliest = max(since, bill.today - timedelta(days=200))
        for subscription in random.sample(tuple(self._catalogue.subscriptions), 2):
            if random.random() < _SUBSCRIPTION_CHANCE / (1 + len(chosen)) and bill.room > 0:
                product = self.product(
                    random, subscription, since=_some_day(random, earliest, bill.today)
                )
                bill.charge(product, self._catalogue)
                chosen.append(product)
        return chosen

    def dispute(
        self, random: Random, bill: Bill, *, since: date, has: Collection[str]
    ) -> Dispute | None:
        """A subscription by the day, switched off again, of which a refund was asked."""
        offered = [
            each
            for each in self._catalogue.subscriptions.values()
            if each.period is Period.DAY and each.id not in has
        ]
        first = max(since, bill.start) + timedelta(days=random.randint(1, 60))
        off = first + timedelta(days=random.randint(2, 12))
        if not offered or off >= bill.today or bill.room <= 0:
            return None
        item = random.choice(offered)
        days = range(first.toordinal(), off.toordinal() + 1)
        bill.daily.append(
            DailyFee(item.id, kopecks(item.price), Reason.SUBSCRIPTION, days, last=off.toordinal())
        )
        bill.refund = Refund(after_working_days(off, REFUND_DAYS), item.id, REFUND_MOST)
        return Dispute(item=item.id, opened_on=off)

    def trip(self, random: Random, bill: Bill) -> Product:
        """Roaming since some days ago, paid for the days it was used."""
        first = max(bill.start, bill.today - timedelta(days=random.randint(1, 14)))
        used = [
            day for day in range(first.toordinal(), bill.today.toordinal()) if random.random() < 0.8
        ]
        fee = self._catalogue.fee(ROAMING)
        bill.daily.append(DailyFee(ROAMING, fee, Reason.ROAMING, frozenset(used)))
        return self.product(random, ROAMING, since=first)

    def product(self, random: Random, item: str, *, since: date) -> Product:
        """A product of either kind, connected in one of the usual ways."""
        kind = (
            ProductKind.SUBSCRIPTION
            if item in self._catalogue.subscriptions
            else ProductKind.SERVICE
        )
        way = random.choices(tuple(_WAYS), tuple(_WAYS.values()))[0]
        return Product(kind=kind, product=item, since=since, connected_by=way)


def _some_day(random: Random, first: date, today: date) -> date:
    """Any day from the first to yesterday."""
    return first + timedelta(days=random.randrange(max(1, (today - first).days)))
