"""How long a wait may yet be, as far as that can honestly be told.

The formula: as many conversations come before one as have an earlier place in its queue; the queue
has lately taken so many in so much time, and goes on at that pace: (place x time) / taken, rounded
up to whole minutes. Nobody on line, or nobody taken lately by people who were all busy: then it is
not known, and no number is said.
"""

import re

import msgspec

WINDOW_MS = 10 * 60_000
"""How much of the past the pace is taken from: shorter is chance, longer is another hour's."""

MOST_MINUTES = 120
"""Beyond that nobody believes a number, and none is told."""

_MINUTE_MS = 60_000
_BLANK = re.compile(r"\{(place|minutes|opens)\}")
_SENTENCE = re.compile(r"(?<=[.!?…])\s+")


class Expected(msgspec.Struct, frozen=True, kw_only=True):
    """A place in a queue, 1 for who is next, and in how many minutes it is his turn."""

    place: int
    minutes: int | None = None

    @property
    def minutes_text(self) -> str:
        """As words name it; nothing where it is not known."""
        return "" if self.minutes is None else str(self.minutes)


class Pace(msgspec.Struct, frozen=True, kw_only=True):
    """How a queue has moved lately, and who could move it."""

    taken: int = 0
    """Waits that ended by a taking within `WINDOW_MS`."""
    on_line: int = 0
    """Agents on line who serve it."""
    free: int = 0
    """Chats that they could take at once, in hundredths."""


def expected(place: int, pace: Pace) -> Expected:
    """By the formula above; who finds a free agent is about to be taken."""
    if not pace.on_line:
        return Expected(place=place)
    if pace.free >= place * 100:
        return Expected(place=place, minutes=1)
    if not pace.taken:
        return Expected(place=place)
    minutes = -(-place * WINDOW_MS // (pace.taken * _MINUTE_MS))
    return Expected(place=place, minutes=minutes if minutes <= MOST_MINUTES else None)


def filled(words: str, **known: str) -> str:
    """The words with what is known in its place; a sentence that needs more is left unsaid."""
    told = []
    for sentence in _SENTENCE.split(words):
        if all(known.get(name) for name in _BLANK.findall(sentence)):
            told.append(_BLANK.sub(lambda blank: known[blank.group(1)], sentence))
    return " ".join(told)
