"""A page that scrolls up and down on the ground of its panel."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

GUTTER = 12
"""At the right of a page, for the bar: it lies in the margin of what holds both, so that what
stands above and below the page ends where the page's own lines do."""
_BAR = 10
"""How wide resources/qss/20_views.qss makes a scroll bar."""


class ScrollPage(QScrollArea):
    """Shows one page at a time; what stood there before is deleted."""

    def __init__(self, *, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
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
