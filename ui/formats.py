"""What the windows write in numbers and dates beyond what the models do."""

from datetime import UTC, datetime

from PySide6.QtCore import QLocale

from console.viewmodels.formats import RUBLE, clock, day, duration, iso_day, money
from protocol.values import Millis

__all__ = [
    "amount",
    "clock",
    "day",
    "duration",
    "iso_day",
    "moment",
    "money",
    "price",
    "same_day",
    "short_day",
]

_NO_BREAK = "\u00a0"


def moment(at: Millis, *, now: Millis) -> str:
    """The time of a moment today, else its day."""
    return clock(at) if same_day(at, now) else day(at)


def short_day(at: Millis) -> str:
    """«02.12», for columns."""
    return f"{_local(at):%d.%m}"


def same_day(at: Millis, other: Millis) -> bool:
    """Whether two moments are on one day here."""
    return _local(at).date() == _local(other).date()


def price(kopecks: int) -> str:
    """A price: without kopecks where there are none."""
    if kopecks % 100:
        return money(kopecks)
    return f"{QLocale().toString(kopecks // 100)}{_NO_BREAK}{RUBLE}"


def amount(value: float) -> str:
    """«372», «4,2»."""
    if value == int(value):
        return QLocale().toString(int(value))
    return QLocale().toString(value, "f", 1)


def _local(at: Millis) -> datetime:
    return datetime.fromtimestamp(at / 1000, UTC).astimezone()
