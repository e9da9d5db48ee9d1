"""Looking for words in what people wrote: terms of a text, and whether it has all that is sought.

Server and console find by the same rule, whatever index either has: every telling word of the
query is in the text, in any of its forms, or as the beginning of a word where it is long enough.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from language.article_query import QueryWord, for_bodies, query_words
from language.excerpts import Excerpts, Ranges
from language.tokens import spellings, tokens
from language.word_forms import first_letters, keys

_LONGEST_TERM = 64
"""Longer runs of letters are no words; indexes refuse the longest of them."""
_MOST_TERMS = 5_000
"""Of one text: a pasted file of a quarter of a megabyte has them, a message never."""


@dataclass(frozen=True, slots=True)
class SoughtWord:
    """One word of a query: a text has it by any of these terms, by a beginning, or in parts."""

    terms: frozenset[str]
    beginning: str | None
    parts: tuple[str, ...]

    def is_in(self, found: frozenset[str]) -> bool:
        """Whether a text with these terms has the word."""
        if not self.terms.isdisjoint(found):
            return True
        beginning = self.beginning
        if beginning is not None and any(term.startswith(beginning) for term in found):
            return True
        return bool(self.parts) and found.issuperset(self.parts)


class Sought:
    """What one query asks for. It remembers every word met, so use one per query and thread."""

    def __init__(self, query: str) -> None:
        asked = for_bodies(query_words(query))
        self.words = tuple(_sought(word) for word in asked)
        self._excerpts = Excerpts(asked)
        self._letters = first_letters(term for word in self.words for term in word.terms)

    def __bool__(self) -> bool:
        return bool(self.words)

    def is_in(self, text: str) -> bool:
        """Whether the text has every word.

        Keys are asked for last, and first of what begins as a sought word does: most are dear.
        """
        spelt = _spelt(text)
        left = [word for word in self.words if not word.is_in(spelt)]
        found = set(spelt)
        for spelling in sorted(spelt, key=self._is_unlike):
            if not left:
                break
            further = frozenset(map(_cut, keys(spelling)))
            found |= further
            left = [word for word in left if not word.is_in(further)]
        return bool(self.words) and all(word.is_in(frozenset(found)) for word in left)

    def ranges(self, text: str) -> Ranges:
        """Where words of the query stand in the text, as starts and lengths, in order."""
        return self._excerpts.ranges(text)

    def excerpt(self, text: str) -> tuple[str, Ranges]:
        """One line of the text round the first found word, and the ranges in it."""
        return self._excerpts.snippet(text, thorough=True)

    def _is_unlike(self, spelling: str) -> bool:
        return spelling[0] not in self._letters


def terms(text: str) -> frozenset[str]:
    """The spellings of all words of a text, and the keys that their forms have in common."""
    found: set[str] = set()
    for token in tokens(text):
        found.update(_terms_of(token.folded))
        if len(found) > _MOST_TERMS:
            break
    return frozenset(found)


def _spelt(text: str) -> frozenset[str]:
    """The spellings of all words of a text."""
    found: set[str] = set()
    for token in tokens(text):
        found.update(map(_cut, spellings(token.folded)))
        if len(found) > _MOST_TERMS:
            break
    return frozenset(found)


@lru_cache(maxsize=65_536)
def _terms_of(folded: str) -> tuple[str, ...]:
    return tuple({_cut(term) for spelt in spellings(folded) for term in (spelt, *keys(spelt))})


def _sought(word: QueryWord) -> SoughtWord:
    return SoughtWord(
        terms=_cut_all(word.keys | {word.folded}),
        beginning=_cut(word.folded) if word.is_prefix else None,
        parts=tuple(map(_cut, word.parts)) if len(word.parts) > 1 else (),
    )


def _cut(term: str) -> str:
    return term[:_LONGEST_TERM]


def _cut_all(found: Iterable[str]) -> frozenset[str]:
    return frozenset(map(_cut, found))
