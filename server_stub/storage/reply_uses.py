"""Rows of how often canned replies were sent: counted with the message, read to rank them."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import BigInteger, Connection, Integer, bindparam, case, func, literal, or_, select
from sqlalchemy.dialects.postgresql import insert as postgresql_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert

from protocol import limits
from protocol.knowledge import ReplyUse
from protocol.scalars import Millis
from server_stub.domain.canned import ReplySent
from server_stub.storage.knowledge_tables import canned_reply, reply_use

_use = reply_use.c
_INSERTS = {"sqlite": sqlite_insert, "postgresql": postgresql_insert}


def count(connection: Connection, sent: Sequence[ReplySent]) -> None:
    """Count what a transaction sent, one more each; what its sender cannot see is not counted."""
    insert: Any = _INSERTS[connection.dialect.name](reply_use)
    seen = (
        select(
            bindparam("of", type_=_use.account.type),
            canned_reply.c.id,
            literal(1, Integer),
            bindparam("now", type_=BigInteger),
        )
        .where(
            canned_reply.c.id == bindparam("named"),
            canned_reply.c.removed.is_(False),
            or_(canned_reply.c.account == "", canned_reply.c.account == bindparam("of")),
        )
        .distinct()
    )
    statement = insert.from_select(list(_use), seen)
    statement = statement.on_conflict_do_update(
        index_elements=[_use.account, _use.reply],
        set_={"uses": _use.uses + 1, "last_at": statement.excluded.last_at},
    )
    # In one order, whoever sends: two lanes do not wait for each other in a circle.
    ordered = sorted(sent, key=lambda one: (one.account, one.reply))
    connection.execute(
        statement, [{"of": one.account, "named": one.reply, "now": one.at} for one in ordered]
    )


def own(connection: Connection, account: str) -> list[ReplyUse]:
    """What an account has sent, the last sent first, as many as are told at once."""
    rows = connection.execute(
        select(_use.reply, _use.uses, _use.last_at)
        .where(_use.account == account)
        .order_by(_use.last_at.desc(), _use.reply)
        .limit(limits.LISTED_USES)
    )
    return [ReplyUse(reply=row.reply, mine=row.uses, last=Millis(row.last_at)) for row in rows]


def of_all(connection: Connection, account: str) -> list[ReplyUse]:
    """What everybody has sent of what this account sees, the most used first."""
    mine = _use.account == account
    uses = func.sum(_use.uses)
    seen = select(canned_reply.c.id).where(canned_reply.c.account.in_(["", account]))
    rows = connection.execute(
        select(
            _use.reply,
            uses.label("everybody"),
            func.sum(case((mine, _use.uses), else_=0)).label("mine"),
            func.max(case((mine, _use.last_at), else_=0)).label("last"),
        )
        .where(_use.reply.in_(seen))
        .group_by(_use.reply)
        .order_by(uses.desc(), _use.reply)
        .limit(limits.LISTED_USES)
    )
    return [
        ReplyUse(reply=row.reply, mine=row.mine, last=Millis(row.last), everybody=row.everybody)
        for row in rows
    ]
