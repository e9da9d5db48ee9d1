"""What people do to canned replies: save them, take them away, see how often they are sent."""

from collections.abc import Callable, Mapping
from typing import Protocol, TypeVar

from sqlalchemy import Connection

from protocol import commands
from protocol.answers import ReplyKept, ReplyUses
from protocol.ids import AccountId, ClientId
from protocol.knowledge import ReplyScope
from server_stub.bus.wakes import KnowledgeWake
from server_stub.domain import canned
from server_stub.domain.acts import Actor
from server_stub.domain.errors import NotFound
from server_stub.knowledge import replies
from server_stub.storage import reply_uses
from server_stub.storage.unit_of_work import UnitOfWork
from server_stub.transport.services import Services
from server_stub.transport.session import Handler

_Seen = TypeVar("_Seen")


class Keeper(Protocol):
    """The session of one who has canned replies."""

    services: Services

    @property
    def actor(self) -> Actor:
        """Who asks."""

    async def look(self, verb: str, look: Callable[[Connection], _Seen]) -> _Seen:
        """Read what the verb shows, if he may still see it."""


def handlers(session: Keeper) -> Mapping[type, Handler]:
    """What answers the commands about canned replies."""
    desk = _ReplyKeeping(session)
    return {
        commands.ReadReplyUses: desk.uses,
        commands.SaveReply: desk.save,
        commands.DeleteReply: desk.delete,
    }


class _ReplyKeeping:
    def __init__(self, session: Keeper) -> None:
        self._session = session

    async def uses(self, command: commands.ReadReplyUses) -> ReplyUses:
        """Of one's own hand, or of all."""
        read = reply_uses.of_all if command.everybody else reply_uses.own
        uses = await self._session.look(
            "reply_uses", lambda connection: read(connection, self._session.actor.id)
        )
        return ReplyUses(request=command.request, uses=uses)

    async def save(self, command: commands.SaveReply) -> ReplyKept:
        """A new one, or another version of one."""

        def save(unit: UnitOfWork, actor: Actor) -> str:
            found = replies.find(unit.connection, (command.reply, command.language))
            kept = canned.save(actor, command, found)
            queue = command.queue
            if queue is not None and not unit.rules().has_queue(queue):
                raise NotFound(field="queue")
            version = replies.save(unit.connection, kept, new=found is None or found.removed)
            return _told(unit, version, kept)

        return await self._change(command, save)

    async def delete(self, command: commands.DeleteReply) -> ReplyKept:
        """Gone for everybody who had it; saved anew by its id it is back."""

        def delete(unit: UnitOfWork, actor: Actor) -> str:
            key = (command.reply, command.language)
            found = replies.find(unit.connection, key)
            canned.delete(actor, command, found)
            if found is None:
                raise NotFound
            return _told(unit, replies.delete(unit.connection, key), found)

        return await self._change(command, delete)

    async def _change(
        self,
        command: commands.SaveReply | commands.DeleteReply,
        change: Callable[[UnitOfWork, Actor], str],
    ) -> ReplyKept:
        actor = self._session.actor

        def do(unit: UnitOfWork) -> int:
            present = unit.require_rights(actor)
            client_id = ClientId(command.client_id)
            return int(unit.once(present, client_id, command, lambda: change(unit, present)))

        version = await self._session.services.store.lanes.run(do, key=actor.id)
        return ReplyKept(request=command.request, version=version)


def _told(unit: UnitOfWork, version: int, kept: canned.KeptReply) -> str:
    own = kept.reply.scope is ReplyScope.OWN
    unit.tell(KnowledgeWake(version, account=AccountId(kept.account) if own else None))
    return str(version)
