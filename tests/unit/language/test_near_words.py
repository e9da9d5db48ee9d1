"""One slip of a finger: what counts as near, and that the shared deletion never misses it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from language.near_words import can_be_mistyped, deletions, one_slip_apart

_WORDS = st.text(alphabet="абв", min_size=1, max_size=6)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("интренет", "интернет"), ("тарф", "тариф"), ("тарииф", "тариф"), ("тореф", "тариф")],
)
def test_slips_are_recognised_but_two_are_too_many(typed: str, meant: str) -> None:
    assert one_slip_apart(typed, meant) is (typed != "тореф")


@pytest.mark.parametrize("word", ["тариф", "roam"])
def test_words_of_letters_can_be_mistyped(word: str) -> None:
    assert can_be_mistyped(word)


@pytest.mark.parametrize("word", ["sim", "5151", "*100#", "4glte"])
def test_short_words_numbers_and_codes_are_exact(word: str) -> None:
    assert not can_be_mistyped(word)


@given(_WORDS, _WORDS)
def test_words_one_slip_apart_share_a_deletion(left: str, right: str) -> None:
    if one_slip_apart(left, right):
        assert not deletions(left).isdisjoint(deletions(right))


@given(_WORDS, st.integers(0, 5), st.sampled_from("абвг"))
def test_each_kind_of_slip_is_one_slip_both_ways(word: str, at: int, letter: str) -> None:
    at %= len(word)
    slips = {
        word[:at] + letter + word[at:],
        word[:at] + word[at + 1 :],
        word[:at] + letter + word[at + 1 :],
        word[:at] + word[at : at + 2][::-1] + word[at + 2 :],
    } - {word}
    for slip in slips:
        assert one_slip_apart(word, slip)
        assert one_slip_apart(slip, word)


@given(_WORDS)
def test_a_word_is_no_slip_of_itself(word: str) -> None:
    assert not one_slip_apart(word, word)
