"""What is shown of a found article: the words to highlight, the snippet round the first."""

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from language.article_query import QueryWord
from language.tokens import Token, spellings, tokens
from language.word_forms import first_letters, keys, quick_key

Ranges = tuple[tuple[int, int], ...]

_SNIPPET = 160
# So many characters before the first found word tell what it is about.
_BEFORE = 40
_ELLIPSIS = "…"
_SPACE = re.compile(r"\s")
_DANGLING = re.compile(r"(?:(?<=\s)\d{1,2}\.|[\s.,;:!?…—–-])+$")
"""Stops, and the number of a step that is cut off: before an ellipsis they are noise."""
_STEP = re.compile(r"\d{1,2}\.\s+")
"""Its number says nothing behind an ellipsis: the steps before it are not there."""
# Headings and lists of a body begin so; on one line the marks mean nothing.
_LINE_MARK = re.compile(r"^[ \t]*(?:#{1,6}|[-*])[ \t]+", re.MULTILINE)
_UNSTOPPED = re.compile(
    r"^[ \t]*#{1,6}[ \t].*?[^\s.,:;!?…](?=[ \t\r]*\n)"
    r"|[^\s.,:;!?…](?=\s*\n[ \t]*#{1,6}[ \t])",
    re.MULTILINE,
)
"""A heading, or what stands before one, that ends in no stop: on one line it needs one."""


class Excerpts:
    """Finds the words of one query in texts; remembers each word met, so use one per query."""

    def __init__(self, words: Sequence[QueryWord]) -> None:
        self._beginnings = tuple(word.folded for word in words if word.is_prefix)
        self._keys = frozenset().union(*(word.keys for word in words))
        self._parts = frozenset(part for word in words for part in word.parts)
        self._sought = frozenset((*self._beginnings, *self._keys))
        self._letters = first_letters(self._keys)
        self._known: dict[str, bool] = {}

    def ranges(self, text: str) -> Ranges:
        """Where words of the query stand, whole words, in order."""
        return tuple(
            (token.start, token.length) for token in _tokens(text) if self._matches(token.folded)
        )

    def snippet(self, body: str, *, thorough: bool) -> tuple[str, Ranges]:
        """One line of the body round the first found word, and the ranges in it.

        Unless thorough, forms that begin unlike the dictionary form («детей») are not looked for.
        """
        first = self._first_quickly(body)
        if first is None and thorough:
            found = (token.start for token in tokens(body) if self._matches(token.folded))
            first = next(found, None)
        line = _line_round(body, first or 0)
        return line, self.ranges(line)

    def _first_quickly(self, body: str) -> int | None:
        """Where the first word begins that begins as one of the query does.

        Reading all words of ten bodies would take longer than finding the bodies.
        """
        folded = body.lower().replace("ё", "е")
        starts = (_word_start(folded, beginning) for beginning in self._sought)
        return min((start for start in starts if start is not None), default=None)

    def _matches(self, folded: str) -> bool:
        known = self._known.get(folded)
        if known is None:
            known = self._known[folded] = any(
                spelling.startswith(self._beginnings)
                or spelling in self._parts
                or self._has_key(spelling)
                for spelling in spellings(folded)
            )
        return known

    def _has_key(self, spelling: str) -> bool:
        """Whether it is a form of a sought word; the dictionary is asked only where it may know."""
        if quick_key(spelling) in self._keys:
            return True
        return spelling[0] in self._letters and not self._keys.isdisjoint(keys(spelling))


@lru_cache(maxsize=512)
def _tokens(line: str) -> tuple[Token, ...]:
    """The tokens of a line: the next keystroke shows much the same lines again."""
    return tuple(tokens(line))


def _word_start(folded: str, beginning: str) -> int | None:
    at = folded.find(beginning)
    while at > 0 and folded[at - 1].isalnum():
        at = folded.find(beginning, at + 1)
    return at if at >= 0 else None


def _line_round(body: str, first: int) -> str:
    start = max(0, min(first - _BEFORE, len(body) - _SNIPPET))
    if start and (space := _SPACE.search(body, start, first)):
        start = space.end()
        if step := _STEP.match(body, start, first):
            start = step.end()
    end = start + _SNIPPET
    piece = _stopped(body, start, end)
    if end < len(body) and not _SPACE.match(body, end):
        piece = " ".join(piece.rsplit(None, 1)[:1])
    line = " ".join(_LINE_MARK.sub("", piece).split())
    before = _ELLIPSIS if start else ""
    return f"{before}{cut_short(line)}" if line and end < len(body) else f"{before}{line}"


def _stopped(body: str, start: int, end: int) -> str:
    """A piece of the body, with a stop after each heading: no sentence runs on into another."""
    line = body.rfind("\n", 0, start) + 1
    ends = (found.end() for found in _UNSTOPPED.finditer(body, line, end))
    edges = (start, *(place for place in ends if place > start), end)
    return ".".join(body[left:right] for left, right in pairwise(edges))


def cut_short(text: str) -> str:
    """A text that ends before its end: the ellipsis stands at a word."""
    return f"{_DANGLING.sub('', text) or text}{_ELLIPSIS}"
