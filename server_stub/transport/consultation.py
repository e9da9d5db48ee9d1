"""What an agent looks up while he answers: subscribers, their profiles, the knowledge base.

Nobody sees a subscriber's data unrecorded: the answer waits until the record of it is on disk.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Protocol, TypeVar

from sqlalchemy import Connection

from protocol import commands, limits
from protocol.answers import FoundEntries, Knowledge, ProfileRead, Revealed, Subscribers
from protocol.ids import ClientId, SubscriberId
from server_stub.domain.acts import Actor
from server_stub.domain.errors import NotFound, ReasonNeeded
from server_stub.domain.permissions import Relation, authorize
from server_stub.knowledge import repository as knowledge
from server_stub.storage import finding, looks
from server_stub.storage.candidates import Wanted
from server_stub.storage.unit_of_work import UnitOfWork
from server_stub.transport.services import Services
from server_stub.transport.session import Handler

_Seen = TypeVar("_Seen")

REASON_CHARACTERS = 3
"""A shorter reason for looking at somebody's data is none."""


class Consultant(Protocol):
    """The session of one who may look things up."""

    services: Services
    language: str

    @property
    def level(self) -> int:
        """Which entries he may see."""

    @property
    def actor(self) -> Actor:
        """Who asks."""

    async def look(self, verb: str, look: Callable[[Connection], _Seen]) -> _Seen:
        """Read what the verb shows, if he may still see it."""


def handlers(session: Consultant) -> Mapping[type, Handler]:
    """What answers the commands of looking up."""
    desk = _Consultation(session)
    return {
        commands.SyncKnowledge: desk.sync_knowledge,
        commands.FindSubscribers: desk.find_subscribers,
        commands.FindEntries: desk.find_entries,
        commands.ReadProfile: desk.profile,
        commands.Reveal: desk.reveal,
    }


def _nothing(connection: Connection) -> None:
    del connection


class _Consultation:
    def __init__(self, session: Consultant) -> None:
        self._session = session
        self._services = session.services

    async def sync_knowledge(self, command: commands.SyncKnowledge) -> Knowledge:
        page = await self._session.look(
            "sync_knowledge",
            lambda connection: knowledge.changes_after(
                connection,
                command.after_change,
                account=self._session.actor.id if command.own else "",
            ),
        )
        return Knowledge(
            request=command.request,
            articles=list(page.articles),
            replies=list(page.replies),
            removed_articles=[list(pair) for pair in page.removed_articles],
            removed_replies=[list(pair) for pair in page.removed_replies],
            through=page.through,
            more=page.more,
        )

    async def find_subscribers(self, command: commands.FindSubscribers) -> Subscribers:
        await self._require("find_subscribers")
        found = await self._services.store.ask(
            lambda: self._services.directory.find(
                command.query, limit=limits.FOUND_SUBSCRIBERS, language=self._session.language
            )
        )
        await self._put_on_record("find_subscribers", [line.id for line in found.lines])
        return Subscribers(request=command.request, found=list(found.lines), more=found.more)

    async def find_entries(self, command: commands.FindEntries) -> FoundEntries:
        wanted = Wanted(
            query=command.query,
            conversation=command.conversation,
            subscriber=command.subscriber,
            queue=command.queue,
            since=command.since,
            until=command.until,
            before=command.before,
        )
        actor, level = self._session.actor, self._session.level
        found = await self._session.look(
            "find_entries",
            lambda connection: finding.find(connection, actor, wanted, level=level),
        )
        await self._record(
            "find_entries",
            lambda unit, present: looks.put_found_on_record(
                unit, present, "find_entries", found.heads
            ),
            needed=bool(found.heads),
        )
        return FoundEntries(
            request=command.request,
            hits=found.hits,
            conversations=found.heads,
            reached=found.reached,
            more=found.more,
            skipped=found.skipped,
        )

    async def profile(self, command: commands.ReadProfile) -> ProfileRead:
        await self._require("profile")
        wanted = SubscriberId(command.subscriber)
        profile = await self._services.store.ask(
            lambda: self._services.directory.profile(wanted, language=self._session.language)
        )
        if profile is None:
            raise NotFound
        await self._put_on_record("profile", [wanted])
        return ProfileRead(request=command.request, profile=profile)

    async def reveal(self, command: commands.Reveal) -> Revealed:
        """One hidden field, with the reason on record."""
        await self._require("reveal")
        if len(command.reason.strip()) < REASON_CHARACTERS:
            raise ReasonNeeded
        wanted = SubscriberId(command.subscriber)
        actor = self._session.actor
        value = await self._services.store.ask(
            lambda: self._services.directory.hidden_value(wanted, command.field)
        )
        if value is None:
            raise NotFound

        def put_on_record(unit: UnitOfWork) -> None:
            present = unit.require_rights(actor)
            authorize(present, "reveal", Relation.NONE)

            def record() -> str:
                unit.audit(
                    actor.id,
                    "reveal",
                    f"{wanted}:{command.field}",
                    reason=command.reason,
                    data=command.conversation or "",
                )
                return ""

            unit.once(present, ClientId(command.client_id), command, record)

        await self._services.store.lanes.run(put_on_record, key=actor.id)
        return Revealed(request=command.request, field=command.field, value=value)

    async def _put_on_record(self, verb: str, seen: Sequence[SubscriberId]) -> None:
        """Who is about to see whose data."""
        await self._record(
            verb,
            lambda unit, present: looks.put_on_record(unit, present, verb, seen),
            needed=bool(seen),
        )

    async def _record(
        self, verb: str, put: Callable[[UnitOfWork, Actor], None], *, needed: bool
    ) -> None:
        """One short transaction, under the rights of this moment."""
        if not needed:
            return
        actor = self._session.actor

        def record(unit: UnitOfWork) -> None:
            present = unit.require_rights(actor)
            authorize(present, verb, Relation.NONE)
            put(unit, present)

        await self._services.store.lanes.run(record, key=actor.id)

    async def _require(self, verb: str) -> None:
        """Before a directory is asked, which knows nothing of rights."""
        await self._session.look(verb, _nothing)
