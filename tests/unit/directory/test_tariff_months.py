"""The operator's calendar."""

import calendar
from datetime import UTC, date, datetime, timedelta
from itertools import islice

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server_stub.directory.tariff_months import (
    after_working_days,
    last_renewal,
    moment,
    renewal_in,
    renewals,
)

DAYS = st.dates(date(2015, 1, 1), date(2035, 12, 31))


@given(DAYS, st.integers(1, 31))
def test_a_month_is_charged_once_on_its_day_or_the_28th(first: date, day: int) -> None:
    turns = list(islice(renewals(first, day=day), 15))
    assert turns[0] >= first
    months = [turn.year * 12 + turn.month for turn in turns]
    assert months == list(range(months[0], months[0] + 15))
    for turn in turns:
        assert turn.day == (day if day <= calendar.monthrange(turn.year, turn.month)[1] else 28)


@given(DAYS, st.integers(1, 31))
def test_the_last_renewal_is_the_one_before_the_next(today: date, day: int) -> None:
    last = last_renewal(today, day=day)
    assert last < today
    assert next(renewals(last + timedelta(days=1), day=day)) >= today


def test_a_short_month_is_charged_on_the_28th() -> None:
    assert renewal_in(2026, 4, day=31) == date(2026, 4, 28)
    assert renewal_in(2028, 2, day=29) == date(2028, 2, 29)


@pytest.mark.parametrize(
    ("start", "days", "due"),
    [
        (date(2026, 11, 20), 3, date(2026, 11, 25)),
        (date(2026, 11, 21), 1, date(2026, 11, 23)),
        (date(2026, 11, 16), 4, date(2026, 11, 20)),
    ],
)
def test_weekends_are_no_working_days(start: date, days: int, due: date) -> None:
    assert after_working_days(start, days) == due


def test_the_books_keep_moscow_time() -> None:
    midday = datetime.fromtimestamp(moment(date(2026, 11, 22), 720) / 1000, UTC)
    assert midday == datetime(2026, 11, 22, 9, tzinfo=UTC)
