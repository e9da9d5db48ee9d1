"""The one door between the windows and everything below them: the state, and what a person can do.

State is read from `store`, never written by the caller; each change is announced as the records of
`console.core.changes`. Coroutines raise `ConsoleError`s: `CommandRejected(code)` where the server
refused, `LinkLost` where it could not be asked.
"""

import asyncio
import contextlib
import ssl
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from console.attaching import Attaching
from console.basis import Listener, SessionBasis, Subscription
from console.consulting import (
    Consulting,
    EarlierConversations,
    FoundSubscribers,
    FoundWords,
    ProfileFor,
)
from console.core import events, kept_arrangement, preferences
from console.core.arrangement import Arrangement
from console.core.changes import Change, LinkChanged
from console.core.errors import CommandRejected, LinkError, SettingsError, SettingsReason
from console.core.kept_arrangement import KeptArrangement
from console.core.link_state import LinkPhase
from console.core.ports import Surroundings
from console.core.preferences import Preferences
from console.core.store import Event, Store
from console.core.tasks import FailureSink, TaskOwner
from console.core.translating import Translator
from console.following import Follower
from console.guarding import Guarding
from console.leading import Leading
from console.link.address import ServerAddress
from console.link.desk_link import DeskLink
from console.local import by_need
from console.local.accounts import Accounts
from console.local.knowledge import KnowledgeBase, KnowledgeHit
from console.local.machine import MachineSettings
from console.looking_up import LookingUp
from console.onlooking import Onlooking
from console.overseeing import Overseeing
from console.reading import Reading
from console.replying import Replying
from console.sharing import Sharing
from console.talking import Talking
from console.translating import Translating
from console.writing import Writing
from protocol.answers import Ok, SignedIn
from protocol.commands import SignOut
from protocol.ids import ClientId

if TYPE_CHECKING:
    from console.local.keys import KeyStore
    from console.local.local_desk import LocalDesk

FLUSH_SECONDS = 2.0
"""What closing the console waits for acknowledgements; the disk has the rest."""
_TICK_SECONDS = 1.0
_PURGE_SECONDS = 3600.0

_TOKEN = "session.token"
_LANGUAGE = "session.language"
_PREFERENCES = "preferences"
_ARRANGEMENT = "arrangement"
_PASSWORD_CHECK = "password.check"
_LAST_LOGIN = "last_login"

__all__ = [
    "DeskSession",
    "EarlierConversations",
    "FoundSubscribers",
    "FoundWords",
    "KnowledgeHit",
    "ProfileFor",
    "Subscription",
]


class DeskSession(
    Sharing,
    Writing,
    Attaching,
    Guarding,
    Reading,
    Consulting,
    LookingUp,
    Replying,
    Onlooking,
    Talking,
    Translating,
    Leading,
    Overseeing,
):
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
        translator: Translator | None = None,
    ) -> None:
        around, server = surroundings or Surroundings(), ServerAddress.parse(address)
        self._owner = TaskOwner("session", on_failure=on_failure)
        self._link = DeskLink(server, self, surroundings=around, certificates=certificates)
        basis = self._basis = SessionBasis(self._link, owner=self._owner, around=around)
        Sharing.__init__(self, basis)
        Writing.__init__(self, basis)
        Attaching.__init__(self, basis)
        Reading.__init__(self, basis)
        Consulting.__init__(self, basis)
        knowledge = KnowledgeBase(folder / "knowledge")
        Guarding.__init__(self, basis, knowledge)
        follower = Follower(basis, lambda: knowledge, own=False)
        LookingUp.__init__(self, knowledge, follower)
        Replying.__init__(self, basis, knowledge, follower)
        Onlooking.__init__(self, basis)
        Talking.__init__(self, basis)
        Translating.__init__(self, basis, translator)
        Leading.__init__(self, basis)
        Overseeing.__init__(self, basis)
        basis.subscribe(self._follow_link)
        self.machine = machine or MachineSettings(folder)
        self._accounts = Accounts(
            folder / "accounts",
            server=server.url,
            keys=keys,
            now=around.now,
            on_disk=self._on_disk,
        )
        self._login_of_local = ""
        self._password = ""
        self._language = "ru"
        self._kept = KeptArrangement()

    @property
    def store(self) -> Store:
        """The state, to be read only."""
        return self._basis.store

    def subscribe(self, listener: Listener) -> Subscription:
        """Be told of every batch of changes, after they are all in the store."""
        return self._basis.subscribe(listener)

    # From start to end.

    async def start(self) -> bool:
        """Begin, and continue the last session of this machine if its key is at hand.

        Returns whether there is an account to work in; otherwise somebody must sign in.
        """
        await self.knowledge.open()
        self._owner.spawn("link", self._link.run())
        self._owner.spawn("clock", self._keep_time())
        self._owner.spawn("onlooking", self.keep_looking())
        login = self.machine.get(_LAST_LOGIN)
        if not login:
            self._accounts.prepare()
            return False
        local = await self._accounts.open_remembered(login)
        if local is None:
            return False
        await self._use(login, local)
        token = self.setting(_TOKEN)
        self._language = self.setting(_LANGUAGE, self._language)
        if token:
            self._link.use_token(token, language=self._language)
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

    async def speak(self, language: str) -> None:
        """Have what the server names named in this language from now on."""
        self._language = language
        self.remember(_LANGUAGE, language)
        await self._link.speak(language)

    async def work_offline(self, login: str, password: str) -> None:
        """Open what this machine has of an account before any server is reached.

        Raises `SettingsError(PASSWORD)` where the password does not fit.
        """
        await self._leave_account()
        local = await self._accounts.open_offline(login, password)
        await self._use(login, local, password=password)

    @property
    def login(self) -> str:
        """Whose account is open."""
        return self._login_of_local

    @property
    def has_password_check(self) -> bool:
        """Whether a password can be told from another without a server."""
        return bool(self.setting(_PASSWORD_CHECK))

    async def knows_password(self, password: str) -> bool:
        """Whether it is the one that this account was last signed in with here."""
        kept = self.setting(_PASSWORD_CHECK)
        return bool(kept) and await asyncio.to_thread(
            by_need.password_fits_blocking, kept, password
        )

    async def sign_out(self) -> None:
        """End the session here and at the server; drafts and unsent texts stay on disk."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(FLUSH_SECONDS):
                await self.until_sent()
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
                await self.until_sent()
        await self._owner.aclose()
        await self._link.transfers.aclose()
        await self._leave_account()
        await self.knowledge.aclose()
        self._accounts.close()

    # What the link needs.

    def apply(self, happened: Sequence[Event]) -> None:
        """Change the state, keep on disk what belongs there, tell everybody."""
        self._basis.apply(happened)

    async def piece(self, key: ClientId, offset: int) -> bytes:
        """What this machine has of a file of mine."""
        local = self._basis.local
        return b"" if local is None else await local.files.piece(key, offset)

    async def signed_in(self, answer: SignedIn) -> None:
        """A session is open: have this machine's file of the account open too."""
        login, server_secret = answer.account.login, bytes.fromhex(answer.file_secret)
        check: asyncio.Future[str] | None = None
        if self._password:
            # Takes as long as the key of the file, and needs nothing of it: made beside it.
            check = asyncio.get_running_loop().run_in_executor(
                None, by_need.password_check_blocking, self._password
            )
        if self._basis.local is None or self._login_of_local != login.casefold():
            await self._leave_account()
            local = await self._accounts.open_known(
                login, self._password, server_secret=server_secret
            )
            await self._use(login, local)
        else:
            await self._accounts.keep_ways(login, self._password, server_secret=server_secret)
        if check is not None:
            self.remember(_PASSWORD_CHECK, await check)
        self.remember(_TOKEN, answer.token)
        self.remember(_LANGUAGE, self._language)
        self.machine.put(_LAST_LOGIN, login)

    # This account's settings on this machine.

    def setting(self, name: str, default: str = "") -> str:
        """A setting of the account that is open."""
        local = self._basis.local
        return local.settings.get(name, default) if local else default

    def remember(self, name: str, value: str) -> None:
        """Keep a setting of the account that is open."""
        if self._basis.local is not None:
            self._basis.local.remember(name, value)

    def prefer(self, wanted: Preferences) -> None:
        """Set something up differently: it holds at once, on this machine, for this account."""
        self.apply([events.Preferred(wanted)])
        self.remember(_PREFERENCES, preferences.encode(wanted))

    @property
    def arrangement(self) -> Arrangement:
        """How this account's desk was arranged when it was last seen."""
        return self._kept.arrangement

    def keep_arrangement(self, arrangement: Arrangement) -> None:
        """Have the desk arranged so when it is opened again."""
        self._kept = self._kept.with_arrangement(arrangement)
        self.remember(_ARRANGEMENT, kept_arrangement.encode(self._kept))

    def retry_now(self) -> None:
        """Try to reach the server without waiting."""
        self._link.retry_now()

    @property
    def set_aside(self) -> Path | None:
        """A file of this account that could not be read, and was put aside when it was opened."""
        return self._basis.local.set_aside if self._basis.local else None

    # How it is done.

    async def _keep_time(self) -> None:
        until_purge = _PURGE_SECONDS
        while True:
            await asyncio.sleep(_TICK_SECONDS)
            self.apply([events.Ticked()])
            until_purge -= _TICK_SECONDS
            if until_purge <= 0:
                until_purge = _PURGE_SECONDS
                self._purge()

    def _follow_link(self, changes: Iterable[Change]) -> None:
        if any(isinstance(change, LinkChanged) for change in changes):
            self._purge()

    def _purge(self) -> None:
        """Only while caught up is it known what has left the desk."""
        local, store = self._basis.local, self.store
        if local is not None and store.link.phase is LinkPhase.CAUGHT_UP:
            on_desk = {*store.desk.places, *store.talks.listed}
            local.purge(on_desk=on_desk, now=self._basis.around.now())
            self._owner.spawn("forget files", self.forget_left(on_desk))

    async def _use(self, login: str, local: "LocalDesk", *, password: str | None = None) -> None:
        """Work with the file of an account from now on; only whole, or the next sign-in does it.

        The link may break at any moment of this, which cancels it. A password that nobody has
        checked must be the last one: the keyring opens the file to whoever sits here.
        """
        try:
            restored = await local.load()
            if password is not None:
                await _check_last(local, password)
            kept = kept_arrangement.decode(local.settings.get(_ARRANGEMENT, "")).begun()
            # On the disk before anything is shown: what makes the console fall is to be known then.
            await local.remember_safely(_ARRANGEMENT, kept_arrangement.encode(kept))
        except BaseException:
            await local.aclose()
            raise
        self._basis.local, self._login_of_local, self._kept = local, login.casefold(), kept
        wanted = preferences.decode(local.settings.get(_PREFERENCES, ""))
        self.apply([restored, events.Preferred(wanted)])

    async def _leave_account(self) -> None:
        """Close the file, and forget what was in it: the next one to sign in may be another."""
        local, self._basis.local = self._basis.local, None
        if local is not None:
            local.remember(_ARRANGEMENT, kept_arrangement.encode(self._kept.at_end()))
            self._kept = KeptArrangement()
            await local.aclose()
            self.apply([events.AccountLeft()])

    def _on_disk(self, trouble: SettingsError | None) -> None:
        self.apply([events.DiskMoved(failing=trouble is not None)])


async def _check_last(local: "LocalDesk", password: str) -> None:
    """Raise `SettingsError(PASSWORD)` unless it is the one last signed in with on this machine."""
    kept = local.settings.get(_PASSWORD_CHECK, "")
    if kept and not await asyncio.to_thread(by_need.password_fits_blocking, kept, password):
        raise SettingsError(SettingsReason.PASSWORD)
