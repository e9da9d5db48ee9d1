"""Colleagues as one looks for them: by the beginnings of names, those who are there first."""

from language.tokens import fold
from protocol.people import Presence

_FIRST = (
    Presence.ONLINE,
    Presence.ENDING,
    Presence.WRAP_UP,
    Presence.BUSY,
    Presence.SILENT,
    Presence.BREAK,
    Presence.OFFLINE,
)


def is_called(name: str, query: str) -> bool:
    """Whether each word of the query begins a word of the name; «артем» begins «Артём»."""
    words = _words(name)
    return all(any(word.startswith(start) for word in words) for start in _words(query))


def standing(presence: Presence, name: str, account: str) -> tuple[int, str, str]:
    """What to sort by: who is on line comes first, then who is there at all; equals by name."""
    return _FIRST.index(presence), fold(name), account


def _words(text: str) -> list[str]:
    return fold(text).replace("-", " ").split()
