"""What goes into the article index and what comes out of it."""

from dataclasses import dataclass
from enum import Enum


@dataclass(frozen=True, slots=True)
class IndexedArticle:
    """An article as the index takes it.

    Attributes: id is the caller's, another for each language of one article; language is "ru" or
    "en"; popularity is any count that orders articles, such as how often one was inserted.
    """

    id: str
    language: str
    title: str
    body: str
    keywords: tuple[str, ...] = ()
    popularity: int = 0


class FoundBy(Enum):
    """By which reading of the query an article was found, surest first."""

    POPULARITY = "popularity"
    WORDS = "words"
    OTHER_LAYOUT = "other_layout"
    CORRECTION = "correction"
    LIKENESS = "likeness"


@dataclass(frozen=True, slots=True)
class Hit:
    """A found article with plain text to show and what to highlight in it, never markup.

    Highlights are (start, length) in Python characters; a snippet is one line cut from the body.
    """

    article_id: str
    language: str
    title: str
    snippet: str
    title_highlights: tuple[tuple[int, int], ...]
    snippet_highlights: tuple[tuple[int, int], ...]
    found_by: FoundBy
