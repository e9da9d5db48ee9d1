"""Canned replies as people keep them: found under the lock of the counter, saved, taken away.

Never commits.
"""

from sqlalchemy import ColumnElement, Connection, func, select

from protocol import limits
from protocol.knowledge import ReplyScope
from server_stub.domain.canned import KeptReply
from server_stub.domain.errors import RepliesFull
from server_stub.knowledge import repository
from server_stub.knowledge.page import Key, reply_of
from server_stub.storage.knowledge_tables import canned_reply

_reply = canned_reply.c


def find(connection: Connection, key: Key) -> KeptReply | None:
    """As it stands, taken away or not; nobody changes any until this transaction has ended."""
    repository.lock(connection)
    row = connection.execute(
        select(canned_reply).where(_reply.id == key[0], _reply.language == key[1])
    ).one_or_none()
    if row is None:
        return None
    return KeptReply(reply=reply_of(row), account=row.account, removed=row.removed)


def save(connection: Connection, kept: KeptReply, *, new: bool) -> int:
    """Keep it and return the number of the change. Raises RepliesFull."""
    if new:
        limit = limits.OWN_REPLIES if kept.account else limits.SHARED_REPLIES
        there = select(func.count()).where(_reply.removed.is_(False), *_of(kept))
        if (connection.scalar(there) or 0) >= limit:
            raise RepliesFull(limit=limit)
    return repository.write_reply(connection, kept.reply, account=kept.account)


def delete(connection: Connection, key: Key) -> int:
    """Take it away and return the number of the change; its row stays as a trace for readers."""
    return repository.bury_reply(connection, key)


def _of(kept: KeptReply) -> tuple[ColumnElement[bool], ...]:
    """Of the same scope, and of the same account or queue."""
    queue = kept.reply.queue if kept.reply.scope is ReplyScope.GROUP else ""
    return _reply.account == kept.account, _reply.queue == (queue or "")
