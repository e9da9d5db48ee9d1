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
    wanted = list(rows)
    places = ", ".join("?" * len(wanted))
    found = {
        row: article
        for row, *article in connection.execute(
            f"select row, id, language, title, body from article where row in ({places})", wanted
        )
    }
    hits = []
    for row in wanted:
        if row not in found:
            continue  # another connection has dropped it since it was found
        article_id, language, title, body = found[row]
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
