"""The session of a desk: signing in, what is on it, and what its agent does."""

import asyncio
from collections.abc import Callable, Collection, Mapping
from typing import TypeVar

from sqlalchemy import Connection as StoreConnection

from protocol import codec, commands, leading
from protocol.answers import (
    AnyAnswer,
    Beat,
    Changed,
    Desk,
    KnowledgeChanged,
    Ok,
    SignedIn,
)
from protocol.commands import DeskCommand
from protocol.configuring import WorkplaceTold
from protocol.errors import CloseCode
from protocol.ids import AccountId, ConversationId
from protocol.people import Account, Colleague, PresenceWhy, Role
from protocol.workplace import Workplace
from server_stub.accounts.signing_in import OpenSession
from server_stub.bus.wakes import ConversationWake, HintWake, KnowledgeWake, LookingWake
from server_stub.domain.acts import Act, Actor
from server_stub.domain.conversation import head_of
from server_stub.domain.errors import DomainError, NotFound
from server_stub.domain.permissions import (
    OUT_OF_REACH,
    Relation,
    authorize,
    level_of,
    relation_to,
)
from server_stub.domain.workplace import workplace_of
from server_stub.storage import configuration, founding, presences, reading
from server_stub.storage.conversations import Committed
from server_stub.storage.errors import StorageUnavailable
from server_stub.transport import (
    configuring,
    consultation,
    desk_reading,
    merging,
    my_day,
    own_presence,
    receivers,
    reply_keeping,
    routing_told,
    talking,
)
from server_stub.transport import leading as leads
from server_stub.transport.board import BoardWatching
from server_stub.transport.connection import Connection
from server_stub.transport.desk_hints import DeskHints
from server_stub.transport.pace import Pace
from server_stub.transport.services import Services
from server_stub.transport.session import Session

_Seen = TypeVar("_Seen")


_WRITES = (
    commands.Accept,
    commands.Decline,
    commands.Take,
    commands.Release,
    commands.PassOn,
    commands.PassToTopic,
    commands.CallBack,
    commands.Invite,
    commands.SendAway,
    commands.StepOut,
    commands.Hold,
    commands.Unhold,
    commands.Close,
    commands.KeepOpen,
    commands.EndWork,
    commands.Send,
    commands.WriteNote,
    commands.EditMessage,
    commands.DeleteMessage,
    commands.MarkRead,
    commands.RenameGroup,
    commands.AddToGroup,
    commands.LeaveGroup,
    commands.Say,
    commands.Ask,
    commands.Settle,
    leading.WriteWhisper,
    leading.JoinChat,
    leading.LeaveChat,
    leading.TakeOver,
    leading.Assign,
)
"""Commands that a lane decides."""


class DeskSession(Session[DeskCommand]):
    """One desk's connection."""

    def __init__(self, connection: Connection, services: Services) -> None:
        config = services.config
        pace = Pace(config.commands_per_second, config.commands_burst)
        super().__init__(connection, services, side="desk", pace=pace)
        self.desk_rev = 0
        self.token_hash = ""
        self.language = "ru"
        self.workplace_rev = -1
        self._workplace: Workplace | None = None
        self._session: OpenSession | None = None
        self._signed_out = False
        self._on_desk = False
        self._parts: dict[str, Collection[ConversationId]] = {}
        self.talks = talking.Talking(self)
        self._hints = DeskHints(self)
        self._leading = leads.Leading(self)
        self._board = BoardWatching(self)
        self._desk_wanted = asyncio.Event()
        self.opening = {commands.SignIn: self._sign_in, commands.Resume: self._resume}
        self.writing = {**dict.fromkeys(_WRITES, self._write), **self.talks.openings}
        self.ordered = {
            commands.SignOut: self._sign_out,
            **own_presence.handlers(self),
            **self._hints.handlers,
            **self._leading.ordered,
            **self._board.ordered,
        }
        self.reading = {
            commands.ReadDesk: self._read_desk,
            **desk_reading.handlers(self),
            **configuring.handlers(self),
            **consultation.handlers(self),
            **my_day.handlers(self),
            **reply_keeping.handlers(self),
            **receivers.handlers(self),
            **routing_told.handlers(self),
            **merging.handlers(self),
            **self.talks.handlers,
            **self._leading.handlers,
            **self._board.handlers,
        }

    @property
    def is_open(self) -> bool:
        return self._session is not None

    @property
    def actor(self) -> Actor:
        """Who is signed in here."""
        if self._session is None:
            raise RuntimeError("nobody is signed in")
        return self._session.actor

    @property
    def agent(self) -> AccountId:
        return AccountId(self.actor.id)

    @property
    def level(self) -> int:
        """Which entries its user may see."""
        return level_of(self.actor)

    def decode(self, frame: bytes) -> DeskCommand:
        return codec.decode_desk_command(frame)

    async def ended(self) -> None:
        session = self._session
        if session is None:
            return
        self._hints.look_away_from_all()
        self._board.look_away()
        last = self.services.hub.remove_desk(self)
        if last:
            agent, since = AccountId(session.actor.id), self.services.clock()
            why = PresenceWhy.OWN if self._signed_out else PresenceWhy.LINK
            await self.services.store.lanes.run(
                lambda unit: presences.forget(
                    unit.connection, agent, since=since, now=unit.now, why=why
                )
            )

    # What the hub tells.

    def on_conversation(self, wake: ConversationWake) -> None:
        conversation = wake.conversation
        told = self.told.get(conversation.id)
        if told is None or conversation.rev <= told:
            return
        asked = self.talks.is_asked(conversation)
        if relation_to(conversation, self.actor, "catch_up", asked=asked) in OUT_OF_REACH:
            # It has left this desk, and what happens to it from now on is another's business.
            self._unfollow(conversation.id)
            self.refresh_desk()
            return
        if wake.after_rev > told:
            self.repair(conversation.id)
            return
        change = Changed(
            head=head_of(conversation, self.agent),
            after_rev=wake.after_rev,
            through=conversation.rev,
            entries=wake.seen_by(self.level),
        )
        self.tell_change(wake, change)

    def on_hint(self, wake: HintWake) -> None:
        self.connection.send(wake.hint)

    def on_looking(self, wake: LookingWake) -> None:
        self.connection.send(wake.told)

    def on_knowledge(self, wake: KnowledgeWake) -> None:
        own = wake.account is not None
        self.connection.send(KnowledgeChanged(through=wake.through, own=own))

    def on_workplace(self, workplace: Workplace, *, revision: int) -> None:
        self.workplace_rev = revision
        if workplace != self._workplace:
            self._workplace = workplace
            self.connection.send(WorkplaceTold(workplace=workplace))

    @property
    def companions(self) -> Collection[AccountId]:
        return self.talks.companions

    def on_presences(self, seen: Mapping[AccountId, Colleague]) -> None:
        self.talks.on_presences(seen)

    def refresh_desk(self) -> None:
        """What is on the desk has changed: read it, and tell. Coalesces."""
        self._desk_wanted.set()

    def beat(self, revs: Mapping[ConversationId, int]) -> None:
        self.connection.send(
            Beat(
                server_time=self.services.clock(),
                desk_rev=self.desk_rev,
                revs={one: revs[one] for one in self.told if one in revs},
            )
        )

    async def tell_missing(self, conversation: ConversationId) -> None:
        try:
            await self._tell_missing(conversation)
        except NotFound:
            # It left this desk while the wake-up that says so was on its way.
            if conversation in self.told:
                self._unfollow(conversation)
                self.refresh_desk()

    async def _tell_missing(self, conversation: ConversationId) -> None:
        told = self.told.get(conversation)
        while told is not None:
            after = told
            page = await self.services.store.read(
                lambda connection: reading.page(
                    connection,
                    reading.sight(connection, self.actor, "catch_up", conversation),
                    after_rev=after,  # noqa: B023 - read before the loop goes on
                    level=self.level,
                )
            )
            if conversation not in self.told:
                return
            self.told[conversation] = max(self.told[conversation], page.through)
            self.connection.send(
                Changed(
                    head=head_of(page.conversation, self.agent),
                    after_rev=after,
                    through=page.through,
                    entries=page.entries,
                )
            )
            told = page.through if page.more else None

    async def look(self, verb: str, look: Callable[[StoreConnection], _Seen]) -> _Seen:
        """Read what the verb shows, if its user may still see it, in one look at the store."""

        def if_allowed(connection: StoreConnection) -> _Seen:
            reading.require_rights(connection, self.actor)
            authorize(self.actor, verb, Relation.NONE)
            return look(connection)

        return await self.services.store.read(if_allowed)

    # Signing in and out.

    async def _sign_in(self, command: commands.SignIn) -> AnyAnswer:
        return await self._begin(
            command,
            await self.services.signing_in.by_password(
                command.login, command.password, address=self.connection.address
            ),
        )

    async def _resume(self, command: commands.Resume) -> AnyAnswer:
        return await self._begin(command, await self.services.signing_in.by_token(command.token))

    async def _begin(
        self, command: commands.SignIn | commands.Resume, session: OpenSession
    ) -> SignedIn:
        actor = session.actor
        rules, epoch, file_secret = await self.services.store.read(
            lambda connection: (
                configuration.read(connection),
                reading.store_epoch(connection),
                founding.file_secret(connection, AccountId(actor.id)),
            )
        )
        self._session = session
        self.token_hash = session.token_hash
        self.language = command.language
        self._workplace = workplace_of(rules, command.language)
        self.workplace_rev = rules.revision
        self.services.hub.add_desk(self)
        self.tasks.spawn(self._keep_desk(), what="desk")
        return SignedIn(
            request=command.request,
            token=session.token,
            expires_at=session.expires_at,
            account=Account(
                id=AccountId(actor.id),
                login=session.login,
                name=actor.name,
                role=actor.role or Role.AGENT,
            ),
            workplace=self._workplace,
            server_time=session.now,
            store_epoch=epoch,
            file_secret=file_secret,
        )

    async def _sign_out(self, command: commands.SignOut) -> None:
        if self._session is not None:
            self._signed_out = True
            await self.services.signing_in.end(self._session)
        self.connection.close(CloseCode.SESSION_ENDED, farewell=Ok(request=command.request))

    # The desk.

    async def _read_desk(self, command: commands.ReadDesk) -> AnyAnswer:
        self._on_desk = True
        return await self._desk(request=command.request)

    async def _keep_desk(self) -> None:
        """Tell what is on the desk whenever that changes, however often, one look at a time."""
        while True:
            await self._desk_wanted.wait()
            self._desk_wanted.clear()
            if self._on_desk:
                try:
                    self.connection.send(await self._desk(request=None))
                    await self.talks.tell()
                except (DomainError, StorageUnavailable):
                    # The next comparison of counters asks again.
                    continue

    async def _desk(self, *, request: int | None) -> Desk:
        rows = await self.look("desk", lambda connection: reading.desk(connection, self.agent))
        load = rows.load
        self.follow("desk", {head.id: head.rev for head in rows.conversations} | rows.guest_of)
        self.desk_rev = max(self.desk_rev, load.desk_rev)
        return Desk(
            request=request,
            desk_rev=load.desk_rev,
            presence=load.presence,
            presence_since=load.presence_since,
            presence_reason=load.presence_reason,
            room=load.room,
            used=load.used,
            conversations=rows.conversations,
            recent=rows.recent,
            queues=rows.queues,
            guest_of=list(rows.guest_of),
            presence_why=load.presence_why,
            auto_accept=load.auto_accept,
            rest_until=load.rest_until or None,
        )

    def follow(self, part: str, revs: Mapping[ConversationId, int]) -> None:
        """Follow what is on this part of the desk, what is on the others, and nothing else."""
        hub = self.services.hub
        self._parts[part] = revs.keys()
        wanted = set().union(*self._parts.values())
        for conversation in list(self.told):
            if conversation not in wanted:
                self._unfollow(conversation)
        for conversation, rev in revs.items():
            if conversation not in self.told:
                self.told[conversation] = rev
                hub.follow(self, conversation)

    def _unfollow(self, conversation: ConversationId) -> None:
        del self.told[conversation]
        self.services.hub.unfollow(self, conversation)

    # Conversations.

    def _write(self, command: commands.Write | commands.MarkRead) -> "asyncio.Future[Committed]":
        client_id = getattr(command, "client_id", None)
        act = Act(
            actor=self.actor,
            conversation=ConversationId(command.conversation),
            request=command,
            client_id=client_id,
        )
        return self.services.store.lanes.submit(act)
