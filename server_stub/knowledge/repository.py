"""Keeps articles and canned replies and tells what changed after a number. Never commits."""

from collections.abc import Iterable, Sequence
from heapq import merge
from operator import itemgetter
from typing import Any

from sqlalchemy import Connection, Row, Table, delete, insert, select, tuple_, update

from protocol import limits
from protocol.knowledge import Article, CannedReply
from server_stub.knowledge.errors import ContentTooLarge
from server_stub.knowledge.page import (
    Content,
    Key,
    KnowledgePage,
    article_of,
    columns_of,
    encoded_size,
    key_of,
    reply_of,
    says_the_same,
)
from server_stub.storage.knowledge_tables import article, canned_reply, knowledge_counter

PAGE_ROWS = 100
"""Rows of a kind read for one page: a page of short replies, not too many needless bodies."""

_COUNTER = 1


def last_change(connection: Connection) -> int:
    """The number of the last change; 0 of an empty base."""
    return connection.scalar(select(knowledge_counter.c.changed)) or 0


def changes_after(
    connection: Connection,
    after: int,
    *,
    account: str = "",
    max_bytes: int = limits.PAGE_BYTES,
) -> KnowledgePage:
    """The changes after a number, as many as fit; one at least, so that a reader gets on.

    Of what all see; of an account, what nobody else sees. The numbers of the others are skipped.
    """
    last = last_change(connection)
    articles: list[Article] = []
    replies: list[CannedReply] = []
    removed_articles: list[Key] = []
    removed_replies: list[Key] = []
    through, size = after, 0
    changes, more = _changed(connection, after, account)
    for changed, row, is_article in changes:
        content = article_of(row) if is_article else reply_of(row)
        size += encoded_size(key_of(row) if row.removed else content) + 1
        if size > max_bytes and through > after:
            more = True
            break
        through = changed
        if row.removed:
            (removed_articles if is_article else removed_replies).append(key_of(row))
        elif isinstance(content, Article):
            articles.append(content)
        else:
            replies.append(content)
    return KnowledgePage(
        articles=articles,
        replies=replies,
        removed_articles=removed_articles,
        removed_replies=removed_replies,
        through=through if more else max(after, last),
        more=more,
    )


def seed(
    connection: Connection, articles: Iterable[Article], replies: Iterable[CannedReply]
) -> None:
    """Bring what we ship up to date. Idempotent; what an editor has touched stays as he left it.

    Raises ContentTooLarge.
    """
    _seed(connection, article, list(articles))
    _seed(connection, canned_reply, list(replies))


def upsert(connection: Connection, content: Content) -> bool:
    """Store what an editor wrote; False, and no new number, where nothing differs.

    Raises ContentTooLarge.
    """
    table = article if isinstance(content, Article) else canned_reply
    known = _known(connection, table).get(key_of(content))
    if known is not None and _says(table, known, content):
        return False
    _write(connection, table, [content], edited=True)
    return True


def remove(connection: Connection, kind: type[Content], key: Key) -> bool:
    """Take one away, its key staying as a trace for the readers; False where there is none."""
    table = article if kind is Article else canned_reply
    known = _known(connection, table).get(key)
    if known is None or known.removed:
        return False
    _bury(connection, table, [key], edited=True)
    return True


def lock(connection: Connection) -> None:
    """Nobody else changes the base until this transaction has ended."""
    connection.execute(select(knowledge_counter.c.changed).with_for_update())


def write_reply(connection: Connection, reply: CannedReply, *, account: str) -> int:
    """Store a reply as its keeper wrote it, and return the number of the change."""
    return _write(connection, canned_reply, [reply], edited=True, account=account)[-1]


def bury_reply(connection: Connection, key: Key) -> int:
    """Take a reply away that is there, and return the number of the change."""
    return _bury(connection, canned_reply, [key], edited=True)[-1]


def _seed(connection: Connection, table: Table, shipped: Sequence[Content]) -> None:
    known = _known(connection, table)
    keys = {key_of(content) for content in shipped}
    changed = [
        content
        for content in shipped
        for row in (known.get(key_of(content)),)
        if row is None or not (row.edited or _says(table, row, content))
    ]
    gone = [
        key for key, row in known.items() if key not in keys and not (row.edited or row.removed)
    ]
    _write(connection, table, changed, edited=False)
    _bury(connection, table, gone, edited=False)


def _changed(
    connection: Connection, after: int, account: str
) -> tuple[list[tuple[int, Row[Any], bool]], bool]:
    """Rows of both kinds in the order of their numbers, whether they are articles beside them.

    And whether there may be more of them.
    """
    kinds = []
    replies = select(canned_reply).where(canned_reply.c.account == account)
    for table, rows_of in ((canned_reply, replies), (article, select(article))):
        if table is article and account:
            continue
        rows = connection.execute(
            rows_of.where(table.c.changed > after).order_by(table.c.changed).limit(PAGE_ROWS)
        ).all()
        kinds.append([(row.changed, row, table is article) for row in rows])
    ordered = list(merge(*kinds, key=itemgetter(0)))
    # Beyond the end of a full list the other kind may have numbers that come before the rest of it.
    ends = [rows[-1][0] for rows in kinds if len(rows) == PAGE_ROWS]
    if not ends:
        return ordered, False
    return [change for change in ordered if change[0] <= min(ends)], True


def _known(connection: Connection, table: Table) -> dict[Key, Row[Any]]:
    return {key_of(row): row for row in connection.execute(select(table))}


def _says(table: Table, row: Row[Any], content: Content) -> bool:
    said = article_of(row) if table is article else reply_of(row)
    return not row.removed and says_the_same(said, content)


def _write(
    connection: Connection,
    table: Table,
    contents: Sequence[Content],
    *,
    edited: bool,
    account: str = "",
) -> range:
    for content in contents:
        size = encoded_size(content)
        if size > limits.PAGE_BYTES:
            raise ContentTooLarge(content.id, size=size, limit=limits.PAGE_BYTES)
    numbers = _raise_counter(connection, len(contents))
    own = {} if table is article else {"account": account}
    rows = [
        {**columns_of(content), **own, "changed": number, "removed": False, "edited": edited}
        for content, number in zip(contents, numbers, strict=True)
    ]
    if rows:
        keys = tuple_(table.c.id, table.c.language)
        connection.execute(delete(table).where(keys.in_([key_of(content) for content in contents])))
        connection.execute(insert(table), rows)
    return numbers


def _bury(connection: Connection, table: Table, keys: Sequence[Key], *, edited: bool) -> range:
    numbers = _raise_counter(connection, len(keys))
    for (identity, language), number in zip(keys, numbers, strict=True):
        connection.execute(
            update(table)
            .where(table.c.id == identity, table.c.language == language)
            .values(changed=number, removed=True, edited=edited)
        )
    return numbers


def _raise_counter(connection: Connection, by: int) -> range:
    """So many new numbers. Holds the counter's row until the commit."""
    if not by:
        return range(0)
    counter = update(knowledge_counter).values(changed=knowledge_counter.c.changed + by)
    last = connection.scalar(counter.returning(knowledge_counter.c.changed))
    if last is None:
        last = by
        connection.execute(insert(knowledge_counter).values(id=_COUNTER, changed=last))
    return range(last - by + 1, last + 1)
