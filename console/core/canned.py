"""Canned replies: found by what was typed after `/`, and filled with what is known of the chat."""

import re
from collections.abc import Iterable, Mapping
from enum import IntEnum

from language.keyboard_layout import turned
from language.near_words import can_be_mistyped, one_slip_apart
from language.word_forms import keys
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


def fill(text: str, values: Mapping[str, str], titles: Mapping[str, str] | None = None) -> str:
    """Put values in the place of `{name|fallback}`.

    Without a value the fallback stands; without either what it is called, in braces, for a person
    to put something there: «{тариф}». What nobody has a name for vanishes.
    """

    def filled(found: re.Match[str]) -> str:
        title = (titles or {}).get(found["name"])
        return values.get(found["name"]) or found["fallback"] or (f"{{{title}}}" if title else "")

    return _VARIABLE.sub(filled, text)


def find(
    replies: Iterable[CannedReply], typed: str, *, language: str, forms: bool = False
) -> list[CannedReply]:
    """Replies for what was typed, best first: words begun, misspelt, letters in their order.

    What finds nothing is tried as typed in the other layout. Replies in the conversation's language
    come first; of those that fit alike the most used ones. With `forms` other forms of the words
    fit too: their dictionary loads when it is first asked, so ask on a worker thread.
    """
    replies = list(replies)
    found = _ranked(replies, typed, language=language, forms=forms)
    other = turned(typed)
    if other is not None and (not found or found[0][1] >= _Fit.LETTERS):
        meant = _ranked(replies, other, language=language, forms=forms)
        found = min(found, meant, key=lambda hits: hits[0][1] if hits else len(_Fit))
    return [hit[-1] for hit in found]


class _Fit(IntEnum):
    """How well a title fits what was typed."""

    IN_ORDER = 0
    """Its words begin as typed, in their order."""
    ANYWHERE = 1
    MEANT = 2
    """Another form of a word, or a word one slip away."""
    LETTERS = 3
    """It has the letters, in their order."""


_Hit = tuple[bool, _Fit, int, str, CannedReply]


def _ranked(
    replies: Iterable[CannedReply], typed: str, *, language: str, forms: bool
) -> list[_Hit]:
    wanted = _words(typed)
    ranked: list[_Hit] = []
    for reply in replies:
        fit = _fit(_words(reply.title), wanted, forms=forms)
        if fit is not None:
            ranked.append((reply.language != language, fit, -reply.popularity, reply.id, reply))
    return sorted(ranked, key=lambda hit: hit[:-1])


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold().replace("ё", "е"))


def _fit(title: list[str], wanted: list[str], *, forms: bool) -> _Fit | None:
    if _begun_in_order(title, wanted):
        return _Fit.IN_ORDER
    if all(any(word.startswith(piece) for word in title) for piece in wanted):
        return _Fit.ANYWHERE
    if all(any(_is_meant(piece, word, forms=forms) for word in title) for piece in wanted):
        return _Fit.MEANT
    letters = iter("".join(title))
    return _Fit.LETTERS if all(letter in letters for letter in "".join(wanted)) else None


def _begun_in_order(title: list[str], wanted: list[str]) -> bool:
    rest = iter(title)
    return all(any(word.startswith(piece) for word in rest) for piece in wanted)


def _is_meant(piece: str, word: str, *, forms: bool) -> bool:
    if word.startswith(piece):
        return True
    if can_be_mistyped(piece) and one_slip_apart(piece, word[: len(piece) + 1]):
        return True
    if can_be_mistyped(piece) and one_slip_apart(piece, word[: len(piece)]):
        return True
    return forms and not set(keys(piece)).isdisjoint(keys(word))
