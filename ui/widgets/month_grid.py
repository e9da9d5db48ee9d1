"""A month to choose a day from: arrows go by days and weeks, Page Up and Page Down by months."""

from calendar import monthrange
from datetime import date, timedelta

from PySide6.QtCore import QCoreApplication, QLocale, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QGridLayout,
    QHBoxLayout,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from console.viewmodels import days
from ui.theme import fonts, measures, theme
from ui.theme.icons import Icon
from ui.widgets import painting
from ui.widgets.buttons import IconButton, Look
from ui.widgets.ground import Tone
from ui.widgets.labels import Label

translate = QCoreApplication.translate

_WEEK, _WEEKS = 7, 6
_CELL, _COMPACT_CELL = 28, 24
_MARK = 13.0
"""The radius of what marks a day."""
_ASLEEP = 0.45
"""How much of its colour a day has that cannot be chosen."""
_FIRST = date(2000, 1, 1)


class MonthGrid(QWidget):
    """Six weeks with the chosen day, or the chosen days from one to another; today is the last.

    Signals:
        day_chosen: a day was pressed.
    """

    day_chosen = Signal(object)

    def __init__(self, *, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._today = today
        self._current = today
        self._since: date | None = None
        self._until: date | None = None
        self.setAccessibleName(translate("Calendar", "Calendar"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        head = QHBoxLayout()
        self._back = IconButton(
            Icon.CHEVRON_LEFT, name=translate("Calendar", "The month before"), look=Look.QUIET
        )
        self._back.clicked.connect(self._on_back_clicked)
        self._on = IconButton(
            Icon.CHEVRON_RIGHT, name=translate("Calendar", "The month after"), look=Look.QUIET
        )
        self._on.clicked.connect(self._on_on_clicked)
        self._title = Label(kind=fonts.Type.BODY_STRONG)
        self._title.setAlignment(Qt.AlignmentFlag.AlignCenter)
        head.addWidget(self._back)
        head.addWidget(self._title, 1)
        head.addWidget(self._on)
        column.addLayout(head)
        grid = QGridLayout()
        grid.setSpacing(0)
        self._monday = QLocale().firstDayOfWeek() is not Qt.DayOfWeek.Sunday
        for place in range(_WEEK):
            number = place + 1 if self._monday else (place or _WEEK)
            name = QLocale().standaloneDayName(number, QLocale.FormatType.ShortFormat)
            caption = Label(name, kind=fonts.Type.CAPTION, tone=Tone.MUTED)
            caption.setAlignment(Qt.AlignmentFlag.AlignCenter)
            grid.addWidget(caption, 0, place)
        self._cells = [_Day(self) for _ in range(_WEEK * _WEEKS)]
        for place, cell in enumerate(self._cells):
            cell.clicked.connect(cell.announce)
            cell.chosen.connect(self._on_cell_chosen)
            grid.addWidget(cell, 1 + place // _WEEK, place % _WEEK)
        column.addLayout(grid)
        self._show()

    @property
    def current(self) -> date:
        """The day that the keyboard is at."""
        return self._current

    def show_days(self, since: date | None, until: date | None, *, at: date | None) -> None:
        """Mark these days and what lies between them, in the month of the day `at`."""
        self._since, self._until = since, until
        self._current = self._bounded(at or self._current)
        self._show()

    def enter(self) -> None:
        """Take the keys."""
        self._cell_of(self._current).setFocus(Qt.FocusReason.TabFocusReason)

    def move_to(self, day: date) -> None:
        """Bring another day under the keys."""
        held = self.window().focusWidget() in self._cells
        self._current = self._bounded(day)
        self._show()
        if held:
            self.enter()

    def _bounded(self, day: date) -> date:
        """Nobody has written on a day that is still to come."""
        return min(max(day, _FIRST), self._today)

    def _first(self) -> date:
        """The day in the upper left."""
        first = self._current.replace(day=1)
        before = first.weekday() if self._monday else (first.weekday() + 1) % _WEEK
        return first - timedelta(days=before)

    def _cell_of(self, day: date) -> "_Day":
        return self._cells[(day - self._first()).days]

    def _show(self) -> None:
        first = self._first()
        name = QLocale().standaloneMonthName(self._current.month)
        self._title.set_text(f"{name[:1].upper()}{name[1:]} {self._current.year}")
        self._on.setEnabled(self._current.replace(day=1) < self._today.replace(day=1))
        since = self._since or self._until
        until = self._until or self._since
        for place, cell in enumerate(self._cells):
            day = first + timedelta(days=place)
            marked = since is not None and until is not None and since <= day <= until
            cell.show_day(
                day,
                here=day.month == self._current.month,
                marked=marked,
                end=day in (self._since, self._until),
                today=day == self._today,
                current=day == self._current,
            )
            cell.setEnabled(day <= self._today)

    def _on_cell_chosen(self, day: date) -> None:
        self._current = day
        self.day_chosen.emit(day)
        self._show()

    def _on_back_clicked(self) -> None:
        self.move_to(_months(self._current, -1))

    def _on_on_clicked(self) -> None:
        self.move_to(_months(self._current, 1))

    # Qt overrides

    def keyPressEvent(self, event: QKeyEvent) -> None:
        match Qt.Key(event.key()):
            case Qt.Key.Key_Left:
                self.move_to(self._current - timedelta(days=1))
            case Qt.Key.Key_Right:
                self.move_to(self._current + timedelta(days=1))
            case Qt.Key.Key_Up:
                self.move_to(self._current - timedelta(weeks=1))
            case Qt.Key.Key_Down:
                self.move_to(self._current + timedelta(weeks=1))
            case Qt.Key.Key_PageUp:
                self.move_to(_months(self._current, -1))
            case Qt.Key.Key_PageDown:
                self.move_to(_months(self._current, 1))
            case Qt.Key.Key_Home:
                self.move_to(self._current.replace(day=1))
            case Qt.Key.Key_End:
                self.move_to(_months(self._current.replace(day=1), 1) - timedelta(days=1))
            case _:
                super().keyPressEvent(event)


class _Day(QAbstractButton):
    chosen = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._day = _FIRST
        self._here = self._marked = self._end = self._today = False
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_day(
        self, day: date, *, here: bool, marked: bool, end: bool, today: bool, current: bool
    ) -> None:
        """Be another day; only the current one is on the way of Tab."""
        self._day, self._here, self._marked = day, here, marked
        self._end, self._today = end, today
        name = days.written_day(day)
        if today:
            name = translate("Calendar", "{day}, today").format(day=name)
        if marked:
            name = translate("Calendar", "{day}, chosen").format(day=name)
        self.setAccessibleName(name)
        policy = Qt.FocusPolicy.StrongFocus if current else Qt.FocusPolicy.ClickFocus
        self.setFocusPolicy(policy)
        self.update()

    def announce(self) -> None:
        """It was pressed."""
        self.chosen.emit(self._day)

    # Qt overrides

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self.click()
        elif event.key() == Qt.Key.Key_Space:
            super().keyPressEvent(event)
        else:
            event.ignore()  # the month moves between days

    def sizeHint(self) -> QSize:
        return measures.size(_CELL, measures.by_density(_CELL, _COMPACT_CELL))

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = theme.current().tokens
        painter = QPainter(self)
        painting.begin(painter)
        rect = painting.enlarge(painter, self.rect())
        side = min(rect.height() - 2, 2 * _MARK)
        mark = QRectF(rect.center().x() - side / 2, rect.center().y() - side / 2, side, side)
        color = tokens.text if self._here else tokens.muted
        if not self.isEnabled():
            color = QColor(tokens.muted)
            color.setAlphaF(_ASLEEP)
        if self._end:
            painting.rounded(painter, mark, radius=side / 2, fill=tokens.accent)
            color = tokens.on_accent
        elif self._marked:
            painting.rounded(painter, mark, radius=side / 2, fill=tokens.accent_soft)
            color = tokens.accent
        elif self.underMouse():
            painting.rounded(painter, mark, radius=side / 2, fill=tokens.hover)
        if self._today and not self._end:
            painting.rounded(painter, mark, radius=side / 2, border=tokens.accent)
        strong = self._end or self._today
        painter.setFont(fonts.font(fonts.Type.CAPTION_STRONG if strong else fonts.Type.CAPTION))
        painter.setPen(color)
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, str(self._day.day))
        if self.hasFocus():
            painting.focus_ring(painter, mark.adjusted(-1, -1, 1, 1), radius=side / 2 + 1)


def _months(day: date, by: int) -> date:
    """The same day of another month, or its last one."""
    year, month = divmod(day.year * 12 + day.month - 1 + by, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
