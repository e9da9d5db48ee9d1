"""How long each presence held, with the mark by which the plot above shows it."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from protocol.people import Presence
from ui.day.presence_marks import paint_presence_span
from ui.theme import fonts, measures, theme
from ui.widgets import painting
from ui.widgets.flow_row import FlowRow
from ui.widgets.labels import Label

_MARK, _WIDE = 12, 20
"""As high as a bar of the plot, and wide enough for its pattern to be seen."""
_APART = 10
"""Between two sums, beside the gap that the row itself leaves."""


@dataclass(frozen=True, slots=True)
class PresenceSum:
    """«На линии 6 ч 30 мин»."""

    presence: Presence
    words: str
    kind: int = 0
    """Of a break: in which pattern it is shown."""


class PresenceSums(QWidget):
    """One sum after the other, in as many lines as they need."""

    def __init__(self, name: str, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self._row = FlowRow(name=name)
        self.shown: tuple[PresenceSum, ...] = ()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self._row)

    def show_sums(self, sums: Sequence[PresenceSum]) -> None:
        """Show other ones."""
        if tuple(sums) == self.shown:
            return
        self.shown = tuple(sums)
        self._row.hide()
        self._row.deleteLater()
        self._row = FlowRow(name=self._name)
        for one in sums:
            self._row.add(_Sum(one))
        self._column.addWidget(self._row)

    def words(self) -> str:
        """All of it in a line."""
        return " · ".join(one.words for one in self.shown)


class _Sum(QWidget):
    def __init__(self, shown: PresenceSum) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, _APART, 0)
        row.setSpacing(6)
        row.addWidget(_Mark(shown))
        row.addWidget(Label(shown.words, kind=fonts.Type.CAPTION))


class _Mark(QWidget):
    def __init__(self, shown: PresenceSum) -> None:
        super().__init__()
        self._shown = shown
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    # Qt overrides

    def sizeHint(self) -> QSize:
        return measures.size(_WIDE, _MARK)

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = theme.current().tokens
        painter = QPainter(self)
        painting.begin(painter)
        rect = QRectF(painting.enlarge(painter, self.rect()))
        edge = tokens.border if tokens.outlined else None
        painting.rounded(painter, rect, radius=3, fill=tokens.sunken, border=edge)
        paint_presence_span(painter, rect, self._shown.presence, tokens, kind=self._shown.kind)
