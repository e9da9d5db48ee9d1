"""A person's day in figures: counts, durations, presence."""

from protocol.people import Presence, PresenceWhy
from protocol.scalars import Millis, Value


class Spread(Value):
    """How a time was spread: of how many, the middle one, what nine of ten do not exceed."""

    count: int
    median_ms: int = 0
    p90_ms: int = 0


class DayFigures(Value):
    """An agent's work in a span of time; each event counts where it happened.

    `first_answer` runs from taking to his first message; `handling` from taking to closing, less
    what it was on hold; `waits` is how long subscribers had waited for an answer when he took them.
    """

    handled: int
    """Conversations that he closed."""
    given_back: int
    """To a queue, for whoever is free; those included that a lost link took from him."""
    passed_on: int
    """To a colleague who accepted, or to a topic."""
    first_answer: Spread
    handling: Spread
    waits: Spread
    rated: int
    """How many of those that ended were rated."""
    stars: int
    """Of all of them together."""


class DayStep(Value):
    """A piece of the span: an hour of a day, a day of a week."""

    start: Millis
    handled: int
    passed_on: int
    answered: int
    """First answers."""
    first_answer_ms: int
    """The middle one; 0 where nothing was answered."""


class PresenceSpan(Value):
    """What an agent said of himself from one time to another."""

    since: Millis
    until: Millis
    presence: Presence
    reason: str = ""
    """A break's, out of the catalogue."""
    why: PresenceWhy = PresenceWhy.OWN
