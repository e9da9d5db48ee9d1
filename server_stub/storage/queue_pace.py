"""How queues move: who waits in which order, how many were taken lately, who is there for more."""

from collections.abc import Collection, Mapping

from sqlalchemy import Connection, func, select

from protocol.conversations import ConversationState
from protocol.ids import AccountId, ConversationId, QueueId
from protocol.people import Presence
from protocol.scalars import Millis
from server_stub.domain.capacity import LINK_LEASE_MS
from server_stub.domain.configuration import Rules
from server_stub.domain.expected_wait import WINDOW_MS, Expected, Pace, expected
from server_stub.domain.permissions import ANSWERING
from server_stub.domain.waits import WaitEnd
from server_stub.storage import tables

_WAITING = [ConversationState.QUEUED.value, ConversationState.OFFERED.value]
_conversation = tables.conversation.c
_wait = tables.wait.c


def waiting_in(connection: Connection, queue: QueueId) -> int:
    """How many wait in a queue, those included who are just being offered."""
    return int(
        connection.execute(
            select(func.count()).where(
                _conversation.state.in_(_WAITING), _conversation.queue == queue
            )
        ).scalar_one()
    )


def of_a_newcomer(connection: Connection, queue: QueueId, *, rules: Rules, now: Millis) -> Expected:
    """What whoever comes to the queue now has to expect."""
    place = waiting_in(connection, queue) + 1
    return expected(place, paces(connection, {queue}, rules=rules, now=now)[queue])


def of_those_who_wait(
    connection: Connection, chats: Collection[ConversationId], *, rules: Rules, now: Millis
) -> dict[ConversationId, Expected]:
    """What each of them has to expect; of those who do not wait nothing."""
    if not chats:
        return {}
    mine = frozenset(chats)
    rows = connection.execute(
        select(_conversation.id, _conversation.queue)
        .where(_conversation.state.in_(_WAITING))
        .order_by(
            _conversation.queue,
            _conversation.queued_at - _conversation.priority * 1000,
            _conversation.id,
        )
    )
    places: dict[ConversationId, tuple[QueueId, int]] = {}
    seen: dict[str, int] = {}
    for row in rows:
        seen[row.queue] = seen.get(row.queue, 0) + 1
        if row.id in mine:
            places[ConversationId(row.id)] = QueueId(row.queue), seen[row.queue]
    found = paces(connection, {queue for queue, _ in places.values()}, rules=rules, now=now)
    return {chat: expected(place, found[queue]) for chat, (queue, place) in places.items()}


def paces(
    connection: Connection, queues: Collection[QueueId], *, rules: Rules, now: Millis
) -> Mapping[QueueId, Pace]:
    """How these queues move."""
    if not queues:
        return {}
    taken = connection.execute(
        select(_wait.queue, func.count().label("taken"))
        .where(
            _wait.ended_at > now - WINDOW_MS,
            _wait.how == WaitEnd.TAKEN.value,
            _wait.queue.in_(sorted(queues)),
        )
        .group_by(_wait.queue)
    )
    by_queue = {row.queue: int(row.taken) for row in taken}
    load, account = tables.agent_load.c, tables.account.c
    agents = connection.execute(
        select(load.account, load.room, load.used)
        .join_from(tables.agent_load, tables.account)
        .where(
            load.presence == Presence.ONLINE.value,
            load.seen_at > now - LINK_LEASE_MS,
            account.disabled.is_(False),
            account.role.in_(sorted(ANSWERING)),
        )
    ).all()
    found = {}
    for queue in queues:
        serving = [one for one in agents if rules.serves(AccountId(one.account), queue)]
        found[queue] = Pace(
            taken=by_queue.get(queue, 0),
            on_line=len(serving),
            free=sum(max(0, one.room - one.used) for one in serving),
        )
    return found
