"""Invents accounts: a tariff, what its numbers have, three months of money that agree. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random

from resources.volna.people import Belongings, NamedSubscriber
from server_stub.directory.billing import Played, adjusted, play
from server_stub.directory.billing_plan import EVE_DAYS, Habit, MonthlyFee, Plan, Use
from server_stub.directory.invented_products import (
    CONTENT_BAN,
    Bill,
    Dispute,
    ProductInventor,
)
from server_stub.directory.records import (
    MEGABYTES,
    Billing,
    BillingId,
    Line,
    Package,
    Product,
    Reason,
    Story,
)
from server_stub.directory.tariff_months import last_renewal, renewals
from server_stub.directory.titles import Catalogue, kopecks

HISTORY_DAYS = 92
"""Three months of money."""

_HABITS = {Habit.AUTOPAY: 30, Habit.TIDY: 38, Habit.LATE: 24, Habit.DEBTOR: 8}
_AUTOPAY = "autopay"
_USUAL_TARIFFS = ("priliv", "briz", "shtil")
_DISPUTES = 0.04
_TRIPS = 0.02
_MOST_USED = {Story.CALLS: 12, Story.TEXTS: 4, Story.DATA: 2}
"""A week, on the tariff without a monthly fee."""


@dataclass(frozen=True, slots=True)
class Owner:
    """What of the contract is charged to an account: home internet, to the first one."""

    home_tariff: str = ""
    home_since: date | None = None


@dataclass(frozen=True, slots=True)
class Draft:
    """An account that lacks only its numbers; `products` are each number's."""

    tariff: str
    products: tuple[tuple[Product, ...], ...]
    dispute: Dispute | None
    """Over write-offs that there were: who had no money lost none."""
    abroad: bool
    renews_on: date
    opening: int
    played: Played
    minutes: Package
    megabytes: Package
    messages: Package

    @property
    def refunded(self) -> bool:
        """Whether the disputed write-offs have been given back."""
        return any(movement.reason is Reason.REFUND for movement in self.played.movements)

    def billing(self, identity: str, lines: tuple[Line, ...]) -> Billing:
        """The account with its numbers."""
        return Billing(
            id=BillingId(identity),
            tariff=self.tariff,
            renews_on=self.renews_on,
            opening=self.opening,
            movements=self.played.movements,
            minutes=self.minutes,
            megabytes=self.megabytes,
            messages=self.messages,
            lines=lines,
            promise=self.played.promise,
        )


class AccountInventor:
    """Makes accounts; every choice comes from the given generator."""

    def __init__(self, catalogue: Catalogue, belongings: Belongings, today: date) -> None:
        self._catalogue = catalogue
        self._belongings = belongings
        self._today = today
        self._products = ProductInventor(catalogue)

    def anything(
        self,
        random: Random,
        *,
        tariff: str,
        numbers_since: Sequence[date],
        calls: bool,
        owner: Owner,
    ) -> Draft:
        """An account of as many numbers as there are dates, the first one the oldest."""
        since = numbers_since[0]
        bill = self._bill(since)
        dispute = None
        abroad = random.random() < _TRIPS
        products = []
        for place, number_since in enumerate(numbers_since):
            mine = self._products.services(random, bill, since=number_since, calls=calls)
            banned = any(product.product == CONTENT_BAN for product in mine)
            if not banned:
                mine += self._products.subscriptions(random, bill, since=number_since)
            if place == 0:
                if self._catalogue.tariffs[tariff].gigabytes:
                    turned = last_renewal(self._today, day=since.day)
                    mine += self._products.extra_gigabytes(random, bill, turned=turned)
                if abroad:
                    mine.append(self._products.trip(random, bill))
                if not banned and random.random() < _DISPUTES:
                    has = {product.product for product in mine}
                    dispute = self._products.dispute(random, bill, since=since, has=has)
            products.append(tuple(mine))
        habit = random.choices(tuple(_HABITS), tuple(_HABITS.values()))[0]
        plan = self._plan(random, tariff, since, bill, owner, habit)
        return self._draft(
            random, plan, play(plan, random), bill, products, dispute=dispute, abroad=abroad
        )

    def exactly(
        self,
        random: Random,
        someone: NamedSubscriber,
        *,
        since: date,
        products: Sequence[Mapping[str, int]],
        owner: Owner,
    ) -> Draft:
        """The account of somebody named, with just these products of each number."""
        bill = self._bill(since)
        chosen = [
            tuple(self._product(random, someone, bill, item, days) for item, days in mine.items())
            for mine in products
        ]
        if someone.abroad:
            chosen[0] = (*chosen[0], self._products.trip(random, bill))
        tariff = someone.tariff or random.choice(_USUAL_TARIFFS)
        plan = self._plan(random, tariff, since, bill, owner, Habit.STEADY)
        if someone.unpaid:
            # Nothing on the eve of the month that was not paid, nor since.
            turned = last_renewal(self._today, day=since.day)
            plan = replace(plan, stops_paying=turned - timedelta(days=EVE_DAYS))
        chances = random.getrandbits(64)
        if someone.balance is None:
            played = play(plan, Random(chances))
        else:
            plan, played = adjusted(plan, chances, kopecks(someone.balance))
        draft = self._draft(random, plan, played, bill, chosen, abroad=bool(someone.abroad))
        if someone.gigabytes_left is None:
            return draft
        left = int(someone.gigabytes_left * MEGABYTES)
        return replace(draft, megabytes=replace(draft.megabytes, left=left))

    def _product(
        self, random: Random, someone: NamedSubscriber, bill: Bill, item: str, days: int
    ) -> Product:
        since = self._today - timedelta(days=days)
        product = self._products.product(random, item, since=since)
        if someone.connected_by:
            product = replace(product, connected_by=someone.connected_by)
        bill.charge(product, self._catalogue)
        return product

    def _bill(self, since: date) -> Bill:
        return Bill(start=max(since, self._today - timedelta(days=HISTORY_DAYS)), today=self._today)

    def _plan(
        self, random: Random, tariff: str, since: date, bill: Bill, owner: Owner, habit: Habit
    ) -> Plan:
        price = kopecks(self._catalogue.tariffs[tariff].price)
        if owner.home_since is not None:
            fee = self._catalogue.fee(owner.home_tariff)
            bill.monthly.append(
                MonthlyFee(owner.home_tariff, fee, Reason.SERVICE, owner.home_since)
            )
        ways = [way for way in self._belongings.payments if way.id != _AUTOPAY]
        pays_by = random.choices(ways, [way.weight for way in ways])[0].id
        late = random.randint(5, 45)
        plan = Plan(
            tariff=tariff,
            price=price,
            since=since,
            start=bill.start,
            today=self._today,
            habit=habit,
            pays_by=_AUTOPAY if habit is Habit.AUTOPAY else pays_by,
            opening=0,
            daily=tuple(bill.daily),
            monthly=tuple(bill.monthly),
            singles=tuple(bill.singles),
            refund=bill.refund,
            uses=() if price else self._uses(),
            stops_paying=(self._today - timedelta(days=late) if habit is Habit.DEBTOR else None),
        )
        if bill.start == since:
            return plan
        return replace(plan, opening=random.randrange(max(1, plan.need)))

    def _uses(self) -> tuple[Use, ...]:
        return tuple(
            Use(story=story, fee=self._catalogue.per_use[story], most=most)
            for story, most in _MOST_USED.items()
        )

    def _draft(
        self,
        random: Random,
        plan: Plan,
        played: Played,
        bill: Bill,
        products: Sequence[tuple[Product, ...]],
        *,
        dispute: Dispute | None = None,
        abroad: bool = False,
    ) -> Draft:
        tariff = self._catalogue.tariffs[plan.tariff]
        turned = last_renewal(self._today, day=plan.since.day)
        renews_on = next(renewals(self._today, day=plan.since.day))
        elapsed = (self._today - turned) / (max(renews_on, turned + timedelta(days=1)) - turned)
        return Draft(
            tariff=plan.tariff,
            products=tuple(products),
            dispute=dispute if dispute and _charged(played, dispute.item) else None,
            abroad=abroad,
            renews_on=renews_on,
            opening=plan.opening,
            played=played,
            minutes=_used(random, tariff.minutes, elapsed),
            megabytes=_used(random, tariff.gigabytes * MEGABYTES + bill.megabytes, elapsed),
            messages=_used(random, tariff.messages, elapsed),
        )


def _charged(played: Played, item: str) -> bool:
    return any(movement.item == item for movement in played.movements)


def _used(random: Random, package: int, elapsed: float) -> Package:
    """What is left after that share of the month: most take less than they have, some more."""
    used = min(1.0, random.triangular(0.1, 1.4, 0.65) * elapsed)
    return Package(left=round(package * (1 - used)), of=package)
