"""The demo operator in an empty store."""

from collections.abc import Iterator
from datetime import date

import pytest
from sqlalchemy import Engine, create_engine, func, select

from protocol import limits
from resources.volna.knowledge import load_articles, load_canned_replies
from resources.volna.people import NamedSubscriber, load_named_subscribers
from server_stub.knowledge.repository import changes_after, last_change
from server_stub.storage.directory_tables import contract
from server_stub.storage.metadata import metadata
from server_stub.volna import seed_volna, volna_directory

TODAY = date(2026, 11, 22)


@pytest.fixture
def engine(storage_url: str) -> Iterator[Engine]:
    """Give an empty store."""
    engine = create_engine(storage_url)
    metadata.create_all(engine)
    yield engine
    engine.dispose()


def test_a_second_seeding_changes_nothing(engine: Engine) -> None:
    for day in (TODAY, date(2027, 1, 1)):
        with engine.begin() as connection:
            seed_volna(connection, today=day, subscribers=30)
    with engine.connect() as connection:
        people = connection.scalar(select(func.count()).select_from(contract))
        knowledge = last_change(connection)
    assert people == 30 + len(load_named_subscribers())
    assert knowledge == len(load_articles()) + len(load_canned_replies())


def test_every_article_and_reply_comes_in_pages_that_fit(engine: Engine) -> None:
    with engine.begin() as connection:
        seed_volna(connection, today=TODAY, subscribers=1)
        articles, replies, through, more = 0, 0, 0, True
        while more:
            page = changes_after(connection, through, max_bytes=limits.PAGE_BYTES)
            articles, replies = articles + len(page.articles), replies + len(page.replies)
            through, more = page.through, page.more
    assert (articles, replies) == (len(load_articles()), len(load_canned_replies()))


def test_whoever_is_named_besides_is_there(engine: Engine) -> None:
    vera = NamedSubscriber(name="Вера Зорина", phone="+7 975 311-00-01")
    with engine.begin() as connection:
        seed_volna(connection, today=TODAY, subscribers=1, named=[vera])
    directory = volna_directory(engine)
    identity = directory.by_phone("8 975 311 00 01")
    assert identity is not None
    found = directory.find("зорина вера", limit=5, language="ru").lines
    assert [line.id for line in found] == [identity]
