"""How sensitive fields of a profile look until somebody reveals them. Pure."""

from collections.abc import Callable, Mapping
from enum import StrEnum

from server_stub.directory import phones


class HiddenField(StrEnum):
    """A field that is shown masked."""

    NUMBER = "number"
    PASSPORT = "passport"
    BIRTH_DATE = "birth_date"
    ADDRESS = "address"
    EMAIL = "email"
    CODE_WORD = "code_word"


def masked(field: HiddenField, value: str) -> str:
    """The value with everything hidden that identity is checked by; of nothing, nothing."""
    return _MASKS[field](value) if value else ""


def _passport(value: str) -> str:
    return f"•••• ••••{value[-2:]}"


def _email(value: str) -> str:
    name, _, host = value.partition("@")
    return f"{name[:1]}•••@{host}"


def _address(value: str) -> str:
    city, _, _rest = value.partition(",")
    return f"{city}, •••"


_MASKS: Mapping[HiddenField, Callable[[str], str]] = {
    HiddenField.NUMBER: phones.masked,
    HiddenField.PASSPORT: _passport,
    HiddenField.BIRTH_DATE: lambda _value: "••.••.••••",
    HiddenField.ADDRESS: _address,
    HiddenField.EMAIL: _email,
    # Always as long as any other: the length of a secret is a hint.
    HiddenField.CODE_WORD: lambda _value: "••••••",
}
