"""What is selected in a transcript: from a place in one row to a place in another. No Qt."""

from dataclasses import dataclass, replace
from typing import Self


@dataclass(frozen=True, slots=True, order=True)
class TextPlace:
    """Between two characters of the text of a row."""

    row: int
    offset: int


@dataclass(frozen=True, slots=True)
class Selection:
    """From where the mouse went down to where it is, in either direction."""

    anchor: TextPlace
    cursor: TextPlace

    @property
    def start(self) -> TextPlace:
        """The earlier end."""
        return min(self.anchor, self.cursor)

    @property
    def end(self) -> TextPlace:
        """The later end."""
        return max(self.anchor, self.cursor)

    @property
    def empty(self) -> bool:
        """Whether nothing lies between the ends."""
        return self.anchor == self.cursor

    def within(self, row: int, length: int) -> tuple[int, int] | None:
        """What of a row of this length is selected; None if nothing."""
        start, end = self.start, self.end
        if not start.row <= row <= end.row:
            return None
        first = min(start.offset, length) if row == start.row else 0
        last = min(end.offset, length) if row == end.row else length
        return (first, last) if first < last else None

    def rows_inserted(self, position: int, count: int) -> Self:
        """The same texts after rows came in."""

        def moved(place: TextPlace) -> TextPlace:
            return replace(place, row=place.row + count) if place.row >= position else place

        return replace(self, anchor=moved(self.anchor), cursor=moved(self.cursor))

    def rows_removed(self, position: int, count: int) -> Self | None:
        """The same texts after rows went; None if one of its ends went with them."""
        gone = range(position, position + count)
        if self.anchor.row in gone or self.cursor.row in gone:
            return None

        def moved(place: TextPlace) -> TextPlace:
            return replace(place, row=place.row - count) if place.row >= position else place

        return replace(self, anchor=moved(self.anchor), cursor=moved(self.cursor))
