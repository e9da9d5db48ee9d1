"""Asks in which days and in which queue to search: two fields, one month, one list."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from console.viewmodels.search_bounds import SearchBounds
from protocol.workplace import QueueInfo
from ui.widgets import plain_text
from ui.widgets.choices import DropDown
from ui.widgets.day_field import DayField, today
from ui.widgets.dialog import Dialog
from ui.widgets.month_grid import MonthGrid

translate = QCoreApplication.translate

_TITLE = 60
"""Letters of a queue's name."""


class BoundsDialog(Dialog):
    """The month fills the field that has the cursor, and shows what both say together.

    Signals:
        chosen: the bounds, which make sense.
    """

    chosen = Signal(SearchBounds)

    def __init__(
        self, bounds: SearchBounds, *, queues: Sequence[QueueInfo], parent: QWidget
    ) -> None:
        super().__init__(
            translate("Bounds", "Narrow the search"),
            answer=translate("Bounds", "Search"),
            parent=parent,
        )
        self.first = DayField(name=translate("Bounds", "First day"))
        self.last = DayField(name=translate("Bounds", "Last day"))
        self._filled = self.first
        self.calendar = MonthGrid(today=today())
        self.queue = DropDown(name=translate("Bounds", "Queue"))
        self.queue.addItem(translate("Bounds", "Any queue"), None)
        for queue in queues:
            self.queue.addItem(plain_text.plain_line(queue.title, shown=_TITLE), queue.id)
        self.queue.setCurrentIndex(max(self.queue.findData(bounds.queue), 0))
        fields = QHBoxLayout()
        fields.setSpacing(12)
        for field in (self.first, self.last):
            column = QVBoxLayout()
            column.setSpacing(6)
            column.addWidget(self.name_line(field.accessibleName(), of=field))
            column.addWidget(field)
            fields.addLayout(column, 1)
            field.textChanged.connect(self._on_field_text_changed)
            field.day_changed.connect(self._show_days)
            field.calendar_wanted.connect(self.calendar.enter)
        self.first.taken_up.connect(self._on_first_taken_up)
        self.last.taken_up.connect(self._on_last_taken_up)
        self.first.set_day(bounds.first)
        self.last.set_day(bounds.last)
        self.body.addLayout(fields)
        self.place_error()
        self.body.addWidget(self.calendar)
        self.body.addWidget(self.name_line(self.queue.accessibleName(), of=self.queue))
        self.body.addWidget(self.queue)
        self.calendar.day_chosen.connect(self._on_calendar_day_chosen)
        self._show_days()
        self.first.setFocus()
        self.first.selectAll()

    @property
    def bounds(self) -> SearchBounds:
        """As they are now."""
        return SearchBounds(self.first.day, self.last.day, self.queue.currentData())

    def answer(self) -> None:
        """Tell what is chosen, unless nothing could be found so."""
        for field in (self.first, self.last):
            if field.is_wrong:
                words = translate("Bounds", "This is not a day. Write, for example, 2 December.")
                self._object(words, field)
                return
        bounds = self.bounds
        if bounds.is_turned:
            words = translate("Bounds", "The first day is after the last one.")
            self._object(words, self.last, self.first)
            return
        self.chosen.emit(bounds)
        super().answer()

    def _object(self, words: str, field: DayField, *others: DayField) -> None:
        """Under the field that is wrong; the cursor goes there."""
        right = field is self.last and not others
        side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
        self._error.setAlignment(side | Qt.AlignmentFlag.AlignVCenter)
        self.show_error(words)
        for one in (field, *others):
            one.mark_wrong(wrong=True)
        field.setFocus()
        field.selectAll()

    def _on_field_text_changed(self) -> None:
        self.show_error("")
        for field in (self.first, self.last):
            field.mark_wrong(wrong=False)

    def _on_first_taken_up(self) -> None:
        self._fill(self.first)

    def _on_last_taken_up(self) -> None:
        self._fill(self.last)

    def _fill(self, field: DayField) -> None:
        self._filled = field
        self._show_days()

    def _show_days(self) -> None:
        at = self._filled.day or self.first.day or self.last.day
        self.calendar.show_days(self.first.day, self.last.day, at=at)

    def _on_calendar_day_chosen(self, day: date) -> None:
        self.show_error("")
        self._filled.set_day(day)
        if self._filled is self.first:
            self._fill(self.last)
            self.last.setFocus()
        else:
            self.queue.setFocus()
