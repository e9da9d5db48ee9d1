"""The application's style sheet: numbered layers of resources/qss rendered from tokens."""

from string import Template

from PySide6.QtGui import QColor

import resources
from ui.theme.tokens import Tokens


def render(tokens: Tokens) -> str:
    """All layers in order. A layer that names an unknown token is a programmer's error."""
    values = {name: _css(color) for name, color in tokens.colors().items()}
    layers = resources.names("qss", suffix=".qss")
    return "\n".join(Template(resources.text(layer)).substitute(values) for layer in layers)


def _css(color: QColor) -> str:
    return color.name() if color.alpha() == 255 else color.name(QColor.NameFormat.HexArgb)
