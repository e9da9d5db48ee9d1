"""The articles and canned replies of the operator «Волна», read from our files and checked."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from importlib import resources
from typing import Any, NewType

from resources.volna.centre import topic_ids
from resources.volna.errors import ContentError
from resources.volna.operator import Language, TopicId
from resources.volna.tables import build, build_all, parse, refuse_repeats

ArticleId = NewType("ArticleId", str)
CannedReplyId = NewType("CannedReplyId", str)

# Who fills a reply knows these and nothing else. A subscriber's details may be missing (a guest of
# the web chat has no tariff), so these must carry a fallback; the others are always known.
SUBSCRIBER_VARIABLES = frozenset(
    {
        "subscriber.first_name",
        "subscriber.tariff",
        "subscriber.balance",
        "subscriber.renewal_date",
    }
)
VARIABLES = SUBSCRIBER_VARIABLES | {"agent.first_name", "greeting"}

# {name} or {name|text used when the name is unknown}
VARIABLE = re.compile(r"\{(?P<name>[a-z_.]+)(?:\|(?P<fallback>[^{}|]+))?\}")

_REPLIES_FILE = "canned_replies.toml"
_FRONT_MATTER = re.compile(r"\+\+\+\n(?P<fields>.*?)^\+\+\+\n\n(?P<body>.+)\n\Z", re.S | re.M)
_STEP = re.compile(r"(?P<number>[1-9][0-9]?)\. \S")
_HEADING = re.compile(r"## \S")
_ITEM = re.compile(r"- \S")
# What looks like markup that the console would show to a person as it stands.
_FOREIGN_MARKUP = re.compile(r"\s|#(?!# \S)|- ?$|\* |>|`|.*(\]\(|</|\s$|\t)")


@dataclass(frozen=True, slots=True)
class Article:
    """An article of the knowledge base in one language.

    Attributes:
        id: shared by the variants of one article in different languages.
        keywords: words people really use, slang included; for search, never shown.
        popularity: of two equally good matches the more popular goes first.
        body: plain text of paragraphs, «## » headings, «- » items and «1. » steps.
    """

    id: ArticleId
    language: Language
    title: str
    topic: TopicId
    keywords: tuple[str, ...]
    popularity: int
    updated: date
    body: str


@dataclass(frozen=True, slots=True)
class CannedReply:
    """A ready answer in one language.

    Attributes:
        id: shared by the variants of one reply in different languages.
        title: the short name an agent types after «/».
        text: with the variables of `VARIABLES`, as `{name}` or `{name|fallback}`.
    """

    id: CannedReplyId
    language: Language
    title: str
    text: str
    topic: TopicId
    popularity: int


def load_articles() -> list[Article]:
    """Read every article, in the order of file names. Raises ContentError."""
    folder = resources.files("resources.volna").joinpath("articles")
    files = sorted(
        (file for file in folder.iterdir() if file.name.endswith(".md")), key=lambda file: file.name
    )
    return [parse_article(file.read_text(encoding="utf-8"), file=file.name) for file in files]


def load_canned_replies() -> list[CannedReply]:
    """Read every canned reply, in the order of the file. Raises ContentError."""
    path = resources.files("resources.volna").joinpath(_REPLIES_FILE)
    return parse_canned_replies(path.read_text(encoding="utf-8"))


def parse_article(text: str, *, file: str) -> Article:
    """Make an article of the text of its file. Raises ContentError."""
    parts = _FRONT_MATTER.match(text)
    if parts is None:
        raise ContentError(
            file=file, field="", problem="expected +++, front matter, +++, empty line, body"
        )
    fields: dict[str, Any] = parse(parts["fields"], file=file)
    article = build(Article, {**fields, "body": parts["body"]}, file=file)
    # The file name keeps ids unique: a folder cannot hold the same name twice.
    if file != f"{article.id}.{article.language}.md":
        raise ContentError(file=file, field="id", problem="file name is not <id>.<language>.md")
    _require_text(article, ("title", "body"), file=file, at="")
    _require_topic(article.topic, file=file, field="topic")
    if not article.keywords or not all(word.strip() for word in article.keywords):
        raise ContentError(file=file, field="keywords", problem="empty")
    _require_plain_structure(article.body, file=file)
    return article


def parse_canned_replies(text: str) -> list[CannedReply]:
    """Make the replies of the text of canned_replies.toml. Raises ContentError."""
    replies = build_all(CannedReply, parse(text, file=_REPLIES_FILE), "reply", file=_REPLIES_FILE)
    for position, reply in enumerate(replies):
        at = f"reply[{position}]"
        _require_text(reply, ("id", "title", "text"), file=_REPLIES_FILE, at=f"{at}.")
        _require_topic(reply.topic, file=_REPLIES_FILE, field=f"{at}.topic")
        _require_known_variables(reply.text, file=_REPLIES_FILE, field=f"{at}.text")
    for field, names in (
        ("id", (f"{reply.id} ({reply.language})" for reply in replies)),
        ("title", (f"{reply.title} ({reply.language})" for reply in replies)),
    ):
        refuse_repeats(names, file=_REPLIES_FILE, field=field)
    return list(replies)


def _require_text(
    content: Article | CannedReply, fields: Iterable[str], *, file: str, at: str
) -> None:
    for field in fields:
        if not getattr(content, field).strip():
            raise ContentError(file=file, field=f"{at}{field}", problem="empty")


def _require_topic(topic: TopicId, *, file: str, field: str) -> None:
    if topic not in topic_ids():
        raise ContentError(file=file, field=field, problem=f"no topic {topic!r} in centre.toml")


def _require_plain_structure(body: str, *, file: str) -> None:
    expected_step = 1
    for number, line in enumerate(body.split("\n"), start=1):
        step = _STEP.match(line)
        if step is None:
            expected_step = 1
        elif int(step["number"]) == expected_step:
            expected_step += 1
        else:
            raise ContentError(
                file=file, field="body", problem=f"line {number}: step {expected_step} expected"
            )
        plain = step or _HEADING.match(line) or _ITEM.match(line) or not line
        if not plain and _FOREIGN_MARKUP.match(line):
            raise ContentError(
                file=file, field="body", problem=f"line {number}: markup the console does not show"
            )


def _require_known_variables(text: str, *, file: str, field: str) -> None:
    for variable in VARIABLE.finditer(text):
        name = variable["name"]
        if name not in VARIABLES:
            raise ContentError(file=file, field=field, problem=f"unknown variable {name!r}")
        if name in SUBSCRIBER_VARIABLES and variable["fallback"] is None:
            raise ContentError(file=file, field=field, problem=f"{name!r} needs a fallback")
    if re.search(r"[{}]", VARIABLE.sub("", text)):
        raise ContentError(file=file, field=field, problem="a brace outside a variable")
