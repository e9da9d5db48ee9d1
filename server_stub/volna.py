"""Fills an empty store with the demo operator «Волна»: queues, subscribers, knowledge."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime
from itertools import islice

from sqlalchemy import Connection, Engine

from protocol.ids import ArticleId
from protocol.knowledge import Article, CannedReply
from resources.volna.knowledge import load_articles, load_canned_replies
from resources.volna.operator import load_operator
from resources.volna.people import (
    NamedSubscriber,
    load_belongings,
    load_named_subscribers,
    load_peoples,
)
from server_stub.config import Config
from server_stub.directory.embedded import EmbeddedDirectory
from server_stub.directory.generate import generate
from server_stub.directory.records import Contract
from server_stub.directory.repository import insert_contracts, is_empty
from server_stub.directory.titles import Catalogue, make_catalogue
from server_stub.knowledge import repository as knowledge
from server_stub.storage import workplace
from server_stub.storage.engine import writing_engine
from server_stub.storage.workplace import ChoiceRow, QueueRow

_AT_ONCE = 1000
"""Contracts a statement: a few ten thousand rows, and memory that does not grow with the number."""


def volna_catalogue() -> Catalogue:
    """What the operator sells."""
    return make_catalogue(load_operator(), load_belongings())


def volna_directory(engine: Engine) -> EmbeddedDirectory:
    """The directory of the operator's subscribers, read over the given engine."""
    return EmbeddedDirectory(engine, catalogue=volna_catalogue())


def seed_volna(
    connection: Connection,
    *,
    today: date,
    subscribers: int = 1000,
    named: Sequence[NamedSubscriber] = (),
) -> None:
    """Add subscribers if there are none, bring queues and knowledge up to date. Idempotent.

    Those of the recorded dialogs are among the subscribers; `named` are further ones.
    """
    _seed_workplace(connection)
    knowledge.seed(connection, _articles(), _canned_replies())
    if is_empty(connection):
        contracts = generate(
            catalogue=volna_catalogue(),
            peoples=load_peoples(),
            belongings=load_belongings(),
            today=today,
            subscribers=subscribers,
            named=(*load_named_subscribers(), *named),
        )
        for batch in _batches(contracts):
            insert_contracts(connection, batch)


def install_blocking(config: Config, *, named: Sequence[NamedSubscriber] = ()) -> None:
    """Bring the operator into a prepared store. Idempotent."""
    engine = writing_engine(config.url(), lanes=1)
    try:
        with engine.begin() as connection:
            seed_volna(connection, today=datetime.now(UTC).date(), named=named)
    finally:
        engine.dispose()


def _seed_workplace(connection: Connection) -> None:
    operator = load_operator()
    queues = [
        QueueRow(
            id=queue.id,
            title_ru=queue.title.ru,
            title_en=queue.title.en,
            warn_after_s=queue.warn_after,
            late_after_s=queue.late_after,
            urgent=queue.urgent,
        )
        for queue in operator.queues
    ]
    choices = [
        ChoiceRow(kind="operator", id="name", title_ru=operator.name.ru, title_en=operator.name.en),
        *(
            ChoiceRow(
                kind="topic",
                id=topic.id,
                title_ru=topic.title.ru,
                title_en=topic.title.en,
                queue=topic.queue,
            )
            for topic in operator.topics
        ),
        *(
            ChoiceRow(
                kind="outcome", id=outcome.id, title_ru=outcome.title.ru, title_en=outcome.title.en
            )
            for outcome in operator.outcomes
        ),
        *(
            ChoiceRow(kind="break", id=one.id, title_ru=one.title.ru, title_en=one.title.en)
            for one in operator.breaks
        ),
    ]
    workplace.replace(connection, queues, choices)


def _batches(contracts: Iterable[Contract]) -> Iterator[list[Contract]]:
    rest = iter(contracts)
    while batch := list(islice(rest, _AT_ONCE)):
        yield batch


def _articles() -> Iterator[Article]:
    for written in load_articles():
        yield Article(
            id=ArticleId(written.id),
            language=written.language,
            title=written.title,
            body=written.body,
            topic=written.topic,
            keywords=list(written.keywords),
            popularity=written.popularity,
            updated=written.updated.isoformat(),
        )


def _canned_replies() -> Iterator[CannedReply]:
    for written in load_canned_replies():
        yield CannedReply(
            id=written.id,
            language=written.language,
            title=written.title,
            text=written.text,
            topic=written.topic,
            popularity=written.popularity,
        )
