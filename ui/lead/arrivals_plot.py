"""Arrivals and waits of the shift over those of yesterday: bars above, lines of the waits below."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from console.viewmodels import formats
from protocol.board import BoardHour
from protocol.scalars import Millis
from ui.lead.cells import FADED
from ui.theme import fonts, measures, theme
from ui.widgets import painting

translate = QCoreApplication.translate

_FOOT = 18
_WAITS = 44
"""How high the strip of the waits is."""
_GAP = 14
_TOP = 4
_HALF_HOUR_MS = 30 * 60_000
_LEAST_PLACE = 15.0
"""For two bars side by side; with less room half hours are drawn as hours."""
_LEAST_BINS = 8


@dataclass(frozen=True, slots=True)
class Bin:
    """A stretch of the day: what came and how long it waited, today and the day before."""

    start: Millis
    until: Millis
    came: int
    came_before: int
    waited_ms: int
    waited_before_ms: int
    future: bool


def bins(
    today: Sequence[BoardHour], yesterday: Sequence[BoardHour], *, now: Millis, halves: int
) -> list[Bin]:
    """Of so many half hours each, from the first in which anything came to the last of either day.

    Half hours are laid over each other by their place in the day, whatever the clocks did.
    """
    if not today and not yesterday:
        return []
    length = max(len(today), len(yesterday))
    busy = [
        at
        for at in range(length)
        if any(at < len(day) and day[at].entered for day in (today, yesterday))
    ]
    if not busy:
        return []
    first = busy[0] - busy[0] % halves
    last = max(busy[-1] + 1, first + _LEAST_BINS * halves)
    start = (today or yesterday)[0].start
    return [
        _bin(today[at : at + halves], yesterday[at : at + halves], start, at, halves, now)
        for at in range(first, min(last, length), halves)
    ]


def _bin(
    today: Sequence[BoardHour],
    yesterday: Sequence[BoardHour],
    start: Millis,
    at: int,
    halves: int,
    now: Millis,
) -> Bin:
    begins = Millis(today[0].start if today else start + at * _HALF_HOUR_MS)
    return Bin(
        start=begins,
        until=Millis(begins + halves * _HALF_HOUR_MS),
        came=sum(one.entered for one in today),
        came_before=sum(one.entered for one in yesterday),
        waited_ms=_mean_wait(today),
        waited_before_ms=_mean_wait(yesterday),
        future=begins > now,
    )


def _mean_wait(hours: Sequence[BoardHour]) -> int:
    answered = sum(one.answered for one in hours)
    return sum(one.waited_ms * one.answered for one in hours) // answered if answered else 0


def bin_words(one: Bin) -> str:
    """A stretch in words."""
    return translate(
        "Board", "{hours} · came {came}, yesterday {before} · waited {wait}, yesterday {waited}"
    ).format(
        hours=formats.clocks(one.start, one.until),
        came=one.came,
        before=one.came_before,
        wait=formats.duration(one.waited_ms),
        waited=formats.duration(one.waited_before_ms),
    )


class ArrivalsPlot(QWidget):
    """Left and Right go through the day, and so does the mouse.

    Signals:
        pointed: a stretch in words; nothing when nobody points at any.
    """

    pointed = Signal(str)

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._today: tuple[BoardHour, ...] = ()
        self._yesterday: tuple[BoardHour, ...] = ()
        self._now = Millis(0)
        self._bins: list[Bin] = []
        self._at = -1
        self._known = self._faded = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setAccessibleName(translate("Board", "Arrivals and waits, today over yesterday"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_days(
        self,
        today: Sequence[BoardHour],
        yesterday: Sequence[BoardHour],
        *,
        now: Millis,
        known: bool = True,
    ) -> None:
        """Draw other days; `known`: where nothing is drawn, nobody has come."""
        self._known = known
        self._today, self._yesterday, self._now = tuple(today), tuple(yesterday), now
        self._divide()

    def fade(self, *, faded: bool) -> None:
        """The figures are old ones."""
        if faded is not self._faded:
            self._faded = faded
            self.update()

    def _divide(self) -> None:
        made = bins(self._today, self._yesterday, now=self._now, halves=1)
        if made and measures.design(self.width()) / len(made) < _LEAST_PLACE:
            made = bins(self._today, self._yesterday, now=self._now, halves=2)
        self._bins = made
        told = [bin_words(one) for one in made if one.came or one.came_before]
        self.setAccessibleDescription("; ".join(told))
        if self._at >= len(made):
            self._point(-1)
        self.update()

    def _point(self, at: int) -> None:
        at = at if 0 <= at < len(self._bins) else -1
        if at != self._at:
            self._at = at
            self.pointed.emit(bin_words(self._bins[at]) if at >= 0 else "")
            self.update()

    def _bars(self, painter: QPainter, room: QRectF, place: float) -> None:
        tokens = theme.current().tokens
        most = max(max(one.came, one.came_before) for one in self._bins) or 1
        width = min(12.0, (place - 4) / 2)
        dots = painting.ratio(painter)
        for at, one in enumerate(self._bins):
            middle = room.left() + (at + 0.5) * place
            before = None if tokens.outlined else tokens.border_strong
            edge = tokens.border_strong if tokens.outlined else None
            for value, left, fill, border in (
                (one.came_before, middle - width - 0.5, before, edge),
                (one.came, middle + 0.5, tokens.accent, None),
            ):
                height = round(room.height() * value / most * dots) / dots
                if height:
                    box = QRectF(left, room.bottom() - height, width, height)
                    radius = min(2.0, width / 2)
                    painting.rounded(painter, box, radius=radius, fill=fill, border=border)
        painter.fillRect(QRectF(room.left(), room.bottom(), room.width(), 1), tokens.border)

    def _waits(self, painter: QPainter, room: QRectF, place: float) -> None:
        tokens = theme.current().tokens
        most = max(max(one.waited_ms, one.waited_before_ms) for one in self._bins) or 1
        before = [one.waited_before_ms for one in self._bins]
        passed = [one.waited_ms for one in self._bins if not one.future]
        self._line(painter, room, place, before, most, tokens.border_strong)
        self._line(painter, room, place, passed, most, tokens.warn)
        painter.fillRect(QRectF(room.left(), room.bottom(), room.width(), 1), tokens.border)

    @staticmethod
    def _line(
        painter: QPainter,
        room: QRectF,
        place: float,
        values: Sequence[int],
        most: int,
        color: QColor,
    ) -> None:
        points = [
            QPointF(
                room.left() + (at + 0.5) * place,
                room.bottom() - 1 - (room.height() - 2) * value / most,
            )
            for at, value in enumerate(values)
        ]
        painter.setPen(QPen(color, 1.5))
        painter.drawPolyline(points)

    def _hours(self, painter: QPainter, top: float, place: float) -> None:
        tokens = theme.current().tokens
        painter.setFont(fonts.font(fonts.Type.LABEL))
        painter.setPen(tokens.muted)
        widest = painting.text_width("00:00", fonts.Type.LABEL) + 10
        every = max(1, -int(-widest // place))
        right = measures.design(self.width())
        for at in range(0, len(self._bins), every):
            words = formats.clock(self._bins[at].start)
            width = painting.text_width(words, fonts.Type.LABEL)
            left = min(max((at + 0.5) * place - width / 2, 0), right - width)
            painter.drawText(
                QRectF(left, top, width + 1, _FOOT), Qt.AlignmentFlag.AlignVCenter, words
            )

    # Qt overrides

    def sizeHint(self) -> QSize:
        return measures.size(340, 190)

    def minimumSizeHint(self) -> QSize:
        return measures.size(240, 132)

    def resizeEvent(self, event: QEvent) -> None:
        self._divide()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._bins:
            self._point(int(event.position().x() * len(self._bins) // max(self.width(), 1)))

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._point(-1)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._point(-1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        if step is None or not self._bins:
            super().keyPressEvent(event)
        elif self._at < 0:
            self._point(0 if step > 0 else len(self._bins) - 1)
        else:
            self._point(min(max(self._at + step, 0), len(self._bins) - 1))

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = theme.current().tokens
        painter = QPainter(self)
        painting.begin(painter)
        rect = painting.enlarge(painter, self.rect())
        if not self._bins:
            painter.setFont(fonts.font(fonts.Type.BODY))
            painter.setPen(tokens.muted)
            words = translate("Board", "Nobody has come yet today.") if self._known else ""
            painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, words)
            return
        if self._faded:
            painter.setOpacity(FADED)
        place = rect.width() / len(self._bins)
        if self._at >= 0:
            lit = QRectF(self._at * place, 0, place, rect.height() - _FOOT)
            painting.rounded(painter, lit, radius=4, fill=tokens.hover)
        foot = rect.bottom() - _FOOT
        waits = QRectF(0, foot - _WAITS, rect.width(), _WAITS)
        bars = QRectF(0, _TOP, rect.width(), waits.top() - _GAP - _TOP)
        self._bars(painter, bars, place)
        self._waits(painter, waits, place)
        self._hours(painter, foot, place)
        if self.hasFocus():
            painting.focus_ring(painter, rect)
