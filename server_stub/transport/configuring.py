"""What administrators read and change of the configuration, while everybody works."""

from collections.abc import Callable, Mapping, Sequence
from typing import Protocol, TypeVar

import msgspec
from sqlalchemy import Connection

from protocol import configuring, limits
from protocol.configuration import AgentRules
from protocol.ids import AccountId, ClientId
from server_stub.bus.wakes import ConfigurationWake, DeskWake
from server_stub.domain import settings
from server_stub.domain.acts import Actor
from server_stub.domain.permissions import Relation, authorize
from server_stub.domain.settings import ItemChange
from server_stub.storage import agent_rules, configuration, reading
from server_stub.storage.agent_rules import AgentRow
from server_stub.storage.unit_of_work import UnitOfWork
from server_stub.transport.services import Services
from server_stub.transport.session import Handler

_Seen = TypeVar("_Seen")

AGENTS_AT_ONCE = 200
"""In one page, unless they fill it sooner: a screen of the longest list."""


class Administrator(Protocol):
    """The session of one who sets the rules."""

    services: Services

    @property
    def actor(self) -> Actor:
        """Who asks."""

    async def look(self, verb: str, look: Callable[[Connection], _Seen]) -> _Seen:
        """Read what the verb shows, if he may still see it."""


def handlers(session: Administrator) -> Mapping[type, Handler]:
    """What answers the commands about the configuration."""
    desk = _Configuring(session)
    return {
        configuring.ReadConfiguration: desk.read,
        configuring.SaveConfiguration: desk.save,
        configuring.ReadAgents: desk.agents,
        configuring.SaveAgent: desk.save_agent,
    }


def set_agent(
    unit: UnitOfWork,
    actor: Actor,
    rules: AgentRules,
    *,
    verb: str,
    expected: int | None = None,
) -> int:
    """Set what an agent answers, on record, and tell who must know; his version from now on.

    Whether the actor may is asked before. Raises `DomainError`.
    """
    version, changes = configuration.save_agent(unit.connection, rules, expected=expected)
    _told(unit, actor, changes, verb=verb)
    return version


class _Configuring:
    def __init__(self, session: Administrator) -> None:
        self._session = session

    async def read(self, command: configuring.ReadConfiguration) -> configuring.ConfigurationTold:
        """A part, and at which revision it was read."""
        rules = await self._session.look("read_configuration", configuration.read)
        part, following = settings.parts(
            rules.configuration, after=command.after, most_bytes=limits.PAGE_BYTES
        )
        return configuring.ConfigurationTold(
            request=command.request, revision=rules.revision, part=part, following=following
        )

    async def save(self, command: configuring.SaveConfiguration) -> configuring.ConfigurationSaved:
        """All of the changes, or none."""

        def save(unit: UnitOfWork, actor: Actor) -> int:
            changes = configuration.change(
                unit.connection,
                lambda before: settings.changed(before, command.put, command.gone, command.order),
                expected=command.revision,
            )
            _told(unit, actor, changes, verb="save_configuration")
            return configuration.revision(unit.connection)

        revision = await self._change(command, "save_configuration", save)
        return configuring.ConfigurationSaved(request=command.request, revision=revision)

    async def agents(self, command: configuring.ReadAgents) -> configuring.AgentsTold:
        """A page of those who answer subscribers."""
        rows = await self._session.look(
            "read_agents",
            lambda connection: agent_rules.read(
                connection, after=command.after, limit=AGENTS_AT_ONCE + 1
            ),
        )
        lines = _within_a_frame([_line(row) for row in rows[:AGENTS_AT_ONCE]])
        return configuring.AgentsTold(
            request=command.request, agents=lines, more=len(rows) > len(lines)
        )

    async def save_agent(self, command: configuring.SaveAgent) -> configuring.AgentSaved:
        """Another set of skills, queues, languages, another room."""

        def save(unit: UnitOfWork, actor: Actor) -> int:
            return set_agent(
                unit, actor, command.rules, verb="save_agent", expected=command.version
            )

        version = await self._change(command, "save_agent", save)
        return configuring.AgentSaved(request=command.request, version=version)

    async def _change(
        self,
        command: configuring.SaveConfiguration | configuring.SaveAgent,
        verb: str,
        change: Callable[[UnitOfWork, Actor], int],
    ) -> int:
        actor = self._session.actor

        def do(unit: UnitOfWork) -> int:
            present = unit.require_rights(actor)
            authorize(present, verb, Relation.NONE)
            client_id = ClientId(command.client_id)
            return int(unit.once(present, client_id, command, lambda: str(change(unit, present))))

        return await self._session.services.store.lanes.run(do, key=actor.id)


def _told(unit: UnitOfWork, actor: Actor, changes: Sequence[ItemChange], *, verb: str) -> None:
    """On record, and to everybody whom it concerns."""
    configuration.put_on_record(unit.connection, changes, actor=actor.id, verb=verb, now=unit.now)
    if changes:
        unit.tell(ConfigurationWake(configuration.revision(unit.connection)))
    for change in changes:
        if change.kind == settings.AGENTS:
            agent = AccountId(change.id)
            unit.tell(DeskWake(agent, reading.load(unit.connection, agent).desk_rev))


def _within_a_frame(lines: list[configuring.AgentLine]) -> list[configuring.AgentLine]:
    """As many as fit a page, always at least one."""
    size = 0
    for count, line in enumerate(lines):
        size += len(msgspec.json.encode(line))
        if count and size > limits.PAGE_BYTES:
            return lines[:count]
    return lines


def _line(row: AgentRow) -> configuring.AgentLine:
    return configuring.AgentLine(
        account=row.account,
        login=row.login,
        name=row.name,
        role=row.role,
        version=row.version,
        rules=row.rules,
        disabled=row.disabled,
    )
