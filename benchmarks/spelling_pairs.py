"""What people misspelt and how it is spelt: pairs of sentences aligned into errors.

A source sentence and its correction differ in words that were changed, joined or taken apart; each
such place is one `Error`. Punctuation, case and the dots of ё count for nothing.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

# Words as the corrections have them: with hyphens, without punctuation.
_WORD = re.compile(r"\w+(?:[-'’.]\w+)*")
# So many words are at most joined or taken apart in one place.
_MOST_JOINED = 3
# A join or a split is dearer than a changed letter, so that words pair off where they can.
_JOIN = 1


@dataclass(frozen=True, slots=True)
class Error:
    """A place of the source (start, end) and the words that belong there."""

    start: int
    end: int
    meant: str


@dataclass(frozen=True, slots=True)
class Pair:
    """A sentence as it was written, and its errors in order."""

    source: str
    errors: tuple[Error, ...]


def read_pairs(folder: Path, name: str) -> list[Pair]:
    """The pairs of the files `name`_sources.txt and `name`_corrections.txt, line by line."""
    sources = (folder / f"{name}_sources.txt").read_text(encoding="utf-8").splitlines()
    corrections = (folder / f"{name}_corrections.txt").read_text(encoding="utf-8").splitlines()
    return [
        Pair(source, tuple(errors(source, correction)))
        for source, correction in zip(sources, corrections, strict=True)
    ]


def folded(text: str) -> str:
    """The text as it is compared."""
    return text.casefold().replace("ё", "е")


def errors(source: str, correction: str) -> Iterator[Error]:
    """Where the two differ, by the cheapest alignment of their words."""
    places = [match.span() for match in _WORD.finditer(source)]
    written = tuple(folded(source[start:end]) for start, end in places)
    meant = tuple(folded(match.group()) for match in _WORD.finditer(correction))
    for first, last, words in _groups(written, meant):
        if first < last and written[first:last] != words:
            yield Error(places[first][0], places[last - 1][1], " ".join(words))


def _groups(
    written: Sequence[str], meant: Sequence[str]
) -> Iterator[tuple[int, int, tuple[str, ...]]]:
    """Runs of written words with what each stands for."""
    best: list[list[tuple[int, int, int]]] = [
        [(0, 0, 0)] * (len(meant) + 1) for _ in range(len(written) + 1)
    ]
    for i in range(len(written) + 1):
        for j in range(len(meant) + 1):
            if i or j:
                best[i][j] = min(_steps(best, written, meant, i, j))
    i, j = len(written), len(meant)
    found = []
    while i or j:
        _, taken, given = best[i][j]
        found.append((i - taken, i, tuple(meant[j - given : j])))
        i, j = i - taken, j - given
    yield from reversed(found)


def _steps(
    best: Sequence[Sequence[tuple[int, int, int]]],
    written: Sequence[str],
    meant: Sequence[str],
    i: int,
    j: int,
) -> Iterator[tuple[int, int, int]]:
    """The price of each last step of an alignment, with the words it takes from either side."""
    for taken in range(min(i, _MOST_JOINED) + 1):
        for given in range(min(j, _MOST_JOINED) + 1):
            if min(taken, given) > 1 or not (taken or given):
                continue
            left, right = written[i - taken : i], meant[j - given : j]
            if left == right:
                price = 0
            else:
                price = distance("".join(left), "".join(right)) + _JOIN * (taken != 1 or given != 1)
            yield best[i - taken][j - given][0] + price, taken, given


@cache
def distance(left: str, right: str) -> int:
    """Letters to insert, delete or replace."""
    row = list(range(len(right) + 1))
    for i, letter in enumerate(left, 1):
        before, row[0] = row[0], i
        for j, other in enumerate(right, 1):
            before, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, before + (letter != other))
    return row[-1]
