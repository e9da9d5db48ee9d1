"""The application's style sheet: numbered layers of resources/qss rendered from tokens."""

from collections.abc import Callable
from string import Template

from PySide6.QtGui import QColor

import resources
from ui.theme import measures
from ui.theme.tokens import Tokens

LENGTHS: dict[str, Callable[[], int]] = {
    "field": lambda: measures.length(18),
    "field_pad": lambda: measures.by_density(4, 2),
    "field_pad_focused": lambda: measures.by_density(3, 1),
    "field_tall": lambda: measures.length(24),
    "field_search": lambda: measures.length(22) + 8,
    "field_search_focused": lambda: measures.length(22) + 7,
    "menu_pad": lambda: measures.by_density(8, 6),
    "menu_choice": lambda: measures.length(34),
}
"""What the sheet calls the lengths that follow the text size or the density."""

OUTLINED: dict[str, Callable[[Tokens], str]] = {
    "chosen_edge": lambda tokens: f"1px solid {_css(tokens.accent)}" if tokens.outlined else "none",
    # There the colour of what is muted is next to that of the text.
    "disabled_slant": lambda tokens: "italic" if tokens.outlined else "normal",
}
"""What only a theme has in which colours alone tell no state from another."""


def render(tokens: Tokens) -> str:
    """All layers in order. A layer that names an unknown token is a programmer's error."""
    values = {name: _css(color) for name, color in tokens.colors().items()}
    values |= {name: f"{length()}px" for name, length in LENGTHS.items()}
    values |= {name: mark(tokens) for name, mark in OUTLINED.items()}
    layers = resources.names("qss", suffix=".qss")
    return "\n".join(Template(resources.text(layer)).substitute(values) for layer in layers)


def _css(color: QColor) -> str:
    return color.name() if color.alpha() == 255 else color.name(QColor.NameFormat.HexArgb)
