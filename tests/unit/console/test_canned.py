"""Canned replies are found by a few letters and never show an unfilled variable."""

import pytest

from console.core import canned
from console.core.canned import Wanted
from protocol.values import CannedReply


def reply(id_: str, title: str, *, language: str = "ru", popularity: int = 0) -> CannedReply:
    return CannedReply(
        id=id_, language=language, title=title, text="", topic="", popularity=popularity
    )


REPLIES = [
    reply("1", "Приветствие утром"),
    reply("2", "Проверить тариф", popularity=5),
    reply("3", "Тариф: проверка ещё раз"),
    reply("4", "Greeting", language="en"),
]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("", ["2", "1", "3", "4"]),
        ("при", ["1", "2"]),
        ("про тар", ["2", "3"]),
        ("еще", ["3"]),
        ("птф", ["2"]),
        ("gr", ["4"]),
        ("нет такого", []),
    ],
)
def test_what_is_typed_finds_replies_best_first(typed: str, found: list[str]) -> None:
    assert [one.id for one in canned.find(REPLIES, typed, Wanted("ru"))] == found


def test_variables_are_filled_or_fall_back_or_vanish() -> None:
    text = "{greeting}, {subscriber.first_name|друг}! {subscriber.tariff}{not known}"
    assert canned.fill(text, {"greeting": "Привет"}) == "Привет, друг! {not known}"
    values = {"greeting": "Привет", "subscriber.first_name": "Анна", "subscriber.tariff": "Бриз"}
    assert canned.fill(text, values) == "Привет, Анна! Бриз{not known}"


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("привтствие", "1"),  # a letter is missing
        ("тариа", "2"),  # a wrong one
        ("ghbdtn", "1"),  # the other layout
        ("пкуусештп", "4"),  # the other way round
    ],
)
def test_slips_and_the_wrong_layout_are_forgiven(typed: str, found: str) -> None:
    assert canned.find(REPLIES, typed, Wanted("ru"))[0].id == found


def test_another_form_of_a_word_fits_where_there_is_time_for_it() -> None:
    assert canned.find(REPLIES, "тарифами", Wanted("ru")) == []
    assert [one.id for one in canned.find(REPLIES, "тарифами", Wanted("ru", forms=True))] == [
        "2",
        "3",
    ]


def test_what_nothing_is_known_of_is_left_to_be_filled_by_a_person() -> None:
    text = "{subscriber.first_name|друг}, ваш тариф {subscriber.tariff}{subscriber.unknown}"
    titles = {"subscriber.tariff": "тариф", "subscriber.first_name": "имя"}
    assert canned.fill(text, {}, titles) == "друг, ваш тариф {тариф}"
