"""What a plan is made of: who waits and who could be asked, as one look at the rows finds them."""

from typing import Any

import msgspec
from sqlalchemy import ColumnElement, Connection, Select, and_, func, not_, or_, select

from protocol.conversations import ConversationState
from protocol.ids import AccountId
from protocol.scalars import Millis
from server_stub.domain.capacity import LINK_LEASE_MS, most_places
from server_stub.domain.conversation import PassedOver
from server_stub.domain.permissions import ANSWERING
from server_stub.domain.presence import TAKES_CHATS
from server_stub.domain.routing_demands import Demands
from server_stub.domain.routing_terms import Candidate, Waiting
from server_stub.storage import tables

READ_OF_A_KIND = 100
"""Of those that ask the same of the same agents, as many of the longest waits as a look reads. Who
comes after them has nobody either if they have nobody; if all of them are offered, one looks again.
So no limit of a look hides anyone: not even behind thousands in a queue that nobody serves."""

_passed = msgspec.json.Decoder(tuple[PassedOver, ...])
_conversation = tables.conversation.c
_load, _account = tables.agent_load.c, tables.account.c

_ASKS = (
    _conversation.queue,
    _conversation.topic,
    _conversation.language,
    _conversation.priority,
    _conversation.weight,
    _conversation.known_agent,
    _conversation.passed_over,
)
"""What decides who is asked and when; of two that have all of it, the longer wait is first."""


class Look(msgspec.Struct, frozen=True, kw_only=True):
    """Who waits and who could be asked at one moment."""

    now: Millis
    waiting: list[Waiting]
    candidates: list[Candidate]
    more: bool
    """Whether there is somebody behind those who were read."""


def look(connection: Connection, demands: Demands, *, now: Millis) -> Look:
    """The snapshot for a plan; nobody is looked for where nobody waits."""
    rows = connection.execute(_first_of_each_kind()).all()
    return Look(
        now=now,
        waiting=[_waiting(row, demands) for row in rows if row.place <= READ_OF_A_KIND],
        candidates=candidates(connection, demands, now=now) if rows else [],
        more=any(row.place > READ_OF_A_KIND for row in rows),
    )


def candidates(connection: Connection, demands: Demands, *, now: Millis) -> list[Candidate]:
    """Who is on line and felt lately, with or without room."""
    return _candidates(connection, demands, _on_line(now))


def away(connection: Connection, demands: Demands, *, now: Millis) -> list[Candidate]:
    """Who would be a candidate if he were there."""
    return _candidates(connection, demands, not_(_on_line(now)))


def before(connection: Connection, waiting: Waiting) -> int:
    """How many of its queue come before it."""
    key, place = _conversation.queued_at - _conversation.priority * 1000, waiting.key
    found = connection.execute(
        select(func.count()).where(
            _conversation.state == ConversationState.QUEUED.value,
            _conversation.queue == waiting.queue,
            or_(
                key < place[0],
                and_(key == place[0], _conversation.id < waiting.conversation),
            ),
        )
    )
    return int(found.scalar_one())


def _on_line(now: Millis) -> ColumnElement[bool]:
    return and_(_load.presence.in_(sorted(TAKES_CHATS)), _load.seen_at > now - LINK_LEASE_MS)


def _candidates(
    connection: Connection, demands: Demands, which: ColumnElement[bool]
) -> list[Candidate]:
    found = []
    for row in connection.execute(_answering().where(which)):
        can = demands.abilities(AccountId(row.account))
        room_left = row.room - row.used
        found.append(
            Candidate(
                agent=AccountId(row.account),
                name=row.name,
                # Held chats take no room, but a desk shows only so many of anything.
                free=room_left if row.places < most_places(row.room) else min(0, room_left),
                room=row.room,
                idle_since=Millis(row.idle_since),
                rest_until=Millis(row.rest_until),
                skills=can.skills,
                languages=can.languages,
                queues=can.queues,
            )
        )
    return found


def _first_of_each_kind() -> Select[Any]:
    place = func.row_number().over(
        partition_by=_ASKS, order_by=(_conversation.queued_at, _conversation.id)
    )
    ranked = (
        select(_conversation.id, _conversation.epoch, _conversation.queued_at, *_ASKS)
        .add_columns(place.label("place"))
        .where(_conversation.state == ConversationState.QUEUED.value)
        .subquery()
    )
    # One more than is wanted tells whether there are more.
    return select(ranked).where(ranked.c.place <= READ_OF_A_KIND + 1)


def _answering() -> Select[Any]:
    return (
        select(
            _load.account,
            _account.name,
            _load.room,
            _load.used,
            _load.places,
            _load.idle_since,
            _load.rest_until,
        )
        .join_from(tables.agent_load, tables.account)
        .where(_account.disabled.is_(False), _account.role.in_(sorted(ANSWERING)))
    )


def _waiting(row: Any, demands: Demands) -> Waiting:  # noqa: ANN401 - a row
    return demands.waiting(
        conversation=row.id,
        epoch=row.epoch,
        queue=row.queue,
        topic=row.topic,
        language=row.language,
        since=Millis(row.queued_at),
        priority=row.priority,
        weight=row.weight,
        known_agent=row.known_agent,
        passed_over=_passed.decode(row.passed_over) if row.passed_over else (),
    )
