"""Words of the index that a typed one may stand for: mistyped, or not yet typed to its end."""

import sqlite3
import sys

from language.near_words import can_be_mistyped, deletions, one_slip_apart

# A word has few neighbours; a short one in a large index has some by chance.
_MOST = 12
# Over so many words the full-text index finds a beginning faster than all of them.
_MOST_ENDINGS = 128


def corrections(connection: sqlite3.Connection, written: str) -> list[str]:
    """The words of indexed articles one slip apart from the written one."""
    if not can_be_mistyped(written):
        return []
    near = {
        word
        for deletion in deletions(written)
        for (word,) in connection.execute(
            "select word from near_word where deletion = ?", (deletion,)
        )
        if one_slip_apart(written, word)
    }
    return sorted(near)[:_MOST]


def endings(connection: sqlite3.Connection, beginning: str) -> list[str] | None:
    """The words of indexed articles that begin so; nothing if they are many or not remembered."""
    if not can_be_mistyped(beginning):
        return None
    found = connection.execute(
        "select word from near_word where deletion >= ? and deletion < ? and deletion = word"
        " limit ?",
        (beginning, beginning + chr(sys.maxunicode), _MOST_ENDINGS + 1),
    ).fetchall()
    return [word for (word,) in found] if len(found) <= _MOST_ENDINGS else None
