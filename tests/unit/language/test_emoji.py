"""Emoji are found by what they are called, in both languages."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

import resources
from language.emoji import Emoji, read_emoji, search_emoji


@pytest.fixture(scope="module")
def every() -> tuple[Emoji, ...]:
    return read_emoji(resources.text("emoji.txt"))


@pytest.mark.parametrize(
    ("query", "among_the_first"),
    [
        ("лайк", "👍"),
        ("спасибо", "🙏"),
        ("серд", "❤️"),
        ("звонки", "📞"),
        ("подарка", "🎁"),
        ("подорок", "🎁"),
        ("время ждать", "⏳"),
        ("thumbs", "👍"),
        ("thumb up", "👍"),
        ("laughing", "😂"),
        ("heart", "❤️"),
        ("calling", "📞"),
        ("ОГОНЬ", "🔥"),
        ("телефо", "📱"),
    ],
)
def test_an_emoji_is_found_by_a_word_its_form_its_beginning_or_with_a_slip(
    every: tuple[Emoji, ...], query: str, among_the_first: str
) -> None:
    assert among_the_first in [emoji.text for emoji in search_emoji(every, query)[:12]]


def test_whole_words_come_before_beginnings(every: tuple[Emoji, ...]) -> None:
    found = search_emoji(every, "ok", limit=500)
    whole = ["ok" in emoji.words for emoji in found]
    assert whole == sorted(whole, reverse=True)
    assert any(whole)


def test_every_word_must_fit(every: tuple[Emoji, ...]) -> None:
    assert search_emoji(every, "лайк xyzzy") == []


def test_while_nothing_is_typed_all_are_there_in_order(every: tuple[Emoji, ...]) -> None:
    assert search_emoji(every, " ", limit=1_000) == list(every)


def test_each_has_a_name_in_both_languages_and_stands_once(every: tuple[Emoji, ...]) -> None:
    assert len(every) >= 300
    assert len({emoji.text for emoji in every}) == len(every)
    assert all(emoji.names["ru"] and emoji.names["en"] for emoji in every)


@given(query=st.text(max_size=20), limit=st.integers(0, 5))
def test_whatever_is_typed_is_answered(every: tuple[Emoji, ...], query: str, limit: int) -> None:
    assert len(search_emoji(every, query, limit=limit)) <= limit
