"""What narrows a search in history: the days in which it was said, and the queue."""

from dataclasses import dataclass
from datetime import date

from console.viewmodels import days
from protocol.ids import QueueId
from protocol.scalars import Millis


@dataclass(frozen=True, slots=True)
class SearchBounds:
    """Both days belong to what is searched; None is no bound."""

    first: date | None = None
    last: date | None = None
    queue: QueueId | None = None

    def __bool__(self) -> bool:
        return self != SearchBounds()

    @property
    def is_turned(self) -> bool:
        """Whether the first day is after the last one: nothing was said between."""
        return self.first is not None and self.last is not None and self.first > self.last

    @property
    def since(self) -> Millis | None:
        """The moment at which the first day begins."""
        return None if self.first is None else days.began(self.first)

    @property
    def until(self) -> Millis | None:
        """The moment at which the last day is over."""
        return None if self.last is None else days.ended(self.last)
