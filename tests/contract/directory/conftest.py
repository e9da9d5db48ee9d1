"""A directory full of invented subscribers, on each database the server runs on."""

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import date

import pytest
from sqlalchemy import create_engine

from resources.volna.people import load_belongings, load_named_subscribers, load_peoples
from server_stub.directory.embedded import EmbeddedDirectory
from server_stub.directory.generate import generate
from server_stub.directory.records import Contract
from server_stub.directory.repository import insert_contracts
from server_stub.storage.engine import reading_engine, sqlite_url, writing_engine
from server_stub.storage.migrate import upgrade
from server_stub.volna import volna_catalogue
from tests.support.postgresql import PostgresqlServer

TODAY = date(2026, 11, 22)


@dataclass(frozen=True, slots=True)
class Filled:
    """A directory and everybody in it."""

    directory: EmbeddedDirectory
    contracts: list[Contract]


@pytest.fixture(scope="session")
def contracts() -> list[Contract]:
    """Give 120 invented subscribers and those of the dialogs."""
    return list(
        generate(
            catalogue=volna_catalogue(),
            peoples=load_peoples(),
            belongings=load_belongings(),
            today=TODAY,
            subscribers=120,
            named=load_named_subscribers(),
        )
    )


# Nothing here writes after the filling, so that one database serves all tests.
@pytest.fixture(scope="session", params=["sqlite", "postgresql"])
def filled(
    request: pytest.FixtureRequest,
    tmp_path_factory: pytest.TempPathFactory,
    contracts: list[Contract],
) -> Iterator[Filled]:
    """Give the directory of these subscribers."""
    with ExitStack() as stack:
        if request.param == "postgresql":
            server: PostgresqlServer = request.getfixturevalue("postgresql_server")
            # Not by `writing_engine`: the server of the tests is too careless for it.
            writing = create_engine(stack.enter_context(server.database(template="template1")))
            reading = writing
        else:
            url = sqlite_url(tmp_path_factory.mktemp("directory") / "pult.sqlite")
            writing, reading = writing_engine(url, lanes=1), reading_engine(url)
        stack.callback(writing.dispose)
        stack.callback(reading.dispose)
        upgrade(writing)
        with writing.begin() as connection:
            insert_contracts(connection, contracts)
        yield Filled(EmbeddedDirectory(reading, catalogue=volna_catalogue()), contracts)
