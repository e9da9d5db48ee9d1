"""Managing accounts from the command line of the server's machine: on the store itself.

A running server feels every change within a second: it compares the sessions it serves with the
store's, and each command with the account's present rights.
"""

from collections.abc import Iterator
from contextlib import contextmanager

import msgspec
from sqlalchemy import Connection, inspect
from sqlalchemy.exc import IntegrityError

from protocol import limits
from protocol.ids import AccountId
from protocol.people import Role
from protocol.scalars import Name
from server_stub.accounts import passwords
from server_stub.config import STORE_FILE, Config
from server_stub.domain.capacity import CONVERSATION_WEIGHT
from server_stub.domain.permissions import ANSWERING
from server_stub.storage import accounts, agent_rules, configuration, restoring, tables
from server_stub.storage.accounts import AccountRow, Standing
from server_stub.storage.engine import store_now, writing_engine

COMMAND_LINE = "command_line"
"""Who did it, in the audit, where nobody has signed in."""


class AdministrationError(Exception):
    """What was asked cannot be done; `code` is stable: admin_exists, bad_login, bad_name,
    bad_room, last_admin, login_taken, long_password, no_chats, no_store, no_such_login,
    weak_password."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@contextmanager
def connected(config: Config) -> Iterator[Connection]:
    """A transaction of a prepared store, for who works on it from the command line."""
    config.check()
    file = config.data / STORE_FILE if config.database is None else None
    if file is not None and not file.exists():
        raise AdministrationError("no_store")
    engine = writing_engine(config.url(), lanes=1)
    try:
        if not inspect(engine).has_table(tables.account.name):
            raise AdministrationError("no_store")
        with engine.begin() as connection:
            yield connection
    finally:
        engine.dispose()


class Administration:
    """The accounts of a prepared store."""

    def __init__(self, config: Config) -> None:
        self._config = config

    def first_admin(self, *, login: str, name: str, password: str) -> AccountId:
        """The account that makes the others; only where there is no administrator yet."""
        with connected(self._config) as connection:
            if any(account.role is Role.ADMIN for account in accounts.everyone(connection)):
                raise AdministrationError("admin_exists")
            return self._create(connection, login, name, Role.ADMIN, password)

    def create(self, *, login: str, name: str, role: Role, password: str) -> AccountId:
        """A new account."""
        with connected(self._config) as connection:
            return self._create(connection, login, name, role, password)

    def reset(self, login: str, *, password: str) -> None:
        """A new password; every session is over."""
        stored = _hashed(password)
        with connected(self._config) as connection:
            accounts.change(connection, self._find(connection, login).id, password_hash=stored)

    def disable(self, login: str) -> None:
        """Nobody signs in by it; every session is over. Idempotent.

        Not the last administrator: nobody could let another one in.
        """
        with connected(self._config) as connection:
            account = self._find(connection, login)
            others = (one for one in accounts.everyone(connection) if one.id != account.id)
            if _administers(account) and not any(map(_administers, others)):
                raise AdministrationError("last_admin")
            accounts.change(connection, account.id, disabled=True)

    def enable(self, login: str) -> None:
        """The account may sign in again. Idempotent."""
        with connected(self._config) as connection:
            accounts.change(connection, self._find(connection, login).id, disabled=False)

    def sign_out(self, login: str) -> None:
        """Every session of the account is over, everywhere."""
        with connected(self._config) as connection:
            accounts.change(connection, self._find(connection, login).id)

    def everyone(self) -> list[Standing]:
        """All accounts by login, and how their desks stand."""
        with connected(self._config) as connection:
            return accounts.standings(connection, now=store_now(connection))

    def standing(self, login: str) -> Standing:
        """The desk of one who answers chats."""
        with connected(self._config) as connection:
            return self._standing(connection, login)

    def set_room(self, login: str, room: int) -> None:
        """How much an agent may have at once, in hundredths of a chat. Idempotent."""
        if not CONVERSATION_WEIGHT <= room <= accounts.LARGEST_ROOM:
            raise AdministrationError("bad_room")
        with connected(self._config) as connection:
            account = self._standing(connection, login).account.id
            row = next(iter(agent_rules.read(connection, [account])))
            _, changes = configuration.save_agent(
                connection, msgspec.structs.replace(row.rules, room=room)
            )
            configuration.put_on_record(
                connection,
                changes,
                actor=COMMAND_LINE,
                verb="save_agent",
                now=store_now(connection),
            )

    def restored(self) -> None:
        """The store was restored from a backup: whoever knew it before must read it anew."""
        with connected(self._config) as connection:
            restoring.start_anew(connection)

    def _find(self, connection: Connection, login: str) -> AccountRow:
        account = accounts.by_login(connection, login)
        if account is None:
            raise AdministrationError("no_such_login")
        return account

    def _standing(self, connection: Connection, login: str) -> Standing:
        account = self._find(connection, login)
        if account.role not in ANSWERING:
            raise AdministrationError("no_chats")
        everyone = accounts.standings(connection, now=store_now(connection))
        return next(one for one in everyone if one.account.id == account.id)

    def _create(
        self, connection: Connection, login: str, name: str, role: Role, password: str
    ) -> AccountId:
        _require(login, code="bad_login")
        _require(name, code="bad_name")
        try:
            return accounts.create(
                connection,
                login=login,
                name=name,
                role=role,
                password_hash=_hashed(password),
                now=store_now(connection),
            )
        except IntegrityError:
            raise AdministrationError("login_taken") from None


def _administers(account: AccountRow) -> bool:
    return account.role is Role.ADMIN and not account.disabled


def _require(name: str, *, code: str) -> None:
    """What the wire would refuse could never sign in or be shown."""
    try:
        msgspec.convert(name.strip(), Name)
    except msgspec.ValidationError:
        raise AdministrationError(code) from None


def _hashed(password: str) -> str:
    if len(password) < passwords.MINIMUM_CHARACTERS:
        raise AdministrationError("weak_password")
    if len(password) > limits.PASSWORD_CHARACTERS:
        raise AdministrationError("long_password")
    return passwords.hash_blocking(password)
