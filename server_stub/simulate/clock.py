"""The virtual clock: what happens next, in the order of time. Seconds, nobody waits for them."""

import heapq
from enum import IntEnum


class Happens(IntEnum):
    """What a note on the clock is about; of one moment the smaller comes first."""

    CHAT_ENDS = 0
    PATIENCE_ENDS = 1


class Clock:
    """Notes of what is to happen; those that have lost their sense are skipped by who reads them.

    A note is (moment, what, whose number, stamp): the stamp tells an old note of the same number
    from the one that counts. Equal moments come in the order of these numbers, so that the same
    run reads them alike.
    """

    def __init__(self) -> None:
        self._notes: list[tuple[float, int, int, int]] = []

    def note(self, moment: float, what: Happens, number: int, stamp: int = 0) -> None:
        """This will happen then."""
        heapq.heappush(self._notes, (moment, what, number, stamp))

    @property
    def next_at(self) -> float:
        """When the next one is; infinity after the last."""
        return self._notes[0][0] if self._notes else float("inf")

    def take(self) -> tuple[float, int, int, int]:
        """The next one, which is then past."""
        return heapq.heappop(self._notes)
