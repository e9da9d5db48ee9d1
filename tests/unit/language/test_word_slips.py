"""How likely one spelling was written for another: by ear, by finger, or hardly."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from language.sounds import sound
from language.word_slips import one_slip, slip_bits

_WORDS = st.text(alphabet="абвеийльт", min_size=1, max_size=9)


@pytest.mark.parametrize(
    ("written", "heard"),
    [
        ("канешна", "конечно"),
        ("патамушта", "потомушто"),
        ("ничево", "ничего"),
        ("щастье", "счастье"),
        ("сонце", "солнце"),
        ("здраствуйте", "здравствуйте"),
        ("разказ", "рассказ"),
        ("нравицца", "нравится"),
        ("празник", "праздник"),
    ],
)
def test_spellings_that_sound_alike_have_one_key(written: str, heard: str) -> None:
    assert sound(written) == sound(heard)


@pytest.mark.parametrize(
    ("written", "likelier", "less_likely"),
    [
        ("карова", "корова", "кхрова"),
        ("привнт", "привет", "приваот"),
        ("будеш", "будешь", "будеша"),
        ("расчитать", "рассчитать", "расачитать"),
        ("тарфи", "тариф", "тарой"),
        ("recieve", "receive", "recbeve"),
    ],
)
def test_slips_of_the_ear_and_beside_the_key_are_likelier(
    written: str, likelier: str, less_likely: str
) -> None:
    assert slip_bits(written, likelier) < slip_bits(written, less_likely)


@given(_WORDS)
def test_a_word_is_no_slip_of_itself(word: str) -> None:
    assert slip_bits(word, word) == 0


@given(_WORDS)
def test_every_slip_is_priced_as_the_distance_prices_it(word: str) -> None:
    for other, bits in one_slip(word):
        if other != word:
            assert 0 < slip_bits(word, other) <= bits
