"""Who watches what on this node: brings wake-ups to sessions, and compares counters every second.

A wake-up that arrives is only a faster way to what the comparison would find anyway.
"""

import asyncio
import time
from collections.abc import Collection, Iterable, Mapping, Sequence, Set
from typing import Protocol

import msgspec
import structlog
from sqlalchemy import Connection as StoreConnection

from protocol import codec, limits
from protocol.answers import Queues
from protocol.errors import CloseCode
from protocol.ids import AccountId, ConversationId
from protocol.people import Colleague
from protocol.workplace import Workplace
from server_stub.bus.port import Bus
from server_stub.bus.wakes import (
    AccountWake,
    ConfigurationWake,
    ConversationWake,
    DeskWake,
    HintWake,
    KnowledgeWake,
    LookingWake,
    QueueWake,
    Wake,
)
from server_stub.domain.workplace import workplace_of
from server_stub.observability import Metrics
from server_stub.storage import accounts, configuration, founding, reading, sessions, talks
from server_stub.storage.engine import store_now
from server_stub.storage.errors import StorageUnavailable
from server_stub.storage.unit_of_work import UnitOfWork
from server_stub.store import Store
from server_stub.transport.beats import Beats, Listener
from server_stub.transport.connection import Connection

COMPARE_SECONDS = 1.0
"""How long a lost wake-up can stay unnoticed."""

LEASE_SECONDS = 5.0
"""How often the links of agents are said to be alive: a third of their lease."""

PROLONG_SECONDS = 600.0
"""How often sessions in use are prolonged: a session ends so much earlier at most."""

_log = structlog.get_logger(__name__)


class Watcher(Listener, Protocol):
    """A session, as the hub knows it."""

    connection: Connection

    @property
    def identity(self) -> str:
        """Where its hints come from."""

    @property
    def watched(self) -> Mapping[ConversationId, int]:
        """The conversations it follows, and the revision its client was told of each."""

    def on_conversation(self, wake: ConversationWake) -> None:
        """A conversation has changed."""

    def on_hint(self, wake: HintWake) -> None:
        """Somebody types."""

    def repair(self, conversation: ConversationId) -> None:
        """The store is ahead of what the client was told: read, and tell."""


class DeskWatcher(Watcher, Protocol):
    """A desk's session, signed in."""

    token_hash: str
    desk_rev: int
    language: str
    workplace_rev: int
    """Of the configuration that its client knows."""

    @property
    def agent(self) -> AccountId:
        """Whose desk it is."""

    def refresh_desk(self) -> None:
        """What is on the desk has changed: read it, and tell."""

    def on_looking(self, wake: LookingWake) -> None:
        """A colleague looks at a conversation that this desk has."""

    def on_knowledge(self, wake: KnowledgeWake) -> None:
        """Articles or canned replies have changed."""

    def on_workplace(self, workplace: Workplace, *, revision: int) -> None:
        """The configuration has changed, and with it, perhaps, what the desk works with."""

    @property
    def companions(self) -> Collection[AccountId]:
        """With whom it has talks."""

    def on_presences(self, seen: Mapping[AccountId, Colleague]) -> None:
        """Who of them is there."""


class _Counters(msgspec.Struct, frozen=True, kw_only=True):
    """Where the counters of everything watched here stand, as of one moment."""

    revs: Mapping[ConversationId, int]
    desk_revs: Mapping[AccountId, int]
    queue_rev: int
    configuration_rev: int
    present: Mapping[AccountId, Colleague]
    over: Set[str]
    """Sessions that no longer count, by the hash of their token."""
    full: Set[AccountId]
    """Accounts that hold as many sessions as they may."""


class Hub:
    """The sessions of one node."""

    def __init__(self, store: Store, bus: Bus, metrics: Metrics) -> None:
        self._store = store
        self._metrics = metrics
        self.beats = Beats()
        self._watchers: set[Watcher] = set()
        self._all_desks: set[DeskWatcher] = set()
        self._desks: dict[AccountId, set[DeskWatcher]] = {}
        self._followers: dict[ConversationId, set[Watcher]] = {}
        self._lookers: dict[ConversationId, set[DeskWatcher]] = {}
        self._queue_rev = -1
        self._written_at = time.monotonic()
        self._check_accounts = asyncio.Event()
        self._stop_listening = bus.listen(self._on_wakes)

    def add(self, watcher: Watcher) -> None:
        """A session has begun."""
        self._watchers.add(watcher)
        self.beats.add(watcher)

    def add_desk(self, watcher: DeskWatcher) -> None:
        """A desk has signed in."""
        self.add(watcher)
        self._all_desks.add(watcher)
        self._desks.setdefault(watcher.agent, set()).add(watcher)

    def remove(self, watcher: Watcher) -> None:
        """A session is over. Idempotent."""
        self._watchers.discard(watcher)
        self.beats.remove(watcher)
        for conversation in list(watcher.watched):
            self.unfollow(watcher, conversation)

    def remove_desk(self, watcher: DeskWatcher) -> bool:
        """A desk's session is over; says whether it was the agent's last one here."""
        self.remove(watcher)
        self._all_desks.discard(watcher)
        desks = self._desks.get(watcher.agent, set())
        desks.discard(watcher)
        if not desks:
            self._desks.pop(watcher.agent, None)
        return not desks

    def follow(self, watcher: Watcher, conversation: ConversationId) -> None:
        self._followers.setdefault(conversation, set()).add(watcher)

    def unfollow(self, watcher: Watcher, conversation: ConversationId) -> None:
        followers = self._followers.get(conversation)
        if followers is not None:
            followers.discard(watcher)
            if not followers:
                del self._followers[conversation]

    def look(self, watcher: DeskWatcher, conversation: ConversationId) -> None:
        """A desk has the conversation in view: it learns who else has."""
        self._lookers.setdefault(conversation, set()).add(watcher)

    def look_away(self, watcher: DeskWatcher, conversation: ConversationId) -> None:
        """It no longer has. Idempotent."""
        lookers = self._lookers.get(conversation, set())
        lookers.discard(watcher)
        if not lookers:
            self._lookers.pop(conversation, None)

    def everyone(self) -> Iterable[Watcher]:
        return tuple(self._watchers)

    @property
    def agents(self) -> list[AccountId]:
        """Who has a desk open on this node."""
        return list(self._desks)

    @property
    def written_seconds_ago(self) -> float:
        """How long ago the leases were renewed: whether the store takes writes, for free."""
        return time.monotonic() - self._written_at

    async def run(self) -> None:
        """Compare for ever; a look that fails is tried again at the next one."""
        loop = asyncio.get_running_loop()
        lease_at = prolong_at = loop.time()
        while True:
            await asyncio.sleep(COMPARE_SECONDS)
            try:
                # Before what writes: a store that can only be read is no reason to seem dead.
                self.beats.revs = await self._compare_or_be_silent()
                if loop.time() >= lease_at:
                    await self._renew_leases()
                    lease_at = loop.time() + LEASE_SECONDS
                if loop.time() >= prolong_at:
                    await self.prolong_sessions()
                    prolong_at = loop.time() + PROLONG_SECONDS
            except StorageUnavailable:
                _log.warning("compare_failed")
            except Exception as error:  # noqa: BLE001 - a boundary: revocation hangs on this task
                _log.error("compare_failed", exc_info=error)

    async def prolong_sessions(self) -> None:
        """Who is connected uses his session."""
        tokens = {desk.token_hash for desks in self._desks.values() for desk in desks}
        if tokens:
            await self._store.lanes.run(
                lambda unit: sessions.prolong(unit.connection, tokens, now=unit.now)
            )

    def close(self) -> None:
        self._stop_listening()

    async def _compare_or_be_silent(self) -> Mapping[ConversationId, int]:
        """Compare; while that fails no session beats."""
        try:
            return await self._compare()
        except Exception:
            self.beats.revs = None
            raise

    async def _compare(self) -> Mapping[ConversationId, int]:
        followed = list(self._followers)
        agents = self.agents
        tokens = {desk.token_hash for desks in self._desks.values() for desk in desks}
        people = {one for desk in self._all_desks for one in desk.companions}

        def look(connection: StoreConnection) -> _Counters:
            now = store_now(connection)
            living = sessions.living(connection, tokens, now=now)
            return _Counters(
                revs=reading.revs(connection, followed),
                desk_revs=reading.desk_revs(connection, agents),
                queue_rev=reading.queue_rev(connection) if agents else self._queue_rev,
                configuration_rev=configuration.revision(connection) if agents else 0,
                present=talks.presences(connection, people, now=now),
                over=tokens - living,
                full=sessions.full(
                    connection,
                    agents if tokens - living else [],
                    limit=limits.SESSIONS_PER_ACCOUNT,
                    now=now,
                ),
            )

        seen = await self._store.read(look)
        for watcher in self.everyone():
            for conversation, told in list(watcher.watched.items()):
                if seen.revs.get(conversation, 0) > told:
                    self._metrics.repairs.inc()
                    watcher.repair(conversation)
        for agent, desks in list(self._desks.items()):
            for desk in tuple(desks):
                desk.on_presences(seen.present)
                if desk.token_hash in seen.over:
                    # A session that is over though its account holds all it may made way for one.
                    replaced = agent in seen.full
                    desk.connection.close(
                        CloseCode.REPLACED if replaced else CloseCode.SESSION_ENDED
                    )
                elif seen.desk_revs.get(agent, 0) > desk.desk_rev:
                    desk.refresh_desk()
        if any(desk.workplace_rev != seen.configuration_rev for desk in self._all_desks):
            await self._tell_workplaces()
        if seen.queue_rev != self._queue_rev:
            await self._tell_queues()
            self._queue_rev = seen.queue_rev
        return seen.revs

    async def _tell_queues(self) -> None:
        frame = codec.encode(Queues(queues=await self._store.read(reading.queues)))
        for desks in self._desks.values():
            for desk in desks:
                desk.connection.send_frame(frame)

    async def _tell_workplaces(self) -> None:
        """Made once a language, however many desks there are."""
        rules = await self._store.read(configuration.read)
        made: dict[str, Workplace] = {}
        for desk in self._all_desks:
            if desk.workplace_rev != rules.revision:
                if desk.language not in made:
                    made[desk.language] = workplace_of(rules, desk.language)
                desk.on_workplace(made[desk.language], revision=rules.revision)

    async def _renew_leases(self) -> None:
        agents = self.agents

        def renew(unit: UnitOfWork) -> None:
            accounts.touch(unit.connection, agents, now=unit.now)
            # Something is written though nobody is here: else nobody could tell a dead disk.
            founding.touch(unit.connection, now=unit.now)

        await self._store.lanes.run(renew, aside=True)
        self._written_at = time.monotonic()

    def _on_wakes(self, wakes: Sequence[Wake]) -> None:
        for wake in wakes:
            if isinstance(wake, ConversationWake):
                self._on_conversation(wake)
            elif isinstance(wake, HintWake):
                for watcher in tuple(self._followers.get(wake.conversation, ())):
                    if watcher.identity != wake.origin:
                        watcher.on_hint(wake)
            elif isinstance(wake, LookingWake):
                self._on_looking(wake)
            elif isinstance(wake, DeskWake):
                for desk in self._desks.get(wake.agent, ()):
                    if wake.desk_rev > desk.desk_rev:
                        desk.refresh_desk()
            elif isinstance(wake, KnowledgeWake):
                self._on_knowledge(wake)
            elif isinstance(wake, AccountWake | QueueWake | ConfigurationWake):
                # All are felt at the next comparison, a second away at most.
                continue

    def _on_knowledge(self, wake: KnowledgeWake) -> None:
        if wake.account is None:
            desks: Iterable[DeskWatcher] = self._all_desks
        else:
            desks = self._desks.get(wake.account, ())
        for desk in desks:
            desk.on_knowledge(wake)

    def _on_looking(self, wake: LookingWake) -> None:
        conversation = wake.told.conversation
        # Desks only: among those who follow a conversation is its subscriber.
        follow = self._all_desks.intersection(self._followers.get(conversation, ()))
        for desk in follow | self._lookers.get(conversation, set()):
            if desk.identity != wake.origin:
                desk.on_looking(wake)

    def _on_conversation(self, wake: ConversationWake) -> None:
        # A copy, for who is told may cease to follow.
        for watcher in tuple(self._followers.get(wake.conversation.id, ())):
            watcher.on_conversation(wake)
