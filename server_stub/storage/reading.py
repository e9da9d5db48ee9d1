"""What screens read: each function is one consistent look at the store.

They run on reading connections, never in a lane. Where a reader's rights matter, the conversation
is loaded, judged and read in the same transaction: `sight` is the only way to one.
"""

from collections.abc import Collection
from typing import Any

import msgspec
from sqlalchemy import Connection, Select, and_, func, or_, select

from protocol import limits
from protocol.conversations import ConversationState, Head
from protocol.entries import Entry
from protocol.ids import AccountId, ConversationId, QueueId, SubscriberId, TopicId
from protocol.scalars import Millis
from protocol.workplace import QueueState
from server_stub.domain.acts import Actor
from server_stub.domain.capacity import AgentLoad
from server_stub.domain.conversation import Conversation, head_of
from server_stub.domain.errors import NotFound, SessionOver
from server_stub.domain.permissions import Relation, authorize, relation_to
from server_stub.storage import (
    catching_up,
    configuration,
    conversations,
    guests,
    hot_statements,
    tables,
    talks,
)

TIMERS_AT_ONCE = 200
"""Due alarms fired in one go."""

_State = ConversationState
_conversation = tables.conversation.c
_entry = tables.entry.c


class DeskRows(msgspec.Struct, frozen=True, kw_only=True):
    """An agent's desk as of one moment."""

    load: AgentLoad
    conversations: list[Head]
    recent: list[Head]
    queues: list[QueueState]
    guest_of: dict[ConversationId, int]
    """By conversation its revision, newest first."""


class EntryPage(msgspec.Struct, frozen=True, kw_only=True):
    """Entries of a conversation; `through` is the revision they reach."""

    conversation: Conversation
    entries: list[Entry]
    through: int
    more: bool


class Alert(msgspec.Struct, frozen=True, kw_only=True):
    """An alarm that is due."""

    conversation: ConversationId
    kind: str
    epoch: int


def desk(connection: Connection, agent: AccountId) -> DeskRows:
    """What is on an agent's desk. Raises `NotFound` for an account without one."""
    mine = or_(
        and_(_conversation.owner == agent, _conversation.closed_at.is_(None)),
        _conversation.offer_agent == agent,
    )
    recent = (
        _heads()
        .where(_conversation.owner == agent, _conversation.closed_at.is_not(None))
        .order_by(_conversation.closed_at.desc())
        .limit(limits.RECENT_CONVERSATIONS)
    )
    here = _read_heads(connection, _heads().where(mine).order_by(_conversation.entered_at))
    # As many of those that are put off as the frame has room for, the next ones first.
    put_off = (
        _heads()
        .where(_conversation.state == _State.SCHEDULED.value, _conversation.known_agent == agent)
        .order_by(_conversation.due_at, _conversation.id)
        .limit(max(0, limits.DESK_PLACES - len(here)))
    )
    return DeskRows(
        load=load(connection, agent),
        conversations=here + _read_heads(connection, put_off),
        recent=_read_heads(connection, recent),
        queues=queues(connection),
        guest_of=guests.conversations_of(connection, agent),
    )


def load(connection: Connection, agent: AccountId) -> AgentLoad:
    """The agent's presence and room. Raises `NotFound`."""
    row = connection.execute(
        select(tables.agent_load).where(tables.agent_load.c.account == agent)
    ).one_or_none()
    if row is None:
        raise NotFound
    return conversations.load_from_row(row)


def queues(connection: Connection) -> list[QueueState]:
    """How many wait in each queue and since when the first one does."""
    waiting = {
        row.queue: QueueState(
            id=QueueId(row.queue), waiting=row.waiting, longest_since=Millis(row.since)
        )
        for row in connection.execute(
            select(
                _conversation.queue,
                func.count().label("waiting"),
                func.min(_conversation.queued_at).label("since"),
            )
            .where(_conversation.state == _State.QUEUED.value)
            .group_by(_conversation.queue)
        )
    }
    return [
        waiting.get(queue.id, QueueState(id=QueueId(queue.id), waiting=0))
        for queue in configuration.read(connection).configuration.queues
    ]


def require_rights(connection: Connection, actor: Actor) -> None:
    """Raise `SessionOver` unless the account still has the rights that the actor was given."""
    if actor.role is None:
        return
    account = tables.account.c
    found = connection.execute(
        select(account.id).where(
            account.id == actor.id,
            account.version == actor.version,
            account.disabled.is_(False),
        )
    ).first()
    if found is None:
        raise SessionOver


def sight(
    connection: Connection, actor: Actor, verb: str, conversation: ConversationId
) -> Conversation:
    """The conversation, if the actor may use this verb of reading on it. Raises `DomainError`."""
    require_rights(connection, actor)
    found = conversations.load(connection, {conversation}).get(conversation)
    relation = relation_to(found, actor, verb)
    if found is not None and relation is Relation.FOREIGN and not found.is_talk:
        relation = relation_to(
            found,
            actor,
            verb,
            serves_subscriber=serves_its_subscriber(connection, actor, found),
            asked=talks.is_asked(connection, actor.id, found.id),
        )
    authorize(actor, verb, relation)
    if found is None:
        raise NotFound
    return found


def page(
    connection: Connection, conversation: Conversation, *, after_rev: int, level: int
) -> EntryPage:
    """What changed after a revision, oldest change first, for a reader of an audience level."""
    rows = catching_up.changed_after(
        connection, conversation, after_rev, level=level, most=limits.PAGE_ENTRIES + 1
    )
    entries, more = _within_limits([conversations.entry_from_row(row, level=level) for row in rows])
    through = entries[-1].rev if more else max(conversation.rev, entries[-1].rev if entries else 0)
    return EntryPage(conversation=conversation, entries=entries, through=through, more=more)


def history(
    connection: Connection, conversation: Conversation, *, before_seq: int | None, level: int
) -> EntryPage:
    """The entries before a place, in order of `seq`; without a place, the newest."""
    conditions = [_entry.conversation == conversation.id, _entry.audience <= level]
    if before_seq is not None:
        conditions.append(_entry.seq < before_seq)
    rows = connection.execute(
        select(*conversations.entry_columns())
        .where(*conditions)
        .order_by(_entry.seq.desc())
        .limit(limits.PAGE_ENTRIES + 1)
    ).all()
    entries, more = _within_limits([conversations.entry_from_row(row, level=level) for row in rows])
    return EntryPage(
        conversation=conversation, entries=entries[::-1], through=conversation.rev, more=more
    )


def waiting(connection: Connection, queue: QueueId) -> list[Head]:
    """Who waits in a queue, longest first."""
    return _read_heads(
        connection,
        _heads()
        .where(_conversation.state == _State.QUEUED.value, _conversation.queue == queue)
        .order_by(_conversation.queued_at, _conversation.id)
        .limit(limits.LISTED_CONVERSATIONS),
    )


def earlier(
    connection: Connection, subscriber: SubscriberId, *, before: int | None
) -> tuple[list[Head], bool]:
    """A subscriber's conversations, newest first, and whether there are older ones."""
    statement = _heads().where(_conversation.subscriber == subscriber)
    if before is not None:
        statement = statement.where(_conversation.entered_at < before)
    heads = _read_heads(
        connection,
        statement.order_by(_conversation.entered_at.desc()).limit(limits.LISTED_CONVERSATIONS + 1),
    )
    return heads[: limits.LISTED_CONVERSATIONS], len(heads) > limits.LISTED_CONVERSATIONS


def revs(connection: Connection, ids: Collection[ConversationId]) -> dict[ConversationId, int]:
    """Where the counters of these conversations stand."""
    return {ConversationId(one): rev for one, rev in hot_statements.read_revs(connection, ids)}


def desk_counters(
    connection: Connection, agents: Collection[AccountId]
) -> tuple[dict[AccountId, int], set[AccountId]]:
    """Where the counters of these desks stand, and whose link was said to be gone."""
    rows = hot_statements.read_desk_counters(connection, agents)
    revs = {AccountId(account): desk_rev for account, desk_rev, _ in rows}
    return revs, {AccountId(account) for account, _, seen_at in rows if not seen_at}


def queue_rev(connection: Connection) -> int:
    """A number that rises whenever any queue becomes longer or shorter."""
    return int(connection.execute(select(func.sum(tables.queue.c.desk_rev))).scalar_one() or 0)


def due(
    connection: Connection, *, now: Millis, but: str = "", only: str | None = None
) -> list[Alert]:
    """Alarms whose time has come: all but those of a kind, or only those of one."""
    timer = tables.timer.c
    rows = connection.execute(
        select(timer.conversation, timer.kind, timer.epoch)
        .where(timer.due_at <= now, timer.kind != but if only is None else timer.kind == only)
        .order_by(timer.due_at)
        .limit(TIMERS_AT_ONCE)
    )
    return [Alert(conversation=row.conversation, kind=row.kind, epoch=row.epoch) for row in rows]


def last_agent_of(connection: Connection, subscriber: SubscriberId) -> AccountId | None:
    """Who had this subscriber's last conversation that anybody had."""
    known = connection.execute(
        select(_conversation.known_agent)
        .where(_conversation.subscriber == subscriber, _conversation.known_agent.is_not(None))
        .order_by(_conversation.entered_at.desc())
        .limit(1)
    ).scalar_one_or_none()
    return None if known is None else AccountId(known)


def queue_of_topic(connection: Connection, topic: str) -> QueueId:
    """Which queue answers a topic. Raises `NotFound`."""
    queue = configuration.read(connection).queue_of(TopicId(topic))
    if queue is None:
        raise NotFound(field="topic")
    return queue


def store_epoch(connection: Connection) -> str:
    """The identity of this store; another one after a restore from a backup."""
    return str(
        connection.execute(
            select(tables.store.c.value).where(tables.store.c.key == "epoch")
        ).scalar_one()
    )


def _heads() -> Select[Any]:
    return select(*conversations.columns())


def _read_heads(connection: Connection, statement: Select[Any]) -> list[Head]:
    return [head_of(conversations.from_row(row)) for row in connection.execute(statement)]


def serves_its_subscriber(connection: Connection, actor: Actor, conversation: Conversation) -> bool:
    """Whether the actor answers another open conversation of the same subscriber."""
    if conversation.subscriber is None or actor.role is None:
        return False
    found = connection.execute(
        select(_conversation.id)
        .where(
            _conversation.owner == actor.id,
            _conversation.closed_at.is_(None),
            _conversation.subscriber == conversation.subscriber,
        )
        .limit(1)
    ).first()
    return found is not None


def _within_limits(entries: list[Entry]) -> tuple[list[Entry], bool]:
    """As many as fit a frame, always at least one; and whether some are left."""
    size = 0
    for count, one in enumerate(entries):
        size += len(msgspec.json.encode(one))
        if count == limits.PAGE_ENTRIES or (count and size > limits.PAGE_BYTES):
            return entries[:count], True
    return entries, False
