"""Personal data in Russian and English text: card numbers, phone numbers, passports; and masks.

It tells where they are and never stores or logs them. Silence is not proof of absence.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

# Digits of a card stand together or in groups parted by one space or dash.
_CARD = re.compile(r"(?<![\d+-])\d(?:[ \u00a0-]?\d){12,18}(?![\d-])")
_DIGIT = re.compile(r"\d")
_RUSSIAN_NUMBER = re.compile(r"\+7(\d{3})(\d{3})(\d{2})(\d{2})")
# A passport is just digits: only the word beside it tells. «паспорт серия 45 10 номер 123456».
_PASSPORT = re.compile(
    r"\b(?:паспорт\w*|passport(?:\s+(?:number|no\.?))?)"
    r"(?:[\s:,.№#-]|серия|серии|номер|series|number|no\b|is\b|мой|данные|details|my\b|рф\b)*"
    r"(?P<number>\d{2}[ \u00a0]?\d{2}[\s,]*(?:№|номер|number)?\s*\d{6}|[A-Z]{0,2}\d{6,9})(?!\d)",
    re.IGNORECASE,
)
# The country whose numbers are written without a country code here.
_HOME = "RU"
_BULLET = "•"
_LAST_SHOWN = 4
_LEAST_HIDDEN = 4  # fewer can be tried out by dialling
# Shorter ones are service codes, not anybody's number.
_FEWEST_DIGITS = 7


class PersonalKind(Enum):
    """What was found."""

    CARD = "card"
    PHONE = "phone"
    PASSPORT = "passport"


@dataclass(frozen=True, slots=True)
class PersonalSpan:
    """Where one piece of personal data stands in a text, in Python characters."""

    kind: PersonalKind
    start: int
    length: int


def find_personal_data(text: str) -> list[PersonalSpan]:
    """Every piece found, in order, without overlaps: a passport is not also a phone number."""
    taken: list[PersonalSpan] = []
    for span in (*_cards(text), *_passports(text), *_phones(text)):
        if all(not _overlap(span, other) for other in taken):
            taken.append(span)
    return sorted(taken, key=lambda span: span.start)


def mask_phone(number: str) -> str:
    """A number in the international form as a screen may show it: «+7 9•• •••-45-67».

    Of what is not a subscriber's number no digit is shown.
    """
    match = _RUSSIAN_NUMBER.fullmatch(number)
    shown = "+7 {} {}-{}-{}".format(*match.groups()) if match else _international(number)
    if shown is None:
        return _DIGIT.sub(_BULLET, number)
    country, _, rest = shown.partition(" ")
    places = [at for at, character in enumerate(rest) if character.isdigit()]
    hidden = set(places[1:-_LAST_SHOWN])
    if len(hidden) < _LEAST_HIDDEN:
        return _DIGIT.sub(_BULLET, number)
    masked = "".join(_BULLET if at in hidden else letter for at, letter in enumerate(rest))
    return f"{country} {masked}"


def masked(text: str) -> str:
    """The text with every digit of what is personal hidden; its length stays."""
    letters = list(text)
    for span in find_personal_data(text):
        for place in range(span.start, span.start + span.length):
            if text[place].isdigit():
                letters[place] = _BULLET
    return "".join(letters)


def _overlap(one: PersonalSpan, other: PersonalSpan) -> bool:
    return one.start < other.start + other.length and other.start < one.start + one.length


def _cards(text: str) -> Iterator[PersonalSpan]:
    for match in _CARD.finditer(text):
        if _passes_luhn([int(digit) for digit in _DIGIT.findall(match.group())]):
            yield PersonalSpan(PersonalKind.CARD, match.start(), match.end() - match.start())


def _passes_luhn(digits: list[int]) -> bool:
    doubled = [sum(divmod(2 * digit, 10)) for digit in digits[-2::-2]]
    return any(digits) and (sum(digits[-1::-2]) + sum(doubled)) % 10 == 0


def _passports(text: str) -> Iterator[PersonalSpan]:
    for match in _PASSPORT.finditer(text):
        start, end = match.span("number")
        yield PersonalSpan(PersonalKind.PASSPORT, start, end - start)


def _phones(text: str) -> Iterator[PersonalSpan]:
    if sum(map(str.isdigit, text)) < _FEWEST_DIGITS:
        return  # most messages end here
    from phonenumbers import PhoneNumberMatcher  # noqa: PLC0415 - 35 ms of a console's start

    for match in PhoneNumberMatcher(text, _HOME):
        yield PersonalSpan(PersonalKind.PHONE, match.start, match.end - match.start)


def _international(number: str) -> str | None:
    """The number as it is written with its country; nothing if nobody can have it."""
    from phonenumbers import (  # noqa: PLC0415 - 35 ms of a console's start
        NumberParseException,
        PhoneNumberFormat,
        format_number,
        is_possible_number,
        parse,
    )

    try:
        parsed = parse(number, _HOME)
    except NumberParseException:
        return None
    return (
        format_number(parsed, PhoneNumberFormat.INTERNATIONAL)
        if is_possible_number(parsed)
        else None
    )
