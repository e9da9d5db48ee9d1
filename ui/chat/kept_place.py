"""Where somebody was in a transcript before he looked at another one, and where that is now."""

from collections.abc import Callable
from dataclasses import dataclass

from console.viewmodels.transcript_rows import TranscriptRow

_CAME_SINCE, _WENT_SINCE = 500, 50
"""How many rows more or fewer may stand behind a kept place: beyond it one starts anew."""


@dataclass(frozen=True, slots=True)
class KeptPlace:
    """A row, how far it stood from the end, and how much of it was above the page."""

    key: str
    from_end: int
    above: int


def place_of(kept: KeptPlace, *, count: int, row_at: Callable[[int], TranscriptRow]) -> int | None:
    """The position of a kept place's row among so many."""
    # As far from the end as then or farther; nearer if rows of the outbox went.
    then = count - kept.from_end
    for position in range(min(then + _WENT_SINCE, count - 1), max(then - _CAME_SINCE, -1), -1):
        if row_at(position).key == kept.key:
            return position
    return None
