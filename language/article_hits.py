"""From rows of the index to hits: the texts of found articles, with what was found highlighted."""

import sqlite3
from collections.abc import Iterable

from language.articles import FoundBy, Hit
from language.excerpts import Excerpts


def show(
    connection: sqlite3.Connection,
    rows: Iterable[int],
    *,
    excerpts: Excerpts,
    found_by: FoundBy,
    thorough: bool,
) -> list[Hit]:
    """The hits of these rows, in their order; thorough where the body is known to have a word."""
    hits = []
    for row in rows:
        article_id, language, title, body = connection.execute(
            "select id, language, title, body from article where row = ?", (row,)
        ).fetchone()
        snippet, snippet_ranges = excerpts.snippet(body, thorough=thorough)
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
