"""Collects cyclic garbage on the window's thread only.

Python collects on whichever thread happens to allocate. A widget or a timer that dies on the thread
of the disk leaves its timers behind in the window's event loop, which then crashes.
"""

import gc

from PySide6.QtCore import QObject, QTimer

_EVERY_MS = 500
"""Young garbage is some 2 MB by then; looking costs a microsecond when there is none."""


class Garbage(QObject):
    """In force from its making until `stop()`."""

    def __init__(self) -> None:
        super().__init__()
        self._thresholds = gc.get_threshold()
        gc.disable()
        self._timer = QTimer(self)
        self._timer.setInterval(_EVERY_MS)
        self._timer.timeout.connect(self._on_timer_timeout)
        self._timer.start()

    def keep_what_is_loaded(self) -> None:
        """Modules stay: nobody need look at them again."""
        gc.freeze()

    def stop(self) -> None:
        """Let Python collect by itself again. Idempotent."""
        self._timer.stop()
        gc.unfreeze()
        gc.enable()

    def _on_timer_timeout(self) -> None:
        counts = gc.get_count()
        for generation in (2, 1, 0):
            if counts[generation] > self._thresholds[generation]:
                gc.collect(generation)
                return
