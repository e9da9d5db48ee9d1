"""A page of changes of the knowledge base, and how a row is one article or reply. Pure."""

from dataclasses import dataclass, field
from typing import Any

import msgspec
from sqlalchemy import Row

from protocol.ids import QueueId
from protocol.knowledge import Article, CannedReply, ReplyScope

Content = Article | CannedReply
Key = tuple[str, str]
"""Id and language."""


@dataclass(frozen=True, slots=True)
class KnowledgePage:
    """Changes up to number `through`, oldest first; `more` says to ask again from there."""

    articles: list[Article] = field(default_factory=list)
    replies: list[CannedReply] = field(default_factory=list)
    removed_articles: list[Key] = field(default_factory=list)
    removed_replies: list[Key] = field(default_factory=list)
    through: int = 0
    more: bool = False


def key_of(content: Content | Row[Any]) -> Key:
    """What tells one from another."""
    return content.id, content.language


def encoded_size(content: Content | Key) -> int:
    """Bytes on the wire."""
    return len(msgspec.json.encode(content))


def article_of(row: Row[Any]) -> Article:
    """The article in a row."""
    return Article(
        id=row.id,
        language=row.language,
        title=row.title,
        body=row.body,
        topic=row.topic,
        keywords=msgspec.json.decode(row.keywords, type=list[str]),
        popularity=row.popularity,
        updated=row.updated,
    )


def reply_of(row: Row[Any]) -> CannedReply:
    """The canned reply in a row."""
    return CannedReply(
        id=row.id,
        language=row.language,
        title=row.title,
        text=row.text,
        topic=row.topic,
        popularity=row.popularity,
        scope=_scope(row),
        queue=QueueId(row.queue) if row.queue else None,
        shortcut=row.shortcut,
        version=row.changed,
    )


def columns_of(content: Content) -> dict[str, Any]:
    """What an article or a reply says, as values of columns; whose it is stands beside it."""
    values = msgspec.structs.asdict(content)
    if isinstance(content, Article):
        values["keywords"] = msgspec.json.encode(content.keywords).decode()
    else:
        del values["scope"], values["version"]
        values["queue"] = content.queue or ""
    return values


def says_the_same(one: Content, other: Content) -> bool:
    """Whether they differ in nothing but when they were changed."""
    if isinstance(one, CannedReply) and isinstance(other, CannedReply):
        other = msgspec.structs.replace(other, version=one.version)
    return one == other


def _scope(row: Row[Any]) -> ReplyScope:
    if row.account:
        return ReplyScope.OWN
    return ReplyScope.GROUP if row.queue else ReplyScope.COMMON
