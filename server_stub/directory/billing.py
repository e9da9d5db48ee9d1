"""Plays the last months of an account day by day: fees, payments, promises and debts. Pure, seeded.

Follows the operator's rules: the month is charged at its turn when the balance covers it, else a
thirtieth a day until it does; daily fees are written in one line a week, with the number of days.
"""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random

from server_stub.directory.billing_plan import DAYS_OF_FEE, EVE_DAYS, Habit, Plan
from server_stub.directory.records import Movement, Promise, Reason, Story
from server_stub.directory.tariff_months import moment, renewals

RUBLE = 100
PROMISE_MOST = 300 * RUBLE
PROMISE_FEE = 25 * RUBLE
PROMISE_DAYS = 5
PROMISE_NUMBER_AGE = 60
"""The rules of the promised payment, as its note in operator.toml says."""

_AUTOPAY_BELOW = 100 * RUBLE
_ALMOST_NOTHING = 10 * RUBLE
_PROMISE_CHANCE = 0.08
_SUNDAY = 6
_NOON = 720
_MINUTES = 1440
_ADJUSTMENTS = 4
"""A different start may pay for another month, which moves the end again; few are enough."""


@dataclass(frozen=True, slots=True)
class Played:
    """How the months went."""

    movements: tuple[Movement, ...]
    balance: int
    promise: Promise | None


def play(plan: Plan, random: Random) -> Played:
    """Play the account from its start to the eve of `today`."""
    account = _Account(plan, random)
    day = plan.start
    while day < plan.today:
        account.live(day)
        day += timedelta(days=1)
    return Played(tuple(account.movements), account.balance, account.promise)


def adjusted(plan: Plan, chances: int, balance: int) -> tuple[Plan, Played]:
    """Play it so that it ends with the given balance: by another start, else by a correction."""
    played = play(plan, Random(chances))
    for _ in range(_ADJUSTMENTS):
        missing = balance - played.balance
        if not missing:
            return plan, played
        if plan.start == plan.since:
            paid = played.movements[0].amount + missing
            plan = replace(plan, first_payment=max(0, paid))
        else:
            plan = replace(plan, opening=plan.opening + missing)
        played = play(plan, Random(chances))
    eve = plan.today - timedelta(days=1)
    last = Movement(
        at=moment(eve, _MINUTES - 1),
        amount=balance - played.balance,
        balance=balance,
        reason=Reason.CORRECTION,
        item="",
        story=Story.CORRECTION,
    )
    return plan, replace(played, movements=(*played.movements, last), balance=balance)


class _Account:
    """The state of an account between two days; minutes only grow within a day."""

    def __init__(self, plan: Plan, random: Random) -> None:
        self._plan = plan
        self._random = random
        self._need = plan.need
        self._first_payment = (
            self._rounded_up(plan.need) if plan.first_payment is None else plan.first_payment
        )
        self._turns = renewals(plan.start, day=plan.since.day)
        self._turn = next(self._turns)
        self._eve_shift = random.randint(1, EVE_DAYS)
        self._late_shift = random.randint(2, 9)
        self._monthly = [
            (fee, turns, next(turns))
            for fee in plan.monthly
            for turns in (renewals(max(plan.start, fee.since), day=fee.since.day),)
        ]
        self._eve = plan.today - timedelta(days=1)
        self._owed = [0] * len(plan.daily)
        """Days of each daily fee not yet written."""
        self._unpaid_days = 0
        """Of the tariff month, for which the balance did not cover the price."""
        self._owed_tariff = 0
        """Days of the tariff not yet written."""
        self._owing = 0
        """Kopecks that all days not yet written come to."""
        self._daily_price = plan.price // DAYS_OF_FEE
        self._pay_on: date | None = None
        self.movements: list[Movement] = []
        self.balance = plan.opening
        self.promise: Promise | None = None

    def live(self, day: date) -> None:
        """Everything of one day, in the order of its hours."""
        plan = self._plan
        self._repay_promise(day)
        if day == plan.since:
            self._post(day, 1, self._first_payment, Reason.PAYMENT, "shop", Story.PAYMENT)
        self._charge_month(day)
        self._charge_monthly(day)
        self._count_daily(day)
        self._pay(day)
        self._buy(day)
        self._promise(day)
        closing = day.weekday() == _SUNDAY or day == self._eve
        if closing:
            self._use(day)
        self._write_daily(day, everything=closing)
        self._refund(day)

    def _repay_promise(self, day: date) -> None:
        if self.promise and self.promise.due_on == day:
            amount, self.promise = -self.promise.amount, None
            self._post(
                day, 0, amount, Reason.PROMISED_PAYMENT, "promised_payment", Story.PROMISE_RETURNED
            )

    def _charge_month(self, day: date) -> None:
        plan = self._plan
        if day == self._turn:
            self._write_tariff_days(day, 180)
            following = next(self._turns)
            self._unpaid_days = min(DAYS_OF_FEE, (following - day).days) if plan.price else 0
            self._turn = following
            if plan.price and self._available >= plan.price:
                self._unpaid_days = 0
                self._post(day, 185, -plan.price, Reason.TARIFF, plan.tariff, Story.MONTH)
        elif self._unpaid_days and self._available >= plan.price:
            self._owe_tariff(self._unpaid_days)
            self._write_tariff_days(day, 185)
        if self._unpaid_days:
            self._owe_tariff(1)

    def _owe_tariff(self, days: int) -> None:
        self._unpaid_days -= days
        self._owed_tariff += days
        self._owing += days * self._daily_price

    def _charge_monthly(self, day: date) -> None:
        for place, (fee, turns, turn) in enumerate(self._monthly):
            if turn == day:
                self._post(day, 200 + place, -fee.fee, fee.reason, fee.item, Story.MONTH)
                self._monthly[place] = (fee, turns, next(turns))

    def _count_daily(self, day: date) -> None:
        ordinal = day.toordinal()
        for place, fee in enumerate(self._plan.daily):
            covered = fee.reason is Reason.SUBSCRIPTION or self._available >= fee.fee
            if ordinal in fee.days and covered:
                self._owed[place] += 1
                self._owing += fee.fee

    def _pay(self, day: date) -> None:
        plan = self._plan
        if plan.stops_paying and day >= plan.stops_paying:
            return
        eve = day + timedelta(days=self._eve_shift) == self._turn
        missing = self._need - self._available
        amount = 0
        match plan.habit:
            case Habit.AUTOPAY if self._available < _AUTOPAY_BELOW or (eve and missing > 0):
                amount = self._rounded_up(max(missing, 300 * RUBLE))
            case Habit.STEADY if eve:
                amount = self._rounded_up(self._need)
            case Habit.TIDY if eve and missing > 0:
                amount = self._rounded_up(missing) + self._random.choice((0, 0, 50, 100)) * RUBLE
            case Habit.LATE | Habit.DEBTOR:
                short = self._unpaid_days or self._available < _ALMOST_NOTHING
                if short and self._pay_on is None:
                    self._pay_on = day + timedelta(days=self._late_shift)
                if self._pay_on == day:
                    self._pay_on = None
                    amount = self._rounded_up(max(missing, 100 * RUBLE))
            case _:
                pass
        if amount:
            minute = self._random.randint(480, 1079)
            self._post(day, minute, amount, Reason.PAYMENT, plan.pays_by, Story.PAYMENT)

    def _buy(self, day: date) -> None:
        for place, single in enumerate(self._plan.singles):
            if single.day == day:
                missing = single.price - self._available
                if missing > 0:
                    amount = self._rounded_up(missing)
                    way = self._plan.pays_by
                    self._post(day, 1080 + place * 2, amount, Reason.PAYMENT, way, Story.PAYMENT)
                self._post(
                    day,
                    1081 + place * 2,
                    -single.price,
                    Reason.SERVICE,
                    single.item,
                    Story.ONCE,
                )

    def _refund(self, day: date) -> None:
        refund = self._plan.refund
        if refund is None or refund.day != day:
            return
        cost = -sum(
            movement.amount
            for movement in self.movements
            if movement.item == refund.item and movement.reason is Reason.SUBSCRIPTION
        )
        if cost:
            amount = min(cost, refund.most)
            self._post(day, 1435, amount, Reason.REFUND, refund.item, Story.REFUND)

    def _promise(self, day: date) -> None:
        if (
            self.promise
            or self.balance >= 0
            or self._plan.habit not in (Habit.LATE, Habit.DEBTOR)
            or (day - self._plan.since).days <= PROMISE_NUMBER_AGE
            or self._random.random() > _PROMISE_CHANCE
        ):
            return
        amount = min(PROMISE_MOST, self._rounded_up(PROMISE_FEE - self._available))
        self.promise = Promise(amount=amount, due_on=day + timedelta(days=PROMISE_DAYS))
        for minute, moved, story in (
            (1200, amount, Story.PROMISE_GIVEN),
            (1201, -PROMISE_FEE, Story.PROMISE_FEE),
        ):
            self._post(day, minute, moved, Reason.PROMISED_PAYMENT, "promised_payment", story)

    def _use(self, day: date) -> None:
        for place, use in enumerate(self._plan.uses):
            count = self._random.randint(0, use.most)
            # Below zero nothing chargeable is let through.
            if count and self._available >= count * use.fee:
                self._post(day, 1400 + place, -count * use.fee, Reason.TARIFF, "", use.story, count)

    def _write_daily(self, day: date, *, everything: bool) -> None:
        if everything:
            self._write_tariff_days(day, 1420)
        for place, fee in enumerate(self._plan.daily):
            days = self._owed[place]
            if days and (everything or fee.last == day.toordinal()):
                self._owed[place] = 0
                self._owing -= days * fee.fee
                self._post(
                    day, 1425 + place, -days * fee.fee, fee.reason, fee.item, Story.DAYS, days
                )

    def _write_tariff_days(self, day: date, minute: int) -> None:
        days, self._owed_tariff = self._owed_tariff, 0
        if days:
            self._owing -= days * self._daily_price
            amount = -days * self._daily_price
            self._post(day, minute, amount, Reason.TARIFF, self._plan.tariff, Story.DAYS, days)

    @property
    def _available(self) -> int:
        """The balance less what is owed and not yet written."""
        return self.balance - self._owing

    @staticmethod
    def _rounded_up(amount: int) -> int:
        """To fifty rubles, as people pay."""
        step = 50 * RUBLE
        return max(step, -(-amount // step) * step)

    def _post(
        self,
        day: date,
        minute: int,
        amount: int,
        reason: Reason,
        item: str,
        story: Story,
        quantity: int = 0,
    ) -> None:
        if day == self._plan.since:
            # The number was sold in an open shop: the night's charges follow at noon.
            minute = _NOON + minute // 3
        self.balance += amount
        self.movements.append(
            Movement(
                at=moment(day, minute),
                amount=amount,
                balance=self.balance,
                reason=reason,
                item=item,
                story=story,
                quantity=quantity,
            )
        )
