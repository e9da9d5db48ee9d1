"""Where the window stands: kept on this machine, and found again on whatever screens there are."""

import msgspec
from PySide6.QtCore import QEvent, QObject, QRect, Qt, QTimer
from PySide6.QtWidgets import QWidget

from console.core import screens
from console.core.arrangement import WindowPlace
from console.local.machine import MachineSettings
from ui.shell import free_screens
from ui.shell.free_screens import FreeScreens

_KEY = "window"
_KEEP_MS = 300
"""A window under the hand is elsewhere at each frame; it is written once it rests."""
_MOVES = frozenset({QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.WindowStateChange})


class KeptPlace(msgspec.Struct, frozen=True):
    """Where it stood, and whether it filled its screen from there."""

    place: WindowPlace
    maximized: bool = False


class FramePlace(QObject):
    """Puts a window where it stood, and remembers where it goes; a child of that window."""

    def __init__(self, window: QWidget, machine: MachineSettings) -> None:
        super().__init__(window)
        self._window = window
        self._machine = machine
        self._keep = QTimer(self)
        self._keep.setSingleShot(True)
        self._keep.setInterval(_KEEP_MS)
        self._keep.timeout.connect(self.keep)
        self._find_again()
        window.installEventFilter(self)
        FreeScreens(self).changed.connect(self._on_free_screens_changed)

    def keep(self) -> None:
        """Have it stand so at the next start. Idempotent."""
        self._keep.stop()
        maximized = self._window.isMaximized()
        kept = KeptPlace(_place(self._window), maximized=maximized)
        self._machine.put(_KEY, msgspec.json.encode(kept).decode())

    def _find_again(self) -> None:
        try:
            kept = msgspec.json.decode(self._machine.get(_KEY), type=KeptPlace)
        except msgspec.DecodeError:
            return
        self._stand_at(screens.within(kept.place, free_screens.free()))
        if kept.maximized:
            self._window.setWindowState(self._window.windowState() | Qt.WindowState.WindowMaximized)

    def _stand_at(self, place: WindowPlace) -> None:
        self._window.setGeometry(QRect(place.left, place.top, place.width, place.height))

    def _on_free_screens_changed(self, left: list[WindowPlace]) -> None:
        """What stood where no screen is any more is brought where it can be seen."""
        if self._window.isMaximized():
            return  # the desktop moves those itself
        now = _place(self._window)
        wanted = screens.within(now, left)
        if wanted != now:
            self._stand_at(wanted)

    # Qt overrides

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _MOVES and self._window.isVisible() and not self._window.isMinimized():
            self._keep.start()
        return False


def _place(window: QWidget) -> WindowPlace:
    """Without what the desktop adds: where it stands when it does not fill the screen."""
    box = window.normalGeometry() if window.isMaximized() else window.geometry()
    return WindowPlace(box.x(), box.y(), box.width(), box.height())
