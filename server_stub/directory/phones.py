"""Phone numbers as people write them: to ten digits and back. Pure."""

import re
import unicodedata

from language.personal_data import mask_phone

NATIONAL_DIGITS = 10
_COUNTRY = "7"
_TRUNK = "8"


def digits_of(text: str) -> str:
    """The ASCII digits of a text, full-width ones included, everything between them dropped."""
    return re.sub(r"[^0-9]", "", unicodedata.normalize("NFKC", text))


def national(text: str) -> str | None:
    """The ten digits of a full number, or None: `+7 975…`, `8 (975)…` and `975…` are the same."""
    digits = digits_of(text)
    if len(digits) == NATIONAL_DIGITS + 1 and digits[0] in (_COUNTRY, _TRUNK):
        return digits[1:]
    return digits if len(digits) == NATIONAL_DIGITS else None


def shown(number: str) -> str:
    """Ten digits as they are printed: `+7 975 123-45-67`."""
    return f"+7 {number[:3]} {number[3:6]}-{number[6:8]}-{number[8:]}"


def masked(number: str) -> str:
    """Ten digits with the middle hidden, as every screen hides it: `+7 9•• •••-45-67`."""
    return mask_phone(f"+7{number}")
