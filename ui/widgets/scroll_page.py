"""A page that scrolls up and down on the ground of its panel."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFocusEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from ui.widgets import painting
from ui.widgets.ground import hairline

GUTTER = 12
"""At the right of a page, for the bar: it lies in the margin of what holds both, so that what
stands above and below the page ends where the page's own lines do."""
_BAR = 10
"""How wide resources/qss/20_views.qss makes a scroll bar."""


class ScrollPage(QScrollArea):
    """Shows one page at a time; what stood there before is deleted.

    Tab stops at it, for the arrows to scroll. At a page of `controls` it does not: there Tab goes
    from one to the next and brings each into sight.
    """

    def __init__(self, *, name: str, controls: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        if controls:
            self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # The bar floats in the page's own margin: lines reach the edge, and nothing moves aside
        # when the page grows longer than its room.
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setViewportMargins(0, 0, -_BAR, 0)
        self.setAccessibleName(name)
        self.viewport().setAutoFillBackground(False)

    def show_page(self, page: QWidget) -> None:
        """Show another page, from its top."""
        self.clear_page()
        self.setWidget(page)
        page.setAutoFillBackground(False)  # Qt fills it in the window's colour, not the panel's
        self.verticalScrollBar().setValue(0)

    def clear_page(self) -> None:
        """Show nothing. Idempotent."""
        old = self.takeWidget()
        if old is not None:
            old.hide()
            old.deleteLater()

    def over_foot(self, *, indent: int = 0) -> QWidget:
        """With a line under it, as wide as the page's own lines: it goes on under what follows.

        Args:
            indent: of those lines.
        """
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self, 1)
        line = QVBoxLayout()
        line.setContentsMargins(indent, 0, GUTTER, 0)
        line.addWidget(hairline())
        column.addLayout(line)
        return whole

    # Qt overrides

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.hasFocus():
            painter = QPainter(self.viewport())
            painting.begin(painter)
            painting.focus_ring(painter, QRectF(self.viewport().rect()))

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        super().scrollContentsBy(dx, dy)
        if self.hasFocus():
            self.viewport().update()  # the ring stands still
