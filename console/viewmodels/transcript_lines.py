"""The lines between the entries of a transcript, days and «new», and where rows stand by them.

An entry has a position among entries; a row counts the lines above it as well. Everything here is
found by halving, whatever the length of the conversation.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from operator import attrgetter

from console.viewmodels import formats
from console.viewmodels.transcript_rows import RowKind
from protocol.entries import Entry
from protocol.scalars import Millis

_position = attrgetter("position")
_at = attrgetter("at")


@dataclass(frozen=True, slots=True)
class Line:
    """A row that stands before the entry at `position` and is no entry itself."""

    position: int
    kind: RowKind
    at: Millis


class TranscriptLines:
    """The lines of one conversation, in order."""

    def __init__(self, lines: Sequence[Line] = ()) -> None:
        self._lines = list(lines)

    def __len__(self) -> int:
        return len(self._lines)

    def row_of_entry(self, position: int) -> int:
        """The row of the entry at a position."""
        return position + bisect_right(self._lines, position, key=_position)

    def above(self, row: int) -> int:
        """How many lines stand above a row."""
        low, high = 0, len(self._lines)
        while low < high:
            middle = (low + high) // 2
            if self._lines[middle].position + middle < row:
                low = middle + 1
            else:
                high = middle
        return low

    def at(self, row: int) -> Line | None:
        """The line that is this row, if it is one."""
        number = self.above(row)
        if number < len(self._lines) and self._lines[number].position + number == row:
            return self._lines[number]
        return None

    def rows_of(self, kind: RowKind) -> list[int]:
        """The rows of the lines of a kind."""
        lines = enumerate(self._lines)
        return [line.position + number for number, line in lines if line.kind is kind]

    def begins_before(self, at: Millis) -> bool:
        """Whether the first row of all is the line of a day that began before `at`."""
        first = self._lines[0] if self._lines else None
        return first is not None and first.kind is RowKind.DAY and first.at < at

    def put(self, line: Line) -> None:
        """Put a line right above its entry, under what stands there already."""
        self._lines.insert(bisect_right(self._lines, line.position, key=_position), line)

    def append(self, lines: Sequence[Line]) -> None:
        """Put lines of entries that came last."""
        self._lines.extend(lines)

    def drop_first(self) -> None:
        """Take away the first line."""
        del self._lines[0]

    def prepend(self, lines: Sequence[Line], *, entries: int) -> None:
        """So many entries came before all others, with these lines among them."""
        moved = [replace(line, position=line.position + entries) for line in self._lines]
        self._lines = [*lines, *moved]


def day_lines(
    entries: Sequence[Entry], *, offset: int = 0, known_until: Millis | None = None
) -> list[Line]:
    """A line before the first entry of each day after `known_until`: one search a day."""
    lines = []
    position = 0 if known_until is None else bisect_left(entries, known_until, key=_at)
    while position < len(entries):
        at = entries[position].at
        lines.append(Line(offset + position, RowKind.DAY, at))
        position = bisect_left(entries, formats.next_midnight(at), lo=position + 1, key=_at)
    return lines
