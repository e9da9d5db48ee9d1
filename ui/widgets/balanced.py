"""How wide words that wrap are to be, so that none of them is left alone on the last line."""

from bisect import bisect_left

from PySide6.QtCore import QSize

from ui.widgets.labels import Label

_NARROWEST = 80
_SPARE = 2
"""Pixels: what is as wide as can be to the pixel may wrap otherwise where it is drawn."""


def balanced(label: Label, most: int) -> QSize:
    """As narrow as it gets in the same number of lines."""
    height = label.heightForWidth(most)
    widths = range(min(_NARROWEST, most), most)
    fitting = bisect_left(widths, True, key=lambda width: label.heightForWidth(width) <= height)
    return QSize(min(most, widths.start + fitting + _SPARE), height)
