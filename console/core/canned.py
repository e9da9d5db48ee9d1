"""Canned replies: found by what was typed after `/`, and filled with what is known of the chat."""

import re
from collections.abc import Iterable, Mapping

from protocol.values import CannedReply

VARIABLES = (
    "subscriber.first_name",
    "subscriber.tariff",
    "subscriber.balance",
    "subscriber.renewal_date",
    "agent.first_name",
    "greeting",
)
_VARIABLE = re.compile(r"\{(?P<name>[a-z_.]+)(?:\|(?P<fallback>[^{}]*))?\}")
_WORD = re.compile(r"\w+")


def fill(text: str, values: Mapping[str, str]) -> str:
    """Put values in the place of `{name|fallback}`; without a value the fallback, else nothing."""
    return _VARIABLE.sub(lambda found: values.get(found["name"]) or found["fallback"] or "", text)


def find(replies: Iterable[CannedReply], typed: str, *, language: str) -> list[CannedReply]:
    """Replies for what was typed, best first: by the words' beginnings, then by letters in order.

    Replies in the conversation's language come first; with nothing typed, the most used ones.
    """
    wanted = _words(typed)
    ranked = []
    for reply in replies:
        rank = _rank(_words(reply.title), wanted)
        if rank is not None:
            ranked.append((reply.language != language, rank, -reply.popularity, reply.id, reply))
    return [entry[-1] for entry in sorted(ranked, key=lambda entry: entry[:-1])]


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold().replace("ё", "е"))


def _rank(title: list[str], wanted: list[str]) -> int | None:
    """0 for words begun in their order, 1 for words begun anywhere, 2 for letters in order."""
    if _begun_in_order(title, wanted):
        return 0
    if all(any(word.startswith(piece) for word in title) for piece in wanted):
        return 1
    letters = iter("".join(title))
    return 2 if all(letter in letters for letter in "".join(wanted)) else None


def _begun_in_order(title: list[str], wanted: list[str]) -> bool:
    rest = iter(title)
    return all(any(word.startswith(piece) for word in rest) for piece in wanted)
