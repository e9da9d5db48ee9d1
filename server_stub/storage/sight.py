"""Which conversations an actor may see, as conditions and as the ids of them."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, Connection, and_, or_, select

from protocol.conversations import ConversationState
from server_stub.domain.acts import Actor
from server_stub.domain.permissions import oversees
from server_stub.storage import guests, tables, talks

Known = tuple[int, str]
"""When a conversation has last changed, and its id."""

_conversation = tables.conversation.c
_is_talk = _conversation.state == ConversationState.TALK.value
_is_no_talk = _conversation.state.in_(
    # One by one, so that an index of states and queues can be used.
    [one.value for one in ConversationState if one is not ConversationState.TALK]
)


def in_sight(actor: Actor) -> ColumnElement[bool]:
    """The conversations that `permissions.Needs.SIGHT` lets the actor see, as a condition.

    And the talks he is in: of others no one who oversees is shown anything either.
    """
    return or_(*_ways(actor))


def newest_in_sight(
    connection: Connection, actor: Actor, where: Sequence[ColumnElement[bool]], *, most: int
) -> list[Known] | None:
    """Those of them for which all conditions hold, the last changed first; nothing if too many.

    Each way to see one is a question of its own, which an index answers.
    """
    found: set[Known] = set()
    for way in _ways(actor):
        rows = connection.execute(
            select(_conversation.changed_at, _conversation.id).where(way, *where).limit(most + 1)
        )
        found.update((row.changed_at, row.id) for row in rows)
        if len(found) > most:
            return None
    return sorted(found, reverse=True)


def _ways(actor: Actor) -> list[ColumnElement[bool]]:
    member = and_(_is_talk, talks.is_member(actor.id))
    if oversees(actor):
        return [member, _is_no_talk]
    served = tables.conversation.alias("served")
    ways = (
        _conversation.owner == actor.id,
        _conversation.offer_agent == actor.id,
        and_(
            _conversation.state == ConversationState.SCHEDULED.value,
            _conversation.known_agent == actor.id,
        ),
        guests.has(_conversation.id, actor.id),
        _conversation.state == ConversationState.QUEUED.value,
        _conversation.subscriber.in_(
            select(served.c.subscriber).where(
                served.c.owner == actor.id,
                served.c.closed_at.is_(None),
                served.c.subscriber.is_not(None),
            )
        ),
        talks.in_sight(actor.id),
    )
    return [
        member,
        *(and_(_conversation.state != ConversationState.TALK.value, way) for way in ways),
    ]
