"""What is shown of a found article: the words to highlight, the snippet round the first."""

import re
from collections.abc import Sequence

from language.article_query import QueryWord
from language.tokens import spellings, tokens
from language.word_forms import keys

Ranges = tuple[tuple[int, int], ...]

_SNIPPET = 160
# So many characters before the first found word tell what it is about.
_BEFORE = 40
_ELLIPSIS = "…"
_SPACE = re.compile(r"\s")


class Excerpts:
    """Finds the words of one query in texts; remembers each word met, so use one per query."""

    def __init__(self, words: Sequence[QueryWord]) -> None:
        self._beginnings = tuple(word.folded for word in words if word.is_prefix)
        self._keys = frozenset().union(*(word.keys for word in words))
        self._parts = frozenset(part for word in words for part in word.parts)
        self._words = tuple(word.keys for word in words)
        self._known: dict[str, bool] = {}

    def ranges(self, text: str) -> Ranges:
        """Where words of the query stand, whole words, in order."""
        return tuple(
            (token.start, token.length) for token in tokens(text) if self._matches(token.folded)
        )

    def snippet(self, body: str, *, deepest: int) -> tuple[str, Ranges]:
        """One line of the body round the first found word, and the ranges in it.

        A word that stands deeper than that many characters is not looked for.
        """
        first = next(
            (token.start for token in tokens(body[:deepest]) if self._matches(token.folded)), 0
        )
        line = _line_round(body, first)
        return line, self.ranges(line)

    def exact_words(self, title: str) -> int:
        """How many words of the query stand in the title whole, in any form."""
        met = {
            key
            for token in tokens(title)
            for spelling in spellings(token.folded)
            for key in keys(spelling)
        }
        return sum(not met.isdisjoint(word) for word in self._words)

    def _matches(self, folded: str) -> bool:
        known = self._known.get(folded)
        if known is None:
            known = self._known[folded] = any(
                spelling.startswith(self._beginnings)
                or spelling in self._parts
                or not self._keys.isdisjoint(keys(spelling))
                for spelling in spellings(folded)
            )
        return known


def _line_round(body: str, first: int) -> str:
    start = max(0, first - _BEFORE)
    if start and (space := _SPACE.search(body, start, first)):
        start = space.end()
    end = start + _SNIPPET
    piece = body[start:end]
    if end < len(body) and not _SPACE.match(body, end):
        piece = piece.rsplit(None, 1)[0]
    line = " ".join(piece.split())
    before = _ELLIPSIS if start else ""
    after = _ELLIPSIS if line and end < len(body) else ""
    return f"{before}{line}{after}"
