"""Other accents than a theme's own: each colour of it turned to another hue, as bright as it was.

Contrast is a matter of luminance alone: a turned theme is as readable as the one it was made of.
"""

from dataclasses import replace

from PySide6.QtGui import QColor

from console.core.preferences import Accent
from ui.theme.tokens import Tokens

# Far from the red, orange and green that mean «late», «long» and «in order».
_HUES = {Accent.BLUE: 214, Accent.VIOLET: 262, Accent.PLUM: 318}
_STEPS = 24
"""Halvings: finer than a screen's 256 levels by far."""


def worn(tokens: Tokens, accent: Accent) -> Tokens:
    """The theme in another accent."""
    if accent is Accent.TEAL:
        return tokens
    return replace(
        tokens,
        accent=_turned(tokens.accent, accent),
        accent_hover=_turned(tokens.accent_hover, accent),
        accent_pressed=_turned(tokens.accent_pressed, accent),
        on_accent=_turned(tokens.on_accent, accent),
        accent_soft=_turned(tokens.accent_soft, accent),
        selected=_turned(tokens.selected, accent),
        bubble_out=_turned(tokens.bubble_out, accent),
        bubble_out_border=_turned(tokens.bubble_out_border, accent),
    )


def luminance(color: QColor) -> float:
    """How bright it is to an eye, from 0 to 1, as WCAG 2.2 measures it."""

    def linear(channel: float) -> float:
        return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4

    red, green, blue = (linear(c) for c in (color.redF(), color.greenF(), color.blueF()))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _turned(color: QColor, accent: Accent) -> QColor:
    hue = _HUES.get(accent)
    saturation = 0.0 if hue is None else color.hslSaturationF()
    wanted = luminance(color)
    low, high = 0.0, 1.0
    for _ in range(_STEPS):
        lightness = (low + high) / 2
        made = QColor.fromHslF((hue or 0) / 360, saturation, lightness, color.alphaF())
        if luminance(made) < wanted:
            low = lightness
        else:
            high = lightness
    return QColor.fromHslF((hue or 0) / 360, saturation, high, color.alphaF())
