"""Tokens: what counts as a word, where it stands, and which spellings are the same."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from language.tokens import fold, spellings, tokens

_TEXTS = st.text() | st.text(alphabet="ёЁйЙabZ09*#-‑'’ \u00ad\u0301\u0306\n.,«»ßİ😀")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ёлка ещё зелёная", ["елка", "еще", "зеленая"]),
        ("Наберите *100#, или *111*2#", ["наберите", "*100#", "или", "*111*2#"]),
        ("Подписка с номера 5151, 4G и 5ГБ", ["подписка", "с", "номера", "5151", "4g", "и", "5гб"]),
        ("Wi-Fi, Wi‑Fi", ["wi-fi", "wi-fi"]),
        ("The subscriber’s SIM isn't lost", ["the", "subscriber", "sim", "isnt", "lost"]),
        ("за́мок и зам\u00adок", ["замок", "и", "замок"]),
        ("да…нет/может_быть", ["да", "нет", "может", "быть"]),
        ("# * №", []),
        ("", []),
    ],
)
def test_text_is_cut_into_folded_words_numbers_and_codes(text: str, expected: list[str]) -> None:
    assert [token.folded for token in tokens(text)] == expected


def test_composed_and_decomposed_letters_are_one_word_in_its_place() -> None:
    text = unicodedata.normalize("NFD", "мой йогурт")
    first, second = tokens(text)
    assert (first.folded, second.folded) == ("мой", "йогурт")
    assert text[second.start : second.start + second.length] == text[len("мои\u0306 ") :]


@pytest.mark.parametrize(
    ("folded", "expected"),
    [
        ("wi-fi", ("wifi", "wi", "fi")),
        ("5гб", ("5гб", "5", "гб")),
        ("*100#", ("*100#", "100")),
        ("тариф", ("тариф",)),
        ("5151", ("5151",)),
        ("-", ("",)),
    ],
)
def test_a_compound_is_asked_for_together_or_by_its_parts(
    folded: str, expected: tuple[str, ...]
) -> None:
    assert spellings(folded) == expected


@given(_TEXTS)
def test_folding_what_is_folded_changes_nothing(text: str) -> None:
    for token in tokens(text):
        assert fold(token.folded) == token.folded


@given(_TEXTS)
def test_tokens_stand_apart_in_order_and_fold_from_their_place(text: str) -> None:
    end = 0
    for token in tokens(text):
        assert token.start >= end
        end = token.start + token.length
        assert fold(text[token.start : end]) == token.folded
    assert end <= len(text)


@given(_TEXTS)
def test_no_letter_or_digit_is_outside_a_token(text: str) -> None:
    inside = {
        place for token in tokens(text) for place in range(token.start, token.start + token.length)
    }
    assert all(not letter.isalnum() or place in inside for place, letter in enumerate(text))


@given(st.text(alphabet="абвеёйЁЙabcXYZ0123456789", min_size=1))
def test_case_does_not_matter(word: str) -> None:
    assert fold(word.upper()) == fold(word.lower())
