"""What is set for agents, in the store: their rows, and their room on the desk. Never commits."""

from collections.abc import Collection

import msgspec
from sqlalchemy import Connection, insert, select, update

from protocol import limits
from protocol.configuration import AgentRules
from protocol.ids import AccountId
from protocol.people import Role
from server_stub.domain.capacity import CONVERSATION_WEIGHT
from server_stub.domain.permissions import ANSWERING
from server_stub.storage import accounts, tables

_agent = tables.agent_rules
_load, _account = tables.agent_load.c, tables.account.c


class AgentRow(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody who answers subscribers, and what is set for him."""

    account: AccountId
    login: str
    name: str
    role: Role
    disabled: bool
    version: int
    rules: AgentRules


def read(
    connection: Connection,
    which: Collection[AccountId] | None = None,
    *,
    after: str = "",
    limit: int | None = None,
) -> list[AgentRow]:
    """Those who answer subscribers, by login; all of them, or these, or those after a login."""
    statement = (
        select(
            _account.id,
            _account.login,
            _account.name,
            _account.role,
            _account.disabled,
            _load.room,
            _agent.c.version,
            _agent.c.body,
        )
        .join_from(tables.account, tables.agent_load, _load.account == _account.id)
        .outerjoin(_agent, _agent.c.account == _account.id)
        .where(_account.role.in_(sorted(ANSWERING)), _account.login > after)
        .order_by(_account.login)
        .limit(limit)
    )
    if which is not None:
        statement = statement.where(_account.id.in_(sorted(which)))
    return [
        AgentRow(
            account=AccountId(row.id),
            login=row.login,
            name=row.name,
            role=Role(row.role),
            disabled=bool(row.disabled),
            version=row.version or 0,
            rules=_from(row.id, row.body, row.room),
        )
        for row in connection.execute(statement)
    ]


def leads(connection: Connection) -> set[str]:
    """Who may lead a group."""
    return set(
        connection.execute(select(_account.id).where(_account.role == Role.LEAD.value)).scalars()
    )


def write(connection: Connection, row: AgentRow, rules: AgentRules) -> None:
    """Another version of the row of an agent, and the room on his desk."""
    body = msgspec.to_builtins(rules)
    body.pop("room", None)
    values = {"version": row.version + 1, "body": msgspec.json.encode(body).decode()}
    if row.version:
        connection.execute(update(_agent).where(_agent.c.account == row.account).values(values))
    else:
        connection.execute(insert(_agent), {"account": row.account, **values})
    if row.rules.room != rules.room:
        accounts.set_room(connection, row.account, rules.room)


def _from(account: str, body: str | None, room: int) -> AgentRules:
    """Room has one place, where the conditions of claims stand."""
    rules = (
        AgentRules(account=account) if body is None else msgspec.json.decode(body, type=AgentRules)
    )
    most = limits.DESK_PLACES * CONVERSATION_WEIGHT
    return msgspec.structs.replace(rules, room=min(most, room))
