"""The configuration in the store: read by its revision, once a process; saved as a whole or not.

The revision stands in the table `store` with an identity of its own, so that what a process keeps
is never taken for that of another store, or of a change that was rolled back.
"""

import threading
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Sequence
from typing import Any

import msgspec
from sqlalchemy import Connection, delete, insert, select, update

from protocol.configuration import AgentRules, Configuration, Flaw
from protocol.conversations import ConversationState
from protocol.ids import AccountId, new_id
from protocol.scalars import Millis
from server_stub.domain.configuration import (
    NOTHING_SET,
    Rules,
    check,
)
from server_stub.domain.errors import NotFound, StaleVersion
from server_stub.domain.flaws import flaws_of_agent
from server_stub.domain.found import Found
from server_stub.domain.settings import (
    AGENTS,
    ItemChange,
    differences,
    items_of,
    missed,
    put_together,
    type_of,
)
from server_stub.storage import agent_rules, hot_statements, tables
from server_stub.storage.agent_rules import AgentRow

REVISION = "configuration_rev"
"""The key in the table `store`; its value is the revision, a point and an identity."""

FIRST = 0
"""The revision of a store that nobody has configured."""

_STORES_KEPT = 8
"""Configurations that a process keeps: of its store, and of those that tests open beside it."""

_kept: dict[str, Rules] = {}
_keeping = threading.Lock()

_setting = tables.setting


def new_stamp(revision: int = FIRST) -> str:
    """The value of the key for a revision that is made just now."""
    return f"{revision}.{new_id()}"


def read(connection: Connection) -> Rules:
    """The rules as they stand in this transaction: one look at their revision, mostly.

    The room of an agent is that of the time when they were read; `agent_load` has the present one.
    """
    while True:
        stamp = _stamp(connection)
        kept = _kept.get(stamp)
        if kept is not None:
            return kept
        rules = Rules(
            _read_configuration(connection),
            [row.rules for row in agent_rules.read(connection) if row.version],
            revision=_revision(stamp),
        )
        # On PostgreSQL each statement may see more than the one before it.
        if stamp == _stamp(connection):
            _keep(stamp, rules)
            return rules


def revision(connection: Connection) -> int:
    """Rises with every change of the configuration and of what is set for agents."""
    return _revision(_stamp(connection))


def save(
    connection: Connection,
    configuration: Configuration,
    *,
    agents: Iterable[AgentRules] = (),
) -> list[ItemChange]:
    """Make this the configuration, and these the rules of those agents; says what has changed.

    Raises `ConfigurationRefused`: nothing is changed then.
    """
    return change(connection, lambda _: configuration, agents=agents)


def change(
    connection: Connection,
    edit: Callable[[Configuration], Configuration],
    *,
    expected: int | None = None,
    agents: Iterable[AgentRules] = (),
) -> list[ItemChange]:
    """Make another configuration of the present one; the same otherwise.

    Raises `StaleVersion` where it is not at the expected revision any more, and
    `ConfigurationRefused` for what does not fit together: nothing is changed then.
    """
    stamp = _locked_stamp(connection)
    if expected is not None and expected != _revision(stamp):
        raise StaleVersion(version=_revision(stamp))
    before = _read_configuration(connection)
    configuration = edit(before)
    rows = {row.account: row for row in agent_rules.read(connection)}
    set_anew = {AccountId(one.account): one for one in agents}
    _require_known(set_anew, rows)
    after_agents = [set_anew.get(account, row.rules) for account, row in rows.items()]
    taken_away = [
        *missed(before, configuration, after_agents),
        *_awaited(connection, before, configuration),
    ]
    for found in taken_away:
        raise found.refusal()
    check(
        configuration,
        after_agents,
        leads=agent_rules.leads(connection),
        spoken_before={queue.id: queue.languages for queue in before.queues},
    )
    changes = differences(before, configuration)
    # Desks before queues, each by id: the order of locks of the lanes.
    for account in sorted(set_anew):
        changes += _set_agent(connection, rows[account], set_anew[account])
    _write_items(connection, configuration)
    if changes:
        _raise_stamp(connection, stamp)
    return changes


def save_agent(
    connection: Connection, rules: AgentRules, *, expected: int | None = None
) -> tuple[int, list[ItemChange]]:
    """Set what an agent answers, and how much at once; his version, and what has changed.

    Raises `NotFound`, `StaleVersion` where it is not at the expected version any more, and
    `ConfigurationRefused`.
    """
    stamp = _locked_stamp(connection)
    row = next(iter(agent_rules.read(connection, [AccountId(rules.account)])), None)
    if row is None:
        raise NotFound(field="account")
    if expected is not None and expected != row.version:
        raise StaleVersion(version=row.version)
    for found in flaws_of_agent(_read_configuration(connection), rules):
        raise found.refusal()
    changes = _set_agent(connection, row, rules)
    if changes:
        _raise_stamp(connection, stamp)
    return row.version + len(changes), changes


def put_on_record(
    connection: Connection,
    changes: Sequence[ItemChange],
    *,
    actor: str,
    verb: str,
    now: Millis,
) -> None:
    """Who has changed what from what to what: a row of the audit for each item."""
    rows = [
        {
            "at": now,
            "actor": actor,
            "verb": verb,
            "object": f"{change.kind}.{change.id}",
            "reason": "",
            "data": msgspec.json.encode({"before": change.before, "after": change.after}).decode(),
        }
        for change in changes
    ]
    if rows:
        connection.execute(insert(tables.audit), rows)


def _keep(stamp: str, rules: Rules) -> None:
    with _keeping:
        while len(_kept) >= _STORES_KEPT:
            del _kept[next(iter(_kept))]
        _kept[stamp] = rules


def _stamp(connection: Connection) -> str:
    rows = hot_statements.read_store_keys(connection, [REVISION])
    return str(rows[0][0]) if rows else f"{FIRST}."


def _locked_stamp(connection: Connection) -> str:
    """The revision, which nobody else raises before the end of this transaction."""
    found = connection.execute(
        select(tables.store.c.value).where(tables.store.c.key == REVISION).with_for_update()
    ).scalar_one_or_none()
    if found is None:
        found = new_stamp()
        connection.execute(insert(tables.store), {"key": REVISION, "value": found})
    return str(found)


def _raise_stamp(connection: Connection, stamp: str) -> None:
    connection.execute(
        update(tables.store)
        .where(tables.store.c.key == REVISION)
        .values(value=new_stamp(_revision(stamp) + 1))
    )


def _revision(stamp: str) -> int:
    return int(stamp.partition(".")[0])


def _read_configuration(connection: Connection) -> Configuration:
    rows = connection.execute(select(_setting).order_by(_setting.c.position))
    items = {
        (row.kind, row.id): msgspec.json.decode(row.body, type=type_of(row.kind)) for row in rows
    }
    return put_together(items, unnamed=NOTHING_SET.operator)


def _write_items(connection: Connection, after: Configuration) -> None:
    """Only what is another one now, or in another place. Queues keep their counters."""
    stored = {
        (row.kind, row.id): (row.position, row.body) for row in connection.execute(select(_setting))
    }
    places: Counter[str] = Counter()
    wanted = {}
    for key, item in items_of(after).items():
        wanted[key] = (places[key[0]], msgspec.json.encode(item).decode())
        places[key[0]] += 1
    for kind, identity in stored.keys() - wanted.keys():
        connection.execute(
            delete(_setting).where(_setting.c.kind == kind, _setting.c.id == identity)
        )
    new = []
    for key, (position, body) in wanted.items():
        row: dict[str, Any] = {"kind": key[0], "id": key[1], "position": position, "body": body}
        if key not in stored:
            new.append(row)
        elif stored[key] != (position, body):
            connection.execute(
                update(_setting)
                .where(_setting.c.kind == key[0], _setting.c.id == key[1])
                .values(position=position, body=body)
            )
    if new:
        connection.execute(insert(_setting), new)
    _follow_queues(connection, after)


def _follow_queues(connection: Connection, after: Configuration) -> None:
    """A row with counters for each queue, and for no other."""
    table = tables.queue
    there = set(connection.execute(select(table.c.id)).scalars())
    wanted = [queue.id for queue in after.queues]
    gone = there.difference(wanted)
    if gone:
        connection.execute(delete(table).where(table.c.id.in_(sorted(gone))))
    new = [{"id": one} for one in wanted if one not in there]
    if new:
        connection.execute(insert(table), new)


def _set_agent(connection: Connection, row: AgentRow, rules: AgentRules) -> list[ItemChange]:
    if row.rules == rules:
        return []
    agent_rules.write(connection, row, rules)
    return [ItemChange(kind=AGENTS, id=row.account, before=row.rules, after=rules)]


def _require_known(set_anew: Iterable[AccountId], rows: Collection[AccountId]) -> None:
    for account in set_anew:
        if account not in rows:
            raise Found(f"agents.{account}", Flaw.UNKNOWN).refusal()


def _awaited(connection: Connection, before: Configuration, after: Configuration) -> list[Found]:
    """Queues that are taken away though somebody is in them."""
    kept = {queue.id for queue in after.queues}
    gone = sorted(queue.id for queue in before.queues if queue.id not in kept)
    if not gone:
        return []
    table = tables.conversation.c
    busy = connection.execute(
        select(table.queue)
        .where(
            table.queue.in_(gone),
            table.closed_at.is_(None),
            table.state != ConversationState.TALK.value,
        )
        .distinct()
    )
    return [Found(f"queues.{queue}", Flaw.IN_USE) for queue in sorted(busy.scalars())]
