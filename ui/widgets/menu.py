"""A menu whose marks are icons of the set, as sharp and in the colours of everything else."""

from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QMenu, QWidget

from ui.theme import icons, measures, theme
from ui.theme.icons import Icon

_EDGE = 10
"""From the side of an entry to its mark; `30_menus.qss` keeps the words away."""


class Menu(QMenu):
    """Paints its marks over the entries; with `choices` there is room for them on the left."""

    def __init__(
        self, title: str = "", *, choices: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(title, parent)
        self.setProperty("choices", choices)

    # Qt overrides

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        tokens, size = theme.current().tokens, measures.length(icons.SIZE)
        for action in self.actions():
            entry = self.actionGeometry(action)
            if action.isCheckable() and action.isChecked():
                mark = self._mark(entry, size, last=False)
                icons.paint(painter, Icon.CHECK, tokens.accent, mark, size=size)
            if action.menu() is not None:
                mark = self._mark(entry, size, last=True)
                icons.paint(painter, Icon.CHEVRON_RIGHT, tokens.muted, mark, size=size)

    def _mark(self, entry: QRect, size: int, *, last: bool) -> QRectF:
        edge = measures.length(_EDGE)
        left = entry.right() - edge - size if last else entry.left() + edge
        return QRectF(left, entry.top(), size, entry.height())
