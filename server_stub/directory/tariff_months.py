"""The operator's calendar: when a tariff month turns, working days, moments of a day. Pure."""

import calendar
from collections.abc import Iterator
from datetime import date, timedelta

from protocol.scalars import Millis

_EPOCH = date(1970, 1, 1).toordinal()
_DAY_MS = 86_400_000
_MINUTE_MS = 60_000
_MOSCOW_MS = 3 * 3_600_000
"""The operator's books keep Moscow time, which has had no summer time since 2014."""
_SHORT_MONTH_DAY = 28
_SATURDAY = 5
_JANUARY = 1
_DECEMBER = 12


def renewal_in(year: int, month: int, *, day: int) -> date:
    """The day of that month a tariff is charged: the 28th where the month is too short."""
    if day > calendar.monthrange(year, month)[1]:
        day = _SHORT_MONTH_DAY
    return date(year, month, day)


def renewals(first: date, *, day: int) -> Iterator[date]:
    """The days a tariff is charged on, from `first` on, without end."""
    year, month = first.year, first.month
    while True:
        renewal = renewal_in(year, month, day=day)
        if renewal >= first:
            yield renewal
        year, month = (year, month + 1) if month < _DECEMBER else (year + 1, _JANUARY)


def last_renewal(before: date, *, day: int) -> date:
    """The latest day of charging earlier than `before`."""
    year, month = before.year, before.month
    renewal = renewal_in(year, month, day=day)
    if renewal < before:
        return renewal
    year, month = (year, month - 1) if month > _JANUARY else (year - 1, _DECEMBER)
    return renewal_in(year, month, day=day)


def after_working_days(start: date, days: int) -> date:
    """The day so many working days later; holidays are not known here."""
    day = start
    while days:
        day += timedelta(days=1)
        days -= day.weekday() < _SATURDAY
    return day


def moment(day: date, minute: int) -> Millis:
    """A minute of a day in the operator's books."""
    return Millis((day.toordinal() - _EPOCH) * _DAY_MS + minute * _MINUTE_MS - _MOSCOW_MS)
