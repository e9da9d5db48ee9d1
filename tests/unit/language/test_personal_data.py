"""Personal data: cards, phones and passports are found; look-alikes are not; masks show little."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from language.personal_data import PersonalKind, find_personal_data, mask_phone

_CARD, _PHONE, _PASSPORT = PersonalKind.CARD, PersonalKind.PHONE, PersonalKind.PASSPORT


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("моя карта 4111 1111 1111 1111, верните", [(_CARD, "4111 1111 1111 1111")]),
        ("card 4111-1111-1111-1111!", [(_CARD, "4111-1111-1111-1111")]),
        ("карта:5555555555554444.", [(_CARD, "5555555555554444")]),
        ("звоните +7 (900) 123-45-67", [(_PHONE, "+7 (900) 123-45-67")]),
        ("мой 8 900 1234567", [(_PHONE, "8 900 1234567")]),
        ("call +1 202-555-0143 now", [(_PHONE, "+1 202-555-0143")]),
        ("паспорт 4510 123456", [(_PASSPORT, "4510 123456")]),
        ("Паспортные данные: серия 45 10 № 123456", [(_PASSPORT, "45 10 № 123456")]),
        ("call +4915112345678", [(_PHONE, "+4915112345678")]),
        ("паспорт 9001234567", [(_PASSPORT, "9001234567")]),
        ("my passport number is AB1234567", [(_PASSPORT, "AB1234567")]),
        (
            "8-900-123-45-67, паспорт 12 34 567890",
            [(_PHONE, "8-900-123-45-67"), (_PASSPORT, "12 34 567890")],
        ),
    ],
)
def test_personal_data_is_found_in_its_place(
    text: str, expected: list[tuple[PersonalKind, str]]
) -> None:
    found = [
        (span.kind, text[span.start : span.start + span.length])
        for span in find_personal_data(text)
    ]
    assert found == expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        "карта 4111 1111 1111 1112",
        "0000 0000 0000 0000",
        "счёт 40817810099910004312",
        "договор 52 0417 883",
        "заказ 1234567890",
        "наберите *100# или 5151",
        "паспорт нужен до 10.11.2026",
        "код 123456",
    ],
)
def test_look_alikes_are_not_taken_for_personal_data(text: str) -> None:
    assert find_personal_data(text) == []


@pytest.mark.parametrize(
    ("number", "shown"),
    [
        ("+79001234567", "+7 9•• •••-45-67"),
        ("8 (900) 123-45-67", "+7 9•• •••-45-67"),
        ("+12025550143", "+1 2••-•••-0143"),
        ("+447911123456", "+44 7••• ••3456"),
        ("5151", "••••"),
        ("+7900", "+••••"),
        ("скрыт", "скрыт"),
        ("", ""),
    ],
)
def test_a_mask_shows_the_first_digit_and_the_last_four(number: str, shown: str) -> None:
    assert mask_phone(number) == shown


@given(st.text(alphabet="0123456789+ -()", max_size=20))
def test_a_mask_never_shows_more_than_country_first_and_last_digits(number: str) -> None:
    shown = mask_phone(number)
    assert sum(character.isdigit() for character in shown) <= 3 + 1 + 4


@given(st.text(alphabet="0123456789 -+паспортcard№\n", max_size=60))
def test_spans_are_ordered_apart_and_inside(text: str) -> None:
    end = 0
    for span in find_personal_data(text):
        assert end <= span.start < span.start + span.length <= len(text)
        end = span.start + span.length
