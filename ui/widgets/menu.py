"""A menu with round corners, whose marks are icons of the set and in the colours of everything."""

import re

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QAction, QGuiApplication, QKeySequence, QPainter, QPaintEvent
from PySide6.QtWidgets import QMenu, QStyle, QStyleOptionMenuItem, QWidget

from ui.theme import fonts, icons, measures, theme
from ui.theme.icons import Icon
from ui.widgets import hanging, key_cap
from ui.widgets.round_corners import RoundCorners

_EDGE = 10
"""From the side of an entry to its mark; `30_menus.qss` keeps the words away."""
_INSET = 12
"""From the right of an entry to its keys: as far as its words are from the left."""

_MNEMONIC = re.compile("&(.)")


class Menu(QMenu):
    """Paints marks and keys over its entries; `choices` have room for their marks on the left."""

    def __init__(
        self, title: str = "", *, choices: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(title, parent)
        self.setProperty("choices", choices)
        self._corners = RoundCorners(self)
        self._head: QAction | None = None

    def add_head(self) -> QAction:
        """What the menu is about, over its entries: to be read, not chosen."""
        self._head = self.addAction("")
        self._head.setEnabled(False)
        return self._head

    def adopt(self, menu: QMenu) -> None:
        """Offer what a menu that Qt has made offers, behind what is here."""
        for action in menu.actions():
            words, _, keys = action.text().partition("\t")
            told = key_cap.key_text(QKeySequence(keys, QKeySequence.SequenceFormat.NativeText))
            # Without the letters underlined: in no other menu of ours there are any.
            # In Qt's English each word has a capital.
            printed = _with_keys(_MNEMONIC.sub(r"\1", words).capitalize(), told)
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
        if self._head is not None:  # in the text size that holds now
            self._head.setFont(fonts.sized(fonts.Type.BODY_STRONG))
        room = screen.availableGeometry()
        self.popup(hanging.hung(self.sizeHint(), about, room=room, right=right))

    def _paint_keys(self, painter: QPainter, entry: QRect, keys: str) -> None:
        painter.setFont(self.font())
        painter.setPen(theme.current().tokens.muted)
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(entry.adjusted(0, 0, -_INSET, 0), right, keys)

    def _mark(self, entry: QRect, size: int, *, last: bool) -> QRectF:
        edge = measures.length(_EDGE)
        left = entry.right() - edge - size if last else entry.left() + edge
        return QRectF(left, entry.top(), size, entry.height())

    # Qt overrides

    def initStyleOption(self, option: QStyleOptionMenuItem, action: QAction) -> None:
        super().initStyleOption(option, action)
        words, tab, _ = option.text.partition("\t")
        option.text = words + tab  # there is room for the keys, which Qt would not put at the right
        if action is self._head:
            option.state |= QStyle.StateFlag.State_Enabled
            option.state &= ~QStyle.StateFlag.State_Selected

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
            if keys := action.text().partition("\t")[2]:
                self._paint_keys(painter, entry, keys)


def _with_keys(words: str, keys: str) -> str:
    return f"{words}\t{keys}" if keys else words
