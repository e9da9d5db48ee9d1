"""What a lead's desk does beside answering: looks in unseen, sets up agents, reads their days."""

from collections.abc import Callable, Mapping
from typing import Protocol

import msgspec
from sqlalchemy import Connection as StoreConnection

from protocol import leading, limits
from protocol.answers import Ok
from protocol.ids import AccountId, ClientId, ConversationId
from protocol.people import PresenceWhy
from protocol.scalars import Millis
from server_stub.domain.acts import Actor
from server_stub.domain.capacity import Said
from server_stub.domain.conversation import Conversation, head_of
from server_stub.domain.errors import NoRoom, NotFound, OutOfBounds
from server_stub.domain.permissions import authorize, authorize_agent, relation_to
from server_stub.storage import (
    agent_rules,
    conversations,
    groups,
    reading,
    timelines,
)
from server_stub.storage.engine import store_now
from server_stub.storage.unit_of_work import UnitOfWork
from server_stub.transport import configuring
from server_stub.transport.own_presence import change_presence
from server_stub.transport.services import Services
from server_stub.transport.session import Handler

_SETTINGS = ("room", "skills", "languages", "queues")
"""What a lead sets of an agent; his group is for administrators."""


class Overseer(Protocol):
    """The session of a lead."""

    services: Services

    @property
    def actor(self) -> Actor:
        """Who is signed in there."""

    @property
    def agent(self) -> AccountId:
        """His account."""

    def follow(self, part: str, revs: Mapping[ConversationId, int]) -> None:
        """Be told of what happens in these from now on."""


class Leading:
    """What one session follows unseen, and the verbs of leads that are no acts of a lane."""

    def __init__(self, session: Overseer) -> None:
        self._session = session
        self._observed: dict[ConversationId, int] = {}
        self.ordered: Mapping[type, Handler] = {
            leading.Observe: self._observe,
            leading.SetAgentPresence: self._set_presence,
            leading.SetAgent: self._set_agent,
        }
        self.handlers: Mapping[type, Handler] = {leading.ReadTimeline: self._timeline}

    async def _observe(self, command: leading.Observe) -> leading.Observed:
        """On record, and nowhere else: an entry would change the chat before its agent's eyes."""
        session, wanted = self._session, ConversationId(command.conversation)
        new = command.watching and wanted not in self._observed
        if new and len(self._observed) >= limits.OBSERVED:
            raise NoRoom(used=len(self._observed), room=limits.OBSERVED)

        def look(unit: UnitOfWork) -> Conversation:
            actor = unit.require_rights(session.actor)
            found = _led_conversation(unit.connection, actor, wanted)

            def record() -> str:
                what = "begin" if command.watching else "end"
                unit.audit(actor.id, "observe", wanted, reason=what, data=found.owner or "")
                return ""

            unit.once(actor, ClientId(command.client_id), command, record)
            return found

        found = await session.services.store.lanes.run(look, key=wanted)
        if command.watching:
            self._observed[wanted] = found.rev
        else:
            self._observed.pop(wanted, None)
        session.follow("observed", self._observed)
        return leading.Observed(request=command.request, head=head_of(found, session.agent))

    async def _set_presence(self, command: leading.SetAgentPresence) -> Ok:
        account = AccountId(command.account)

        said = Said(command.presence, PresenceWhy.LEAD, command.reason)

        def change(unit: UnitOfWork, actor: Actor) -> None:
            change_presence(unit, actor, account, said, verb="set_agent_presence")

        await self._to_agent(command, account, change)
        return Ok(request=command.request)

    async def _set_agent(self, command: leading.SetAgent) -> Ok:
        account = AccountId(command.account)

        def change(unit: UnitOfWork, actor: Actor) -> None:
            (row,) = agent_rules.read(unit.connection, [account])
            asked = {name: getattr(command, name) for name in _SETTINGS}
            wanted = {name: value for name, value in asked.items() if value is not None}
            rules = msgspec.structs.replace(row.rules, **wanted)
            configuring.set_agent(unit, actor, rules, verb="set_agent")

        await self._to_agent(command, account, change)
        return Ok(request=command.request)

    async def _to_agent(
        self,
        command: leading.SetAgentPresence | leading.SetAgent,
        account: AccountId,
        change: Callable[[UnitOfWork, Actor], None],
    ) -> None:
        """Once, if he leads this agent; the agent's desk is told."""
        session = self._session
        verb = str(command.__struct_config__.tag)

        def do(unit: UnitOfWork) -> None:
            actor = unit.require_rights(session.actor)
            led = groups.led_by(unit.connection, actor)
            authorize_agent(actor, verb, account, led=led)

            def once() -> str:
                if not agent_rules.read(unit.connection, [account]):
                    raise NotFound
                change(unit, actor)
                return ""

            unit.once(actor, ClientId(command.client_id), command, once)

        await session.services.store.lanes.run(do, key=account)

    async def _timeline(self, command: leading.ReadTimeline) -> leading.TimelineRead:
        since, until = Millis(command.since), Millis(command.until)
        if not since < until <= since + limits.TIMELINE_SPAN_MS:
            raise OutOfBounds(rule="le", field="until")
        session, account = self._session, AccountId(command.account)

        def read(connection: StoreConnection) -> leading.TimelineRead:
            reading.require_rights(connection, session.actor)
            led = groups.led_by(connection, session.actor)
            authorize_agent(session.actor, "timeline", account, led=led)
            reading.load(connection, account)
            now = store_now(connection)
            return timelines.read(
                connection, account, since=since, until=until, now=now, request=command.request
            )

        return await session.services.store.read(read)


def _led_conversation(
    connection: StoreConnection, actor: Actor, wanted: ConversationId
) -> Conversation:
    """The conversation, if he leads who has it. Raises `DomainError`."""
    found = conversations.load(connection, {wanted}).get(wanted)
    led = groups.led_by(connection, actor)
    relation = relation_to(found, actor, "observe", led=lambda _: led)
    authorize(actor, "observe", relation)
    if found is None:
        raise NotFound
    return found
