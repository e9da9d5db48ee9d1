"""Who looked at whose data, and in which conversation of theirs: rows of the audit."""

from collections.abc import Sequence

from sqlalchemy import or_, select

from protocol.conversations import ConversationState, Head
from protocol.ids import SubscriberId
from server_stub.domain.acts import Actor
from server_stub.storage import tables
from server_stub.storage.unit_of_work import UnitOfWork

_conversation = tables.conversation.c


def put_on_record(
    unit: UnitOfWork, actor: Actor, verb: str, subscribers: Sequence[SubscriberId]
) -> None:
    """A row for each; what the actor searched for is not kept, whom he was shown is."""
    talks = _talks_with(unit, actor, subscribers)
    for subscriber in subscribers:
        unit.audit(actor.id, verb, subscriber, data=talks.get(subscriber, ""))


def put_found_on_record(
    unit: UnitOfWork, actor: Actor, verb: str, conversations: Sequence[Head]
) -> None:
    """A row for each conversation that a search has shown a piece of, but for the actor's own."""
    for head in conversations:
        if head.owner != actor.id and head.state is not ConversationState.TALK:
            unit.audit(actor.id, verb, head.subscriber or "", data=head.id)


def _talks_with(
    unit: UnitOfWork, actor: Actor, subscribers: Sequence[SubscriberId]
) -> dict[str, str]:
    """The open conversation that the actor has with each, or is offered: the store's own word."""
    rows = unit.connection.execute(
        select(_conversation.subscriber, _conversation.id)
        .where(
            _conversation.subscriber.in_(subscribers),
            _conversation.closed_at.is_(None),
            or_(_conversation.owner == actor.id, _conversation.offer_agent == actor.id),
        )
        .order_by(_conversation.entered_at)
    )
    return {row.subscriber: row.id for row in rows}
