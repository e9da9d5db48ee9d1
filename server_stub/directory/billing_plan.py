"""What is known of an account before its months are played: fees, purchases, habits. Pure."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from server_stub.directory.records import Reason, Story

DAYS_OF_FEE = 30
"""A month's price over this is the fee of a day while the balance does not cover the month."""

EVE_DAYS = 3
"""So many days before a new month those pay who pay in time."""


class Habit(StrEnum):
    """How a subscriber pays."""

    AUTOPAY = "autopay"
    TIDY = "tidy"
    """On the eve of the new month, as much as it needs."""
    LATE = "late"
    DEBTOR = "debtor"
    """Late, until one day he stops."""
    STEADY = "steady"
    """The same sum on the eve of every month, whatever the balance."""


@dataclass(frozen=True, slots=True)
class DailyFee:
    """Charged for each of the days, written a week at a time.

    What is the operator's own rests while the balance does not cover it; content does not.
    """

    item: str
    fee: int
    reason: Reason
    days: Collection[int]
    """Ordinals."""
    last: int | None = None
    """When it was switched off: what is owed is written that day."""


@dataclass(frozen=True, slots=True)
class MonthlyFee:
    """Charged once a month on the date it began."""

    item: str
    fee: int
    reason: Reason
    since: date


@dataclass(frozen=True, slots=True)
class Single:
    """Bought once, on a known day; paid in beforehand where the balance does not cover it."""

    day: date
    item: str
    price: int


@dataclass(frozen=True, slots=True)
class Refund:
    """What a subscription has cost is given back on a day, up to a sum."""

    day: date
    item: str
    most: int


@dataclass(frozen=True, slots=True)
class Use:
    """What somebody without packages uses a week, and the price of each."""

    story: Story
    fee: int
    most: int


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything that is known before an account's months are played."""

    tariff: str
    price: int
    since: date
    start: date
    today: date
    """Nothing happens on it yet: the books are closed at its first minute."""
    habit: Habit
    pays_by: str
    opening: int
    first_payment: int | None = None
    """On the day the number was sold; None for what a month costs."""
    daily: tuple[DailyFee, ...] = ()
    monthly: tuple[MonthlyFee, ...] = ()
    singles: tuple[Single, ...] = ()
    refund: Refund | None = None
    uses: tuple[Use, ...] = ()
    stops_paying: date | None = None

    @property
    def need(self) -> int:
        """Roughly what a month costs."""
        return (
            self.price
            + sum(fee.fee * min(DAYS_OF_FEE, len(fee.days)) for fee in self.daily)
            + sum(fee.fee for fee in self.monthly)
            + sum(use.fee * use.most * 2 for use in self.uses)
        )
