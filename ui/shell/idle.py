"""How long nobody has touched a key or the mouse in our windows."""

from PySide6.QtCore import QEvent, QObject, QTimer, Signal, Slot
from PySide6.QtGui import QGuiApplication, QWindow

_TOUCHES = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
    }
)


class Idle(QObject):
    """Counts from the last touch; work in other programs counts as absence here.

    It hears what the system tells each window that was in front once, before any widget does. What
    listens to the whole application is called for every event of every widget, and costs the
    window's thread more than the widgets.

    Signals:
        expired: nobody has touched anything for the time that was set.
        touched: somebody does again, after that.
    """

    expired = Signal()
    touched = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._on_timer_timeout)
        self._is_over = False
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):
            application.focusWindowChanged.connect(self._on_application_focus_window_changed)
            self._on_application_focus_window_changed(QGuiApplication.focusWindow())

    def set_minutes(self, minutes: int) -> None:
        """How long it takes; 0: for ever."""
        self._timer.setInterval(minutes * 60_000)
        if minutes:
            self._timer.start()
        else:
            self._timer.stop()

    def _on_timer_timeout(self) -> None:
        self._is_over = True
        self.expired.emit()

    @Slot(QWindow)
    def _on_application_focus_window_changed(self, window: QWindow | None) -> None:
        if window is not None:
            window.installEventFilter(self)  # again is as good as once

    # Qt overrides

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() not in _TOUCHES:
            return False
        if self._timer.isActive():
            self._timer.start()
        elif self._is_over:
            self._is_over = False
            if self._timer.interval():
                self._timer.start()
            self.touched.emit()
        return False
