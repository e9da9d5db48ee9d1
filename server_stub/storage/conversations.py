"""Rows of conversations and their log, to and from the domain's types."""

from collections.abc import Collection, Iterable, Sequence
from typing import Any, TypeVar

import msgspec
from sqlalchemy import Connection, Row, bindparam, delete, func, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite

from protocol.ids import AccountId, ClientId, ConversationId, QueueId
from protocol.values import (
    Author,
    AuthorRole,
    ConversationState,
    Entry,
    EntryBody,
    Millis,
    Presence,
)
from server_stub.domain.acts import Alarm
from server_stub.domain.capacity import AgentLoad
from server_stub.domain.conversation import (
    AUDIENCE_LEVELS,
    Conversation,
    LogEntry,
    PassedOver,
    seen_by,
)
from server_stub.storage import tables

_Item = TypeVar("_Item")

IN_CHUNK = 500
"""Ids in one IN list: below every database's limit of parameters, and statements stay cached."""

_FIELDS = tuple(Conversation.__struct_fields__)
_COLUMNS = [tables.conversation.c[name] for name in _FIELDS]
_FIXED = {"id", "world", "channel", "language", "name", "phone", "entered_at"}
_CHANGING = tuple(name for name in _FIELDS if name not in _FIXED)
_AUDIENCES = {level: audience for audience, level in AUDIENCE_LEVELS.items()}

_passed = msgspec.json.Decoder(tuple[PassedOver, ...])
_bodies: msgspec.json.Decoder[EntryBody] = msgspec.json.Decoder(EntryBody)
_encode = msgspec.json.Encoder().encode

_select = (
    select(*_COLUMNS)
    .where(tables.conversation.c.id.in_(bindparam("ids", expanding=True)))
    .order_by(tables.conversation.c.id)
)
_select_locked = _select.with_for_update()
_update = (
    update(tables.conversation)
    .where(tables.conversation.c.id == bindparam("row_id"))
    .values({name: bindparam(name) for name in _CHANGING})
)
_insert_entry = insert(tables.entry)
_repeats = select(
    tables.entry.c.client_id,
    tables.entry.c.author_id,
    tables.entry.c.conversation,
    tables.entry.c.seq,
    tables.entry.c.rev,
    tables.entry.c.epoch,
    tables.entry.c.at,
    tables.entry.c.body,
).where(tables.entry.c.client_id.in_(bindparam("ids", expanding=True)))
_loads = (
    select(tables.agent_load)
    .where(tables.agent_load.c.account.in_(bindparam("ids", expanding=True)))
    .order_by(tables.agent_load.c.account)
    .with_for_update()
)
_update_load = (
    update(tables.agent_load)
    .where(tables.agent_load.c.account == bindparam("row_id"))
    .values(
        used=bindparam("used"), idle_since=bindparam("idle_since"), desk_rev=bindparam("desk_rev")
    )
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
    statement = _select_locked if locked else _select
    found: dict[ConversationId, Conversation] = {}
    for chunk in chunks(sorted(ids)):
        for row in connection.execute(statement, {"ids": chunk}):
            one = from_row(row)
            found[one.id] = one
    return found


def from_row(row: Row[Any]) -> Conversation:
    """A row selected as `columns()`."""
    values = dict(zip(_FIELDS, row, strict=True))
    values["state"] = ConversationState(values["state"])
    role = values["preview_role"]
    values["preview_role"] = None if role is None else AuthorRole(role)
    passed = values["passed_over"]
    values["passed_over"] = _passed.decode(passed) if passed else ()
    return Conversation(**values)


def columns() -> list[Any]:
    """What to select for `from_row`."""
    return list(_COLUMNS)


def add(connection: Connection, conversations: Sequence[Conversation]) -> None:
    """Insert new conversations."""
    rows = [{"id": one.id} | _changing(one) | _fixed(one) for one in conversations]
    connection.execute(insert(tables.conversation), rows)


def save(connection: Connection, conversations: Sequence[Conversation]) -> None:
    """Write the changed ones back."""
    connection.execute(_update, [{"row_id": one.id} | _changing(one) for one in conversations])


def add_entries(connection: Connection, entries: Sequence[LogEntry]) -> None:
    """Append to the logs."""
    connection.execute(
        _insert_entry,
        [
            {
                "conversation": one.conversation,
                "seq": one.seq,
                "rev": one.rev,
                "at": one.at,
                "epoch": one.epoch,
                "audience": AUDIENCE_LEVELS[one.audience],
                "author_role": one.author.role.value,
                "author_id": one.author.id,
                "author_name": one.author.name,
                "kind": one.body.__struct_config__.tag,
                "body": _encode(one.body).decode(),
                "client_id": one.client_id,
            }
            for one in entries
        ],
    )


def repeats(
    connection: Connection, client_ids: Collection[ClientId]
) -> dict[tuple[ClientId, str], Repeat]:
    """Which of these identities have been committed, by identity and author."""
    found: dict[tuple[ClientId, str], Repeat] = {}
    for chunk in chunks(list(client_ids)):
        for row in connection.execute(_repeats, {"ids": chunk}):
            client_id, author, conversation, seq, rev, epoch, at, body = row
            found[client_id, author] = Repeat(
                _bodies.decode(body), Committed(conversation, seq, rev, epoch, at)
            )
    return found


def load_agents(
    connection: Connection, agents: Collection[AccountId]
) -> dict[AccountId, AgentLoad]:
    """The loads of these agents, locked; after the conversations, in the order of ids."""
    found: dict[AccountId, AgentLoad] = {}
    for chunk in chunks(sorted(agents)):
        for row in connection.execute(_loads, {"ids": chunk}):
            values = row._asdict()
            values["presence"] = Presence(values["presence"])
            one = AgentLoad(**values)
            found[one.account] = one
    return found


def save_loads(connection: Connection, loads: Sequence[AgentLoad]) -> None:
    connection.execute(
        _update_load,
        [
            {
                "row_id": one.account,
                "used": one.used,
                "idle_since": one.idle_since,
                "desk_rev": one.desk_rev,
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


def entry_from_row(row: Row[Any], *, level: int) -> Entry:
    """A row selected as `entry_columns()`, as a reader of an audience level sees it."""
    seq, rev, at, audience, role, author_id, author_name, body, client_id = tuple[Any, ...](row)
    entry = Entry(
        seq=seq,
        rev=rev,
        at=at,
        audience=_AUDIENCES[audience],
        author=Author(role=AuthorRole(role), id=author_id, name=author_name),
        body=_bodies.decode(body),
        client_id=client_id,
    )
    return seen_by(entry, level)


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


def _fixed(one: Conversation) -> dict[str, Any]:
    return {name: getattr(one, name) for name in _FIXED}


def _changing(one: Conversation) -> dict[str, Any]:
    values = {name: getattr(one, name) for name in _CHANGING}
    values["state"] = one.state.value
    values["preview_role"] = None if one.preview_role is None else one.preview_role.value
    values["passed_over"] = _encode(one.passed_over).decode() if one.passed_over else ""
    return values
