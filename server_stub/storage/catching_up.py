"""What has changed in a log after a revision, without an index of every entry's revision.

An entry takes the next revision as it is appended, so revisions rise along the log, but for entries
that were rewritten: those have an index of their own. What has changed is the end of the log, found
by halving, and some of them.
"""

from typing import Any

from sqlalchemy import Connection, Row, bindparam, select

from server_stub.domain.conversation import Conversation
from server_stub.storage import conversations, tables

_entry = tables.entry.c

_rev_at = select(_entry.rev).where(
    _entry.conversation == bindparam("of"), _entry.seq == bindparam("at_seq")
)


def changed_after(
    connection: Connection, conversation: Conversation, after_rev: int, *, level: int, most: int
) -> list[Row[Any]]:
    """The first ones in the order of revisions, as `entry_columns()`, that this level may see."""
    changed = (
        select(*conversations.entry_columns())
        .where(
            _entry.conversation == conversation.id,
            _entry.rev > after_rev,
            _entry.audience <= level,
        )
        .limit(most)
    )
    start = _first_appended(connection, conversation, after_rev)
    appended = changed.where(_entry.seq >= start, _entry.rewritten.is_(False)).order_by(_entry.seq)
    rewritten = changed.where(tables.is_rewritten).order_by(_entry.rev)
    rows = [*connection.execute(appended), *connection.execute(rewritten)]
    return sorted(rows, key=lambda row: int(row.rev))[:most]


def _first_appended(connection: Connection, conversation: Conversation, after_rev: int) -> int:
    """A place in the log before which nothing was appended after the revision.

    Most readers are a little behind: it is looked for from the end, in steps that grow. A rewritten
    entry may lead to an earlier place than there need be, never to a later one.
    """
    # Every entry raises the revision, so none is above its own.
    before, start = 0, min(conversation.last_seq, after_rev) + 1
    step = 1
    while start - before > 1:
        at = (before + start) // 2 if before else max(1, start - step)
        rev = connection.execute(_rev_at, {"of": conversation.id, "at_seq": at}).scalar_one()
        if rev > after_rev:
            start, step = at, 2 * step
        else:
            before = at
    return start
