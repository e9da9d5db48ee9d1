"""Sessions of accounts: begun by a password, found by a token, prolonged while they are used."""

from collections.abc import Collection

from sqlalchemy import Connection, case, delete, func, insert, select, update

from protocol import limits
from protocol.ids import AccountId
from protocol.scalars import Millis
from server_stub.storage import accounts, conversations, hot_statements, tables
from server_stub.storage.accounts import AccountRow

_account = tables.account.c
_session = tables.session.c


def expiry(began_at: Millis, *, used_at: Millis) -> Millis:
    """When a session that was used at this moment ends, if nobody uses it again."""
    return Millis(
        min(
            used_at + limits.SESSION_IDLE_SECONDS * 1000,
            began_at + limits.SESSION_LONGEST_SECONDS * 1000,
        )
    )


def begin(
    connection: Connection,
    account: AccountRow,
    *,
    token_hash: str,
    now: Millis,
    expires_at: Millis,
    keep: int,
) -> None:
    """Add a session; the oldest ones beyond `keep` end."""
    connection.execute(delete(tables.session).where(_session.expires_at <= now))
    open_ones = (
        connection.execute(
            select(_session.token_hash)
            .where(_session.account == account.id)
            .order_by(_session.created_at.desc(), _session.token_hash)
        )
        .scalars()
        .all()
    )
    surplus = open_ones[keep - 1 :]
    if surplus:
        connection.execute(delete(tables.session).where(_session.token_hash.in_(surplus)))
    connection.execute(
        insert(tables.session),
        {
            "token_hash": token_hash,
            "account": account.id,
            "account_version": account.version,
            "created_at": now,
            "expires_at": expires_at,
        },
    )


def account_of(
    connection: Connection, token_hash: str, *, now: Millis
) -> tuple[AccountRow, Millis] | None:
    """The account of a session that still counts and when it began, if it does."""
    row = connection.execute(
        select(tables.account, _session.created_at.label("began_at"))
        .join_from(tables.account, tables.session)
        .where(
            _session.token_hash == token_hash,
            _session.expires_at > now,
            _session.account_version == _account.version,
            _account.disabled.is_(False),
        )
    ).one_or_none()
    return None if row is None else (accounts.from_row(row), Millis(row.began_at))


def prolong(connection: Connection, token_hashes: Collection[str], *, now: Millis) -> None:
    """These sessions are in use; one that is over stays over, and none outlives its longest."""
    unused_until = expiry(now, used_at=now)
    longest = limits.SESSION_LONGEST_SECONDS * 1000
    latest = _session.created_at + longest
    for chunk in conversations.chunks(sorted(token_hashes)):
        connection.execute(
            update(tables.session)
            .where(_session.token_hash.in_(chunk), _session.expires_at > now)
            .values(expires_at=case((latest < unused_until, latest), else_=unused_until))
        )


def end(connection: Connection, token_hash: str) -> None:
    """The token is worth nothing from now on. Idempotent."""
    connection.execute(delete(tables.session).where(_session.token_hash == token_hash))


def living(connection: Connection, token_hashes: Collection[str], *, now: Millis) -> set[str]:
    """Which of these sessions still count."""
    rows = hot_statements.read_sessions(connection, token_hashes)
    return {token_hash for token_hash, expires_at in rows if expires_at > now}


def full(
    connection: Connection, agents: Collection[AccountId], *, limit: int, now: Millis
) -> set[AccountId]:
    """Which of these accounts hold `limit` sessions that count, or more."""
    found: set[AccountId] = set()
    for chunk in conversations.chunks(sorted(agents)):
        rows = connection.execute(
            select(_session.account)
            .join_from(tables.session, tables.account)
            .where(
                _session.account.in_(chunk),
                _session.expires_at > now,
                _session.account_version == _account.version,
            )
            .group_by(_session.account)
            .having(func.count() >= limit)
        )
        found.update(rows.scalars())
    return found
