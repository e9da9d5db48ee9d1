"""Which rows stand where on the page, and why they stay there when others come and go.

The place is a row and how much of it is above the page, never a number of pixels from the top:
rows above may be added, or turn out higher than estimated, without moving what is being read.
"""

from collections.abc import Callable
from dataclasses import dataclass

from ui.chat.heights import Heights

# A message of a line or two, the commonest by far; corrected as soon as a row is laid out.
ESTIMATE = 46
_RING = 3
"""The ring round a row that was gone to reaches its edge: room for it to be seen whole."""


@dataclass(frozen=True, slots=True)
class PlacedRow:
    """A row on the page: its position in the transcript and its top on the page."""

    position: int
    top: int
    height: int


class ReadingPlace:
    """Scrolling arithmetic over estimated and measured heights.

    `measure(position)` lays a row out and returns its height. `following` means that the newest row
    is in sight and stays so when another comes.
    """

    def __init__(self, measure: Callable[[int], int]) -> None:
        self._measure_row = measure
        self._heights = Heights()
        self._row = 0
        self._above = 0
        self._page = 0
        self.following = True

    def __len__(self) -> int:
        return len(self._heights)

    @property
    def total(self) -> int:
        """Height of everything as known now."""
        return self._heights.total

    @property
    def scrolled(self) -> int:
        """Pixels above the page as known now."""
        return max(self._heights.top(self._row) + self._above, 0) if len(self) else 0

    def reset(self, count: int, *, first: int | None = None) -> None:
        """Another transcript: at its newest row, or with `first` a quarter of a page down."""
        self._heights.reset(count, ESTIMATE)
        self._row = self._above = 0
        self.following = first is None
        if first is not None:
            self._row = first
            self._above = -(self._page // 4)
            self._normalise()

    def kept(self) -> tuple[int, int] | None:
        """The row at the upper edge of the page and how much of it is above; None at the newest."""
        return None if self.following or not len(self) else (self._row, self._above)

    def restore(self, position: int, above: int) -> None:
        """Go back to a place that was kept."""
        self._row, self._above, self.following = position, above, False

    def rows_inserted(self, position: int, count: int) -> None:
        """Rows came in before the one at `position`."""
        was_empty = not len(self)
        self._heights.insert(position, count, ESTIMATE)
        # What comes right before the row at the top comes above the page.
        if not was_empty and position <= self._row:
            self._row += count

    def rows_removed(self, position: int, count: int) -> None:
        """Rows went."""
        self._heights.remove(position, count)
        if position + count <= self._row:
            self._row -= count
        elif position <= self._row:
            self._row, self._above = max(min(position, len(self) - 1), 0), 0

    def scroll_by(self, pixels: int) -> None:
        """Move by as many pixels exactly, measuring what comes into sight."""
        if len(self):
            self.following = self.following and pixels >= 0
            self._above += pixels
            self._normalise()

    def scroll_to(self, scrolled: int) -> None:
        """Jump to a distance from the top, as far as heights are known."""
        if len(self):
            self.following = False
            self._row = self._heights.at(scrolled)
            self._above = scrolled - self._heights.top(self._row)

    def show_row(self, position: int) -> None:
        """Scroll as little as needed to have a row in sight; one far away comes to a third."""
        placed = next((row for row in self.settle() if row.position == position), None)
        if placed is None or placed.top < 0:
            self.following = False
            far = abs(position - self._row) > 1
            self._row, self._above = position, -(self._page // 3) if far else -_RING
            self._normalise()
        elif (below := placed.top + placed.height + _RING - self._page) > 0:
            self.scroll_by(min(below, placed.top))

    def show_part(self, position: int, start: int, end: int) -> None:
        """The same, and then a stretch of it too: the row may be higher than the page."""
        self.show_row(position)
        placed = next((row for row in self.settle() if row.position == position), None)
        if placed is None:
            return
        above = placed.top + start
        if above < 0:
            self.scroll_by(above)
        elif placed.top + end > self._page:
            # A row that ends soon is shown to its end, so that no edge of the page cuts its ring.
            ends = placed.height + _RING if placed.height - end < self._page // 3 else end
            self.scroll_by(min(above, placed.top + ends - self._page))

    def resize(self, page: int, *, rewrapped: bool) -> None:
        """The page has another height, or rows another width: their heights are estimates again.

        The first row whose beginning is in sight stays where it is.
        """
        if rewrapped and len(self) and not self.following:
            self._normalise()  # it may have been resized before and not looked at since
            placed = self._rows_from_anchor()
            kept = next((row for row in placed if row.top >= 0), placed[0])
            self._row, self._above = kept.position, -kept.top
        self._page = page

    def settle(self) -> list[PlacedRow]:
        """Measure what is in sight, leave no room below the newest row, tell who stands where."""
        if not len(self):
            return []
        if self.following:
            self._row = len(self) - 1
            self._above = self._measure(self._row) - self._page
        self._normalise()
        placed = self._rows_from_anchor()
        spare = self._page - (placed[-1].top + placed[-1].height)
        if placed[-1].position == len(self) - 1 and spare > 0:
            self._above -= spare
            self._normalise(short=True)
            placed = self._rows_from_anchor()
        last = placed[-1]
        at_end = last.position == len(self) - 1 and last.top + last.height <= self._page
        self.following = at_end
        return placed

    def _normalise(self, *, short: bool = False) -> None:
        """Make the anchor the row at the upper edge of the page."""
        while self._above < 0 and self._row > 0:
            self._row -= 1
            self._above += self._measure(self._row)
        # A transcript shorter than the page stands at its lower edge.
        if self._above < 0 and not short and not self.following:
            self._above = 0
        while self._above > 0 and self._row < len(self) - 1:
            height = self._measure(self._row)
            if self._above < height:
                break
            self._above -= height
            self._row += 1

    def _rows_from_anchor(self) -> list[PlacedRow]:
        placed = []
        top, position, count = -self._above, self._row, len(self)
        while position < count:
            height = self._measure(position)
            # A row without height stands on the page with the one above it.
            if top >= self._page and height:
                break
            placed.append(PlacedRow(position, top, height))
            top += height
            position += 1
        return placed

    def _measure(self, position: int) -> int:
        height = self._measure_row(position)
        self._heights.set(position, height)
        return height
