"""The schema: from nothing to the newest and back, by turns, and never on an unsafe server."""

import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, create_engine, inspect, text
from sqlalchemy.pool import NullPool

from server_stub.app import prepare_blocking
from server_stub.config import Config
from server_stub.storage import migrate
from server_stub.storage.engine import reading_engine, store_now, writing_engine
from server_stub.storage.errors import UnsafeStore, WrongSchema
from server_stub.storage.metadata import metadata

MADE_AT_ONCE = 40


@pytest.fixture
def engine(storage_url: str) -> Iterator[Engine]:
    """Give the writing engine of a database without a table."""
    made = writing_engine(storage_url, lanes=1)
    yield made
    made.dispose()


def test_migrated_from_nothing_the_schema_is_the_declared_one(engine: Engine) -> None:
    assert migrate.upgrade(engine)
    assert not migrate.upgrade(engine)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, metadata) == []
        for name, table in metadata.tables.items():
            expected = {one.name for one in table.indexes}
            assert expected <= {one["name"] for one in inspect(connection).get_indexes(name)}


def test_the_way_down_leaves_nothing_and_the_way_up_leads_back(engine: Engine) -> None:
    migrate.upgrade(engine)
    with engine.begin() as connection:
        migrate.run(connection, "base", migrate.HEAD)
        assert set(inspect(connection).get_table_names()) == {"alembic_version"}
    assert migrate.upgrade(engine)


def test_the_newest_revision_is_the_one_the_program_names() -> None:
    assert ScriptDirectory(str(migrate.SCRIPTS)).get_heads() == [migrate.HEAD]


def test_a_store_of_a_newer_program_is_refused_and_left_alone(engine: Engine) -> None:
    migrate.upgrade(engine)
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(WrongSchema):
        migrate.upgrade(engine)
    with engine.connect() as connection:
        assert (
            connection.execute(text("SELECT version_num FROM alembic_version")).scalar() == "9999"
        )


def test_nodes_that_start_at_once_migrate_by_turns(storage_url: str) -> None:
    done: list[bool | Exception] = []

    def start() -> None:
        engine = writing_engine(storage_url, lanes=1)
        try:
            done.append(migrate.upgrade(engine))
        except Exception as error:  # noqa: BLE001 - told by the test
            done.append(error)
        finally:
            engine.dispose()

    threads = [threading.Thread(target=start) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(done, key=repr) == [False, True]


def test_nodes_that_start_at_once_found_one_store(postgresql_url: str, tmp_path: Path) -> None:
    config = Config(data=tmp_path, database=postgresql_url)
    failed: list[Exception] = []

    def start() -> None:
        try:
            prepare_blocking(config)
        except Exception as error:  # noqa: BLE001 - told by the test
            failed.append(error)

    for _ in range(2):
        threads = [threading.Thread(target=start) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert failed == []


def test_a_file_is_made_by_two_at_once(tmp_path: Path) -> None:
    made: list[str | Exception] = []

    def make(url: str, both: threading.Barrier) -> None:
        engine = writing_engine(url, lanes=1)
        try:
            both.wait()
            with engine.connect() as connection:
                mode = connection.exec_driver_sql("PRAGMA journal_mode").scalar_one()
            made.append(str(mode))
        except Exception as error:  # noqa: BLE001 - told by the test
            made.append(error)
        finally:
            engine.dispose()

    for number in range(MADE_AT_ONCE):
        both = threading.Barrier(2)
        arguments = (f"sqlite:///{tmp_path / str(number)}", both)
        threads = [threading.Thread(target=make, args=arguments) for _ in range(2)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert made == ["wal"] * 2 * MADE_AT_ONCE


@pytest.mark.parametrize("kind", [writing_engine, reading_engine])
def test_a_server_that_may_lose_a_commit_is_refused(postgresql_url: str, kind: object) -> None:
    admin = create_engine(postgresql_url, poolclass=NullPool, isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        name = connection.execute(text("SELECT current_database()")).scalar()
        connection.execute(text(f'ALTER DATABASE "{name}" SET synchronous_commit = off'))
    engine = (
        writing_engine(postgresql_url, lanes=1)
        if kind is writing_engine
        else reading_engine(postgresql_url)
    )
    for _ in range(2):  # it stays refused
        with pytest.raises(UnsafeStore, match="synchronous_commit=off"):
            engine.connect()
    engine.dispose()


def test_sqlite_syncs_every_commit(sqlite_url: str) -> None:
    engine = writing_engine(sqlite_url, lanes=1)
    with engine.connect() as connection:
        assert connection.execute(text("PRAGMA journal_mode")).scalar() == "wal"
        assert connection.execute(text("PRAGMA synchronous")).scalar() == 2
    engine.dispose()


def test_the_time_is_the_databases(
    engine: Engine, storage_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(time, "time_ns", lambda: 5_000_000_000)
    with engine.begin() as connection:
        now = store_now(connection)
        if connection.dialect.name == "sqlite":
            assert now == 5_000  # a file has no clock but the machine's
        else:
            assert now > 1_700_000_000_000
            assert store_now(connection) >= now
