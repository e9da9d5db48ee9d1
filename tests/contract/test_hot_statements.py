"""Statements that go past SQLAlchemy say the same, and fail in the same way, on both databases."""

import pytest
from sqlalchemy import bindparam, select, update
from sqlalchemy.exc import DBAPIError, IntegrityError

from server_stub.domain.conversation import Conversation
from server_stub.storage import hot_statements, tables
from server_stub.storage.hot_statements import MOVED, SAID, Changes
from tests.contract.acts import enter, say
from tests.support.stores import Bench

ENTRY = ("chat", 1, 1, 0, 1, 0, "agent", "id", "Имя", "message", "тайные слова", None)


def test_rows_come_by_key_however_many_are_asked_for(bench: Bench) -> None:
    people = sorted(one.id for one in bench.agents.values())
    with bench.readers.begin() as connection:
        asked = [*people[::-1], *(f"nobody-{number}" for number in range(2_000))]
        rows = hot_statements.read_rights(connection, asked)
        assert [row[0] for row in rows] == people
        assert hot_statements.read_rights(connection, []) == []


@pytest.mark.parametrize("count", [1, 2, 7, 300])
def test_every_row_gets_its_own_values_however_many_they_are(bench: Bench, count: int) -> None:
    numbers = range(1, count + 1)
    add = Changes.inserted(tables.world, ["id", "kind", "created_at"])
    change = Changes.updated(tables.world.c.id, ["kind", "origin"])
    with bench.writers.begin() as connection:
        add(connection, [(f"world-{number}", "new", number) for number in numbers])
        add(connection, [])
        change(connection, [(f"kind-{number}", None, f"world-{number}") for number in numbers])
    with bench.readers.begin() as connection:
        world = tables.world.c
        rows = select(world.id, world.kind, world.origin).where(world.created_at == bindparam("at"))
        found = [connection.execute(rows, {"at": number}).one() for number in numbers]
    assert found == [(f"world-{number}", f"kind-{number}", None) for number in numbers]


def test_what_fails_is_told_as_sqlalchemy_tells_it_and_shows_nobodys_words(bench: Bench) -> None:
    with pytest.raises(IntegrityError) as twice, bench.writers.begin() as connection:
        hot_statements.append_entries(connection, [ENTRY, ENTRY])
    assert not twice.value.connection_invalidated
    assert "тайные" not in str(twice.value)
    assert bench.scalar("SELECT count(*) FROM entry") == 0


async def test_a_lane_whose_connection_was_cut_takes_another(postgresql_bench: Bench) -> None:
    bench = postgresql_bench
    async with bench.lane() as lane:
        act = enter()
        await lane.submit(act)
        bench.scalar(
            "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
        committed = await lane.submit(say(act.conversation, "И всё же"))
        assert committed.seq == 3
    with bench.writers.connect() as connection:
        own = connection.exec_driver_sql("SELECT pg_backend_pid()").scalar()
        bench.scalar(f"SELECT pg_terminate_backend({own})")
        with pytest.raises(DBAPIError) as cut:
            hot_statements.lock_conversations(connection, ["any"])
        assert cut.value.connection_invalidated


def test_values_in_another_order_than_the_statements_are_refused(bench: Bench) -> None:
    statement = update(tables.queue).values(desk_rev=bindparam("desk_rev"))
    statement = statement.where(tables.queue.c.id == bindparam("one"))
    turned = Changes(statement, ["one", "desk_rev"], many=statement)
    with bench.writers.begin() as connection, pytest.raises(ValueError, match="order"):
        turned(connection, [("any", 1)])


def test_talking_changes_no_index_and_everything_else_that_changes_is_written() -> None:
    indexed = {column.name for index in tables.conversation.indexes for column in index.columns}
    assert not indexed & {*SAID, "preview_role"}
    fixed = {"id", "world", "channel", "language", "phone", "entered_at"}
    written = {*MOVED, "name", "preview_role", "state", "passed_over", "guests", "members"}
    assert written == set(Conversation.__struct_fields__) - fixed
