"""One, two, four or six panes beside and under each other."""

from PySide6.QtCore import QCoreApplication, QPoint, QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from console.core.arrangement import LAYOUTS
from ui.chat.chat_header import Fit
from ui.shell.pane import Pane
from ui.theme import measures

translate = QCoreApplication.translate

COLUMNS = {1: 1, 2: 2, 4: 2, 6: 3}
LEAST = QSize(330, 280)
"""A composer of two lines and two bubbles: less of a chat cannot be worked in among others."""
_ALONE = QSize(330, 230)
"""On the smallest of screens one chat is worked in all the same."""


def fitting(wanted: int, room: QSize) -> int:
    """How many panes of the wanted ones there is room for."""
    fits = [
        count
        for count in LAYOUTS
        if count <= wanted
        and room.width() // COLUMNS[count] >= measures.length(LEAST.width())
        and room.height() // (count // COLUMNS[count]) >= measures.length(LEAST.height())
    ]
    return max(fits, default=1)


class Grid(QWidget):
    """Gives its panes equal room; where it is short, those around the active one are shown.

    Signals:
        pane_pressed: somebody turned to this one.
        placed: each pane that there is room for has its place.
    """

    pane_pressed = Signal(int)
    placed = Signal()

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.panes: list[Pane] = []
        self._count = 1
        self._active = 0
        self.setAccessibleName(translate("Grid", "Chats in view"))

    def add(self, pane: Pane) -> None:
        """One more, to be placed when it is wanted."""
        pane.setParent(self)
        pane.hide()
        pane.pressed.connect(self._on_pane_pressed)
        pane.page.header.fit_changed.connect(self._line_up)
        self.panes.append(pane)

    def arrange(self, count: int, *, active: int, ringed: bool) -> None:
        """Show so many, and which is worked in; `ringed` unless it is a window now."""
        self._count, self._active = count, active
        for number, pane in enumerate(self.panes):
            pane.set_frame(framed=count > 1, active=ringed and number == active)
            words = translate("Grid", "Pane {number} of {count}")
            pane.setAccessibleName(words.format(number=number + 1, count=count))
        self._place()

    @property
    def visible_panes(self) -> range:
        """Which have room."""
        fits = fitting(self._count, self.size())
        first = self._active // fits * fits
        return range(first, min(first + fits, self._count))

    def pane_at(self, at: QPoint) -> int | None:
        """Which one is there, in the pixels of the desktop."""
        for number in self.visible_panes:
            pane = self.panes[number]
            if pane.isVisible() and pane.rect().contains(pane.mapFromGlobal(at)):
                return number
        return None

    def _place(self) -> None:
        shown = self.visible_panes
        fits = fitting(self._count, self.size())
        columns = COLUMNS[fits]
        rows = fits // columns
        for number, pane in enumerate(self.panes):
            if number not in shown:
                pane.hide()
                continue
            row, column = divmod(number - shown.start, columns)
            left, right = (self.width() * edge // columns for edge in (column, column + 1))
            top, bottom = (self.height() * edge // rows for edge in (row, row + 1))
            pane.setGeometry(left, top, right - left, bottom - top)
            pane.show()
        self._line_up()
        self.placed.emit()

    def _line_up(self) -> None:
        """No header in view says more than another has room for."""
        panes = [self.panes[number] for number in self.visible_panes]
        headers = [pane.page.header for pane in panes if not pane.page.isHidden()]
        least = max((header.wanted_fit for header in headers), default=Fit.WHOLE)
        for header in headers:
            header.hold_fit(least)

    def _on_pane_pressed(self) -> None:
        for number, pane in enumerate(self.panes):
            if pane is self.sender():
                self.pane_pressed.emit(number)

    # Qt overrides

    def minimumSizeHint(self) -> QSize:
        return measures.size(_ALONE.width(), _ALONE.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._place()
