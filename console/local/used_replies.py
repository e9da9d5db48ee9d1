"""Which canned replies a text on its way out is made of: kept with it, until they are counted."""

from sqlalchemy import Connection, delete, insert, select

from console.core.outgoing import Outgoing
from console.local import tables
from protocol.ids import ClientId

_used = tables.used_reply


def keep_replies_of(connection: Connection, item: Outgoing) -> None:
    """Keep them with their text."""
    rows = [
        {"outgoing": item.client_id, "place": place, "reply": reply}
        for place, reply in enumerate(item.replies)
    ]
    if rows:
        connection.execute(insert(_used), rows)


def forget_replies_of(connection: Connection, client_id: ClientId) -> None:
    """Their text is gone, or has another identity."""
    connection.execute(delete(_used).where(_used.c.outgoing == client_id))


def read_replies(connection: Connection) -> dict[str, list[str]]:
    """Of every text, in their order."""
    replies: dict[str, list[str]] = {}
    for row in connection.execute(select(_used).order_by(_used.c.outgoing, _used.c.place)):
        replies.setdefault(row.outgoing, []).append(row.reply)
    return replies
