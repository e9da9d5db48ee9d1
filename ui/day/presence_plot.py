"""How one was present: a row for each day, a mark for each presence and each kind of break."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from protocol.people import Presence
from protocol.scalars import Millis
from protocol.workday import PresenceSpan
from ui.day.presence_marks import paint_presence_span
from ui.theme import fonts, measures, theme
from ui.widgets import painting

HOUR_MS = 3_600_000
_ROW, _LEAST_ROW = 22, 17
_BAR = 12
_LABEL = 52
_FOOT = 18
_TICK = 44
"""Pixels between two hours that are named, at least."""


@dataclass(frozen=True, slots=True)
class PresenceRow:
    """A day: its name, when it began, and what was said in it."""

    label: str
    start: Millis
    spans: tuple[PresenceSpan, ...]


class PresencePlot(QWidget):
    """All rows have the hours of the earliest beginning to the latest end."""

    def __init__(self, name: str, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[PresenceRow, ...] = ()
        self._kinds: Mapping[str, int] = {}
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)

    def show_rows(
        self, rows: Sequence[PresenceRow], *, kinds: Mapping[str, int], words: str
    ) -> None:
        """Show other days, breaks by the kinds of their reasons; `words` say the same."""
        self._rows, self._kinds = tuple(rows), kinds
        self.setAccessibleDescription(words)
        self.updateGeometry()
        self.update()

    def hours(self) -> tuple[int, int]:
        """The first and the last hour that are shown: those in which somebody was there."""
        began, ended = 24, 0
        for row in self._rows:
            for span in row.spans:
                if span.presence is not Presence.OFFLINE:
                    began = min(began, int((span.since - row.start) // HOUR_MS))
                    ended = max(ended, -int(-(span.until - row.start) // HOUR_MS))
        return (began, max(ended, began + 1)) if began < ended else (0, 24)

    # Qt overrides

    def sizeHint(self) -> QSize:
        return measures.size(320, len(self._rows) * _ROW + _FOOT)

    def minimumSizeHint(self) -> QSize:
        return measures.size(200, len(self._rows) * _LEAST_ROW + _FOOT)

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = theme.current().tokens
        painter = QPainter(self)
        painting.begin(painter)
        rect = painting.enlarge(painter, self.rect())
        painter.setFont(fonts.font(fonts.Type.LABEL))
        first, last = self.hours()
        left = _LABEL if len(self._rows) > 1 else 0
        width = rect.width() - left
        scale = width / ((last - first) * HOUR_MS)
        middle = Qt.AlignmentFlag.AlignVCenter
        high = min(_ROW, (rect.height() - _FOOT) / max(1, len(self._rows)))
        for number, row in enumerate(self._rows):
            top = number * high
            painter.setPen(tokens.muted)
            if left:
                painter.drawText(QRectF(0, top, left, high), middle, row.label)
            track = QRectF(left, top + (high - _BAR) / 2, width, _BAR)
            edge = tokens.border if tokens.outlined else None
            painting.rounded(painter, track, radius=3, fill=tokens.sunken, border=edge)
            for span in row.spans:
                box = QRectF(
                    left + (span.since - row.start - first * HOUR_MS) * scale,
                    track.top(),
                    max(1.0, (span.until - span.since) * scale),
                    _BAR,
                )
                kind = self._kinds.get(span.reason, 0)
                paint_presence_span(painter, box & track, span.presence, tokens, kind=kind)
        painter.setPen(tokens.muted)
        foot = rect.height() - _FOOT
        every = max(1, -int(-_TICK // (HOUR_MS * scale)))
        for hour in range(first, last, every):
            at = left + (hour - first) * HOUR_MS * scale
            painter.drawText(QRectF(at, foot, _TICK * 2, _FOOT), middle, f"{hour:02}:00")
