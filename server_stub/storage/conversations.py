"""Rows of conversations and their log, to and from the domain's types."""

from collections.abc import Collection, Iterable, Sequence
from operator import attrgetter
from typing import Any, TypeVar

import msgspec
from sqlalchemy import Connection, Row, bindparam, delete, func, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite

from protocol.bodies import EntryBody
from protocol.entries import Entry
from protocol.ids import AccountId, ClientId, ConversationId, QueueId
from protocol.people import Author, AuthorRole, Presence, PresenceWhy
from protocol.scalars import Millis
from server_stub.domain.acts import Alarm
from server_stub.domain.capacity import AgentLoad
from server_stub.domain.conversation import (
    AUDIENCE_LEVELS,
    AUDIENCES,
    Conversation,
    Guesthood,
    LogEntry,
    Member,
    PassedOver,
    seen_by,
)
from server_stub.storage import hot_statements, tables

_Item = TypeVar("_Item")

IN_CHUNK = 500
"""Ids in one IN list: below every database's limit of parameters, and statements stay cached."""

_FIELDS = tuple(Conversation.__struct_fields__)
_ROLES = {role: role.value for role in AuthorRole}

_passed = msgspec.json.Decoder(tuple[PassedOver, ...])
_guests = msgspec.json.Decoder(tuple[Guesthood, ...])
_members = msgspec.json.Decoder(tuple[Member, ...])
_bodies: msgspec.json.Decoder[EntryBody] = msgspec.json.Decoder(EntryBody)
_encode = msgspec.json.Encoder().encode
_said = attrgetter(*hot_statements.SAID)
_moved = attrgetter(*hot_statements.MOVED)
_standing = attrgetter(
    *(name for name in _FIELDS if name not in (*hot_statements.SAID, "preview_role"))
)
"""Everything of a conversation that talking in it does not change."""

_loads = (
    select(tables.agent_load)
    .where(tables.agent_load.c.account.in_(bindparam("ids", expanding=True)))
    .order_by(tables.agent_load.c.account)
    .with_for_update()
)
_LOAD_CHANGES = (
    "presence",
    "presence_reason",
    "presence_why",
    "presence_since",
    "used",
    "places",
    "wrap_ups",
    "rest_until",
    "idle_since",
    "desk_rev",
)
"""What decisions change of an agent's row."""
_update_load = (
    update(tables.agent_load)
    .where(tables.agent_load.c.account == bindparam("row_id"))
    .values({name: bindparam(name) for name in _LOAD_CHANGES})
)
_rewrite_entry = (
    update(tables.entry)
    .where(
        tables.entry.c.conversation == bindparam("of"), tables.entry.c.seq == bindparam("at_seq")
    )
    .values(rev=bindparam("rev"), body=bindparam("body"), rewritten=True)
)
_raise_queue = (
    update(tables.queue)
    .where(tables.queue.c.id == bindparam("row_id"))
    .values(desk_rev=tables.queue.c.desk_rev + 1)
)


class Committed(msgspec.Struct, frozen=True):
    """What a command left behind: the first answer, and every answer to its repeats."""

    conversation: ConversationId
    seq: int
    rev: int
    epoch: int
    at: Millis


class Repeat(msgspec.Struct, frozen=True):
    """An entry whose command has come before."""

    body: EntryBody
    committed: Committed


def load(
    connection: Connection, ids: Collection[ConversationId], *, locked: bool = False
) -> dict[ConversationId, Conversation]:
    """The conversations with these ids, in the order of ids; locked for writing if asked."""
    read = hot_statements.lock_conversations if locked else hot_statements.read_conversations
    return {ConversationId(row[0]): from_row(row) for row in read(connection, ids)}


def from_row(row: Sequence[Any]) -> Conversation:
    """A row selected as `columns()`."""
    values = dict(zip(_FIELDS, row, strict=True))
    passed = values["passed_over"]
    values["passed_over"] = _passed.decode(passed) if passed else ()
    guests = values["guests"]
    values["guests"] = _guests.decode(guests) if guests else ()
    members = values["members"]
    values["members"] = _members.decode(members) if members else ()
    # Not strict, for SQLite's truth is 0 or 1.
    return msgspec.convert(values, Conversation, strict=False)


def columns() -> list[Any]:
    """What to select for `from_row`."""
    return [tables.conversation.c[name] for name in _FIELDS]


def add(connection: Connection, conversations: Iterable[Conversation]) -> None:
    """Insert new conversations."""
    rows = [
        {name: getattr(one, name) for name in _FIELDS}
        | {
            "state": one.state.value,
            "preview_role": _role(one),
            "passed_over": _listed(one.passed_over),
            "guests": _listed(one.guests),
            "members": _listed(one.members),
        }
        for one in conversations
    ]
    connection.execute(insert(tables.conversation), rows)


def save(
    connection: Connection, conversations: Iterable[tuple[Conversation, Conversation]]
) -> None:
    """Write the changed ones back: pairs of what was loaded and what became of it.

    Most were only spoken in. What stands in indexes is written only where it has changed, which is
    half the work for the database.
    """
    said, moved = [], []
    for before, after in conversations:
        if _stands_as(before, after):
            said.append((*_said(after), _role(after), after.id))
        else:
            moved.append(
                (
                    *_moved(after),
                    after.name,
                    _role(after),
                    after.state.value,
                    _listed(after.passed_over),
                    _listed(after.guests),
                    _listed(after.members),
                    after.id,
                )
            )
    if said:
        hot_statements.save_said(connection, said)
    if moved:
        hot_statements.save_moved(connection, moved)


def add_entries(connection: Connection, entries: Sequence[LogEntry]) -> None:
    """Append to the logs."""
    hot_statements.append_entries(
        connection,
        [
            (
                one.conversation,
                one.seq,
                one.rev,
                one.at,
                one.epoch,
                AUDIENCE_LEVELS[one.audience],
                _ROLES[one.author.role],
                one.author.id,
                one.author.name,
                one.body.__struct_config__.tag,
                _encode(one.body).decode(),
                one.client_id,
            )
            for one in entries
        ],
    )


def rewrite_entries(connection: Connection, entries: Iterable[LogEntry]) -> None:
    """Let entries say something else, at their new revisions."""
    connection.execute(
        _rewrite_entry,
        [
            {
                "of": one.conversation,
                "at_seq": one.seq,
                "rev": one.rev,
                "body": _encode(one.body).decode(),
            }
            for one in entries
        ],
    )


def entry_at(connection: Connection, conversation: ConversationId, seq: int) -> LogEntry | None:
    """The entry at a place of a log."""
    table = tables.entry.c
    row = connection.execute(
        select(*entry_columns(), table.epoch).where(
            table.conversation == conversation, table.seq == seq
        )
    ).one_or_none()
    if row is None:
        return None
    entry = _entry(row[:-1])
    return LogEntry(conversation=conversation, epoch=row.epoch, **msgspec.structs.asdict(entry))


def repeats(
    connection: Connection, client_ids: Collection[ClientId]
) -> dict[tuple[ClientId, str], Repeat]:
    """Which of these identities have been committed, by identity and author."""
    return {
        (client_id, author): Repeat(
            _bodies.decode(body), Committed(conversation, seq, rev, epoch, at)
        )
        for client_id, author, conversation, seq, rev, epoch, at, body in (
            hot_statements.find_repeats(connection, client_ids)
        )
    }


def load_agents(
    connection: Connection, agents: Collection[AccountId]
) -> dict[AccountId, AgentLoad]:
    """The loads of these agents, locked; after the conversations, in the order of ids."""
    found: dict[AccountId, AgentLoad] = {}
    for chunk in chunks(sorted(agents)):
        for row in connection.execute(_loads, {"ids": chunk}):
            one = load_from_row(row)
            found[one.account] = one
    return found


def load_from_row(row: Row[Any]) -> AgentLoad:
    """A row of `agent_load`."""
    values = {name: getattr(row, name) for name in AgentLoad.__struct_fields__}
    values["presence"] = Presence(row.presence)
    values["presence_why"] = PresenceWhy(row.presence_why)
    return AgentLoad(**values)


def save_loads(connection: Connection, loads: Sequence[AgentLoad]) -> None:
    connection.execute(
        _update_load,
        [
            {
                "row_id": one.account,
                **{name: getattr(one, name) for name in _LOAD_CHANGES},
                "presence": one.presence.value,
                "presence_why": one.presence_why.value,
            }
            for one in loads
        ],
    )


def raise_queues(connection: Connection, queues: Collection[QueueId]) -> None:
    """Queues look different: whoever shows them compares this counter. Locked in order of ids."""
    connection.execute(_raise_queue, [{"row_id": one} for one in sorted(queues)])


def set_alarms(connection: Connection, alarms: Iterable[Alarm]) -> None:
    """Set or reset alarms, at most one of a kind a conversation."""
    build = postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert
    statement = build(tables.timer)
    statement = statement.on_conflict_do_update(
        index_elements=["conversation", "kind"],
        set_={"epoch": statement.excluded.epoch, "due_at": statement.excluded.due_at},
    )
    connection.execute(statement, [msgspec.structs.asdict(one) for one in alarms])


def clear_alarm(
    connection: Connection, conversation: ConversationId, *, kind: str, epoch: int, now: Millis
) -> None:
    """Forget an alarm that has fired; a newer one of the same kind stays, or one put off."""
    connection.execute(
        delete(tables.timer).where(
            tables.timer.c.conversation == conversation,
            tables.timer.c.kind == kind,
            tables.timer.c.epoch <= epoch,
            tables.timer.c.due_at <= now,
        )
    )


def heard_after(connection: Connection, conversation: ConversationId, seq: int) -> int:
    """How many messages of the subscriber come after a seq."""
    table = tables.entry
    return int(
        connection.execute(
            select(func.count())
            .select_from(table)
            .where(
                table.c.conversation == conversation,
                table.c.seq > seq,
                table.c.author_role == AuthorRole.SUBSCRIBER.value,
                table.c.kind == "message",
            )
        ).scalar_one()
    )


def left_after(connection: Connection, conversation: ConversationId, seq: int) -> bool:
    """Whether the subscriber has closed the chat himself after a seq."""
    table = tables.entry
    left = select(table.c.id).where(
        table.c.conversation == conversation, table.c.seq > seq, table.c.kind == "left"
    )
    return connection.execute(left.limit(1)).first() is not None


def entry_from_row(row: Row[Any], *, level: int) -> Entry:
    """A row selected as `entry_columns()`, as a reader of an audience level sees it."""
    return seen_by(_entry(row), level)


def _entry(row: Sequence[Any]) -> Entry:
    seq, rev, at, audience, role, author_id, author_name, body, client_id = row
    return Entry(
        seq=seq,
        rev=rev,
        at=at,
        audience=AUDIENCES[audience],
        author=Author(role=AuthorRole(role), id=author_id, name=author_name),
        body=_bodies.decode(body),
        client_id=client_id,
    )


def entry_columns() -> list[Any]:
    """What to select for `entry_from_row`."""
    table = tables.entry.c
    return [
        table.seq,
        table.rev,
        table.at,
        table.audience,
        table.author_role,
        table.author_id,
        table.author_name,
        table.body,
        table.client_id,
    ]


def chunks(items: Sequence[_Item]) -> Iterable[Sequence[_Item]]:
    return (items[start : start + IN_CHUNK] for start in range(0, len(items), IN_CHUNK))


def _stands_as(before: Conversation, after: Conversation) -> bool:
    return _standing(before) == _standing(after)


def _role(one: Conversation) -> str | None:
    return None if one.preview_role is None else _ROLES[one.preview_role]


def _listed(
    those: tuple[PassedOver, ...] | tuple[Guesthood, ...] | tuple[Member, ...],
) -> str:
    return _encode(those).decode() if those else ""
