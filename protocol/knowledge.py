"""Articles and canned replies."""

from enum import StrEnum

from protocol.ids import ArticleId, QueueId
from protocol.scalars import Millis, Value


class Article(Value):
    """A page of the knowledge base."""

    id: ArticleId
    language: str
    title: str
    body: str
    """Plain text with `## ` headings, `- ` and `1. ` lists."""
    topic: str
    keywords: list[str]
    popularity: int
    updated: str
    """ISO date of the last edit."""


class ReplyScope(StrEnum):
    """Whose a canned reply is; it stays so for good."""

    OWN = "own"
    """One account's: nobody else sees it."""
    GROUP = "group"
    """Of those who serve a queue."""
    COMMON = "common"


class CannedReply(Value):
    """A ready answer; `{name|fallback}` in the text stands for a variable."""

    id: str
    language: str
    title: str
    text: str
    topic: str
    popularity: int
    scope: ReplyScope = ReplyScope.COMMON
    queue: QueueId | None = None
    """Of a group's reply: the queue it serves."""
    shortcut: str = ""
    """A word to be typed behind the slash that means this reply and no other."""
    version: int = 0
    """The number of its last change: who changes it names the one he has seen."""


class ReplyUse(Value):
    """How often a canned reply has gone out, in every language it has."""

    reply: str
    mine: int
    last: Millis
    """When it went out from me last; 0 where it never did."""
    everybody: int = 0
    """Of all; only where that was asked for."""
