"""Asks for the day of a conversation that one wants to read, and waits until it is there."""

from datetime import date

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QWidget

from ui.theme import fonts
from ui.widgets.day_field import DayField, today
from ui.widgets.dialog import Dialog
from ui.widgets.ground import Tone
from ui.widgets.labels import Label
from ui.widgets.month_grid import MonthGrid

translate = QCoreApplication.translate


class DayDialog(Dialog):
    """A field and a month that follow each other; it stays while older messages are read.

    Signals:
        day_wanted: go there. Its owner answers by `accept()` or `refuse()`.
    """

    day_wanted = Signal(object)

    def __init__(self, day: date, *, parent: QWidget) -> None:
        super().__init__(
            translate("DayJump", "Go to a date"),
            answer=translate("DayJump", "Go"),
            parent=parent,
        )
        self.field = DayField(name=translate("DayJump", "Date"))
        self.calendar = MonthGrid(today=today())
        self._waits = Label(kind=fonts.Type.CAPTION, tone=Tone.MUTED)
        for widget in (
            self.name_line(translate("DayJump", "Date"), of=self.field),
            self.field,
            self.calendar,
            self._waits,
        ):
            self.body.addWidget(widget)
        self.field.set_day(day)
        self._on_field_day_changed()
        self.field.textChanged.connect(self._on_field_text_changed)
        self.field.day_changed.connect(self._on_field_day_changed)
        self.field.calendar_wanted.connect(self.calendar.enter)
        self.calendar.day_chosen.connect(self._on_calendar_day_chosen)
        self.field.setFocus()
        self.field.selectAll()

    def answer(self) -> None:
        """Ask for the day, if one is told."""
        if self.field.day is None:
            self.field.mark_wrong(wrong=True)
            self.show_error(translate("DayJump", "Write a date, for example 2 December or 2.12."))
            self.field.setFocus()
        elif self.answer_button.isEnabled():
            self.answer_button.setEnabled(False)
            self.show_error("")
            self.day_wanted.emit(self.field.day)

    def say(self, words: str) -> None:
        """How far it has got."""
        self._waits.set_text(words)

    def refuse(self, words: str) -> None:
        """There is no such place: choose another one."""
        self._waits.set_text("")
        self.answer_button.setEnabled(True)
        self.show_error(words)

    def _on_field_text_changed(self) -> None:
        self.show_error("")

    def _on_field_day_changed(self) -> None:
        day = self.field.day
        self.calendar.show_days(day, day, at=day)

    def _on_calendar_day_chosen(self, day: date) -> None:
        self.field.set_day(day)
        self.answer()
