"""The ground a widget stands on and the tone of its text, as properties the style sheet reads."""

from enum import StrEnum

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QWidget


class Ground(StrEnum):
    """Grounds of resources/qss/00_grounds.qss."""

    APP = "app"
    SURFACE = "surface"
    SUNKEN = "sunken"
    CARD = "card"
    OFFER = "offer"
    NOTE = "note"
    WARN = "warn"
    LATE = "late"
    BAR_TOP = "bar_top"
    BAR_APP = "bar_app"
    BAR_ACCENT = "bar_accent"
    BAR_WARN = "bar_warn"
    BAR_BOTTOM = "bar_bottom"
    PANEL_LEFT = "panel_left"
    PANEL_RIGHT = "panel_right"
    PANEL_OVER = "panel_over"
    FLOAT = "float"
    COMPOSER_NOTE = "composer_note"
    COMPOSER_TALK = "composer_talk"
    BAR_TALK = "bar_talk"
    NOTE_BAR = "note_bar"


class Tone(StrEnum):
    """What a text means, as far as colour may help; words carry it too."""

    TEXT = "text"
    MUTED = "muted"
    FAINT = "faint"
    ACCENT = "accent"
    ON_ACCENT = "on_accent"
    OK = "ok"
    WARN = "warn"
    LATE = "late"


def set_ground(widget: QWidget, ground: Ground) -> None:
    """Stand the widget on a ground. Its children keep their own."""
    widget.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    set_style_property(widget, "ground", ground.value)


def stands_on(widget: QWidget, ground: Ground) -> bool:
    """Whether that is the ground nearest under the widget: what paints itself asks."""
    under: QWidget | None = widget
    while under is not None and under.property("ground") is None:
        under = under.parentWidget()
    return under is not None and under.property("ground") == ground


def set_tone(widget: QWidget, tone: Tone) -> None:
    """Give the widget's text a tone."""
    set_style_property(widget, "tone", tone.value)


def set_style_property(widget: QWidget, name: str, value: str) -> None:
    """Set a property that the style sheet selects by; restyles only when it changed."""
    if widget.property(name) == value:
        return
    widget.setProperty(name, value)
    style = widget.style()
    style.unpolish(widget)
    style.polish(widget)


def hairline(*, vertical: bool = False, parent: QWidget | None = None) -> QFrame:
    """A one-pixel line between two areas."""
    line = QFrame(parent)
    line.setProperty("line", "vertical" if vertical else "horizontal")
    return line
