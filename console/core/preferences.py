"""What a person has set up for himself: sections of values, forgiving of what was kept."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

import msgspec


class Section(msgspec.Struct, frozen=True, omit_defaults=True):
    """A part of the preferences; what another version has written beside it is ignored."""


class ThemeChoice(StrEnum):
    """Which theme is wanted. SYSTEM follows the desktop where it tells, else it is light."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"
    CONTRAST = "contrast"


class Appearance(Section, frozen=True):
    """How the windows look."""

    theme: ThemeChoice | None = None
    """None: as it was chosen on this machine before signing in."""


class Preferences(msgspec.Struct, frozen=True):
    """Everything that can be set up, each with a default that suits most."""

    appearance: Appearance = Appearance()


def encode(preferences: Preferences) -> str:
    """As one line to be kept; what stands at its default is left out."""
    sections = {
        field: value
        for field in Preferences.__struct_fields__
        if (value := getattr(preferences, field)) != getattr(_DEFAULTS, field)
    }
    return msgspec.json.encode(sections).decode()


def decode(kept: str) -> Preferences:
    """From what was kept, whoever wrote it: a section that cannot be read is at its default."""
    try:
        raw = msgspec.json.decode(kept, type=dict[str, Any])
    except msgspec.DecodeError:
        return _DEFAULTS
    return Preferences(**_readable(raw))


def _readable(raw: Mapping[str, Any]) -> dict[str, Any]:
    sections: dict[str, Any] = {}
    for field in Preferences.__struct_fields__:
        kind = type(getattr(_DEFAULTS, field))
        try:
            sections[field] = msgspec.convert(raw.get(field, {}), kind)
        except msgspec.ValidationError:
            continue
    return sections


_DEFAULTS = Preferences()
