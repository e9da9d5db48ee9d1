"""Nodes for tests that must hold in both set-ups: a seeded store each, copied from one."""

import shutil
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from sqlalchemy.engine import make_url

from protocol import limits
from server_stub.storage.engine import sqlite_url
from tests.support.nodes import NodeOn, NodesOn, as_one, config_in, nodes_in, prepare
from tests.support.postgresql import PostgresqlServer


@pytest.fixture(autouse=True)
def _nobody_is_hurried(monkeypatch: pytest.MonkeyPatch) -> None:
    """A test that signs in after other work on a busy machine is no stranger who says nothing."""
    monkeypatch.setattr(limits, "AUTHENTICATE_SECONDS", 120)


@pytest.fixture(scope="session")
def seeded_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the file that each test gets a copy of."""
    config = config_in(tmp_path_factory.mktemp("seeded"))
    prepare(config, {})
    return Path(make_url(config.url()).database or "")


@pytest.fixture(scope="session")
def seeded_postgresql(
    postgresql_server: PostgresqlServer, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    """Name the database that each test gets a copy of."""
    with postgresql_server.database(template="template1") as url:
        prepare(config_in(tmp_path_factory.mktemp("seeded"), database=url), {})
        yield make_url(url).database or ""


@pytest.fixture
def seeded_sqlite_url(seeded_sqlite: Path, tmp_path: Path) -> str:
    """Give the address of a seeded SQLite file."""
    path = tmp_path / "seeded.sqlite"
    shutil.copy(seeded_sqlite, path)
    return sqlite_url(path).render_as_string()


@pytest.fixture
def seeded_postgresql_url(
    postgresql_server: PostgresqlServer, seeded_postgresql: str
) -> Iterator[str]:
    """Give the address of a seeded PostgreSQL database."""
    with postgresql_server.database(template=seeded_postgresql) as url:
        yield url


@pytest.fixture(params=["one node", "two nodes"])
def nodes_on(request: pytest.FixtureRequest, tmp_path: Path) -> NodesOn:
    """Give a node on SQLite, or two on PostgreSQL with NATS between them."""
    if request.param == "one node":
        url = request.getfixturevalue("seeded_sqlite_url")
        return partial(nodes_in, tmp_path, count=1, database=url)
    return partial(
        nodes_in,
        tmp_path,
        database=request.getfixturevalue("seeded_postgresql_url"),
        bus=request.getfixturevalue("nats_address"),
    )


@pytest.fixture
def node_on(nodes_on: NodesOn) -> NodeOn:
    """Give them as one: clients at the first, what is done in-process at the last."""
    return partial(as_one, nodes_on)
