"""Colleagues who answer subscribers, as of one moment: presence, room, and what they answer now."""

from sqlalchemy import Connection, select

from protocol.ids import AccountId, TopicId
from protocol.people import PresenceWhy
from protocol.scalars import Millis
from protocol.workplace import Receiver
from server_stub.domain.capacity import LINK_LEASE_MS
from server_stub.domain.permissions import ANSWERING
from server_stub.storage import conversations, tables

_account = tables.account.c
_conversation = tables.conversation.c


def others(connection: Connection, but: AccountId, *, now: Millis) -> list[Receiver]:
    """Everybody who may answer, but one."""
    topics = _topics(connection)
    rows = connection.execute(
        select(_account.name, tables.agent_load)
        .join_from(tables.agent_load, tables.account)
        .where(
            _account.id != but, _account.disabled.is_(False), _account.role.in_(sorted(ANSWERING))
        )
    )
    found = []
    for row in rows:
        load = conversations.load_from_row(row)
        lost = load.presence_at(now) is not load.presence
        found.append(
            Receiver(
                account=load.account,
                name=row.name,
                presence=load.presence_at(now),
                presence_since=load.presence_since,
                presence_reason=load.presence_reason,
                presence_why=PresenceWhy.LINK if lost else load.presence_why,
                room=load.room,
                used=load.used,
                topics=topics.get(load.account, []),
                lost_at=(load.lost_at or Millis(load.seen_at + LINK_LEASE_MS)) if lost else None,
            )
        )
    return found


def _topics(connection: Connection) -> dict[AccountId, list[TopicId]]:
    """Of what each answers now."""
    rows = connection.execute(
        select(_conversation.owner, _conversation.topic)
        .where(_conversation.owner.is_not(None), _conversation.closed_at.is_(None))
        .distinct()
        .order_by(_conversation.owner, _conversation.topic)
    )
    topics: dict[AccountId, list[TopicId]] = {}
    for row in rows:
        topics.setdefault(AccountId(row.owner), []).append(TopicId(row.topic))
    return topics
