"""Words of the index that a mistyped word may stand for."""

import sqlite3

from language.near_words import can_be_mistyped, deletions, one_slip_apart

# A word has few neighbours; a short one in a large index has some by chance.
_MOST = 12


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
