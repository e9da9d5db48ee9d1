"""Opening and ending sessions: by password with a brake on guessing, by token without a hash."""

import asyncio
import hashlib
import time
from collections import OrderedDict, deque
from collections.abc import Callable

import msgspec

from protocol import limits
from protocol.errors import ErrorCode
from protocol.people import AuthorRole
from protocol.scalars import Millis
from server_stub.accounts import passwords
from server_stub.domain.acts import Actor
from server_stub.domain.errors import DomainError, SessionOver
from server_stub.storage import accounts, presences, sessions
from server_stub.storage.accounts import AccountRow
from server_stub.storage.errors import StorageUnavailable
from server_stub.storage.unit_of_work import UnitOfWork
from server_stub.store import Store

REMEMBERED_GUESSERS = 10_000
"""Logins and addresses whose failures are kept; the oldest are forgotten first."""


class BadCredentials(DomainError):
    """The login or the password is wrong, and nobody learns which."""

    code = ErrorCode.BAD_CREDENTIALS


class TooManyTries(DomainError):
    """This login or this address has failed too often lately."""

    code = ErrorCode.TOO_MANY_TRIES


class OpenSession(msgspec.Struct, frozen=True, kw_only=True):
    """A session that counts, and the account as an actor."""

    actor: Actor
    login: str
    token: str
    token_hash: str
    expires_at: Millis
    now: Millis


class Brake:
    """Counts failures by key within a window, in a bounded memory."""

    def __init__(self, *, tries: int, clock: Callable[[], float] = time.monotonic) -> None:
        self._tries = tries
        self._clock = clock
        self._failures: OrderedDict[str, deque[float]] = OrderedDict()

    def wait_ms(self, key: str) -> int:
        """How long the key must wait before another try; 0 if it may try now."""
        failures = self._failures.get(key)
        if failures is None:
            return 0
        now = self._clock()
        while failures and failures[0] <= now - limits.SIGN_IN_WINDOW_SECONDS:
            failures.popleft()
        if len(failures) < self._tries:
            return 0
        return max(1, int((failures[0] + limits.SIGN_IN_WINDOW_SECONDS - now) * 1000))

    def tried(self, key: str) -> None:
        """Count a try as failed until it has succeeded, so that tries at once count at once."""
        self._failures.setdefault(key, deque(maxlen=self._tries)).append(self._clock())
        self._failures.move_to_end(key)
        while len(self._failures) > REMEMBERED_GUESSERS:
            self._failures.popitem(last=False)

    def forgive(self, key: str) -> None:
        """The last try was no guess."""
        failures = self._failures.get(key)
        if failures:
            failures.pop()

    def forget(self, key: str) -> None:
        """Whoever knows the password was no guesser before."""
        self._failures.pop(key, None)


class SigningIn:
    """Opens and ends sessions of one node."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._logins = Brake(tries=limits.SIGN_IN_TRIES)
        self._addresses = Brake(tries=limits.SIGN_IN_TRIES_PER_ADDRESS)

    async def by_password(self, login: str, password: str, *, address: str | None) -> OpenSession:
        """A new session. Raises `BadCredentials`, `TooManyTries`.

        An office has one address: it bears many more failures than a login, and a proxy that does
        not say for whom it stands (None) bears any.
        """
        brakes = [(self._logins, accounts.fold_login(login))]
        if address is not None:
            brakes.append((self._addresses, address))
        wait = max(brake.wait_ms(key) for brake, key in brakes)
        if wait:
            raise TooManyTries(retry_after_ms=wait)
        for brake, key in brakes:
            brake.tried(key)
        try:
            account = await self._store.read(
                lambda connection: accounts.by_login(connection, login)
            )
        except StorageUnavailable:
            for brake, key in brakes:
                brake.forgive(key)
            raise
        matches = await asyncio.to_thread(
            passwords.matches_blocking,
            password,
            None if account is None else account.password_hash,
        )
        if account is None or not matches or account.disabled:
            raise BadCredentials
        self._logins.forget(accounts.fold_login(login))
        if address is not None:
            self._addresses.forgive(address)
        return await self._open(account)

    async def by_token(self, token: str) -> OpenSession:
        """The session of an earlier connection, as long as it counts. Raises `SessionOver`."""
        token_hash = hash_token(token)

        def look(unit: UnitOfWork) -> OpenSession:
            found = sessions.account_of(unit.connection, token_hash, now=unit.now)
            if found is None:
                raise SessionOver
            account, created_at = found
            expires_at = sessions.expiry(created_at, used_at=unit.now)
            sessions.prolong(unit.connection, [token_hash], now=unit.now)
            presences.touch(unit.connection, [account.id], now=unit.now)
            return OpenSession(
                actor=actor_of(account),
                login=account.login,
                token=token,
                token_hash=token_hash,
                expires_at=expires_at,
                now=unit.now,
            )

        return await self._store.lanes.run(look)

    async def end(self, session: OpenSession) -> None:
        """The token is worth nothing from now on. Idempotent."""
        await self._store.lanes.run(lambda unit: sessions.end(unit.connection, session.token_hash))

    async def _open(self, account: AccountRow) -> OpenSession:
        token = passwords.token()
        token_hash = hash_token(token)

        def open_session(unit: UnitOfWork) -> OpenSession:
            expires_at = sessions.expiry(unit.now, used_at=unit.now)
            sessions.begin(
                unit.connection,
                account,
                token_hash=token_hash,
                now=unit.now,
                expires_at=expires_at,
                keep=limits.SESSIONS_PER_ACCOUNT,
            )
            presences.touch(unit.connection, [account.id], now=unit.now)
            unit.audit(account.id, "sign_in", account.id)
            return OpenSession(
                actor=actor_of(account),
                login=account.login,
                token=token,
                token_hash=token_hash,
                expires_at=expires_at,
                now=unit.now,
            )

        return await self._store.lanes.run(open_session)


def hash_token(token: str) -> str:
    """What is stored of a token: whoever reads the database cannot use it."""
    return hashlib.sha256(token.encode()).hexdigest()


def actor_of(account: AccountRow) -> Actor:
    """The account as the domain knows it."""
    return Actor(
        kind=AuthorRole.AGENT,
        id=account.id,
        name=account.name,
        role=account.role,
        version=account.version,
    )
