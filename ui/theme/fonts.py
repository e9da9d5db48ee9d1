"""The type scale: bundled Inter with tabular figures, and the system's colour emoji."""

from enum import Enum
from functools import cache

from PySide6.QtGui import QFont, QFontDatabase

import resources
from ui.theme import measures

FAMILY = "Inter"
_EMOJI_FAMILY = "Noto Color Emoji"


class Type(Enum):
    """A size and weight with a purpose: (pixels, line height, weight)."""

    LABEL = (11, 16, QFont.Weight.Normal)
    LABEL_STRONG = (11, 16, QFont.Weight.DemiBold)
    CAPTION = (12, 16, QFont.Weight.Normal)
    CAPTION_STRONG = (12, 16, QFont.Weight.DemiBold)
    BODY = (13, 18, QFont.Weight.Normal)
    BODY_MEDIUM = (13, 18, QFont.Weight.Medium)
    BODY_STRONG = (13, 18, QFont.Weight.DemiBold)
    MESSAGE = (14, 20, QFont.Weight.Normal)
    TITLE = (15, 20, QFont.Weight.DemiBold)
    HEADLINE = (20, 28, QFont.Weight.DemiBold)
    FIGURE = (26, 32, QFont.Weight.DemiBold)

    @property
    def line_height(self) -> int:
        """Distance between two base lines, in pixels of the design."""
        return self.value[1]


@cache
def load_fonts() -> None:
    """Register the bundled faces. Idempotent; needs a QGuiApplication."""
    for name in resources.names("fonts", suffix=".otf"):
        if QFontDatabase.addApplicationFontFromData(resources.data(name)) < 0:
            raise RuntimeError(f"Qt cannot read {name}")
    if _EMOJI_FAMILY in QFontDatabase.families():
        QFontDatabase.addApplicationEmojiFontFamily(_EMOJI_FAMILY)


def font(kind: Type) -> QFont:
    """The font of a step of the scale as it was designed, for what `painting.enlarge` enlarges.

    Shared: copy it before changing it.
    """
    return _made(kind, kind.value[0])


def sized(kind: Type) -> QFont:
    """The same in the text size that holds, for what Qt draws. Shared likewise."""
    return _made(kind, measures.length(kind.value[0]))


@cache
def _made(kind: Type, pixels: int) -> QFont:
    weight = kind.value[2]
    made = QFont(FAMILY)
    made.setPixelSize(pixels)
    made.setWeight(weight)
    # Times and counts change under the reader's eyes: equal digits keep their neighbours still.
    made.setFeature(QFont.Tag("tnum"), 1)
    # Without hinting text keeps its shape and width at every scale of the screen.
    made.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return made
