"""Where the keys went before something floated over a window, to go there again afterwards."""

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QWidget


class FormerFocus(QObject):
    """Remembers one control, and forgets it when it is gone."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._parent = parent
        self._control: QWidget | None = None

    def remember(self) -> None:
        """What has the focus now, unless that is a part of what floats."""
        control = QApplication.focusWidget()
        if control is not None and self._parent.isAncestorOf(control):
            return
        self._forget()
        self._control = control
        if control is not None:
            control.destroyed.connect(self._on_control_destroyed)

    def give_back(self) -> None:
        """The keys go there again, if it can still be seen. Idempotent."""
        control = self._control
        self._forget()
        if control is not None and control.isVisible():
            control.window().activateWindow()  # it may stand in another one than what floats
            control.setFocus()

    def _forget(self) -> None:
        if self._control is not None:
            self._control.destroyed.disconnect(self._on_control_destroyed)
            self._control = None

    def _on_control_destroyed(self) -> None:
        self._control = None
