"""Rows of the article index: its tables, an article into them and out again. Never commits.

The full-text tables keep no texts of their own: to take an article out, its terms are read again
from the article. Therefore an index belongs to one version of the dictionaries.
"""

import math
import sqlite3
from collections.abc import Iterable
from zlib import crc32

from language.article_query import language_term
from language.article_terms import ArticleTerms, TermReader
from language.articles import IndexedArticle
from language.near_words import can_be_mistyped, deletions

# Rows stand in order of popularity, so that a search may stop at the first few. Of equally popular
# articles the order is that of a checksum: it does not depend on which came first.
_LEVELS = 256
_CHECKSUM_BITS = 24

# Beginnings of words are terms of their own, so that one is found as fast as a word; FTS5's prefix
# indexes do the same in twice the time to build. `detail` keeps no positions: they double the size
# and nothing asks for them. Terms are folded and cut by us; the tokenizer has only to keep codes
# such as *100# whole, and the marks of beginnings and languages.
_TERMS_ONLY = "content = '', columnsize = 0"
_TOKENIZER = "tokenize = \"ascii tokenchars '*#=~'\""
_FULL_TEXT = ("head_index", "full_index", "run_index")
_SCHEMA = f"""
create table article (
    row integer primary key, id text not null unique, language text not null,
    popularity integer not null, head_size integer not null, body_size integer not null,
    runs_size integer not null, title text not null, keywords text not null, body text not null
);
create index article_popularity on article (popularity desc, id);
create virtual table head_index using fts5(
    head, detail = none, {_TERMS_ONLY}, {_TOKENIZER});
create virtual table full_index using fts5(
    head, body, detail = column, {_TERMS_ONLY}, {_TOKENIZER});
create virtual table run_index using fts5(
    runs, detail = none, {_TERMS_ONLY}, tokenize = "ascii tokenchars '^$*#'");
create table near_word (deletion text, word text, primary key (deletion, word)) without rowid;
create table state (
    mark integer not null, articles integer not null,
    head_size integer not null, runs_size integer not null, body_size integer not null
);
insert into state values (0, 0, 0, 0, 0);
"""
_KEYWORDS_APART = "\n"

# How full-text tables write a whole library, and how as a rule, which is FTS5's own: the bytes
# gathered in memory before they are written, and how many segments are merged while writing. A
# library is merged once, at the end.
_BY_ALL = {"hashsize": 64 << 20, "automerge": 0, "crisismerge": 1_000}
_AS_A_RULE = {"hashsize": 1 << 20, "automerge": 4, "crisismerge": 16}


def start_afresh(connection: sqlite3.Connection) -> None:
    """Empty tables in the place of whatever was there."""
    for table in ("article", *_FULL_TEXT, "near_word", "state"):
        connection.execute(f"drop table if exists {table}")
    for statement in _SCHEMA.split(";\n"):
        if statement.strip():
            connection.execute(statement)


class ArticleWriter:
    """Writes one batch of articles in an open transaction."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._reader = TermReader()
        self._articles = self._head_size = self._runs_size = self._body_size = 0

    def put_all(self, articles: Iterable[IndexedArticle]) -> None:
        """Insert the articles of a whole library into empty tables."""
        self._set(_BY_ALL)
        # In the order of rows, which the full-text tables take best.
        for article in sorted(articles, key=_wished_row):
            self._put(article)
        self._remember_near_words(self._reader.met())
        for table in _FULL_TEXT:
            self._connection.execute(f"insert into {table}({table}) values ('optimize')")
        self._set(_AS_A_RULE)
        self._add_up()

    def change(self, changed: Iterable[IndexedArticle], removed: Iterable[str]) -> None:
        """Take the removed ids out and put these articles in the place of what their ids had."""
        for article_id in removed:
            self._drop(article_id)
        for article in changed:
            if self._stored(article.id) != article:
                self._drop(article.id)
                self._put(article)
        self._remember_near_words(filter(self._is_new, self._reader.met()))
        self._add_up()

    def _drop(self, article_id: str) -> None:
        article = self._stored(article_id)
        if article is None:
            return
        (row,) = self._connection.execute(
            "select row from article where id = ?", (article_id,)
        ).fetchone()
        self._connection.execute("delete from article where row = ?", (row,))
        terms = self._reader.terms(article)
        self._full_text(row, article, terms, command="delete")
        self._count(terms, -1)

    def _stored(self, article_id: str) -> IndexedArticle | None:
        row = self._connection.execute(
            "select id, language, title, body, keywords, popularity from article where id = ?",
            (article_id,),
        ).fetchone()
        if row is None:
            return None
        article_id, language, title, body, keywords, popularity = row
        return IndexedArticle(
            id=article_id,
            language=language,
            title=title,
            body=body,
            keywords=tuple(keywords.split(_KEYWORDS_APART)) if keywords else (),
            popularity=popularity,
        )

    def _put(self, article: IndexedArticle) -> None:
        terms = self._reader.terms(article)
        row = self._free_row(article)
        self._connection.execute(
            "insert into article values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", _row(row, article, terms)
        )
        self._full_text(row, article, terms)
        self._count(terms, 1)

    def _full_text(
        self, row: int, article: IndexedArticle, terms: ArticleTerms, *, command: str | None = None
    ) -> None:
        """Insert the terms of a row, or do with them what the command says."""
        head = " ".join((language_term(article.language), *terms.head))
        body, runs = " ".join(terms.body), " ".join(terms.runs)
        for table, columns, values in (
            ("head_index", "head", (" ".join((head, terms.title, *terms.beginnings)),)),
            ("full_index", "head, body", (head, body)),
            ("run_index", "runs", (runs,)),
        ):
            places = ", ?" * len(values)
            if command is None:
                self._connection.execute(
                    f"insert into {table}(rowid, {columns}) values (?{places})", (row, *values)
                )
            else:
                self._connection.execute(
                    f"insert into {table}({table}, rowid, {columns}) values (?, ?{places})",
                    (command, row, *values),
                )

    def _count(self, terms: ArticleTerms, times: int) -> None:
        self._articles += times
        self._head_size += times * terms.head_size
        self._runs_size += times * len(terms.runs)
        self._body_size += times * terms.body_size

    def _add_up(self) -> None:
        """Keep how many articles there are and how long they are together.

        Once a batch: an update makes the full-text tables write what they have gathered.
        """
        self._connection.execute(
            "update state set articles = articles + ?, head_size = head_size + ?,"
            " runs_size = runs_size + ?, body_size = body_size + ?",
            (self._articles, self._head_size, self._runs_size, self._body_size),
        )

    def _free_row(self, article: IndexedArticle) -> int:
        row = _wished_row(article)
        while self._connection.execute("select 1 from article where row = ?", (row,)).fetchone():
            row += 1
        return row

    def _remember_near_words(self, words: Iterable[str]) -> None:
        """Words of dropped articles stay: they correct a slip into a word that is not found."""
        self._connection.executemany(
            "insert or ignore into near_word values (?, ?)",
            sorted(
                (deletion, word)
                for word in words
                if can_be_mistyped(word)
                for deletion in deletions(word)
            ),
        )

    def _is_new(self, word: str) -> bool:
        """Whether the word is not remembered; to ask is cheaper than to insert it in vain."""
        found = self._connection.execute(
            "select 1 from near_word where deletion = ? and word = ?", (word, word)
        )
        return found.fetchone() is None

    def _set(self, options: dict[str, int]) -> None:
        for table in _FULL_TEXT:
            self._connection.executemany(
                f"insert into {table}({table}, rank) values (?, ?)", options.items()
            )


def _wished_row(article: IndexedArticle) -> int:
    """Less for the more popular. Exact for small counts, then within 4 %."""
    level = min(_LEVELS - 1, round(16 * math.log2(1 + max(0, article.popularity))))
    checksum = crc32(article.id.encode()) & ((1 << _CHECKSUM_BITS) - 1)
    return (_LEVELS - 1 - level) << _CHECKSUM_BITS | checksum


def _row(row: int, article: IndexedArticle, terms: ArticleTerms) -> tuple[int | str, ...]:
    return (
        row,
        article.id,
        article.language,
        article.popularity,
        terms.head_size,
        terms.body_size,
        len(terms.runs),
        article.title,
        _KEYWORDS_APART.join(article.keywords),
        article.body,
    )
