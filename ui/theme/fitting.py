"""Widgets that Qt draws or lays out, kept in the size that holds: fonts, heights, widths."""

from weakref import WeakSet

import shiboken6
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QAbstractItemView, QAbstractScrollArea, QApplication, QWidget

from ui.theme import fonts, measures

_FONT, _HEIGHT, _WIDTH = "fit_font", "fit_height", "fit_width"
_LEAST, _BETWEEN = "fit_least", "fit_between"

_WEARING: WeakSet[QWidget] = WeakSet()
"""Asked at each change of the theme: all widgets of a desk would be ten times as many."""


def wear(widget: QWidget, kind: fonts.Type) -> None:
    """Give a widget a font of the scale, in the text size that holds."""
    widget.setProperty(_FONT, kind.name)
    _WEARING.add(widget)
    widget.setFont(fonts.sized(kind))
    if isinstance(widget, QAbstractScrollArea):
        # It keeps its first font otherwise, and draws the hint of an empty field in it.
        widget.viewport().setFont(fonts.sized(kind))


def fix_height(widget: QWidget, comfortable: int, compact: int | None = None) -> None:
    """Make a widget so high, in pixels of the design, at either density."""
    pair = QSize(comfortable, comfortable if compact is None else compact)
    widget.setProperty(_HEIGHT, pair)
    widget.setFixedHeight(measures.length(measures.by_density(pair.width(), pair.height())))


def fix_width(widget: QWidget, pixels: int) -> None:
    """Make a widget so wide, in pixels of the design."""
    widget.setProperty(_WIDTH, pixels)
    widget.setFixedWidth(measures.length(pixels))


def fix_size(widget: QWidget, width: int, height: int) -> None:
    """Make a widget so large, in pixels of the design."""
    fix_width(widget, width)
    fix_height(widget, height)


def keep_above(widget: QWidget, *, width: int = 0, height: int = 0) -> None:
    """Let a widget never be smaller, in pixels of the design."""
    widget.setProperty(_LEAST, QSize(width, height))
    widget.setMinimumSize(measures.size(width, height))


def keep_between(widget: QWidget, least: int, most: int) -> None:
    """Let a widget be so wide at least and at most, in pixels of the design."""
    widget.setProperty(_BETWEEN, QSize(least, most))
    widget.setMinimumWidth(measures.length(least))
    widget.setMaximumWidth(measures.length(most))


def fit_height(widget: QWidget) -> None:
    """Make a window or what floats as high as its wrapped words need: Qt does not ask for that."""
    layout = widget.layout()
    if layout is not None:
        layout.activate()
        widget.resize(widget.width(), layout.totalHeightForWidth(widget.width()))


def fit_fonts() -> None:
    """Every widget that was given a font of the scale wears it, whatever has undressed it."""
    for widget in list(_WEARING):
        if shiboken6.isValid(widget):
            wear(widget, fonts.Type[widget.property(_FONT)])


def fit_all() -> None:
    """The sizes that hold are others now: every widget there is takes them. Fonts come first."""
    for widget in QApplication.allWidgets():
        _fit(widget)


def _fit(widget: QWidget) -> None:
    least = widget.property(_LEAST)
    if isinstance(least, QSize):
        widget.setMinimumSize(measures.size(least.width(), least.height()))
    between = widget.property(_BETWEEN)
    if isinstance(between, QSize):
        keep_between(widget, between.width(), between.height())
    high, wide = widget.property(_HEIGHT), widget.property(_WIDTH)
    if isinstance(high, QSize):
        fix_height(widget, high.width(), high.height())
    if isinstance(wide, int):
        fix_width(widget, wide)
    if isinstance(widget, QAbstractItemView):
        widget.doItemsLayout()
    widget.updateGeometry()
    widget.update()
