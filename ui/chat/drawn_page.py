"""What is drawn of a transcript's page, so that only what is new on it is drawn again."""

from collections.abc import Sequence

from PySide6.QtCore import QRect
from PySide6.QtWidgets import QWidget

from ui.chat.page_moves import ShownRow, move
from ui.theme import measures


class DrawnPage:
    """The rows on a viewport; whoever paints there tells what was drawn."""

    def __init__(self, viewport: QWidget) -> None:
        self._viewport = viewport
        self._rows: list[ShownRow] | None = None
        self._free = 0

    @property
    def known(self) -> bool:
        """Whether it is known what is there."""
        return self._rows is not None

    def forget(self) -> None:
        """Draw all of it: what is there is of no use."""
        self._rows = None
        self._viewport.update()

    def lose(self) -> None:
        """What is there is not known any more; it is drawn when somebody looks at it."""
        self._rows = None

    def learn(self, rows: Sequence[ShownRow], *, free: int) -> None:
        """All of it was drawn, with these rows."""
        self._rows, self._free = list(rows), free

    def turn(self, rows: Sequence[ShownRow], *, free: int) -> bool:
        """Have these rows drawn as soon as may be; False if they are there already.

        Something may lie over what is below `free`: it would be moved along with the rows.
        """
        before, self._rows = self._rows, list(rows)
        known_free, self._free = self._free, free
        found = None
        if before is not None and self._meets_pixels():
            # Below the last row there was nothing, and is nothing.
            page = min(max(_end(before), _end(rows)), self._viewport.height())
            free = min(free, known_free, page)
            found = move(before, rows, page=page)
            if found is not None and found.down and free < page:
                found = move(before, rows, page=free)
                self._update(free, page - free)
        if found is None:
            self._viewport.update()
            return True
        if found.down:
            self._viewport.scroll(0, found.down, QRect(0, 0, self._viewport.width(), free))
        for strip in found.strips:
            self._update(*strip)
        return bool(found.down or found.strips)

    def _update(self, top: int, height: int) -> None:
        self._viewport.update(QRect(0, top, self._viewport.width(), height))

    def _meets_pixels(self) -> bool:
        """Where a pixel of ours is no whole number of the screen's, edges of strips would show."""
        ratio = self._viewport.devicePixelRatioF()
        return measures.zoom() == 1.0 and float(ratio).is_integer()


def _end(rows: Sequence[ShownRow]) -> int:
    return rows[-1].top + rows[-1].height if rows else 0
