"""Names cut in their middle, where neither their beginning nor their end may go."""

from functools import lru_cache

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetricsF

from ui.theme import fonts

_KEPT = 512
_STRAY = " ,;"
"""What nobody wants to see beside an ellipsis."""


@lru_cache(maxsize=_KEPT)
def elided_middle(text: str, kind: fonts.Type, width: float) -> str:
    """The beginning and the end of a text, as much as fits into so many pixels of the design."""
    metrics = QFontMetricsF(fonts.font(kind))
    shown = metrics.elidedText(text, Qt.TextElideMode.ElideMiddle, width)
    if shown == text:
        return text
    pairs = enumerate(zip(text, shown, strict=False))
    at = next((place for place, (one, other) in pairs if one != other), len(shown))
    return shown[:at].rstrip(_STRAY) + shown[at : at + 1] + shown[at + 1 :].lstrip(_STRAY)
