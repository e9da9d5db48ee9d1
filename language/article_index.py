"""The offline index of articles on SQLite FTS5: kept by change numbers, searched as one types.

An `ArticleIndex` is one connection: use it on the thread that opened it, and open another for
another thread. The file is in WAL mode, so searching goes on while another connection writes.
Every method blocks for milliseconds (`replace` for longer), so none belongs on a GUI thread.
The index is a copy: a damaged or outdated file is started afresh, which `mark()` tells.
"""

import math
import sqlite3
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Self
from zlib import crc32

from language.article_likeness import liken
from language.article_query import language_term
from language.article_search import look_up, most_popular
from language.article_terms import ArticleTerms, article_terms
from language.articles import Hit, IndexedArticle
from language.near_words import can_be_mistyped, deletions

# Raise it with every change of the tables or of the terms; older files are then started afresh.
_VERSION = 1

# Rows stand in order of popularity, so that a search may stop at the first few. Of equally popular
# articles the order is that of a checksum: it does not depend on which came first.
_LEVELS = 256
_CHECKSUM_BITS = 24

# A prefix index makes a beginning as cheap as a word; a longer one is spelt out (article_query).
# `detail` keeps no positions: they double the size and nothing asks for them. Terms are folded and
# cut by us; the tokenizer has only to keep codes such as *100# whole, and the mark of a language.
_TOKENIZER = "tokenize = \"ascii tokenchars '*#='\""
_TABLES = ("article", "head_index", "full_index", "run_index", "near_word", "state")
_SCHEMA = f"""
create table article (
    row integer primary key, id text not null unique, language text not null,
    popularity integer not null, head_size integer not null, body_size integer not null,
    runs_size integer not null, title text not null, keywords text not null, body text not null
);
create index article_popularity on article (popularity desc, id);
create virtual table head_index using fts5(
    terms, prefix = '1 2 3 4 5 6', detail = none, {_TOKENIZER});
create virtual table full_index using fts5(
    head, body, prefix = '3 4 5 6', detail = column, {_TOKENIZER});
create virtual table run_index using fts5(
    runs, detail = none, tokenize = "ascii tokenchars '^$*#'");
create table near_word (deletion text, word text, primary key (deletion, word)) without rowid;
create table state (mark integer not null);
insert into state values (0);
"""
_KEYWORDS_APART = "\n"

# Threads that open a new file at once would find it half made.
_opening = threading.Lock()


class ArticleIndex:
    """One thread's connection to the index file."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    @classmethod
    def open(cls, path: Path | str) -> Self:
        """Open the index, or start it when it is missing, damaged or outdated."""
        with _opening:
            try:
                return cls(_connect(path))
            except sqlite3.OperationalError:
                raise  # busy or not permitted: the file itself may be sound
            except sqlite3.DatabaseError:
                for name in (str(path), f"{path}-wal", f"{path}-shm"):
                    Path(name).unlink(missing_ok=True)
                return cls(_connect(path))

    def close(self) -> None:
        """Close the connection. Idempotent."""
        self._connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def mark(self) -> int:
        """The change number the index has reached; 0 when it holds nothing yet."""
        (mark,) = self._connection.execute("select mark from state").fetchone()
        return int(mark)

    def __len__(self) -> int:
        (count,) = self._connection.execute("select count(*) from article").fetchone()
        return int(count)

    def replace(self, articles: Iterable[IndexedArticle], *, mark: int = 0) -> None:
        """Hold exactly these articles, as of that change number. One transaction."""
        with self._transaction():
            _start_afresh(self._connection)
            words: set[str] = set()
            # In the order of rows, which the full-text tables take best.
            for article in sorted(articles, key=_wished_row):
                words |= self._put(article)
            self._remember_near_words(words)
            for table in ("head_index", "full_index", "run_index"):
                self._connection.execute(f"insert into {table}({table}) values ('optimize')")
            self._set_mark(mark)

    def apply(
        self,
        changed: Iterable[IndexedArticle],
        removed: Iterable[str] = (),
        *,
        mark: int | None = None,
    ) -> None:
        """Take these articles in the place of what their ids had, and drop the removed ids.

        One transaction, the mark included. Idempotent. An id both removed and changed is kept.
        """
        with self._transaction():
            for article_id in removed:
                self._drop(article_id)
            words: set[str] = set()
            for article in changed:
                if self._stored(article.id) != article:
                    self._drop(article.id)
                    words |= self._put(article)
            self._remember_near_words(words)
            if mark is not None:
                self._set_mark(mark)

    def search(self, query: str, *, limit: int = 10, language: str | None = None) -> list[Hit]:
        """What a person typing this means, best first; the most popular while nothing is typed.

        Every word must be found, in any form, the last by its beginning; titles and keywords come
        before bodies. With little found the other keyboard layout is tried, with nothing found
        also one slip per word, then likeness.
        """
        return look_up(self._connection, query, limit=limit, language=language)

    def suggest_for(
        self, message: str, *, limit: int = 3, language: str | None = None
    ) -> list[Hit]:
        """Articles a subscriber's message is about, best first; none when it names nothing known.

        Not every word need be found: rare ones count most, in a title more than in a body.
        """
        return liken(self._connection, message, limit=limit, language=language)

    def popular(self, limit: int = 10, *, language: str | None = None) -> list[Hit]:
        """The most popular articles."""
        return most_popular(self._connection, limit=limit, language=language)

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        self._connection.execute("begin immediate")
        try:
            yield
        except BaseException:
            self._connection.execute("rollback")
            raise
        self._connection.execute("commit")

    def _set_mark(self, mark: int) -> None:
        self._connection.execute("update state set mark = ?", (mark,))

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

    def _put(self, article: IndexedArticle) -> set[str]:
        """Insert a new article; returns its words that may be mistyped."""
        terms = article_terms(article)
        row = self._free_row(article)
        self._connection.execute(
            "insert into article values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", _row(row, article, terms)
        )
        head, body = " ".join(terms.head), " ".join(terms.body)
        mark = language_term(article.language)
        self._connection.execute(
            "insert into head_index(rowid, terms) values (?, ?)", (row, f"{mark} {head}")
        )
        self._connection.execute(
            "insert into full_index(rowid, head, body) values (?, ?, ?)",
            (row, f"{mark} {head}", body),
        )
        self._connection.execute(
            "insert into run_index(rowid, runs) values (?, ?)", (row, " ".join(terms.runs))
        )
        return {word for word in terms.head | terms.body if can_be_mistyped(word)}

    def _free_row(self, article: IndexedArticle) -> int:
        row = _wished_row(article)
        while self._connection.execute("select 1 from article where row = ?", (row,)).fetchone():
            row += 1
        return row

    def _drop(self, article_id: str) -> None:
        found = self._connection.execute("select row from article where id = ?", (article_id,))
        for row in found.fetchall():
            self._connection.execute("delete from article where row = ?", row)
            for table in ("head_index", "full_index", "run_index"):
                self._connection.execute(f"delete from {table} where rowid = ?", row)

    def _remember_near_words(self, words: set[str]) -> None:
        """Words of dropped articles stay: they correct a slip into a word that is not found."""
        self._connection.executemany(
            "insert or ignore into near_word values (?, ?)",
            sorted((deletion, word) for word in words for deletion in deletions(word)),
        )


def _connect(path: Path | str) -> sqlite3.Connection:
    connection = sqlite3.connect(path, isolation_level=None)
    try:
        connection.execute("pragma journal_mode = wal")
        connection.execute("pragma synchronous = normal")  # a copy: what is lost is fetched again
        (version,) = connection.execute("pragma user_version").fetchone()
        if version != _VERSION:
            connection.execute("begin immediate")
            _start_afresh(connection)
            connection.execute(f"pragma user_version = {_VERSION}")
            connection.execute("commit")
    except BaseException:
        connection.close()
        raise
    return connection


def _start_afresh(connection: sqlite3.Connection) -> None:
    for table in _TABLES:
        connection.execute(f"drop table if exists {table}")
    for statement in _SCHEMA.split(";\n"):
        if statement.strip():
            connection.execute(statement)


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
