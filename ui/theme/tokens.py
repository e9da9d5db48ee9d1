"""The meanings a colour can have, as one frozen value per theme read from resources/themes."""

import tomllib
from dataclasses import dataclass, fields
from enum import StrEnum

from PySide6.QtGui import QColor

import resources


class ThemeName(StrEnum):
    """The themes that ship."""

    LIGHT = "light"
    DARK = "dark"
    CONTRAST = "contrast"


@dataclass(frozen=True, slots=True)
class AvatarColors:
    """A soft pair for the circle with a person's initials."""

    ground: QColor
    text: QColor


@dataclass(frozen=True, slots=True)
class Tokens:
    """Semantic colours of one theme.

    Attributes:
        outlined: every state is marked by a border too (high contrast).
    """

    name: ThemeName
    dark: bool
    outlined: bool
    app: QColor
    surface: QColor
    sunken: QColor
    sunken_border: QColor
    border: QColor
    border_strong: QColor
    text: QColor
    muted: QColor
    faint: QColor
    accent: QColor
    accent_hover: QColor
    accent_pressed: QColor
    on_accent: QColor
    accent_soft: QColor
    selected: QColor
    hover: QColor
    bubble_in: QColor
    bubble_in_border: QColor
    bubble_out: QColor
    bubble_out_border: QColor
    note: QColor
    note_border: QColor
    ok: QColor
    ok_soft: QColor
    warn: QColor
    warn_soft: QColor
    late: QColor
    late_soft: QColor
    shadow: QColor
    avatars: tuple[AvatarColors, ...]

    def colors(self) -> dict[str, QColor]:
        """Every colour by its name."""
        values = ((field.name, getattr(self, field.name)) for field in fields(self))
        return {name: value for name, value in values if isinstance(value, QColor)}


def load_tokens(name: ThemeName) -> Tokens:
    """Read a theme. A missing, unknown or unreadable colour is a programmer's error."""
    raw = tomllib.loads(resources.text(f"themes/{name}.toml"))
    avatars = tuple(
        AvatarColors(ground=_color(pair["ground"]), text=_color(pair["text"]))
        for pair in raw["avatars"]
    )
    colors = {key: _color(value) for key, value in raw["colors"].items()}
    return Tokens(
        name=ThemeName(raw["name"]),
        dark=raw["dark"],
        outlined=raw["outlined"],
        avatars=avatars,
        **colors,
    )


def _color(text: str) -> QColor:
    color = QColor.fromString(text)
    if not color.isValid():
        raise ValueError(f"not a colour: {text!r}")
    return color
