"""Takes personal data off the clipboard when it has lain there long enough."""

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QClipboard, QGuiApplication

from language.personal_data import find_personal_data

KEPT_MS = 60_000
"""Enough to paste a number into another program, too short to forget it there."""

_LOOKED_AT = 20_000
"""Characters: what is longer is a whole transcript, and goes in any case."""


class ClipboardGuard(QObject):
    """Watches what is copied while a window of ours is in front; the rest is others' business."""

    def __init__(self, parent: QObject, *, kept_ms: int = KEPT_MS) -> None:
        super().__init__(parent)
        self._clipboard = QGuiApplication.clipboard()
        self._guarded = ""
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(kept_ms)
        self._timer.timeout.connect(self._clear)
        self._clipboard.dataChanged.connect(self._on_clipboard_data_changed)

    @property
    def guards(self) -> bool:
        """Whether something lies there that must go."""
        return self._timer.isActive()

    def _on_clipboard_data_changed(self) -> None:
        self._timer.stop()
        # `ownsClipboard` says no on some desktops, whoever copied.
        if QGuiApplication.focusWindow() is None:
            return
        text = self._clipboard.text(QClipboard.Mode.Clipboard)
        if len(text) > _LOOKED_AT or find_personal_data(text):
            self._guarded = text
            self._timer.start()

    def _clear(self) -> None:
        if self._clipboard.text(QClipboard.Mode.Clipboard) == self._guarded:
            self._clipboard.clear(QClipboard.Mode.Clipboard)
        self._guarded = ""
