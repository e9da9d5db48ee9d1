"""Stores for the storage contract: migrated once a run, copied for each test, on both databases."""

import shutil
import threading
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from sqlalchemy import Connection, Engine, event, text
from sqlalchemy.engine import make_url

from protocol.people import AuthorRole, Presence, Role
from protocol.scalars import Millis
from server_stub.bus.wakes import Wake
from server_stub.domain.acts import Actor
from server_stub.storage import accounts, configuration, founding, migrate, presences
from server_stub.storage.engine import reading_engine, sqlite_url, store_now, writing_engine
from server_stub.storage.lane import POSTGRESQL_LANES, Lane, Lanes
from server_stub.storage.unit_of_work import UnitOfWork
from tests.support.centre import answered_by
from tests.support.moves import QUEUE
from tests.support.postgresql import PostgresqlServer

OFFER_MS = 0
"""Every offer is over at once: alarms are due whenever a test likes to fire them."""

EVER = Millis(10**15)
"""Later than any test lasts."""

LINKS_FELT = f"UPDATE agent_load SET seen_at = {EVER}"
"""Everybody's link holds, however busy the machine is; they do in a prepared store."""

PEOPLE = {"elena": Role.AGENT, "pavel": Role.AGENT, "irina": Role.LEAD}


@dataclass
class Bench:
    """A prepared store and what tests look at it with."""

    url: str
    writers: Engine
    readers: Engine
    agents: dict[str, Actor]
    wakes: list[Wake] = field(default_factory=list)

    @property
    def on_postgresql(self) -> bool:
        return self.readers.dialect.name == "postgresql"

    @asynccontextmanager
    async def lanes(self) -> AsyncIterator[Lanes]:
        """The lanes of a node."""
        lanes = Lanes(self.writers, offer_ms=OFFER_MS, publish=self.wakes.extend)
        try:
            yield lanes
        finally:
            await lanes.close()

    @asynccontextmanager
    async def lane(self) -> AsyncIterator[Lane]:
        """One lane: what waits there together is one batch on either database."""
        lane = Lane(self.writers, name="lane", offer_ms=OFFER_MS, publish=self.wakes.extend)
        try:
            yield lane
        finally:
            await lane.close()

    def run(self, statement: str) -> None:
        """Do something to the store from outside."""
        with self.writers.begin() as connection:
            connection.execute(text(statement))

    def scalar(self, statement: str) -> object:
        """Ask the store from outside."""
        with self.readers.connect() as connection:
            return connection.execute(text(statement)).scalar()

    def wait_until_blocking(self, statement: str) -> None:
        """PostgreSQL only: until what is asked for is so."""
        while not self.scalar(statement):
            self.scalar("SELECT pg_sleep(0.01)")

    @contextmanager
    def poisoned(self, word: str) -> Iterator[None]:
        """An entry with this word in it cannot be written, for a reason that nobody foresaw."""
        if self.on_postgresql:
            self.run(
                "CREATE FUNCTION poison() RETURNS trigger LANGUAGE plpgsql AS"
                f" $$BEGIN IF NEW.body LIKE '%{word}%' THEN RAISE 'poison'; END IF;"
                " RETURN NEW; END$$"
            )
            self.run(
                "CREATE TRIGGER poison BEFORE INSERT ON entry"
                " FOR EACH ROW EXECUTE FUNCTION poison()"
            )
        else:
            self.run(
                f"CREATE TRIGGER poison BEFORE INSERT ON entry WHEN NEW.body LIKE '%{word}%'"
                " BEGIN SELECT RAISE(ABORT, 'poison'); END"
            )
        try:
            yield
        finally:
            self.run("DROP TRIGGER poison" + (" ON entry" if self.on_postgresql else ""))

    @contextmanager
    def slow_commits(self) -> Iterator[None]:
        """PostgreSQL only: locks are held for a random while before each commit."""

        def wait(connection: Connection) -> None:
            connection.exec_driver_sql("SELECT pg_sleep(random() * 0.004)")

        event.listen(self.writers, "commit", wait)
        try:
            yield
        finally:
            event.remove(self.writers, "commit", wait)


@contextmanager
def held(lane: Lane | Lanes) -> Iterator[None]:
    """What is submitted inside waits together."""
    entered, gate = threading.Event(), threading.Event()

    def wait_at_the_gate(unit: UnitOfWork) -> None:
        del unit
        entered.set()
        gate.wait(300)

    waiting = lane.run(wait_at_the_gate)
    # Else the lane may gather the gate and the first of what follows in one go.
    entered.wait(300)
    try:
        yield
    finally:
        gate.set()
        waiting.add_done_callback(lambda future: future.exception())


CONFIGURED = answered_by({"services": QUEUE})
"""One queue, with defaults in everything."""


def prepare(url: str, *, room: int = 300) -> None:
    """A migrated store with a queue and people."""
    engine = writing_engine(url, lanes=1)
    try:
        migrate.upgrade(engine)
        with engine.begin() as connection:
            founding.found_store(connection)
            configuration.save(connection, CONFIGURED)
            for login, role in PEOPLE.items():
                now = store_now(connection)
                account = accounts.create(
                    connection,
                    login=login,
                    name=login.title(),
                    role=role,
                    password_hash="-",
                    now=now,
                    room=room,
                )
                presences.set_presence(connection, account, Presence.ONLINE, reason="", now=now)
                presences.touch(connection, [account], now=now)
            connection.execute(text(LINKS_FELT))
    finally:
        engine.dispose()


@contextmanager
def open_bench(url: str, *, writers: int = 2 * POSTGRESQL_LANES) -> Iterator[Bench]:
    """Engines of a prepared store."""
    writing, reading = writing_engine(url, lanes=writers), reading_engine(url)
    try:
        with reading.connect() as connection:
            agents = {
                one.login: Actor(
                    kind=AuthorRole.AGENT,
                    id=one.id,
                    name=one.name,
                    role=one.role,
                    version=one.version,
                )
                for one in accounts.everyone(connection)
            }
        yield Bench(url, writing, reading, agents)
    finally:
        writing.dispose()
        reading.dispose()


@pytest.fixture(scope="session")
def sqlite_model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Prepare the file that each test gets a copy of."""
    path = tmp_path_factory.mktemp("prepared") / "pult.sqlite"
    prepare(sqlite_url(path).render_as_string())
    return path


@pytest.fixture(scope="session")
def postgresql_model(postgresql_server: PostgresqlServer) -> Iterator[str]:
    """Prepare the database that each test gets a copy of."""
    with postgresql_server.database(template="template1") as url:
        prepare(url)
        yield make_url(url).database or ""


@pytest.fixture
def sqlite_store(sqlite_model: Path, tmp_path: Path) -> str:
    """Give the address of a prepared SQLite file."""
    path = tmp_path / "pult.sqlite"
    shutil.copy(sqlite_model, path)
    return sqlite_url(path).render_as_string()


@pytest.fixture
def postgresql_store(postgresql_server: PostgresqlServer, postgresql_model: str) -> Iterator[str]:
    """Give the address of a prepared PostgreSQL database."""
    with postgresql_server.database(template=postgresql_model) as url:
        yield url


@pytest.fixture(params=["sqlite", "postgresql"])
def bench(request: pytest.FixtureRequest) -> Iterator[Bench]:
    """Give a prepared store of each kind that the server runs on."""
    with open_bench(request.getfixturevalue(f"{request.param}_store")) as opened:
        yield opened


@pytest.fixture
def postgresql_bench(postgresql_store: str) -> Iterator[Bench]:
    """Give a prepared PostgreSQL, for what only several writers can break."""
    with open_bench(postgresql_store) as opened:
        yield opened
