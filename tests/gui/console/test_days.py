"""A day is understood as people write it, and what is written is read as the same day."""

from collections.abc import Iterator
from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.viewmodels import days, formats
from protocol.scalars import Millis
from ui import translation
from ui.translation import Language

TODAY = date(2026, 11, 22)


@pytest.fixture(autouse=True)
def spoken(qapp: object) -> Iterator[None]:
    before = translation.current().language
    yield
    translation.current().install(before or Language.EN)


@given(st.dates(date(1970, 1, 2), date(2099, 12, 31)), st.sampled_from(Language))
def test_what_is_written_is_the_same_day(day: date, language: Language) -> None:
    translation.current().install(language)
    assert days.read_day(days.written_day(day), today=TODAY) == day
    assert days.read_day(f"{day:%d.%m.%Y}", today=TODAY) == day
    assert days.read_day(f"{day.day}/{day.month}/{day.year}", today=TODAY) == day
    assert days.read_day(day.isoformat(), today=TODAY) == day


@given(st.dates(date(1980, 1, 1), date(2037, 12, 30)))
def test_a_day_ends_where_the_next_begins(day: date) -> None:
    assert days.day_of(days.began(day)) == day
    assert days.day_of(days.ended(day)) > day


@pytest.mark.parametrize(
    ("language", "text", "meant"),
    [
        (Language.RU, " 2  декабря ", date(2025, 12, 2)),
        (Language.RU, "2 ноября", date(2026, 11, 2)),
        (Language.EN, "22 november", TODAY),
        (Language.EN, "23 November", date(2025, 11, 23)),
        (Language.EN, "02.12", date(2025, 12, 2)),
        (Language.EN, "2.12.26", date(2026, 12, 2)),
        (Language.EN, "29.02", date(2024, 2, 29)),
        (Language.EN, "29 February", date(2024, 2, 29)),
        (Language.EN, "29.02.2026", None),
        (Language.EN, "31.11", None),
        (Language.EN, "99", None),
        (Language.EN, "yesterweek", None),
        (Language.EN, "", None),
    ],
)
def test_a_day_without_a_year_is_the_last_such_day(
    language: Language, text: str, meant: date | None
) -> None:
    translation.current().install(language)
    assert days.read_day(text, today=TODAY) == meant


@given(st.text(max_size=30))
def test_whatever_is_written_is_a_day_or_none(text: str) -> None:
    read = days.read_day(text, today=TODAY)
    assert read is None or isinstance(read, date)


@pytest.mark.parametrize(
    ("ms", "english", "russian"),
    [
        (45 * 3_600_000 + 30 * 60_000, "45 h 30 min", "45 ч 30 мин"),
        (3_600_000, "1 h", "1 ч"),
        (59 * 60_000 + 59_999, "59 min", "59 мин"),
        (59_999, "less than a minute", "меньше минуты"),
    ],
)
def test_a_sum_of_hours_is_said_without_seconds(ms: int, english: str, russian: str) -> None:
    for language, words in ((Language.EN, english), (Language.RU, russian)):
        translation.current().install(language)
        assert formats.hours(ms).replace("\u00a0", " ") == words


def test_a_short_day_has_the_form_of_its_language() -> None:
    at = Millis(round(datetime(2026, 12, 2, 12).timestamp() * 1000))
    for language, words in ((Language.EN, "2 Dec"), (Language.RU, "02.12")):
        translation.current().install(language)
        assert formats.short_day(at) == words
