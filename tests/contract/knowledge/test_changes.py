"""Following the knowledge base by change numbers: in pages, nothing missed, nothing for nothing."""

from collections.abc import Iterator
from dataclasses import replace

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, create_engine

from protocol import limits
from protocol.ids import ArticleId
from protocol.knowledge import Article, CannedReply
from server_stub.knowledge import repository as knowledge
from server_stub.knowledge.errors import ContentTooLarge
from server_stub.knowledge.page import Key, KnowledgePage, key_of
from server_stub.storage.metadata import metadata


@pytest.fixture
def connection(storage_url: str) -> Iterator[Connection]:
    """Give a transaction on an empty base."""
    engine = create_engine(storage_url)
    metadata.create_all(engine)
    with engine.begin() as connection:
        yield connection
    engine.dispose()


def article(name: str, *, language: str = "ru", body: str = "Тело", popularity: int = 1) -> Article:
    return Article(
        id=ArticleId(name),
        language=language,
        title=f"Статья {name}",
        body=body,
        topic="services",
        keywords=["подписка", "снять"],
        popularity=popularity,
        updated="2026-11-22",
    )


def reply(name: str, *, text: str = "Здравствуйте, {name|друг}!") -> CannedReply:
    return CannedReply(
        id=name, language="ru", title=f"Ответ {name}", text=text, topic="general", popularity=3
    )


ARTICLES = [article("a"), article("a", language="en"), article("b")]
REPLIES = [reply("a"), reply("b")]


def everything(connection: Connection, after: int = 0) -> KnowledgePage:
    page = knowledge.changes_after(connection, after, max_bytes=10**9)
    assert not page.more
    return replace(page, replies=unnumbered(page.replies))


def unnumbered(replies: list[CannedReply]) -> list[CannedReply]:
    """As they were given to be kept: the number of the change comes with keeping."""
    return [msgspec.structs.replace(each, version=0) for each in replies]


def test_an_empty_base_has_no_changes(connection: Connection) -> None:
    assert knowledge.changes_after(connection, 0) == KnowledgePage()
    assert knowledge.changes_after(connection, 7) == KnowledgePage(through=7)


def test_what_is_seeded_is_read_as_it_was(connection: Connection) -> None:
    knowledge.seed(connection, ARTICLES, REPLIES)
    page = everything(connection)
    assert (page.articles, page.replies) == (ARTICLES, REPLIES)
    assert page.through == knowledge.last_change(connection) == 5


def test_seeding_again_changes_nothing(connection: Connection) -> None:
    knowledge.seed(connection, ARTICLES, REPLIES)
    knowledge.seed(connection, ARTICLES, REPLIES)
    assert knowledge.last_change(connection) == 5


def test_a_new_shipment_changes_only_what_differs(connection: Connection) -> None:
    knowledge.seed(connection, ARTICLES, REPLIES)
    better = article("b", body="Новое тело")
    knowledge.seed(connection, [*ARTICLES[:2], better, article("c")], REPLIES[:1])
    page = everything(connection, after=5)
    assert page.articles == [better, article("c")]
    assert page.replies == []
    assert page.removed_replies == [("b", "ru")]
    assert page.through == 8


def test_a_shipment_leaves_an_editors_work_alone(connection: Connection) -> None:
    knowledge.seed(connection, ARTICLES, REPLIES)
    edited, own = article("a", body="Рука редактора"), reply("own")
    assert knowledge.upsert(connection, edited)
    assert knowledge.upsert(connection, own)
    assert knowledge.remove(connection, CannedReply, ("a", "ru"))
    before = everything(connection)
    knowledge.seed(connection, ARTICLES, REPLIES)
    assert everything(connection) == before
    assert edited in before.articles
    assert own in before.replies
    assert before.removed_replies == [("a", "ru")]


def test_an_edit_that_changes_nothing_has_no_number(connection: Connection) -> None:
    assert knowledge.upsert(connection, reply("a"))
    assert not knowledge.upsert(connection, reply("a"))
    assert knowledge.last_change(connection) == 1


def test_what_is_gone_cannot_be_removed_but_can_come_back(connection: Connection) -> None:
    assert not knowledge.remove(connection, Article, ("a", "ru"))
    knowledge.upsert(connection, article("a"))
    assert knowledge.remove(connection, Article, ("a", "ru"))
    assert not knowledge.remove(connection, Article, ("a", "ru"))
    assert everything(connection).removed_articles == [("a", "ru")]
    assert knowledge.upsert(connection, article("a"))
    assert everything(connection).articles == [article("a")]
    assert everything(connection).removed_articles == []


def test_what_no_page_can_hold_is_refused(connection: Connection) -> None:
    with pytest.raises(ContentTooLarge) as refusal:
        knowledge.upsert(connection, article("huge", body="ж" * limits.PAGE_BYTES))
    assert refusal.value.size > refusal.value.limit == limits.PAGE_BYTES
    assert knowledge.last_change(connection) == 0


def test_numbers_of_a_transaction_that_failed_are_given_again(storage_url: str) -> None:
    engine = create_engine(storage_url)
    metadata.create_all(engine)
    with engine.begin() as connection:
        knowledge.upsert(connection, reply("a"))
    with engine.connect() as connection:
        knowledge.upsert(connection, reply("b"))
        connection.rollback()
        knowledge.upsert(connection, reply("c"))
        page = everything(connection)
    engine.dispose()
    assert page.replies == [reply("a"), reply("c")]
    assert page.through == 2


def test_many_small_changes_come_in_order(connection: Connection) -> None:
    many = knowledge.PAGE_ROWS * 2 + 5
    knowledge.seed(
        connection,
        [article(f"a{place:03}") for place in range(many)],
        [reply(f"r{place:03}") for place in range(many)],
    )
    seen: list[Key] = []
    through, more = 0, True
    while more:
        page = knowledge.changes_after(connection, through)
        assert page.through > through
        seen += [key_of(each) for each in page.articles]
        seen += [key_of(each) for each in page.replies]
        through, more = page.through, page.more
    assert len(seen) == 2 * many
    assert through == knowledge.last_change(connection)


class _Reader:
    """A console that follows the base."""

    def __init__(self) -> None:
        self.articles: dict[Key, Article] = {}
        self.replies: dict[Key, CannedReply] = {}
        self.through = 0

    def follow(self, connection: Connection, *, max_bytes: int) -> None:
        more = True
        while more:
            page = knowledge.changes_after(connection, self.through, max_bytes=max_bytes)
            told = [*page.articles, *page.replies]
            assert len(told) <= 1 or len(msgspec.json.encode(told)) <= max_bytes + 2
            self.articles |= {key_of(each): each for each in page.articles}
            self.replies |= {key_of(each): each for each in unnumbered(page.replies)}
            for key in page.removed_articles:
                self.articles.pop(key, None)
            for key in page.removed_replies:
                self.replies.pop(key, None)
            assert page.through > self.through or not page.more
            self.through, more = page.through, page.more


bodies = st.text("абв ", min_size=1, max_size=300)
keys = st.sampled_from("abc")
steps = st.lists(
    st.one_of(
        st.builds(lambda key, body: article(key, body=body), keys, bodies),
        st.builds(lambda key, text: reply(key, text=text), keys, bodies),
        st.tuples(st.sampled_from([Article, CannedReply]), keys),
        st.integers(60, 2000),
    ),
    max_size=25,
)


@settings(max_examples=25)
@given(steps=steps)
def test_whoever_follows_has_what_the_base_has(
    connection: Connection,
    steps: list[Article | CannedReply | tuple[type[Article | CannedReply], str] | int],
) -> None:
    reader, late = _Reader(), _Reader()
    articles: dict[Key, Article] = {}
    replies: dict[Key, CannedReply] = {}
    examples = connection.begin_nested()
    for step in steps:
        match step:
            case Article():
                knowledge.upsert(connection, step)
                articles[key_of(step)] = step
            case CannedReply():
                knowledge.upsert(connection, step)
                replies[key_of(step)] = step
            case int():
                reader.follow(connection, max_bytes=step)
            case (kind, key):
                there = articles if kind is Article else replies
                gone = there.pop((key, "ru"), None)
                assert knowledge.remove(connection, kind, (key, "ru")) == (gone is not None)
    for each in (reader, late):
        each.follow(connection, max_bytes=limits.PAGE_BYTES)
        assert (each.articles, each.replies) == (articles, replies)
    examples.rollback()
