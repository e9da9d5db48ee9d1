"""What of each screen is free for windows, and when there is less of it."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication, QScreen

from console.core.arrangement import WindowPlace


def free() -> list[WindowPlace]:
    """What is free of each screen, of the first one first."""
    primary = QGuiApplication.primaryScreen()
    others = [screen for screen in QGuiApplication.screens() if screen is not primary]
    return [_free(screen) for screen in (primary, *others)]


class FreeScreens(QObject):
    """Follows the screens: some go, some are given fewer pixels.

    Signals:
        changed: what is free now.
    """

    changed = Signal(list)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        application = QGuiApplication.instance()
        assert isinstance(application, QGuiApplication)
        application.screenAdded.connect(self._on_application_screen_added)
        application.screenRemoved.connect(self._on_application_screen_removed)
        for screen in QGuiApplication.screens():
            self._on_application_screen_added(screen)

    def _on_application_screen_added(self, screen: QScreen) -> None:
        screen.availableGeometryChanged.connect(self._on_screen_available_geometry_changed)

    def _on_application_screen_removed(self, screen: QScreen) -> None:
        left = [_free(one) for one in QGuiApplication.screens() if one is not screen]
        if left:  # a desktop without any is about to have one
            self.changed.emit(left)

    def _on_screen_available_geometry_changed(self) -> None:
        self.changed.emit(free())


def _free(screen: QScreen) -> WindowPlace:
    box = screen.availableGeometry()
    return WindowPlace(box.x(), box.y(), box.width(), box.height())
