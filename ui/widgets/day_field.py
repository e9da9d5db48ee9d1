"""The field one writes a day into, in any of the ways people do."""

from collections.abc import Callable
from datetime import date, datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from console.viewmodels import days

_LONGEST = 40


def today() -> date:
    """The day it is here."""
    return datetime.now().astimezone().date()


class DayField(QLineEdit):
    """A day, or nothing.

    Signals:
        day_changed: it means another day now, or none.
        taken_up: it has the cursor.
        calendar_wanted: Down was pressed: on to the calendar beside it.
    """

    day_changed = Signal()
    taken_up = Signal()
    calendar_wanted = Signal()

    def __init__(
        self, *, name: str, today: Callable[[], date] = today, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._today = today
        self._day: date | None = None
        self.setAccessibleName(name)
        self.setMaxLength(_LONGEST)
        self.setPlaceholderText(days.written_day(today()))
        self.textChanged.connect(self._on_self_text_changed)
        self.editingFinished.connect(self._on_self_editing_finished)

    @property
    def day(self) -> date | None:
        """The day it means."""
        return self._day

    @property
    def is_wrong(self) -> bool:
        """Whether something is written that is no day."""
        return self._day is None and bool(self.text().strip())

    def set_day(self, day: date | None) -> None:
        """Write a day into it, or nothing."""
        self.setText("" if day is None else days.written_day(day))

    def mark_wrong(self, *, wrong: bool) -> None:
        """Show that what is written does not do."""
        if self.property("invalid") != ("true" if wrong else "false"):
            self.setProperty("invalid", "true" if wrong else "false")
            self.style().unpolish(self)
            self.style().polish(self)

    def _on_self_text_changed(self, text: str) -> None:
        self.mark_wrong(wrong=False)
        day = days.read_day(text, today=self._today())
        if day != self._day:
            self._day = day
            self.day_changed.emit()

    def _on_self_editing_finished(self) -> None:
        """Say which day was understood: «2.12» may have been meant for another year."""
        if self._day is not None:
            self.set_day(self._day)

    # Qt overrides

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.taken_up.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Down:
            self.calendar_wanted.emit()
        else:
            super().keyPressEvent(event)
