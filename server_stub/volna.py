"""Fills an empty store with the demo operator «Волна»: queues, subscribers, knowledge."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime
from itertools import islice

from sqlalchemy import Connection, Engine

from protocol.configuration import Configuration
from protocol.ids import ArticleId
from protocol.knowledge import Article, CannedReply
from resources.volna.centre import centre_text
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
from server_stub.settings.document import from_toml
from server_stub.storage import configuration
from server_stub.storage.engine import writing_engine

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
    """Add subscribers if there are none, rules if nobody has set any; bring knowledge up to date.

    Idempotent: rules that administrators have changed stay as they are. Those of the recorded
    dialogs are among the subscribers; `named` are further ones.
    """
    if configuration.revision(connection) == configuration.FIRST:
        configuration.save(connection, volna_configuration())
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


def volna_configuration() -> Configuration:
    """The rules of its contact centre, as shipped."""
    return from_toml(centre_text(), accounts={}).configuration


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
