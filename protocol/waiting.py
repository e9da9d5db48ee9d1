"""What a subscriber who waits asks and is told: his place, how long it may take, a call instead."""

from protocol.answer import Answer
from protocol.command import Command
from protocol.scalars import Count, Id


class VisitCallMe(Command, tag="visit.call_me"):
    """I would rather be called back than wait; from `at` on, or as soon as that may be."""

    client_id: Id
    at: Count


class VisitPlace(Answer, tag="visit.place"):
    """Which one in the queue I am, and in about how many minutes it is my turn; a hint.

    Without minutes nobody could say that honestly.
    """

    place: int
    minutes: int | None = None
