"""From rows of the index to hits: the texts of found articles, with what was found highlighted."""

import sqlite3
from collections.abc import Iterable

from language.articles import FoundBy, Hit
from language.excerpts import Excerpts

# How deep a word is looked for in the body of an article whose title has it already, and of one
# found by its body. Long articles are rare, keystrokes are not.
_DEEPEST_WITH_TITLE = 1_000
_DEEPEST = 16_000


def show(
    connection: sqlite3.Connection,
    rows: Iterable[int],
    *,
    excerpts: Excerpts,
    found_by: FoundBy,
    in_title: bool,
) -> list[Hit]:
    """The hits of these rows, in their order."""
    hits = []
    for row in rows:
        article_id, language, title, body = connection.execute(
            "select id, language, title, body from article where row = ?", (row,)
        ).fetchone()
        deepest = _DEEPEST_WITH_TITLE if in_title else _DEEPEST
        snippet, snippet_ranges = excerpts.snippet(body, deepest=deepest)
        hits.append(
            Hit(
                article_id=article_id,
                language=language,
                title=title,
                snippet=snippet,
                title_highlights=excerpts.ranges(title),
                snippet_highlights=snippet_ranges,
                found_by=found_by,
            )
        )
    return hits
