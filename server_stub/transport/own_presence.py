"""What one who answers subscribers says of himself: his presence, and how offers reach him."""

from collections.abc import Callable, Mapping
from typing import Protocol

from protocol import commands
from protocol.answers import Ok
from protocol.errors import ErrorCode, ProtocolError
from protocol.ids import AccountId, ClientId
from protocol.people import Presence, PresenceWhy
from server_stub.bus.wakes import DeskWake
from server_stub.domain.acts import Actor
from server_stub.domain.capacity import AgentLoad, Said
from server_stub.domain.errors import NotFound
from server_stub.domain.permissions import Relation, authorize
from server_stub.domain.presence import chosen
from server_stub.storage import presences
from server_stub.storage.unit_of_work import UnitOfWork
from server_stub.transport.services import Services
from server_stub.transport.session import Handler

_BY_ONESELF = frozenset({PresenceWhy.OWN, PresenceWhy.IDLE})
"""What a desk may say is why; the rest is said of it."""


class Sayer(Protocol):
    """The session of one who answers subscribers."""

    services: Services

    @property
    def actor(self) -> Actor:
        """Who is signed in."""

    @property
    def agent(self) -> AccountId:
        """His account."""


def handlers(session: Sayer) -> Mapping[type, Handler]:
    """What answers the commands about oneself."""
    own = _OwnPresence(session)
    return {
        commands.SetPresence: own.set_presence,
        commands.SetAutoAccept: own.set_auto_accept,
    }


def change_presence(unit: UnitOfWork, actor: Actor, agent: AccountId, said: Said) -> None:
    """Let an agent be this from now on, as far as the rules have it. Raises `DomainError`."""
    resting = said.presence is Presence.BREAK and said.reason
    if resting and not unit.rules().has_break(said.reason):
        raise NotFound(field="reason")
    load = _load(unit, agent)
    comes = chosen(load, said)
    if comes is None:
        return
    after = presences.say(unit.connection, load, comes, now=unit.now)
    unit.audit(actor.id, "set_presence", agent, reason=said.reason, data=comes.presence.value)
    unit.tell(DeskWake(agent, after.desk_rev))


class _OwnPresence:
    def __init__(self, session: Sayer) -> None:
        self._session = session

    async def set_presence(self, command: commands.SetPresence) -> Ok:
        """Idempotent, as its identity is."""
        if command.why not in _BY_ONESELF:
            raise ProtocolError(ErrorCode.INVALID, request=command.request)
        agent = self._session.agent
        said = Said(command.presence, command.why, command.reason)
        return await self._once(
            "set_presence",
            command,
            lambda unit, actor: change_presence(unit, actor, agent, said),
        )

    async def set_auto_accept(self, command: commands.SetAutoAccept) -> Ok:
        """Idempotent, as its identity is."""
        agent = self._session.agent

        def change(unit: UnitOfWork, actor: Actor) -> None:
            presences.set_auto_accept(unit.connection, agent, on=command.on)
            unit.audit(actor.id, "set_auto_accept", agent, data=str(command.on))
            unit.tell(DeskWake(agent, _load(unit, agent).desk_rev))

        return await self._once("set_auto_accept", command, change)

    async def _once(
        self,
        verb: str,
        command: commands.SetPresence | commands.SetAutoAccept,
        change: Callable[[UnitOfWork, Actor], None],
    ) -> Ok:
        def work(unit: UnitOfWork) -> None:
            actor = unit.require_rights(self._session.actor)
            authorize(actor, verb, Relation.NONE)

            def do() -> str:
                change(unit, actor)
                return ""

            unit.once(actor, ClientId(command.client_id), command, do)

        await self._session.services.store.lanes.run(work, key=self._session.agent)
        return Ok(request=command.request)


def _load(unit: UnitOfWork, agent: AccountId) -> AgentLoad:
    load = presences.load(unit.connection, agent)
    if load is None:
        raise NotFound
    return load
