"""How agents are there: what they say of themselves, whether their links are felt, and the log."""

from collections.abc import Collection, Iterable, Sequence
from typing import NamedTuple

import msgspec
from sqlalchemy import Connection, insert, select, update

from protocol.ids import AccountId, ConversationId, QueueId
from protocol.people import Presence, PresenceWhy
from protocol.scalars import Millis
from server_stub.domain.acts import LINK_TIMER
from server_stub.domain.capacity import LINK_LEASE_MS, AgentLoad, Said, saying
from server_stub.domain.presence import TAKEN_FROM_THE_LOST
from server_stub.storage import conversations, tables

_load = tables.agent_load.c

LOST_AT_ONCE = 200
"""Conversations of lost agents that one look finds; the next one, a second later, finds more."""


class Line(msgspec.Struct, frozen=True):
    """A line of the log to be written."""

    account: AccountId
    since: Millis
    said: Said


class Abandoned(NamedTuple):
    """A conversation whose owner's link is gone, and since when."""

    conversation: ConversationId
    epoch: int
    queue: QueueId
    lost_at: Millis


def log(connection: Connection, lines: Iterable[Line]) -> None:
    """Write lines of the log; at least one."""
    connection.execute(
        insert(tables.presence_log),
        [
            {
                "account": one.account,
                "since": one.since,
                "presence": one.said.presence.value,
                "reason": one.said.reason,
                "why": one.said.why.value,
            }
            for one in lines
        ],
    )


def load(connection: Connection, agent: AccountId) -> AgentLoad | None:
    """The agent's row, locked."""
    return conversations.load_agents(connection, [agent]).get(agent)


def say(connection: Connection, load: AgentLoad, said: Said, *, now: Millis) -> AgentLoad:
    """What is in force for an agent from now on; his desk shows it."""
    after = msgspec.structs.replace(saying(load, said, now=now), desk_rev=load.desk_rev + 1)
    conversations.save_loads(connection, [after])
    if load.lost_at is None:  # who is not there is offline in the log until he is
        log(connection, [Line(load.account, now, said)])
    return after


def set_presence(
    connection: Connection,
    agent: AccountId,
    presence: Presence,
    *,
    reason: str,
    now: Millis,
    why: PresenceWhy = PresenceWhy.OWN,
) -> None:
    """Put a presence in force as it is, whatever the rules say of it."""
    found = load(connection, agent)
    if found is not None:
        say(connection, found, Said(presence, why, reason), now=now)


def set_auto_accept(connection: Connection, agent: AccountId, *, on: bool) -> None:
    """Whether what is offered to the agent is his at once; his desk shows it."""
    table = tables.agent_load
    connection.execute(
        update(table)
        .where(table.c.account == agent)
        .values(auto_accept=on, desk_rev=table.c.desk_rev + 1)
    )


def touch(connection: Connection, agents: Collection[AccountId], *, now: Millis) -> None:
    """These agents' links were felt just now; the log tells of those that had been gone."""
    table = tables.agent_load
    for chunk in conversations.chunks(sorted(agents)):
        among = table.c.account.in_(chunk)
        back = select(table.c.account).where(among, table.c.lost_at.is_not(None))
        if returned := connection.execute(back).scalars().all():
            _return(connection, [AccountId(one) for one in returned], now=now)
        connection.execute(update(table).where(among).values(seen_at=now))


def forget(
    connection: Connection,
    agent: AccountId,
    *,
    since: Millis,
    now: Millis,
    why: PresenceWhy = PresenceWhy.LINK,
) -> None:
    """The agent's last link here is gone: nothing is offered to him until he is back.

    Unless his link was felt after that moment: on another node, for example.
    """
    lose(connection, [agent], now=now, why=why, felt_by=since)


def lose(
    connection: Connection,
    agents: Collection[AccountId],
    *,
    now: Millis,
    why: PresenceWhy = PresenceWhy.LINK,
    felt_by: Millis | None = None,
) -> None:
    """Their links are gone, unless they were felt after `felt_by`. Idempotent.

    Without that moment, unless they were felt since somebody thought so: within their lease.
    """
    last = now - LINK_LEASE_MS if felt_by is None else felt_by
    gone = [
        one for one in conversations.load_agents(connection, agents).values() if one.seen_at <= last
    ]
    if not gone:
        return
    connection.execute(
        update(tables.agent_load)
        .where(_load.account.in_([one.account for one in gone]))
        .values(seen_at=0)
    )
    noticed = [one for one in gone if one.lost_at is None]
    if noticed:
        connection.execute(
            update(tables.agent_load)
            .where(_load.account.in_([one.account for one in noticed]))
            .values(lost_at=now)
        )
        log(connection, [Line(one.account, now, Said(Presence.OFFLINE, why)) for one in noticed])


def unnoticed(connection: Connection, *, now: Millis) -> list[AccountId]:
    """Agents whose links have not been felt for too long, though nobody has said so yet."""
    rows = connection.execute(
        select(_load.account).where(_load.lost_at.is_(None), _load.seen_at <= now - LINK_LEASE_MS)
    )
    return [AccountId(one) for one in rows.scalars()]


def abandoned(connection: Connection) -> list[Abandoned]:
    """Conversations in the hands of agents whose links are gone, that no alarm is set for yet."""
    chat, timer = tables.conversation.c, tables.timer.c
    rows = connection.execute(
        select(chat.id, chat.epoch, chat.queue, _load.lost_at)
        .select_from(
            tables.agent_load.join(tables.conversation, chat.owner == _load.account).outerjoin(
                tables.timer, (timer.conversation == chat.id) & (timer.kind == LINK_TIMER)
            )
        )
        .where(
            _load.lost_at.is_not(None),
            chat.closed_at.is_(None),
            chat.state.in_([state.value for state in TAKEN_FROM_THE_LOST]),
            timer.conversation.is_(None) | (timer.epoch < chat.epoch),
        )
        .order_by(_load.lost_at, chat.id)
        .limit(LOST_AT_ONCE)
    )
    return [Abandoned(*row) for row in rows]


def _return(connection: Connection, agents: Sequence[AccountId], *, now: Millis) -> None:
    """What they said of themselves counts again; that they were gone is in the log."""
    loads = [
        one
        for one in conversations.load_agents(connection, agents).values()
        if one.lost_at is not None
    ]
    connection.execute(
        update(tables.agent_load)
        .where(_load.account.in_([one.account for one in loads]))
        .values(lost_at=None, idle_since=now)
    )
    if loads:
        again = (
            Line(one.account, now, Said(one.presence, PresenceWhy.LINK, reason=one.presence_reason))
            for one in loads
        )
        log(connection, again)
