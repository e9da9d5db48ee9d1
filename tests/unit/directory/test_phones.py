"""Numbers as people write them, and what of a hidden field is shown."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server_stub.directory import phones
from server_stub.directory.masking import HiddenField, masked
from server_stub.domain.conversation import mask_phone

GAPS = st.sampled_from(["", " ", "-", ") ", "\N{NO-BREAK SPACE}"])
NUMBERS = st.from_regex(r"975[0-9]{7}", fullmatch=True)


@given(
    number=NUMBERS,
    prefix=st.sampled_from(["", "7", "8", "+7", "+7 ", "8 (", "8-"]),
    gaps=st.lists(GAPS, min_size=10, max_size=10),
)
def test_a_number_is_the_same_however_it_is_written(
    number: str, prefix: str, gaps: list[str]
) -> None:
    written = prefix + "".join(digit + gap for digit, gap in zip(number, gaps, strict=True))
    assert phones.national(written) == number


@pytest.mark.parametrize("text", ["", "12345", "+44 20 7946 0958 12", "97512345678", "нет номера"])
def test_what_is_no_russian_number_is_none(text: str) -> None:
    assert phones.national(text) is None


@given(NUMBERS)
def test_a_printed_number_reads_back(number: str) -> None:
    assert phones.national(phones.shown(number)) == number


@given(NUMBERS)
def test_every_screen_hides_the_same_digits_of_a_number(number: str) -> None:
    """Two masks that hide different ones would show the whole number together."""
    assert phones.masked(number) == mask_phone(phones.shown(number))
    assert phones.digits_of(phones.masked(number)) == f"7{number[0]}{number[-4:]}"


@pytest.mark.parametrize(
    ("field", "value", "shown"),
    [
        (HiddenField.PASSPORT, "4512 345678", "•••• ••••78"),
        (HiddenField.BIRTH_DATE, "1984-05-17", "••.••.••••"),
        (HiddenField.ADDRESS, "Тверь, ул. Новая, д. 3, кв. 8", "Тверь, •••"),
        (HiddenField.EMAIL, "vera.zorina@pochta.example", "v•••@pochta.example"),
        (HiddenField.CODE_WORD, "якорь", "••••••"),
        (HiddenField.CODE_WORD, "карандаш", "••••••"),
        (HiddenField.EMAIL, "", ""),
    ],
)
def test_a_mask_hides_what_identity_is_checked_by(
    field: HiddenField, value: str, shown: str
) -> None:
    assert masked(field, value) == shown
