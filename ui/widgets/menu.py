"""A menu with round corners, whose marks are icons of the set and in the colours of everything."""

import re

from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QAction, QGuiApplication, QKeySequence, QPainter, QPaintEvent
from PySide6.QtWidgets import QMenu, QWidget

from ui.theme import icons, measures, theme
from ui.theme.icons import Icon
from ui.widgets import hanging, key_cap
from ui.widgets.round_corners import RoundCorners

_EDGE = 10
"""From the side of an entry to its mark; `30_menus.qss` keeps the words away."""

_MNEMONIC = re.compile("&(.)")


class Menu(QMenu):
    """Paints its marks over the entries; with `choices` there is room for them on the left."""

    def __init__(
        self, title: str = "", *, choices: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(title, parent)
        self.setProperty("choices", choices)
        self._corners = RoundCorners(self)

    def adopt(self, menu: QMenu) -> None:
        """Offer what a menu that Qt has made offers, behind what is here."""
        for action in menu.actions():
            words, _, keys = action.text().partition("\t")
            told = key_cap.key_text(QKeySequence(keys, QKeySequence.SequenceFormat.NativeText))
            # Without the letters underlined: in no other menu of ours there are any.
            printed = _with_keys(_MNEMONIC.sub(r"\1", words), told)
            action.setText(printed)
        self.addActions(menu.actions())
        menu.setParent(self, menu.windowFlags())  # its entries live no longer than it

    @staticmethod
    def print_keys(action: QAction, keys: QKeySequence) -> None:
        """Print keys beside an entry, which somebody else listens to, as they are on a cap."""
        words = action.text().partition("\t")[0]
        printed = _with_keys(words, key_cap.key_text(keys))
        action.setText(printed)

    def hang(self, about: QWidget | QRect, *, right: bool = False) -> None:
        """Open under a widget or a place on the screen, over it where there is no room."""
        if isinstance(about, QWidget):
            about = hanging.on_screen(about)
        screen = QGuiApplication.screenAt(about.center()) or self.screen()
        self.ensurePolished()
        room = screen.availableGeometry()
        self.popup(hanging.hung(self.sizeHint(), about, room=room, right=right))

    def _mark(self, entry: QRect, size: int, *, last: bool) -> QRectF:
        edge = measures.length(_EDGE)
        left = entry.right() - edge - size if last else entry.left() + edge
        return QRectF(left, entry.top(), size, entry.height())

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


def _with_keys(words: str, keys: str) -> str:
    return f"{words}\t{keys}" if keys else words
