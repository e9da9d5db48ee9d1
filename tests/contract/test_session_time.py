"""How long a session counts, on a clock that the test turns: while it is used, and not for ever."""

import pytest
from sqlalchemy import Connection

from protocol import limits
from protocol.scalars import Millis
from server_stub.storage import accounts, sessions
from tests.support.stores import Bench

IDLE = limits.SESSION_IDLE_SECONDS * 1000
LONGEST = limits.SESSION_LONGEST_SECONDS * 1000
MORNING = Millis(1_800_000_000_000)
TOKEN = "t" * 64


@pytest.fixture
def opened(bench: Bench) -> Bench:
    """A session of Elena's that began in the morning."""
    with bench.writers.begin() as connection:
        account = next(row for row in accounts.everyone(connection) if row.login == "elena")
        sessions.begin(
            connection,
            account,
            token_hash=TOKEN,
            now=MORNING,
            expires_at=sessions.expiry(MORNING, used_at=MORNING),
            keep=limits.SESSIONS_PER_ACCOUNT,
        )
    return bench


def _counts(connection: Connection, at: int) -> bool:
    now = Millis(at)
    by_token = sessions.account_of(connection, TOKEN, now=now) is not None
    assert by_token is (sessions.living(connection, {TOKEN}, now=now) == {TOKEN})
    return by_token


def _use(bench: Bench, at: int) -> None:
    with bench.writers.begin() as connection:
        sessions.prolong(connection, [TOKEN], now=Millis(at))


def test_a_session_that_nobody_uses_ends_after_a_while(opened: Bench) -> None:
    with opened.readers.begin() as connection:
        assert _counts(connection, MORNING + IDLE - 1)
        assert not _counts(connection, MORNING + IDLE)


def test_a_session_in_use_goes_on_until_its_longest(opened: Bench) -> None:
    now = MORNING
    while now + IDLE < MORNING + LONGEST:
        now = Millis(now + IDLE - 1)
        _use(opened, now)
        with opened.readers.begin() as connection:
            assert _counts(connection, min(now + IDLE, MORNING + LONGEST) - 1)
    _use(opened, MORNING + LONGEST - 1)
    with opened.readers.begin() as connection:
        assert _counts(connection, MORNING + LONGEST - 1)
        assert not _counts(connection, MORNING + LONGEST)


def test_a_session_that_is_over_is_not_brought_back(opened: Bench) -> None:
    _use(opened, MORNING + IDLE)
    with opened.readers.begin() as connection:
        assert not _counts(connection, MORNING + IDLE)
