"""The one door between the windows and everything below them: the state, and what a person can do.

State is read from `store`, never written by the caller; each change is announced as the records of
`console.core.changes`. Coroutines raise `ConsoleError`s: `CommandRejected(code)` where the server
refused, `LinkLost` where it could not be asked.
"""

import asyncio
import contextlib
import ssl
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from console.consulting import Consulting, EarlierConversations, FoundSubscribers, ProfileFor
from console.conversing import Conversing
from console.core import events
from console.core.changes import (
    Change,
    KnowledgeStale,
    LinkChanged,
    OutgoingChanged,
    OutgoingRemoved,
    QueuesChanged,
)
from console.core.chat import Chat
from console.core.errors import CommandRejected, LinkError, OutOfSync, SettingsError, SettingsReason
from console.core.link_state import LinkPhase
from console.core.outgoing import Outgoing, OutgoingKind, OutgoingState
from console.core.ports import Surroundings
from console.core.store import Event, Store
from console.core.tasks import FailureSink, TaskOwner
from console.link.address import ServerAddress
from console.link.desk_link import DeskLink
from console.local.accounts import Accounts
from console.local.knowledge import KnowledgeBase, KnowledgeHit
from console.local.machine import MachineSettings
from protocol.answers import (
    History,
    Knowledge,
    Ok,
    SignedIn,
    Waiting,
)
from protocol.commands import (
    ReadHistory,
    ReadWaiting,
    SignOut,
    SyncKnowledge,
    Typing,
)
from protocol.ids import ClientId, ConversationId, QueueId
from protocol.values import (
    Article,
    CannedReply,
)

if TYPE_CHECKING:
    from console.local.keys import KeyStore
    from console.local.local_desk import LocalDesk

TYPING_AGAIN_SECONDS = 3.0
"""A hint lasts six seconds at who sees it."""
FLUSH_SECONDS = 2.0
"""What closing the console waits for acknowledgements; the disk has the rest."""
_TICK_SECONDS = 1.0
_PURGE_SECONDS = 3600.0

_TOKEN = "session.token"
_LANGUAGE = "session.language"
_LAST_LOGIN = "last_login"

__all__ = [
    "DeskSession",
    "EarlierConversations",
    "FoundSubscribers",
    "KnowledgeHit",
    "ProfileFor",
    "Subscription",
]

Listener = Callable[[tuple[Change, ...]], None]


class Subscription:
    """A listener's place; closing it ends the calls. Idempotent."""

    def __init__(self, leave: Callable[[], None]) -> None:
        self._leave = leave

    def close(self) -> None:
        """Hear no more."""
        with contextlib.suppress(ValueError):
            self._leave()


class DeskSession(Conversing, Consulting):
    """One agent's session on one server, from before the sign-in until after the sign-out.

    Lives on one asyncio loop. `start()` first, `aclose()` last.
    """

    def __init__(
        self,
        address: str,
        *,
        folder: Path,
        on_failure: FailureSink,
        machine: MachineSettings | None = None,
        surroundings: Surroundings | None = None,
        keys: "KeyStore | None" = None,
        certificates: ssl.SSLContext | None = None,
    ) -> None:
        store, around = Store(), surroundings or Surroundings()
        self._address = ServerAddress.parse(address)
        link = DeskLink(self._address, self, surroundings=around, certificates=certificates)
        Conversing.__init__(self, store, link, around)
        Consulting.__init__(self, link, around)
        self.machine = machine or MachineSettings(folder)
        self.knowledge = KnowledgeBase(folder / "knowledge")
        self.trouble: SettingsError | None = None
        """The last thing that went wrong with this machine's disk."""
        self._accounts = Accounts(
            folder / "accounts",
            server=self._address.url,
            keys=keys,
            now=around.now,
            on_trouble=self._on_trouble,
        )
        self._owner = TaskOwner("session", on_failure=on_failure)
        self._local: LocalDesk | None = None
        self._login_of_local = ""
        self._password = ""
        self._language = "ru"
        self._listeners: list[Listener] = []
        self._knowledge_listeners: list[Callable[[], None]] = []
        self._watched: tuple[QueueId, ...] = ()
        self._typing_told: dict[ConversationId, float] = {}
        self._syncing_knowledge = False
        self._reading_waiting: set[QueueId] = set()
        self._happened = asyncio.Event()
        self._reading_older: set[ConversationId] = set()

    def subscribe(self, listener: Listener) -> Subscription:
        """Be told of every batch of changes, after they are all in the store."""
        self._listeners.append(listener)
        return Subscription(lambda: self._listeners.remove(listener))

    def subscribe_to_knowledge(self, listener: Callable[[], None]) -> Subscription:
        """Be told when the offline knowledge base has changed."""
        self._knowledge_listeners.append(listener)
        return Subscription(lambda: self._knowledge_listeners.remove(listener))

    # From start to end.

    async def start(self) -> bool:
        """Begin, and continue the last session of this machine if its key is at hand.

        Returns whether there is an account to work in; otherwise somebody must sign in.
        """
        await self.knowledge.open()
        self._owner.spawn("link", self._link.run())
        self._owner.spawn("clock", self._keep_time())
        login = self.machine.get(_LAST_LOGIN)
        if not login:
            self._accounts.prepare()
            return False
        local = await self._accounts.open_remembered(login)
        if local is None:
            return False
        await self._use(login, local)
        token = self.setting(_TOKEN)
        if token:
            self._link.use_token(token, language=self.setting(_LANGUAGE, "ru"))
        return bool(token)

    async def sign_in(self, login: str, password: str, *, language: str = "ru") -> None:
        """Sign in, waiting for a server as long as it takes; `store.link` tells where it stands.

        Raises `CommandRejected`. Safe to cancel.
        """
        self._password, self._language = password, language
        try:
            await self._link.sign_in(login, password, language=language)
        except asyncio.CancelledError:
            self._link.forget()
            raise
        finally:
            self._password = ""

    async def work_offline(self, login: str, password: str) -> None:
        """Open what this machine has of an account before any server is reached.

        Raises `SettingsError(PASSWORD)` where the password does not fit.
        """
        await self._leave_account()
        await self._use(login, await self._accounts.open_with(login, password, checked=False))

    async def sign_out(self) -> None:
        """End the session here and at the server; drafts and unsent texts stay on disk."""
        with contextlib.suppress(LinkError, CommandRejected):
            await self._link.ask(lambda request: SignOut(request=request), Ok)
        self.remember(_TOKEN, "")
        self.machine.put(_LAST_LOGIN, "")
        await self._link.leave()
        await self._leave_account()

    async def aclose(self) -> None:
        """Send what can still be sent, then close everything. Idempotent."""
        if self._owner.closed:
            return
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(FLUSH_SECONDS):
                await self._until_sent()
        await self._owner.aclose()
        await self._leave_account()
        await self.knowledge.aclose()
        self._accounts.close()

    # What the link needs.

    def apply(self, happened: Sequence[Event]) -> None:
        """Change the state, keep on disk what belongs there, tell everybody."""
        now = self._around.now()
        changes: list[Change] = []
        for event in happened:
            for change in self.store.apply(event, now=now):
                changes.append(change)
                self._keep(change)
        self._happened.set()
        if not changes:
            return
        self._follow(changes)
        told = tuple(changes)
        for listener in tuple(self._listeners):
            listener(told)
        self._link.poke()

    async def signed_in(self, answer: SignedIn) -> None:
        """A session is open: have this machine's file of the account open too."""
        login = answer.account.login
        if self._local is None or self._login_of_local != login.casefold():
            await self._leave_account()
            if self._password:
                local = await self._accounts.open_with(login, self._password, checked=True)
            else:
                remembered = await self._accounts.open_remembered(login)
                if remembered is None:
                    raise SettingsError(SettingsReason.PASSWORD)
                local = remembered
            await self._use(login, local)
        self.remember(_TOKEN, answer.token)
        self.remember(_LANGUAGE, self._language)
        self.machine.put(_LAST_LOGIN, login)

    # Conversations. Each returns when the server has committed.

    def open_chat(self, conversation: ConversationId) -> Chat:
        """Keep a conversation's log here from now on; it comes as changes."""
        self.apply([events.Opened(conversation)])
        self._link.poke()
        return self.store.chats[conversation]

    def leave_chat(self, conversation: ConversationId) -> None:
        """Nobody looks at it any more."""
        self.apply([events.Left(conversation)])

    async def read_older(self, conversation: ConversationId) -> None:
        """Read the page of history before the log; one at a time."""
        chat = self._chat(conversation)
        if not chat.entries or not chat.has_older or conversation in self._reading_older:
            return
        before = chat.entries[0].seq
        self._reading_older.add(conversation)
        try:
            page = await self._link.ask(
                lambda request: ReadHistory(
                    request=request, conversation=conversation, before_seq=before
                ),
                History,
            )
        finally:
            self._reading_older.discard(conversation)
        self.apply([events.HistoryRead(conversation, before, page)])

    # Writing. Each returns when it is on this machine's disk.

    async def send(self, conversation: ConversationId, text: str) -> ClientId:
        """Enter a reply; it goes as soon as it may. Raises `SettingsError(DISK)`, `OutOfSync`."""
        return await self._enter(conversation, text, OutgoingKind.REPLY)

    async def note(self, conversation: ConversationId, text: str) -> ClientId:
        """Enter a note for colleagues."""
        return await self._enter(conversation, text, OutgoingKind.NOTE)

    def draft_changed(self, conversation: ConversationId, text: str, *, note: bool = False) -> None:
        """Follow the keyboard; on disk within a second."""
        self.apply([events.Typed(conversation, text, note=note)])
        if self._local is not None:
            self._local.put_draft(conversation, text, note=note, now=self._around.now())

    async def send_again(self, client_id: ClientId) -> None:
        """Send a stopped text as it is, on the view of now."""
        self.apply([events.Confirmed(client_id, self._around.new_client_id())])

    async def take_back(self, client_id: ClientId) -> None:
        """Turn an unsent text into the draft again; `DraftRestored` tells the composer."""
        item = self.store.outgoing_item(client_id)
        if item is None or item.state is OutgoingState.SENDING:
            return
        note = item.kind is OutgoingKind.NOTE
        self.apply([events.TakenBack(client_id)])
        chat = self.store.chats[item.conversation]
        if self._local is not None:
            await self._local.take_back(
                client_id,
                item.conversation,
                chat.note_draft if note else chat.draft,
                note=note,
                now=self._around.now(),
            )

    async def drop(self, client_id: ClientId) -> None:
        """Give an unsent text up."""
        item = self.store.outgoing_item(client_id)
        if item is not None and item.state is not OutgoingState.SENDING:
            self.apply([events.Dropped(client_id)])

    # Hints: at once, and never in anybody's way.

    def mark_read(self, conversation: ConversationId, seq: int) -> None:
        """A person has seen everything up to here."""
        self.apply([events.ReadUpTo(conversation, seq)])
        self._link.poke()

    def typing(self, conversation: ConversationId, *, typing: bool) -> None:
        """Tell the subscriber that I type, now and then, or that I have stopped."""
        now = self._around.monotonic()
        told = self._typing_told.get(conversation)
        if typing and told is not None and now - told < TYPING_AGAIN_SECONDS:
            return
        if not typing and told is None:
            return
        if typing:
            self._typing_told[conversation] = now
        else:
            del self._typing_told[conversation]
        if self.store.link.live:
            self._owner.spawn(
                "typing",
                self._link.tell(
                    lambda request: Typing(
                        request=request, conversation=conversation, typing=typing
                    )
                ),
            )

    def watch_waiting(self, queues: Sequence[QueueId]) -> None:
        """Which queues' lists are on screen: kept up to date in `store.desk.waiting`."""
        self._watched = tuple(queues)
        self._read_watched()

    # Knowledge, offline.

    async def search_knowledge(
        self, query: str, *, limit: int = 10, language: str | None = None
    ) -> list[KnowledgeHit] | None:
        """Articles for what is typed; None when a newer search has overtaken this one."""
        return await self.knowledge.search(query, limit=limit, language=language)

    async def suggest_knowledge(
        self, message: str, *, limit: int = 3, language: str | None = None
    ) -> list[KnowledgeHit] | None:
        """Articles a subscriber's message is about."""
        return await self.knowledge.suggest_for(message, limit=limit, language=language)

    async def article(self, article_id: str, language: str) -> Article | None:
        """The whole of an article."""
        return await self.knowledge.article(article_id, language)

    def canned_replies(self, typed: str, *, language: str) -> list[CannedReply]:
        """For what was typed after `/`, best first."""
        return self.knowledge.canned_replies(typed, language=language)

    # This account's settings on this machine.

    def setting(self, name: str, default: str = "") -> str:
        """A setting of the account that is open."""
        return self._local.settings.get(name, default) if self._local else default

    def remember(self, name: str, value: str) -> None:
        """Keep a setting of the account that is open."""
        if self._local is not None:
            self._local.remember(name, value)

    def retry_now(self) -> None:
        """Try to reach the server without waiting."""
        self._link.retry_now()

    @property
    def set_aside(self) -> Path | None:
        """A file of this account that could not be read, and was put aside."""
        return self._local.set_aside if self._local else None

    # How it is done.

    async def _enter(self, conversation: ConversationId, text: str, kind: OutgoingKind) -> ClientId:
        chat = self._chat(conversation)
        if self._local is None or chat.head is None:
            raise OutOfSync
        item = Outgoing(
            client_id=self._around.new_client_id(),
            conversation=conversation,
            kind=kind,
            text=text,
            epoch=chat.head.epoch,
            seen_seq=chat.seen_seq,
            written_at=self._around.now(),
        )
        await self._local.enqueue(item)
        self._typing_told.pop(conversation, None)
        self.apply(
            [
                events.Entered(item),
                events.Typed(conversation, "", note=kind is OutgoingKind.NOTE),
            ]
        )
        return item.client_id

    def _keep(self, change: Change) -> None:
        """Let the disk follow what became of a text."""
        if self._local is None:
            return
        if isinstance(change, OutgoingRemoved):
            self._local.discard(change.client_id)
        elif isinstance(change, OutgoingChanged):
            if change.item.state is OutgoingState.ACCEPTED:
                self._local.discard(change.client_id)
            elif change.item.state is not OutgoingState.SENDING:
                self._local.keep(change.client_id, change.item)

    def _follow(self, changes: Iterable[Change]) -> None:
        for change in changes:
            if isinstance(change, KnowledgeStale) and change.through > self.knowledge.mark:
                self._sync_knowledge()
            elif isinstance(change, QueuesChanged):
                self._read_watched()
            elif isinstance(change, LinkChanged) and self._caught_up:
                self._sync_knowledge()
                self._read_watched()
                self._purge()

    @property
    def _caught_up(self) -> bool:
        return self.store.link.phase is LinkPhase.CAUGHT_UP

    def _sync_knowledge(self) -> None:
        if not self._syncing_knowledge:
            self._syncing_knowledge = True
            self._owner.spawn("knowledge", self._read_knowledge())

    async def _read_knowledge(self) -> None:
        try:
            if not self.store.store_epoch:
                return  # signed out meanwhile
            await self.knowledge.belong_to(self.store.store_epoch)
            more = True
            while more:
                page = await self._link.ask(
                    lambda request: SyncKnowledge(
                        request=request, after_change=self.knowledge.mark
                    ),
                    Knowledge,
                )
                await self.knowledge.take(page)
                more = page.more
                for listener in tuple(self._knowledge_listeners):
                    listener()
        except (LinkError, CommandRejected):
            return  # asked for again at the next sign-in
        finally:
            self._syncing_knowledge = False

    def _read_watched(self) -> None:
        if self.store.link.live:
            for queue in self._watched:
                if queue not in self._reading_waiting:
                    self._reading_waiting.add(queue)
                    self._owner.spawn("waiting", self._read_waiting(queue))

    async def _read_waiting(self, queue: QueueId) -> None:
        try:
            answer = await self._link.ask(
                lambda request: ReadWaiting(request=request, queue=queue), Waiting
            )
        except (LinkError, CommandRejected):
            return  # read again when the figures change
        finally:
            self._reading_waiting.discard(queue)
        self.apply([events.WaitingRead(answer)])

    async def _keep_time(self) -> None:
        until_purge = _PURGE_SECONDS
        while True:
            await asyncio.sleep(_TICK_SECONDS)
            self.apply([events.Ticked()])
            until_purge -= _TICK_SECONDS
            if until_purge <= 0:
                until_purge = _PURGE_SECONDS
                self._purge()

    def _purge(self) -> None:
        """Only while caught up is it known what has left the desk."""
        if self._local is not None and self._caught_up:
            self._local.purge(on_desk=self.store.desk.places.keys(), now=self._around.now())

    async def _until_sent(self) -> None:
        while self.store.link.live and any(
            item.state in (OutgoingState.QUEUED, OutgoingState.SENDING)
            for item in self.store.outgoing()
        ):
            self._happened.clear()
            await self._happened.wait()

    async def _use(self, login: str, local: "LocalDesk") -> None:
        """Work with the file of an account from now on."""
        self._local, self._login_of_local = local, login.casefold()
        self.apply([await local.load()])

    async def _leave_account(self) -> None:
        """Close the file, and forget what was in it: the next one to sign in may be another."""
        local, self._local = self._local, None
        if local is not None:
            await local.aclose()
            self.apply([events.AccountLeft()])

    def _on_trouble(self, trouble: SettingsError) -> None:
        self.trouble = trouble
