"""Emoji by their names in Russian and English: found by beginnings, word forms and one slip."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from language.near_words import can_be_mistyped, one_slip_apart
from language.tokens import spellings, tokens
from language.word_forms import keys

_OTHER_WORDS = "|"
# How well a word of the query fits a word of a name.
_WHOLE, _BEGINNING, _FORM, _SLIP = 4, 3, 2, 1


@dataclass(frozen=True)  # no slots: what is sought is worked out once, when first asked for
class Emoji:
    """An emoji and what it is called.

    Attributes: names are by language, "en" and "ru"; others are further words people may type.
    """

    text: str
    names: dict[str, str]
    others: str

    @cached_property
    def words(self) -> frozenset[str]:
        """Every folded word it may be found by."""
        called = " ".join((*self.names.values(), self.others))
        return frozenset(part for token in tokens(called) for part in spellings(token.folded))

    @cached_property
    def keys(self) -> frozenset[str]:
        """The keys of these words."""
        return frozenset(key for word in self.words for key in keys(word))


def read_emoji(listed: str) -> tuple[Emoji, ...]:
    """The emoji of `resources/emoji.txt`, in its order."""
    found = []
    for line in listed.splitlines():
        if line and not line.startswith("#"):
            text, english, russian = line.split("\t")
            english, _, english_others = english.partition(_OTHER_WORDS)
            russian, _, russian_others = russian.partition(_OTHER_WORDS)
            names = {"en": english, "ru": russian}
            found.append(Emoji(text, names, f"{english_others} {russian_others}"))
    return tuple(found)


def search_emoji(every: Sequence[Emoji], query: str, *, limit: int = 40) -> list[Emoji]:
    """The emoji that each word of the query fits, best first; all while nothing is typed."""
    asked = [token.folded for token in tokens(query)]
    fits = [[_fit(emoji, word) for word in asked] for emoji in every]
    fitting = [(sum(fit), emoji) for fit, emoji in zip(fits, every, strict=True) if 0 not in fit]
    fitting.sort(key=lambda pair: -pair[0])
    return [emoji for _, emoji in fitting[:limit]]


def _fit(emoji: Emoji, word: str) -> int:
    """How well a word of a query fits; 0 if not at all."""
    if word in emoji.words:
        return _WHOLE
    if any(other.startswith(word) for other in emoji.words):
        return _BEGINNING
    if not emoji.keys.isdisjoint(keys(word)):
        return _FORM
    if can_be_mistyped(word) and any(one_slip_apart(word, other) for other in emoji.words):
        return _SLIP
    return 0
