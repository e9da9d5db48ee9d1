"""A configuration as single items: taken apart, put together, changed item by item. Pure."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import msgspec

from protocol.configuration import (
    AgentRules,
    BreakRules,
    ChannelRules,
    Configuration,
    Flaw,
    Group,
    Hours,
    Mark,
    OutcomeRules,
    QueueRules,
    Skill,
    Title,
    TopicRules,
)
from protocol.configuring import ConfigurationPart, Gone, Order
from server_stub.domain.found import Found

OPERATOR = ("operator", "name")
"""The one item that is no list's: what the operator is called."""

AGENTS = "agents"
"""The kind of a change of what is set for an agent."""

ORDER = "order"
"""The kind of a change that moves items of the kind it names."""

KINDS: Mapping[str, type[Any]] = {
    "queues": QueueRules,
    "topics": TopicRules,
    "channels": ChannelRules,
    "skills": Skill,
    "hours": Hours,
    "marks": Mark,
    "outcomes": OutcomeRules,
    "breaks": BreakRules,
    "groups": Group,
}
"""The lists of a configuration, by the names of its fields."""

Key = tuple[str, str]
"""The kind of an item and its id."""


class ItemChange(msgspec.Struct, frozen=True, kw_only=True):
    """What becomes of an item: without `before` it is new, without `after` it is gone."""

    kind: str
    id: str
    before: Any
    after: Any


def type_of(kind: str) -> type[Any]:
    """What items of a kind are."""
    return Title if kind == OPERATOR[0] else KINDS[kind]


def items_of(configuration: Configuration) -> dict[Key, Any]:
    """Every item by its kind and id, in the order of the document."""
    items: dict[Key, Any] = {OPERATOR: configuration.operator}
    for kind in KINDS:
        items |= {(kind, item.id): item for item in getattr(configuration, kind)}
    return items


def put_together(items: Mapping[Key, Any], *, unnamed: Title) -> Configuration:
    """The configuration of these items; where none is the operator's name, he is `unnamed`."""
    lists: dict[str, list[Any]] = {kind: [] for kind in KINDS}
    for (kind, _), item in items.items():
        if kind in lists:
            lists[kind].append(item)
    return Configuration(
        operator=items.get(OPERATOR, unnamed),
        **{kind: tuple(found) for kind, found in lists.items()},
    )


def changed(
    configuration: Configuration,
    put: ConfigurationPart,
    gone: Iterable[Gone] = (),
    order: Iterable[Order] = (),
) -> Configuration:
    """The configuration with these changes: an item takes the place of the one with its id, or
    comes last. Raises `ConfigurationRefused` for what is not there, or comes twice.
    """
    items = items_of(configuration)
    for one in gone:
        if one.kind == OPERATOR[0] or items.pop((one.kind, one.id), None) is None:
            raise Found(f"{one.kind}.{one.id}", Flaw.UNKNOWN).refusal()
    for kind in KINDS:
        named = [item.id for item in getattr(put, kind)]
        for one in named:
            if named.count(one) > 1:
                raise Found(f"{kind}.{one}", Flaw.REPEATED).refusal()
        items |= {(kind, item.id): item for item in getattr(put, kind)}
    if put.operator is not None:
        items[OPERATOR] = put.operator
    for wanted in order:
        keys = [(wanted.kind, one) for one in wanted.ids]
        known = {key for key in items if key[0] == wanted.kind}
        if wanted.kind not in KINDS or len(keys) != len(known) or set(keys) != known:
            raise Found(wanted.kind, Flaw.DISORDER).refusal()
        items |= {key: items.pop(key) for key in keys}
    return put_together(items, unnamed=configuration.operator)


def differences(before: Configuration, after: Configuration) -> list[ItemChange]:
    """What has become of single items, and of the order of those that stay."""
    old, new = items_of(before), items_of(after)
    changes = [
        ItemChange(kind=key[0], id=key[1], before=old.get(key), after=new.get(key))
        for key in (*old, *(key for key in new if key not in old))
        if old.get(key) != new.get(key)
    ]
    for kind in KINDS:
        was = [item.id for item in getattr(before, kind) if (kind, item.id) in new]
        now = [item.id for item in getattr(after, kind) if (kind, item.id) in old]
        if was != now:
            changes.append(ItemChange(kind=ORDER, id=kind, before=was, after=now))
    return changes


def missed(
    before: Configuration, after: Configuration, agents: Sequence[AgentRules]
) -> Iterator[Found]:
    """What is taken away though agents have it."""
    had = {
        "skills": {known.skill for agent in agents for known in agent.skills},
        "queues": {queue for agent in agents for queue in agent.queues},
        "groups": {agent.group for agent in agents if agent.group},
    }
    kept = items_of(after)
    for kind, identity in items_of(before):
        if (kind, identity) not in kept and identity in had.get(kind, ()):
            yield Found(f"{kind}.{identity}", Flaw.IN_USE)


def parts(
    configuration: Configuration, *, after: int, most_bytes: int
) -> tuple[ConfigurationPart, int | None]:
    """Items from a place on, as many as fit, and where the next part begins; None after the last.

    Always one at least.
    """
    lists: dict[str, list[Any]] = {kind: [] for kind in KINDS}
    operator = None
    size = 0
    items = list(items_of(configuration).items())
    following = None
    for place, ((kind, _), item) in enumerate(items[after:], start=after):
        size += len(msgspec.json.encode(item))
        if place > after and size > most_bytes:
            following = place
            break
        if kind == OPERATOR[0]:
            operator = item
        else:
            lists[kind].append(item)
    made = {kind: tuple(found) for kind, found in lists.items()}
    return ConfigurationPart(operator=operator, **made), following
