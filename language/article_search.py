"""Looking articles up as one types: titles before bodies, then other readings of what was typed."""

import sqlite3
from collections.abc import Sequence

from language.article_hits import show
from language.article_likeness import liken
from language.article_query import (
    QueryWord,
    all_of,
    for_bodies,
    query_words,
    spelt_out,
    the_title,
    whole,
    with_other_words,
)
from language.article_terms import LONGEST_BEGINNING, LONGEST_IN_HEAD
from language.articles import FoundBy, Hit
from language.corrections import corrections, endings
from language.excerpts import Excerpts
from language.keyboard_layout import turned
from language.near_words import can_be_mistyped

# With fewer hits the layout may be the wrong one; more would not look so by chance.
_LITTLE = 3
# Up to which length the beginnings of words have terms.
_LONGEST_BEGINNINGS = {"head_index": LONGEST_IN_HEAD, "full_index": LONGEST_BEGINNING}


def most_popular(connection: sqlite3.Connection, *, limit: int, language: str | None) -> list[Hit]:
    """The most popular articles, of one language if given."""
    rows = connection.execute(
        "select row from article where :language is null or language = :language"
        " order by popularity desc, id limit :limit",
        {"language": language, "limit": limit},
    )
    return show(
        connection,
        [row for (row,) in rows],
        excerpts=Excerpts(()),
        found_by=FoundBy.POPULARITY,
        thorough=False,
    )


def look_up(
    connection: sqlite3.Connection, query: str, *, limit: int, language: str | None
) -> list[Hit]:
    """What a person typing this means, best first."""
    words = query_words(query)
    if not words:
        return most_popular(connection, limit=limit, language=language)
    search = _Search(connection, limit, language)
    hits = search.hits(words, FoundBy.WORDS, title=query)
    if len(hits) < _LITTLE and (other := turned(query)) is not None:
        met = {hit.article_id for hit in hits}
        more = search.hits(query_words(other), FoundBy.OTHER_LAYOUT, title=other)
        hits = [*hits, *(hit for hit in more if hit.article_id not in met)][:limit]
    if not hits and (corrected := search.corrected(words)) is not None:
        hits = search.hits(corrected, FoundBy.CORRECTION)
    if not hits and len(words) > 1:
        hits = liken(connection, query, limit=limit, language=language, letter_by_letter=False)
    return hits


class _Search:
    """One look-up: the connection and what is wanted."""

    def __init__(self, connection: sqlite3.Connection, limit: int, language: str | None) -> None:
        self._connection = connection
        self._limit = limit
        self._language = language

    def hits(
        self, words: Sequence[QueryWord], found_by: FoundBy, *, title: str | None = None
    ) -> list[Hit]:
        """Where all words are found: the very title first, whole words before beginnings."""
        if not words:
            return []
        excerpts = Excerpts(words)
        titled = (
            []
            if title is None
            else self._matching("head_index", the_title(title, language=self._language))
        )
        titled = self._merged(titled, "head_index", whole(words))
        titled = self._merged(titled, "head_index", words)
        hits = show(self._connection, titled, excerpts=excerpts, found_by=found_by, thorough=False)
        bodied = self._merged(titled, "full_index", for_bodies(words))[len(titled) :]
        hits += show(self._connection, bodied, excerpts=excerpts, found_by=found_by, thorough=True)
        return hits

    def corrected(self, words: Sequence[QueryWord]) -> tuple[QueryWord, ...] | None:
        """The words with those that occur nowhere given their neighbours, if any has some."""
        corrected = tuple(self._corrected(word) for word in words)
        return corrected if corrected != tuple(words) else None

    def _corrected(self, word: QueryWord) -> QueryWord:
        if not can_be_mistyped(word.folded) or self._occurs(word):
            return word
        near = [
            other
            for written in sorted({word.folded, *word.keys})
            for other in corrections(self._connection, written)
        ]
        return with_other_words(word, near) if near else word

    def _occurs(self, word: QueryWord) -> bool:
        """Whether some article has the word, or had a word that begins so: that is found faster."""
        if word.is_prefix and endings(self._connection, word.folded) != []:
            return True
        return self._rows("full_index", (word,)) != []

    def _merged(self, rows: Sequence[int], table: str, words: Sequence[QueryWord]) -> list[int]:
        """These rows and, if they are not enough, those where the words match in the table."""
        if len(rows) >= self._limit:
            return list(rows)
        return list(dict.fromkeys((*rows, *self._rows(table, words))))[: self._limit]

    def _rows(self, table: str, words: Sequence[QueryWord]) -> list[int]:
        longest = _LONGEST_BEGINNINGS[table]
        asked = [self._spelt_out(word, longest) for word in words]
        return self._matching(table, all_of(asked, longest=longest, language=self._language))

    def _matching(self, table: str, expression: str) -> list[int]:
        found = self._connection.execute(
            f"select rowid from {table} where {table} match ? order by rowid limit ?",
            (expression, self._limit),
        )
        return [row for (row,) in found]

    def _spelt_out(self, word: QueryWord, longest: int) -> QueryWord:
        if not word.is_prefix or len(word.folded) <= longest:
            return word
        found = endings(self._connection, word.folded)
        return word if found is None else spelt_out(word, found)
