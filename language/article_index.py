"""The offline index of articles on SQLite FTS5: kept by change numbers, searched as one types.

An `ArticleIndex` is one connection: use it on the thread that opened it, and open another for
another thread. The file is in WAL mode, so searching goes on while another connection writes.
Every method blocks for milliseconds (`replace` for longer), so none belongs on a GUI thread.
The index is a copy: a damaged or outdated file is started afresh, which `mark()` tells.
"""

import sqlite3
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Self
from zlib import crc32

from language.article_likeness import liken
from language.article_search import look_up, most_popular
from language.article_writing import ArticleWriter, start_afresh
from language.articles import Hit, IndexedArticle
from language.word_forms import dictionaries_version

# Raise it with every change of the tables or of the terms; older files are then started afresh.
_VERSION = 5

# What a search reads of a large index is mostly what the keystroke before has read.
_MAPPED = 256 << 20
_CACHED_KIB = 16 << 10

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
        (count,) = self._connection.execute("select articles from state").fetchone()
        return int(count)

    def replace(self, articles: Iterable[IndexedArticle], *, mark: int = 0) -> None:
        """Hold exactly these articles, as of that change number. One transaction."""
        with self._transaction():
            start_afresh(self._connection)
            ArticleWriter(self._connection).put_all(articles)
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
            ArticleWriter(self._connection).change(changed, removed)
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


def _connect(path: Path | str) -> sqlite3.Connection:
    connection = sqlite3.connect(path, isolation_level=None)
    try:
        connection.execute("pragma journal_mode = wal")
        connection.execute("pragma synchronous = normal")  # a copy: what is lost is fetched again
        connection.execute(f"pragma mmap_size = {_MAPPED}")
        connection.execute(f"pragma cache_size = -{_CACHED_KIB}")
        (version,) = connection.execute("pragma user_version").fetchone()
        if version != _version():
            connection.execute("begin immediate")
            start_afresh(connection)
            connection.execute(f"pragma user_version = {_version()}")
            connection.execute("commit")
    except BaseException:
        connection.close()
        raise
    return connection


def _version() -> int:
    """One number for the tables and for the dictionaries that the terms are read with."""
    return crc32(f"{_VERSION} {dictionaries_version()}".encode()) >> 1
