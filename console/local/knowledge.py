"""The offline copy of the knowledge base, articles and canned replies, on its own thread."""

import asyncio
import sqlite3
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import msgspec

from console.core.errors import SettingsError, SettingsReason
from console.core.guards import same_number
from console.local import by_need
from language.articles import Hit, IndexedArticle
from protocol.answers import Knowledge
from protocol.knowledge import Article, CannedReply

_T = TypeVar("_T")
_TABLES = """
create table if not exists article (id text, language text, body blob not null,
    primary key (id, language)) without rowid;
create table if not exists reply (id text, language text, body blob not null,
    primary key (id, language)) without rowid;
create table if not exists state (one integer primary key check (one = 1), mark integer not null);
insert or ignore into state values (1, 0);
create table if not exists origin (one integer primary key check (one = 1), epoch text not null);
"""


@dataclass(frozen=True, slots=True)
class KnowledgeHit:
    """A found article: plain text to show and what to highlight in it, as (start, length)."""

    article_id: str
    language: str
    title: str
    snippet: str
    title_highlights: tuple[tuple[int, int], ...]
    snippet_highlights: tuple[tuple[int, int], ...]


class KnowledgeBase:
    """The copy in one folder, shared by all accounts of this machine: nothing in it is secret.

    It can always be had from the server again, so that a damaged file is simply begun anew.
    A search that a newer one overtakes answers None.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._threads = ThreadPoolExecutor(1, thread_name_prefix="pult-knowledge")
        self._searches: dict[str, int] = {}
        self._replies: dict[tuple[str, str], CannedReply] = {}
        self.mark = 0

    async def open(self) -> None:
        """Open the files, or begin them."""
        self.mark, self._replies = await self._run(self._open_blocking)

    async def aclose(self) -> None:
        """Close the files."""
        await self._run(self._close_blocking)
        self._threads.shutdown()

    async def belong_to(self, store_epoch: str) -> None:
        """What comes is of this store; of another one, or of a past it has lost, nothing stays.

        Raises `SettingsError` when the disk does not take it, as `take` does.
        """
        if await self._write(lambda: self._belong_blocking(store_epoch)):
            self.mark, self._replies = 0, {}

    async def take(self, page: Knowledge) -> None:
        """Keep a page of changes."""
        await self._write(lambda: self._take_blocking(page))
        self.mark = page.through
        for reply_id, language in page.removed_replies:
            self._replies.pop((reply_id, language), None)
        for reply in page.replies:
            self._replies[reply.id, reply.language] = reply

    async def search(
        self, query: str, *, limit: int, language: str | None
    ) -> list[KnowledgeHit] | None:
        """What a person typing this looks for; the most popular articles while nothing is typed."""
        return await self._newest(
            "search", lambda: self._index.search(query, limit=limit, language=language)
        )

    async def suggest_for(
        self, message: str, *, limit: int, language: str | None
    ) -> list[KnowledgeHit] | None:
        """Articles a subscriber's message is about."""
        return await self._newest(
            "suggest", lambda: self._index.suggest_for(message, limit=limit, language=language)
        )

    async def article(self, article_id: str, language: str) -> Article | None:
        """The whole of an article."""

        def read() -> Article | None:
            row = self._connection.execute(
                "select body from article where id = ? and language = ?", (article_id, language)
            ).fetchone()
            return msgspec.json.decode(row[0], type=Article) if row else None

        return await self._run(read)

    @property
    def replies(self) -> list[CannedReply]:
        """The canned replies that are not one account's alone."""
        return list(self._replies.values())

    async def publishes(self, number: str) -> bool:
        """Whether a phone number stands in an article or a canned reply for all: ours, then."""

        def look() -> bool:
            return any(same_number(number, article.body) for article in self._articles())

        replies = self._replies.values()
        return any(same_number(number, reply.text) for reply in replies) or await self._run(look)

    async def _newest(self, kind: str, work: Callable[[], list[Hit]]) -> list[KnowledgeHit] | None:
        turn = self._searches[kind] = self._searches.get(kind, 0) + 1

        def unless_overtaken() -> list[KnowledgeHit] | None:
            return None if self._searches[kind] != turn else [_hit(hit) for hit in work()]

        hits = await self._run(unless_overtaken)
        return hits if self._searches[kind] == turn else None

    async def _run(self, work: Callable[[], _T]) -> _T:
        return await asyncio.get_running_loop().run_in_executor(self._threads, work)

    async def _write(self, work: Callable[[], _T]) -> _T:
        try:
            return await self._run(work)
        except sqlite3.OperationalError as error:
            raise SettingsError(SettingsReason.DISK) from error

    # On the thread.

    def _open_blocking(self) -> tuple[int, dict[tuple[str, str], CannedReply]]:
        self._folder.mkdir(parents=True, exist_ok=True)
        path = self._folder / "knowledge.db"
        try:
            self._connection = _connect(path)
        except sqlite3.OperationalError:
            raise  # busy or not permitted: the file itself may be sound
        except sqlite3.DatabaseError:
            for name in (path.name, f"{path.name}-wal", f"{path.name}-shm"):
                path.with_name(name).unlink(missing_ok=True)
            self._connection = _connect(path)
        (mark,) = self._connection.execute("select mark from state").fetchone()
        self._index = by_need.article_index_blocking(self._folder / "articles.idx")
        if self._index.mark() != mark:
            self._index.replace([_indexed(article) for article in self._articles()], mark=mark)
        rows = self._connection.execute("select body from reply")
        replies = (msgspec.json.decode(body, type=CannedReply) for (body,) in rows)
        return int(mark), {(reply.id, reply.language): reply for reply in replies}

    def _belong_blocking(self, store_epoch: str) -> bool:
        """Says whether the copy is begun anew; one of unknown origin is taken for this store's."""
        known = self._connection.execute("select epoch from origin").fetchone()
        anew = known is not None and known[0] != store_epoch
        with self._connection as connection:
            connection.execute("insert or replace into origin values (1, ?)", (store_epoch,))
            if anew:
                connection.execute("delete from article")
                connection.execute("delete from reply")
                connection.execute("update state set mark = 0")
        if anew:
            self._index.replace([], mark=0)
        return anew

    def _take_blocking(self, page: Knowledge) -> None:
        with self._connection as connection:
            for table, values, removed in (
                ("article", page.articles, page.removed_articles),
                ("reply", page.replies, page.removed_replies),
            ):
                connection.executemany(
                    f"delete from {table} where id = ? and language = ?", removed
                )
                connection.executemany(
                    f"insert or replace into {table} values (?, ?, ?)",
                    [(value.id, value.language, msgspec.json.encode(value)) for value in values],
                )
            connection.execute("update state set mark = ?", (page.through,))
        self._index.apply(
            [_indexed(article) for article in page.articles],
            [_key(article_id, language) for article_id, language in page.removed_articles],
            mark=page.through,
        )

    def _articles(self) -> list[Article]:
        rows = self._connection.execute("select body from article")
        return [msgspec.json.decode(body, type=Article) for (body,) in rows]

    def _close_blocking(self) -> None:
        self._index.close()
        self._connection.close()


def _connect(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path)
    try:
        connection.execute("pragma journal_mode = wal")
        connection.executescript(_TABLES)
    except BaseException:
        connection.close()
        raise
    return connection


def _key(article_id: str, language: str) -> str:
    return f"{article_id} {language}"


def _indexed(article: Article) -> IndexedArticle:
    return IndexedArticle(
        id=_key(article.id, article.language),
        language=article.language,
        title=article.title,
        body=article.body,
        keywords=tuple(article.keywords),
        popularity=article.popularity,
    )


def _hit(hit: Hit) -> KnowledgeHit:
    return KnowledgeHit(
        article_id=hit.article_id.partition(" ")[0],
        language=hit.language,
        title=hit.title,
        snippet=hit.snippet,
        title_highlights=hit.title_highlights,
        snippet_highlights=hit.snippet_highlights,
    )
