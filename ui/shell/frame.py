"""The one top-level window: shows a page, asks before it goes away."""

from PySide6.QtCore import QCoreApplication, QEvent, QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent, QGuiApplication
from PySide6.QtWidgets import QStackedWidget, QWidget

from ui.theme import emblem
from ui.widgets.field_menus import FieldMenus

translate = QCoreApplication.translate

SIZE = QSize(1440, 900)
LEAST = QSize(853, 480)
"""A screen of 1280×720 at 150 %."""


class Frame(QStackedWidget):
    """Pages come and go, the window stays where it is.

    Signals:
        close_requested: somebody wants to quit; the window stays until it is told.
    """

    close_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._covered: QWidget | None = None
        self.setMinimumSize(LEAST)
        self.setWindowIcon(emblem.icon())
        self._field_menus = FieldMenus(self)
        screen = QGuiApplication.primaryScreen().availableSize()
        self.resize(SIZE.boundedTo(screen))
        self.name_itself()

    def name_itself(self) -> None:
        """In the language in force."""
        self.setWindowTitle(translate("Desk", "Pult"))

    def come_forward(self) -> None:
        """Out of the task bar or from behind other windows."""
        self.setWindowState(
            self.windowState() & ~Qt.WindowState.WindowMinimized | Qt.WindowState.WindowActive
        )
        self.show()
        self.raise_()
        self.activateWindow()

    def show_page(self, page: QWidget) -> None:
        """Show a page instead of the one before, which is deleted."""
        self.uncover()
        old = self.currentWidget()
        self.addWidget(page)
        self.setCurrentWidget(page)
        page.setFocus()
        if old is not None:
            self.removeWidget(old)
            old.deleteLater()

    def cover(self, page: QWidget) -> None:
        """Show a page over the one that stands, which lives on behind it."""
        self._covered = self.currentWidget()
        self.addWidget(page)
        self.setCurrentWidget(page)
        page.setFocus()

    def uncover(self) -> None:
        """Back to what stood before the cover, which is deleted. Idempotent."""
        if self._covered is None:
            return
        cover = self.currentWidget()
        self.setCurrentWidget(self._covered)
        self._covered = None
        if cover is not None:
            self.removeWidget(cover)
            cover.deleteLater()

    @property
    def page(self) -> QWidget | None:
        """What stands in the frame, behind a cover if there is one."""
        return self._covered or self.currentWidget()

    # Qt overrides

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.WindowActivate:
            focused: QWidget | None = self.focusWidget()
            page = self.currentWidget()
            if page is not None and (focused is None or not focused.isVisible()):
                page.setFocus()  # else Qt gives the keys to whichever button comes first
        return super().event(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        event.ignore()
        self.close_requested.emit()
