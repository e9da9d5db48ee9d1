"""What of a window's words cannot be read where it stands: cut off, or shortened in silence."""

import re

from PySide6.QtCore import QPoint, QTranslator
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QComboBox,
    QLabel,
    QLineEdit,
    QWidget,
)

from ui import translation
from ui.shell.chat_tab import ChatTab
from ui.translation import Language
from ui.widgets.labels import ElidedLabel
from ui.widgets.level_bar import LevelBar
from ui.widgets.pill import Pill

_VOWELS = re.compile(r"\{[^}]*\}|%\w|[aeiouyаеёиоуыэюя]", re.IGNORECASE)
_FIELD_PADDING = 20
"""Of a style sheet, both sides: Qt does not tell."""


class LongerRussian(QTranslator):
    """Our Russian with its vowels doubled: some 40 % longer, as a language yet to come may be."""

    def __init__(self) -> None:
        super().__init__()
        self._ours = translation._ours(Language.RU)  # noqa: SLF001 - the same file, said longer

    # Qt overrides

    def isEmpty(self) -> bool:
        return False

    def translate(
        self, context: str, source: str, disambiguation: str | None = None, n: int = -1
    ) -> str:
        said = self._ours.translate(context, source, disambiguation or "", n) or source
        return _VOWELS.sub(lambda found: found[0] * (1 if len(found[0]) > 1 else 2), said)


def unreadable(window: QWidget) -> list[str]:
    """Each visible widget whose words do not fit, with the words and by how much."""
    found = []
    for widget in window.findChildren(QWidget):
        if not widget.isVisible() or widget.width() == 0:
            continue
        why = _cut(widget) or _sticks_out(widget)
        if why:
            name = f"{type(widget).__name__} in {type(widget.parentWidget()).__name__}"
            found.append(f"{name}: {why}")
    return found


def _cut(widget: QWidget) -> str:
    match widget:
        case QLabel() if widget.text():
            return _cut_label(widget)
        case ElidedLabel():
            cut = widget.sizeHint().width() - 1 > widget.width()
            if widget.height() < widget.sizeHint().height():
                return f"{widget.text()!r}: lower than its line"
            return (
                f"{widget.text()!r}: shortened in silence" if cut and not widget.toolTip() else ""
            )
        case ChatTab():
            return "" if widget.toolTip() else "a tab without its whole name"
        case QAbstractButton() if widget.text():
            needed = widget.minimumSizeHint()
            if needed.isValid() and widget.width() < needed.width():
                return f"{widget.text()!r}: {widget.width()} of {needed.width()}"
            return ""
        case QLineEdit():
            words = widget.placeholderText()
            margins = widget.textMargins()
            room = widget.width() - margins.left() - margins.right() - _FIELD_PADDING
            if widget.property("search"):
                room -= 22  # the glass
            needed_width = widget.fontMetrics().horizontalAdvance(words)
            if needed_width > room and not widget.toolTip():
                return f"{words!r}: {room} of {needed_width}"
            return ""
        case QComboBox():
            needed_width = widget.fontMetrics().horizontalAdvance(widget.currentText())
            room = widget.width() - _FIELD_PADDING - 22  # the arrow
            if needed_width > room and not widget.toolTip():
                return f"{widget.currentText()!r}: {room} of {needed_width}"
            return ""
        case LevelBar():
            return "" if widget.toolTip() or not widget.is_cut() else "a level shortened in silence"
        case Pill():
            return "" if widget.width() >= widget.sizeHint().width() else f"pill {widget.text()!r}"
        case _:
            return ""


def _cut_label(label: QLabel) -> str:
    margins = label.contentsMargins()
    if label.wordWrap():
        needed = label.heightForWidth(label.width())
        return (
            f"{label.text()!r}: {label.height()} of {needed} high"
            if label.height() < needed
            else ""
        )
    room = label.width() - margins.left() - margins.right()
    needed = label.fontMetrics().horizontalAdvance(label.text())
    if needed > room + 1 and not label.toolTip():
        return f"{label.text()!r}: {room} of {needed}"
    return ""


def _sticks_out(widget: QWidget) -> str:
    """Whether a part of it lies outside of what holds it, other than by scrolling."""
    holder = widget.parentWidget()
    if holder is None or widget.isWindow() or isinstance(holder, QAbstractScrollArea):
        return ""
    scrolls = isinstance(holder.parentWidget(), QAbstractScrollArea)
    inside = holder.rect().contains(widget.geometry())
    if inside or scrolls or isinstance(widget, QAbstractScrollArea):
        return ""
    corner = widget.mapTo(holder, QPoint(0, 0))
    return f"{widget.width()}x{widget.height()} at {corner.x()},{corner.y()} of {holder.size()}"
