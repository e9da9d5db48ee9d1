"""Keeps the desk connected: connects, signs in, catches up, comes back after every break."""

import asyncio
import contextlib
import ssl
from collections.abc import Iterator
from functools import partial
from typing import TypeVar

from websockets.asyncio.client import ClientConnection

from console.core import events
from console.core.errors import (
    CommandRejected,
    ConsoleError,
    HandshakeReason,
    HandshakeRefused,
    LinkLost,
    SettingsError,
)
from console.core.from_server import Told
from console.core.link_state import FINAL, LinkPhase, LinkState
from console.core.ports import Surroundings
from console.core.tasks import Spawn, run_together
from console.link import backoff
from console.link.address import ServerAddress
from console.link.connection import Connection, MakeCommand
from console.link.credentials import Credentials, Password, Token
from console.link.host import Host
from console.link.intake import Intake
from console.link.opening import open_socket
from console.link.outbox_pump import OutboxPump
from console.link.resync import Resync
from console.link.transfers import Transfers
from console.link.uploads import Uploads
from protocol.answers import AnyAnswer, SignedIn
from protocol.errors import CloseCode, ErrorCode
from protocol.scalars import Millis

_GOING_AWAY = 1001

_A = TypeVar("_A", bound=object)
_PHASES = {
    HandshakeReason.VERSION: LinkPhase.VERSION_REFUSED,
    HandshakeReason.NOT_A_SERVER: LinkPhase.VERSION_REFUSED,
    HandshakeReason.OTHER_SERVICE: LinkPhase.VERSION_REFUSED,
    HandshakeReason.PROXY: LinkPhase.VERSION_REFUSED,
    HandshakeReason.PROXY_UNUSABLE: LinkPhase.VERSION_REFUSED,
    HandshakeReason.NO_NAME: LinkPhase.OFFLINE,
}
"""Everything else is about the certificate."""


class DeskLink:
    """The link of one session; `run()` lasts until cancelled."""

    def __init__(
        self,
        address: ServerAddress,
        host: Host,
        *,
        surroundings: Surroundings,
        certificates: ssl.SSLContext | None = None,
    ) -> None:
        self._address = address
        self._host = host
        self._around = surroundings
        self._certificates = certificates
        self._credentials: Credentials | None = None
        self._wanted = 0
        """Counts who wanted to sign in: what is left of an earlier one's round is not for him."""
        self._language = "ru"
        self._trial: asyncio.Future[None] | None = None
        self._wake = asyncio.Event()
        self._connection: Connection | None = None
        self._work: tuple[OutboxPump, Resync, Uploads] | None = None
        self.transfers = Transfers(address, certificates)
        self._intake = Intake(host.apply, monotonic=surroundings.monotonic)
        self._socket: ClientConnection | None = None
        self._tries = 0
        self._asked_pause: float | None = None
        self._offline_since: Millis | None = None

    # What the session asks for.

    def use_token(self, token: str, *, language: str) -> None:
        """Sign in with the token of an earlier session as soon as there is a server."""
        self._language = language
        self._want(Token(token, language))

    async def sign_in(self, login: str, password: str, *, language: str) -> None:
        """Sign in with a password, waiting for a server as long as it takes.

        Raises `CommandRejected` where the server refuses. Safe to cancel.
        """
        self._language = language
        self._trial = trial = asyncio.get_running_loop().create_future()
        self._want(Password(login, password, language))
        try:
            await trial
        finally:
            if self._trial is trial:
                self._trial = None

    async def speak(self, language: str) -> None:
        """Have queues, topics and breaks named in a language: a server tells their names to who
        signs in, so that is done again, with what is on its way as after any break."""
        if language == self._language:
            return
        self._language = language
        if isinstance(self._credentials, Token):
            self._want(Token(self._credentials.token, language))
            if self._socket is not None:
                await self._socket.close(code=_GOING_AWAY)

    async def leave(self) -> None:
        """Close the connection, and sign in no more until told with what."""
        self.forget()
        if self._socket is not None:
            await self._socket.close(code=_GOING_AWAY)

    def forget(self) -> None:
        """Sign in no more, until told with what."""
        self._wanted += 1
        self._credentials = None

    def retry_now(self) -> None:
        """Do not wait for the next try."""
        self._wake.set()

    def poke(self) -> None:
        """The state has changed: there may be something to ask or to send."""
        if self._work is not None:
            for worker in self._work:
                worker.poke()

    async def ask(self, make: MakeCommand, expected: type[_A]) -> _A:
        """Ask the server. Raises `CommandRejected`, `LinkLost`."""
        if self._connection is None:
            raise LinkLost
        return await self._connection.ask(make, expected)

    async def tell(self, make: MakeCommand) -> None:
        """Tell the server something that may get lost."""
        if self._connection is not None:
            with contextlib.suppress(LinkLost, TimeoutError):
                await self._connection.tell(make)

    def _want(self, credentials: Credentials) -> None:
        self._wanted += 1
        self._credentials = credentials
        self._wake.set()

    # The rounds.

    async def run(self) -> None:
        """Connect, and come back after every break. Never returns; safe to cancel."""
        self._move(LinkPhase.OFFLINE)
        while True:
            if self._credentials is None:
                await self._until_woken(None)
            else:
                await self._until_woken(await self._round())

    async def _round(self) -> float | None:
        """One connection from its opening to its end; how long to wait before the next."""
        self._wake.clear()
        phase, seconds = LinkPhase.OFFLINE, None
        reason: HandshakeReason | None = None
        wanted = self._wanted
        try:
            await self._connect()
        except HandshakeRefused as refusal:
            reason = refusal.reason
            phase = _PHASES.get(reason, LinkPhase.CERTIFICATE_ERROR)
            seconds = backoff.HOPELESS_SECONDS if phase in FINAL else None
        except CommandRejected as refusal:
            if wanted == self._wanted:
                seconds = self._on_refused(refusal)
                if seconds is None:
                    phase = LinkPhase.SESSION_ENDED
        except SettingsError as error:
            if wanted == self._wanted:
                self._end_trial(error)
        except LinkLost:
            pass
        finally:
            self._work = self._connection = self._socket = None
            self._intake.clear()
        if self._credentials is None or wanted != self._wanted:
            self._move(phase, reason=reason)
            return 0.0 if self._credentials else None
        if seconds is None:
            seconds = self._asked_pause or backoff.pause(self._tries, chance=self._around.chance())
        self._asked_pause = None
        self._tries += 1
        self._move(phase, retry_in=seconds, reason=reason)
        return seconds

    async def _connect(self) -> None:
        """Open a connection and hold it to its end. Raises why it ended, always."""
        self._move(LinkPhase.CONNECTING)
        async with await open_socket(self._address, self._certificates) as socket:
            self._socket = socket
            await self._hold(socket)
        raise LinkLost

    async def _hold(self, socket: ClientConnection) -> None:
        """Sign in and work until the connection ends."""
        connection = Connection(socket, sink=self._on_told)
        failures: list[BaseException] = []
        try:
            await run_together(partial(self._converse, connection))
        except* (LinkLost, CommandRejected, SettingsError) as group_of_failures:
            failures.extend(_leaves(group_of_failures))
        if connection.bye is not None:
            self._asked_pause = connection.bye.retry_after_ms / 1000
        if socket.close_code in (CloseCode.VERSION, CloseCode.BAD_HANDSHAKE):
            raise HandshakeRefused(HandshakeReason.VERSION)
        if socket.close_code in (CloseCode.SESSION_ENDED, CloseCode.REPLACED):
            raise CommandRejected(ErrorCode.SESSION_ENDED)
        raise next((f for f in failures if not isinstance(f, LinkLost)), LinkLost())

    async def _converse(self, connection: Connection, spawn: Spawn) -> None:
        spawn(connection.read(), name="link:read")
        await self._open_session(connection)
        pump = OutboxPump(self._host, connection, surroundings=self._around)
        resync = Resync(self._host, connection, self._intake, on_caught_up=self._caught_up)
        uploads = Uploads(self._host, connection, self.transfers, surroundings=self._around)
        self._connection, self._work = connection, (pump, resync, uploads)
        spawn(pump.run(), name="link:outbox")
        spawn(resync.run(), name="link:resync")
        spawn(uploads.run(), name="link:files")

    async def _open_session(self, connection: Connection) -> None:
        credentials = self._credentials
        if credentials is None:
            raise LinkLost
        self._move(LinkPhase.SIGNING_IN)
        wanted = self._wanted
        answer = await connection.ask(credentials.command, SignedIn)
        if wanted != self._wanted:
            raise LinkLost
        await self._host.signed_in(answer)
        self._credentials = Token(answer.token, credentials.language)
        self._tries = 0
        self._offline_since = None
        self._host.apply([answer])
        self._move(LinkPhase.CATCHING_UP)
        self._end_trial(None)

    def _on_told(self, answer: AnyAnswer) -> None:
        if isinstance(answer, Told):
            self._intake.push(answer)

    def _caught_up(self) -> None:
        if self._host.store.link.phase is LinkPhase.CATCHING_UP:
            self._move(LinkPhase.CAUGHT_UP)

    def _on_refused(self, refusal: CommandRejected) -> float | None:
        """How long to wait before signing in again; None where that is for a person to do."""
        if refusal.retryable:
            asked = int(refusal.data.get("retry_after_ms", 0)) / 1000
            return max(asked, backoff.pause(self._tries, chance=self._around.chance()))
        self._credentials = None
        self._end_trial(refusal)
        return None

    def _end_trial(self, failure: ConsoleError | None) -> None:
        if isinstance(failure, SettingsError):
            self._credentials = None
        if self._trial is None or self._trial.done():
            return
        if failure is None:
            self._trial.set_result(None)
        else:
            self._trial.set_exception(failure)

    def _move(
        self,
        phase: LinkPhase,
        *,
        retry_in: float | None = None,
        reason: HandshakeReason | None = None,
    ) -> None:
        now = self._around.now()
        if phase in (LinkPhase.CATCHING_UP, LinkPhase.CAUGHT_UP):
            self._offline_since = None
        elif self._offline_since is None:
            self._offline_since = now
        retry_at = None if retry_in is None else Millis(now + round(retry_in * 1000))
        state = LinkState(phase, now, self._offline_since, retry_at, reason)
        self._host.apply([events.LinkMoved(state)])

    async def _until_woken(self, seconds: float | None) -> None:
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._wake.wait()
        self._wake.clear()


def _leaves(group: BaseExceptionGroup[BaseException]) -> Iterator[BaseException]:
    for failure in group.exceptions:
        if isinstance(failure, BaseExceptionGroup):
            yield from _leaves(failure)
        else:
            yield failure
