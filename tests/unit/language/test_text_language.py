"""The language of a short text: told when sure, nothing otherwise."""

import csv
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from language.text_language import is_foreign, language_of, language_of_talk
from tests.support.real_data import TestData


@pytest.mark.parametrize(
    "text",
    [
        "Добрый день",
        "да",
        "iPhone 15 Pro не видит eSIM",
        "VPN и Wi-Fi работают",
        "откройте https://my.volna.example/account",
    ],
)
def test_russian_is_told(text: str) -> None:
    assert language_of(text) == "ru"


@pytest.mark.parametrize(
    "text", ["Hello", "thanks a lot", "My SIM card is blocked", "can't connect to Wi-Fi", "yes"]
)
def test_english_is_told(text: str) -> None:
    assert language_of(text) == "en"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "👍 ...",
        "500",
        "*100#",
        "iPhone",
        "https://example.com/hello",
        "ghbdtn rfr ltkf",
        "руддщ",
        "дякую, все працює, її номер",
        "privet kak dela",
        "ich möchte meinen Vertrag kündigen",
        "я",
    ],
)
def test_what_is_not_sure_is_not_told(text: str) -> None:
    assert language_of(text) is None


def test_the_language_of_a_talk_is_that_of_most_of_it() -> None:
    assert language_of_talk(["Hello", "ок 👍", "5", "where is my SIM", "привет"]) == "en"
    assert language_of_talk(["👍", "5"]) is None
    assert language_of_talk([]) is None


@given(st.text())
def test_every_text_has_one_answer(text: str) -> None:
    assert language_of(text) in ("ru", "en", None)


def test_real_messages_are_never_taken_for_the_other_language(test_data: TestData) -> None:
    cases = json.loads(test_data("rutube_support/cases_dev.json").read_text())
    russian = [language_of(case["user_question"]) for case in cases]
    with test_data("banking77/test.csv").open() as file:
        english = [language_of(row[0]) for row in csv.reader(file)][1:]
    assert russian.count("en") + english.count("ru") <= 1
    assert russian.count("ru") >= 0.97 * len(russian)
    assert english.count("en") >= 0.97 * len(english)


@pytest.mark.parametrize(
    ("text", "to_russian", "to_english"),
    [
        ("у меня нет связи", False, True),
        ("my phone has no network", True, False),
        ("guten Tag, ich habe kein Netz", True, True),
        ("менің интернетім жоқ", True, True),
        ("لا توجد شبكة", True, True),
        ("Samsung", False, False),
        ("ghbdtn", False, False),
        ("+7 975 000-41-17", False, False),
        ("", False, False),
    ],
)
def test_what_somebody_is_likely_not_to_understand(
    text: str, to_russian: bool, to_english: bool
) -> None:
    assert (is_foreign(text, "ru"), is_foreign(text, "en")) == (to_russian, to_english)
