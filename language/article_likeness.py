"""Which articles a message is about: rare words in common, typos forgiven.

The score is BM25 without repetitions, added up over three parts of an article: the keys of its
title and keywords, letter runs of the same (they see through typos and unusual forms), and the keys
of its body.
"""

import math
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice
from typing import NamedTuple

from language.article_hits import show
from language.article_query import exactly, plain_words
from language.article_terms import keys_of, letter_runs
from language.articles import FoundBy, Hit
from language.corrections import corrections
from language.excerpts import Excerpts
from language.stop_words import STOP_WORDS
from language.tokens import spellings, tokens
from language.word_forms import keys

# A term found in more articles than this tells nothing, and reading its list takes long.
_COMMON = 5_000
# Only so many of the likeliest articles are measured exactly.
_MEASURED = 100
# The start of a message tells what it is about; a pasted page would cost seconds.
_MOST_WORDS = 60
_SATURATION = 1.2
_LENGTH_MATTERS = 0.5


@dataclass(frozen=True, slots=True)
class _Part:
    """A part of articles: the table and the column of its terms."""

    table: str
    column: str | None


_HEAD = _Part("full_index", "head")
_RUNS = _Part("run_index", None)
_BODY = _Part("full_index", "body")
_PARTS = (_HEAD, _RUNS, _BODY)  # each counts alike: weights gained nothing in measurements


class _Shared(NamedTuple):
    """A term of the message: in which part it was looked for, what it tells, which rows have it."""

    part: _Part
    rarity: float
    rows: frozenset[int]


def liken(
    connection: sqlite3.Connection,
    message: str,
    *,
    limit: int,
    language: str | None,
    letter_by_letter: bool = True,
) -> list[Hit]:
    """The articles most like the message; each has at least one of its telling words.

    Not letter by letter it takes a fifth of the time, and takes words as they are.
    """
    words = _words(message)
    telling_words = [word for word in words if word not in STOP_WORDS]
    telling = keys_of(telling_words) | _keys_meant(connection, telling_words)
    sought = keys_of(words) | telling
    terms = {_HEAD: sought, _BODY: sought, _RUNS: letter_runs(words if letter_by_letter else ())}
    (count,) = connection.execute("select articles from state").fetchone()
    candidates: set[int] = set()
    shared: list[_Shared] = []
    for part in _PARTS:
        for term in sorted(terms[part]):  # so that sums of fractions never differ
            rows = _rows_with(connection, term, part)
            if len(rows) > _COMMON:
                continue
            if part is not _RUNS and term in telling:
                candidates |= rows
            rarity = math.log(1 + (count - len(rows) + 0.5) / (len(rows) + 0.5))
            shared.append(_Shared(part, rarity, rows))
    scores = _measured(connection, _roughly(candidates, shared), shared, language)
    best = sorted(scores, key=lambda row: (-scores[row], row))[:limit]
    return show(
        connection,
        best,
        excerpts=Excerpts(plain_words((*telling_words, *telling))),
        found_by=FoundBy.LIKENESS,
        thorough=letter_by_letter,
    )


def _roughly(candidates: set[int], shared: Iterable[_Shared]) -> list[int]:
    """The candidates in the order of their likeness, lengths aside."""
    likeness = dict.fromkeys(sorted(candidates), 0.0)
    for _, rarity, rows in shared:
        for row in rows & candidates:
            likeness[row] += rarity
    return sorted(likeness, key=likeness.__getitem__, reverse=True)


def _words(message: str) -> tuple[str, ...]:
    found = (spelling for token in tokens(message) for spelling in spellings(token.folded))
    return tuple(dict.fromkeys(found))[:_MOST_WORDS]


def _keys_meant(connection: sqlite3.Connection, words: Iterable[str]) -> frozenset[str]:
    """The keys of words that may be meant by those that occur nowhere in any form."""
    anywhere = "select 1 from full_index where full_index match ? limit 1"
    meant: set[str] = set()
    for word in words:
        written = {word, *keys(word)}
        if not any(connection.execute(anywhere, (exactly(form),)).fetchone() for form in written):
            meant.update(other for form in written for other in corrections(connection, form))
    return keys_of(meant)


def _rows_with(connection: sqlite3.Connection, term: str, part: _Part) -> frozenset[int]:
    """The articles with the term in this part; one more than common if there are too many."""
    found = connection.execute(
        f"select rowid from {part.table} where {part.table} match ? limit ?",
        (exactly(term, part.column), _COMMON + 1),
    )
    return frozenset(row for (row,) in found)


def _measured(
    connection: sqlite3.Connection,
    rows: Iterable[int],
    shared: Iterable[_Shared],
    language: str | None,
) -> dict[int, float]:
    """The scores of these rows, the length of each part taken into account."""
    means = _mean_sizes(connection)
    scores: dict[int, float] = {}
    rest = iter(rows)
    while len(scores) < _MEASURED and (next_ones := list(islice(rest, _MEASURED))):
        places = ", ".join("?" * len(next_ones))
        sized = connection.execute(
            f"select row, head_size, runs_size, body_size from article where row in ({places})"
            " and (? is null or language = ?)",
            (*next_ones, language, language),
        )
        for row, *sizes in sized:
            damping = dict(zip(_PARTS, map(_damping, sizes, means), strict=True))
            scores[row] = sum(
                rarity * damping[part] for part, rarity, having in shared if row in having
            )
    return scores


def _mean_sizes(connection: sqlite3.Connection) -> tuple[float, ...]:
    """The mean of each part over all articles."""
    articles, *sizes = connection.execute(
        "select articles, head_size, runs_size, body_size from state"
    ).fetchone()
    return tuple(size / max(1, articles) for size in sizes)


def _damping(size: int, mean: float) -> float:
    """A shared term is worth less in a part that has more of them."""
    relative = size / mean if mean else 1.0
    norm = 1 - _LENGTH_MATTERS + _LENGTH_MATTERS * relative
    return (_SATURATION + 1) / (1 + _SATURATION * norm)
