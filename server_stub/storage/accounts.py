"""Accounts, their desks, and visits of subscribers: rows and nothing else."""

from typing import Any

import msgspec
from sqlalchemy import ColumnElement, Connection, Row, delete, insert, select, update

from protocol import limits
from protocol.ids import AccountId, ConversationId, new_id
from protocol.people import Presence, Role
from protocol.scalars import Millis
from server_stub.domain.capacity import CONVERSATION_WEIGHT, DEFAULT_ROOM, LINK_LEASE_MS
from server_stub.storage import tables

LARGEST_ROOM = limits.DESK_PLACES * CONVERSATION_WEIGHT
"""In hundredths of a chat: as many chats as a desk can show."""

_account = tables.account.c


class AccountRow(msgspec.Struct, frozen=True, kw_only=True):
    """An account as stored."""

    id: AccountId
    login: str
    name: str
    role: Role
    password_hash: str
    disabled: bool
    version: int
    created_at: Millis


class Standing(msgspec.Struct, frozen=True, kw_only=True):
    """An account and its desk as of one moment; `presence` is offline without a link."""

    account: AccountRow
    presence: Presence
    room: int
    used: int


def fold_login(login: str) -> str:
    """Logins are the same in any case, and with any space around them."""
    return login.strip().casefold()


def by_login(connection: Connection, login: str) -> AccountRow | None:
    """The account with this login, if there is one."""
    return _one(connection, _account.login == fold_login(login))


def everyone(connection: Connection) -> list[AccountRow]:
    """All accounts by login."""
    rows = connection.execute(select(tables.account).order_by(_account.login))
    return [from_row(row) for row in rows]


def standings(connection: Connection, *, now: Millis) -> list[Standing]:
    """All accounts by login, and how their desks stand."""
    load = tables.agent_load.c
    rows = connection.execute(
        select(tables.account, load.presence, load.room, load.used, load.seen_at)
        .join_from(tables.account, tables.agent_load)
        .order_by(_account.login)
    )
    return [
        Standing(
            account=from_row(row),
            presence=(
                Presence(row.presence) if row.seen_at > now - LINK_LEASE_MS else Presence.OFFLINE
            ),
            room=row.room,
            used=row.used,
        )
        for row in rows
    ]


def create(
    connection: Connection,
    *,
    login: str,
    name: str,
    role: Role,
    password_hash: str,
    now: Millis,
    room: int = DEFAULT_ROOM,
) -> AccountId:
    """A new account with its desk, which has no more room than a desk can show.

    Raises `IntegrityError` for a login that is taken.
    """
    account = AccountId(new_id())
    connection.execute(
        insert(tables.account),
        {
            "id": account,
            "login": fold_login(login),
            "name": name,
            "role": role.value,
            "password_hash": password_hash,
            "disabled": False,
            "version": 1,
            "created_at": now,
        },
    )
    connection.execute(
        insert(tables.agent_load),
        {
            "account": account,
            "presence": Presence.OFFLINE.value,
            "presence_reason": "",
            "presence_since": now,
            "room": min(room, LARGEST_ROOM),
            "used": 0,
            "idle_since": now,
            "seen_at": 0,
            "desk_rev": 1,
            "lost_at": now,
        },
    )
    return account


def change(connection: Connection, account: AccountId, **fields: object) -> None:
    """Change rights or the password: every session that began before is over."""
    connection.execute(
        update(tables.account)
        .where(_account.id == account)
        .values(version=_account.version + 1, **fields)
    )
    connection.execute(delete(tables.session).where(tables.session.c.account == account))


def set_room(connection: Connection, agent: AccountId, room: int) -> None:
    """How much the agent may have at once, in hundredths of a chat; his desk shows it.

    Less than he has takes nothing away: he is offered nothing until that is less.
    """
    table = tables.agent_load
    connection.execute(
        update(table)
        .where(table.c.account == agent)
        .values(room=room, desk_rev=table.c.desk_rev + 1)
    )


def open_visit(
    connection: Connection,
    conversation: ConversationId,
    *,
    token_hash: str,
    now: Millis,
    expires_at: Millis,
) -> None:
    """A token opens this conversation for its subscriber."""
    connection.execute(
        insert(tables.visit),
        {
            "token_hash": token_hash,
            "conversation": conversation,
            "created_at": now,
            "expires_at": expires_at,
        },
    )


def visit_of(connection: Connection, token_hash: str, *, now: Millis) -> ConversationId | None:
    """The conversation that a token opens, if it still does."""
    table = tables.visit.c
    found = connection.execute(
        select(table.conversation).where(table.token_hash == token_hash, table.expires_at > now)
    ).scalar_one_or_none()
    return None if found is None else ConversationId(found)


def _one(connection: Connection, condition: ColumnElement[bool]) -> AccountRow | None:
    row = connection.execute(select(tables.account).where(condition)).one_or_none()
    return None if row is None else from_row(row)


def from_row(row: Row[Any]) -> AccountRow:
    """A row of the table `account`, whatever else it was joined with."""
    values = {name: getattr(row, name) for name in AccountRow.__struct_fields__}
    values["role"] = Role(values["role"])
    values["disabled"] = bool(values["disabled"])
    return AccountRow(**values)
