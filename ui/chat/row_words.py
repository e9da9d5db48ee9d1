"""What of a row can be selected: its own words and, under them, a machine's, as one text."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF

from ui.chat.laid_text import LaidText
from ui.chat.message_layout import RowGeometry

_Part = tuple[int, int] | None


@dataclass(frozen=True, slots=True)
class RowWords:
    """One after the other, a line's end between them: a place is counted from the first letter."""

    laid: LaidText
    added: LaidText | None
    geometry: RowGeometry

    @property
    def text(self) -> str:
        """All that can be selected."""
        added = self.added.text if self.added is not None else ""
        return f"{self.laid.text}\n{added}" if added else self.laid.text

    def offset_at(self, point: QPointF) -> int:
        """The place nearest to a point of the row."""
        under = self.geometry.added_title
        if self._has_added and under is not None and point.y() >= under.top():
            assert self.added is not None
            assert self.geometry.added is not None
            return self._before + self.added.position_at(point - self.geometry.added.topLeft())
        return self.laid.position_at(point - self.geometry.text.topLeft())

    def are_at(self, point: QPointF) -> bool:
        """Whether a point of the row is over words."""
        rects = (self.geometry.text, self.geometry.added if self._has_added else None)
        return any(rect is not None and rect.contains(point) for rect in rects)

    def word_at(self, offset: int) -> tuple[int, int]:
        """Start and end of the word around a place."""
        if self.added is not None and offset >= self._before:
            start, end = self.added.word_at(offset - self._before)
            return start + self._before, end + self._before
        return self.laid.word_at(offset)

    def link_at(self, offset: int) -> str | None:
        """The address of the link around a place; a machine's words have none."""
        return self.laid.link_at(offset) if offset < self._before else None

    def parted(self, selected: _Part) -> tuple[_Part, _Part]:
        """What is selected of the row's own words and of a machine's, each counted by itself."""
        if selected is None:
            return None, None
        first, last = selected
        own = len(self.laid.text)
        under = max(first - self._before, 0), last - self._before
        return (
            (first, min(last, own)) if first < own else None,
            under if self._has_added and under[0] < under[1] else None,
        )

    def selected(self, selected: _Part) -> tuple[str, str]:
        """The same as words."""
        own, under = self.parted(selected)
        added = self.added.text if self.added is not None else ""
        return (
            self.laid.text[slice(*own)] if own else "",
            added[slice(*under)] if under else "",
        )

    @property
    def _has_added(self) -> bool:
        return self.added is not None and bool(self.added.text)

    @property
    def _before(self) -> int:
        return len(self.laid.text) + 1
