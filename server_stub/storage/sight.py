"""Which conversations an actor may see, as conditions and as the ids of them."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, CompoundSelect, and_, or_, select, union

from protocol.values import ConversationState
from server_stub.domain.acts import Actor
from server_stub.domain.permissions import oversees
from server_stub.storage import guests, tables, talks

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


def ids_in_sight(actor: Actor, where: Sequence[ColumnElement[bool]]) -> CompoundSelect[tuple[str]]:
    """Those of them for which all conditions hold.

    Each way to see one is a question of its own, which an index answers.
    """
    return union(*(select(_conversation.id).where(way, *where) for way in _ways(actor)))


def _ways(actor: Actor) -> list[ColumnElement[bool]]:
    member = and_(_is_talk, talks.is_member(actor.id))
    if oversees(actor):
        return [member, _is_no_talk]
    served = tables.conversation.alias("served")
    ways = (
        _conversation.owner == actor.id,
        _conversation.offer_agent == actor.id,
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
