"""Canned replies: found by what was typed after `/`, filled with what is known of the chat."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import IntEnum

from language.keyboard_layout import turned
from language.near_words import can_be_mistyped, one_slip_apart
from language.word_forms import keys
from protocol.knowledge import CannedReply, ReplyUse

VARIABLES = (
    "subscriber.first_name",
    "subscriber.tariff",
    "subscriber.balance",
    "subscriber.renewal_date",
    "agent.first_name",
    "greeting",
)
_VARIABLE = re.compile(r"\{(?P<name>[a-z_.]+)(?:\|(?P<fallback>[^{}]*))?\}")
_BRACED = re.compile(r"\{(?P<name>[^{}|]*)(?:\|[^{}]*)?\}")
_WORD = re.compile(r"\w+")
_BEGINNING = 2
"""So few letters stand in nearly every title in their order: they are the beginning of words."""
_LEAST_VALUE = 2
"""A shorter value stands in many texts by chance."""
_HALF_LIFE_MS = 14 * 24 * 3600 * 1000
"""After two weeks a use counts half: tariffs and campaigns do not live much longer."""


def fill(text: str, values: Mapping[str, str], titles: Mapping[str, str] | None = None) -> str:
    """Put values in the place of `{name|fallback}`.

    Without a value the fallback stands; without either what it is called, in braces, for a person
    to put something there: «{тариф}». What nobody has a name for vanishes.
    """

    def filled(found: re.Match[str]) -> str:
        title = (titles or {}).get(found["name"])
        return values.get(found["name"]) or found["fallback"] or (f"{{{title}}}" if title else "")

    return _VARIABLE.sub(filled, text)


def renamed(text: str, names: Mapping[str, str]) -> str:
    """A text with its variables called otherwise; what stands without a value stays."""

    def called(found: re.Match[str]) -> str:
        name = names.get(found["name"].strip(), found["name"])
        return "{" + name + found[0][1 + len(found["name"]) :]

    return _BRACED.sub(called, text)


def unknown_variables(text: str) -> list[str]:
    """What stands in braces and is no variable, in its order, each once."""
    names = (found["name"].strip() for found in _BRACED.finditer(text))
    return list(dict.fromkeys(name for name in names if name not in VARIABLES))


def has_stray_brace(text: str) -> bool:
    """Whether a brace is open, or closed, without its fellow."""
    return bool(set(_BRACED.sub("", text)) & set("{}"))


def with_variables(text: str, values: Mapping[str, str]) -> str:
    """A text that was written to one subscriber, for all: what is his alone becomes variables.

    The longest values first, so that a part of one is not taken for another. Only whole words.
    """
    for variable, value in sorted(values.items(), key=lambda one: -len(one[1])):
        if len(value) >= _LEAST_VALUE:
            whole = rf"(?<!\w){re.escape(value)}(?!\w)"
            text = re.sub(whole, f"{{{variable}}}", text)
    return text


@dataclass(frozen=True, slots=True)
class Wanted:
    """For whom replies are looked for: the language and queue of the chat, the habits of the agent.

    `uses` is by the id of a reply; `forms` lets other forms of the words fit too: their dictionary
    loads when it is first asked, so ask on a worker thread.
    """

    language: str
    queue: str | None = None
    uses: Mapping[str, ReplyUse] = field(default_factory=dict)
    now: int = 0
    forms: bool = False


def find(replies: Iterable[CannedReply], typed: str, wanted: Wanted) -> list[CannedReply]:
    """Replies for what was typed, best first: its shortcut, words begun, misspelt, some letters.

    What finds nothing is tried as typed in the other layout. Replies in the conversation's language
    come first; of those that fit alike those of its own queue before other queues', then what the
    agent uses often and lately, then what was made to be popular.
    """
    replies = list(replies)
    found = _ranked(replies, typed, wanted)
    other = turned(typed)
    if other is not None and (not found or found[0].fit >= _Fit.LETTERS):
        meant = _ranked(replies, other, wanted)
        found = min(found, meant, key=lambda hits: hits[0].fit if hits else len(_Fit))
    return [hit.reply for hit in found]


def liking(use: ReplyUse | None, *, now: int) -> float:
    """How much a reply is used, of late above all: what was used long ago counts for less."""
    if use is None or not use.mine:
        return 0.0
    age = max(0, now - use.last)
    return float(use.mine * 0.5 ** (age / _HALF_LIFE_MS))


class _Fit(IntEnum):
    """How well a reply fits what was typed."""

    SHORTCUT = 0
    """It is its shortcut."""
    IN_ORDER = 1
    """Its words begin as typed, in their order; or its shortcut does."""
    ANYWHERE = 2
    MEANT = 3
    """Another form of a word, or a word one slip away."""
    LETTERS = 4
    """It has the letters, in their order."""


@dataclass(frozen=True, slots=True)
class _Hit:
    reply: CannedReply
    fit: _Fit
    rank: tuple[bool, bool, _Fit, bool, float, int, str]


def _ranked(replies: Iterable[CannedReply], typed: str, wanted: Wanted) -> list[_Hit]:
    words = _words(typed)
    ranked: list[_Hit] = []
    for reply in replies:
        fit = _fit(reply, words, forms=wanted.forms)
        if fit is not None:
            rank = (
                fit is not _Fit.SHORTCUT,
                reply.language != wanted.language,
                fit,
                reply.queue not in (None, wanted.queue),
                -liking(wanted.uses.get(reply.id), now=wanted.now),
                -reply.popularity,
                reply.id,
            )
            ranked.append(_Hit(reply, fit, rank))
    return sorted(ranked, key=lambda hit: hit.rank)


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold().replace("ё", "е"))


def _fit(reply: CannedReply, wanted: list[str], *, forms: bool) -> _Fit | None:
    title, shortcut = _words(reply.title), _words(reply.shortcut)
    if wanted and wanted == shortcut:
        return _Fit.SHORTCUT
    if wanted and _begun_in_order(shortcut, wanted):
        return _Fit.IN_ORDER
    if _begun_in_order(title, wanted):
        return _Fit.IN_ORDER
    if all(any(word.startswith(piece) for word in title) for piece in wanted):
        return _Fit.ANYWHERE
    if all(any(_is_meant(piece, word, forms=forms) for word in title) for piece in wanted):
        return _Fit.MEANT
    typed, letters = "".join(wanted), iter("".join(title))
    scattered = len(typed) > _BEGINNING and all(letter in letters for letter in typed)
    return _Fit.LETTERS if scattered else None


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
