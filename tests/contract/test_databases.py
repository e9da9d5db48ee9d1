"""The databases that the storage contract runs on are real, fresh and speak Russian."""

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.pool import NullPool


@pytest.mark.parametrize("turn", ["first", "second"])
def test_each_test_gets_a_database_of_its_own(storage_url: str, turn: str) -> None:
    engine = create_engine(storage_url, poolclass=NullPool)
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE entry (body TEXT)"))
        connection.execute(text("INSERT INTO entry VALUES ('Ёлка')"))
    with engine.connect() as connection:
        assert connection.execute(text("SELECT body FROM entry")).scalars().all() == ["Ёлка"]


def test_postgresql_lowers_russian_letters(postgresql_url: str) -> None:
    engine = create_engine(postgresql_url, poolclass=NullPool)
    with engine.connect() as connection:
        assert connection.execute(text("SELECT lower('ЁЛКА')")).scalar() == "ёлка"
