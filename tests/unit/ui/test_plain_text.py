"""Remote text made fit to show: nothing hidden, nothing deceiving, nothing that chokes a layout."""

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui.widgets.plain_text import (
    LONGEST_RUN,
    SHOWN_IN_LINE,
    plain_line,
    plain_text,
    unbroken_numbers,
)

DECEIVING = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c"


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"])))
def test_cleaning_twice_changes_nothing(raw: str) -> None:
    once = plain_text(raw).text
    assert plain_text(once, shown=None).text == once


@given(
    st.text(alphabet=st.sampled_from("ab \n\t" + DECEIVING + "\u200b\u2060\ufeff\x00\x1b\ufffc"))
)
def test_nothing_invisible_or_directional_is_left(raw: str) -> None:
    text = plain_text(raw).text.replace("\n", "").replace("\t", "")
    assert all(unicodedata.category(char) not in {"Cc", "Cf", "Cs"} for char in text)


@given(st.text(alphabet=st.sampled_from("ab \n"), max_size=2000))
def test_no_run_is_longer_than_a_layout_takes(raw: str) -> None:
    text = plain_text(raw).text
    assert all(len(run) <= LONGEST_RUN for run in re.split(r"[\s\u200b]", text))
    assert text.replace("\u200b", "") == raw


@given(st.text())
def test_a_line_is_one_line_and_short(raw: str) -> None:
    line = plain_line(raw)
    assert "\n" not in line
    assert len(line) <= SHOWN_IN_LINE + 1


@pytest.mark.parametrize("emoji", ["👨‍👩‍👧", "❤️‍🔥", "🏳️‍🌈", "👩🏽‍⚕️", "🇷🇺", "1️⃣"])
def test_emoji_made_of_several_stay_one(emoji: str) -> None:
    assert plain_text(f"да {emoji}!").text == f"да {emoji}!"


def test_a_joiner_hidden_in_a_word_goes() -> None:
    assert plain_text("па\u200dроль").text == "пароль"


def test_a_reversed_file_name_shows_its_true_order() -> None:
    assert plain_line("счёт\u202efdp.exe") == "счётfdp.exe"


def test_a_tower_of_marks_is_cut_to_letters_people_write() -> None:
    assert len(plain_text("а" + "\u0301" * 500).text) == 4
    assert plain_text("ё й ế").text == "ё й ế"


def test_what_is_cut_is_counted() -> None:
    cut = plain_text("а б " * 3000, shown=4000)
    assert cut.hidden == 8000
    assert len(cut.text) == 4000


def test_markup_is_only_letters() -> None:
    assert plain_text("<img src='/etc/passwd'>").text == "<img src='/etc/passwd'>"


@pytest.mark.parametrize("number", ["+7 9•• •••-41-17", "+• ••• •••-••-••", "8 900 •••-••-11"])
def test_a_masked_number_has_no_place_to_break_at(number: str) -> None:
    line = unbroken_numbers(f"мой номер {number}, 2 раза за 30 дней")
    assert line.replace("\u00a0", " ").replace("\u2060", "") == (
        f"мой номер {number}, 2 раза за 30 дней"
    )
    assert line.count(" ") == 7
    assert "-" not in line.replace("-\u2060", "")


def test_a_number_that_is_not_masked_and_a_list_stay_as_they_are() -> None:
    for line in ("12 34 56-78", "• раз • два", "с 10-00 до 18-00"):
        assert unbroken_numbers(line) == line
