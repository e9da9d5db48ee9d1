"""The directory kept in the server's own database: the port answered from the tables."""

from sqlalchemy import Engine

from protocol.ids import SubscriberId
from protocol.subscribers import Profile
from server_stub.directory.port import Found
from server_stub.directory.profile import read_hidden, read_lines, read_profile
from server_stub.directory.repository import subscriber_by_phone
from server_stub.directory.search import find_subscribers
from server_stub.directory.titles import Catalogue, language_of


class EmbeddedDirectory:
    """Answers `SubscriberDirectory`, each question on its own connection; safe from any thread."""

    def __init__(self, engine: Engine, *, catalogue: Catalogue) -> None:
        self._engine = engine
        self._catalogue = catalogue

    def find(self, query: str, *, limit: int, language: str) -> Found:
        """Search by number, its last digits, contract or the beginnings of names."""
        with self._engine.connect() as connection:
            found = find_subscribers(connection, query, limit=limit + 1)
            lines = read_lines(
                connection,
                found[:limit],
                catalogue=self._catalogue,
                language=language_of(language),
            )
        return Found(lines, more=len(found) > limit)

    def profile(self, subscriber: SubscriberId, *, language: str) -> Profile | None:
        """Everything he has, sensitive fields masked."""
        with self._engine.connect() as connection:
            return read_profile(
                connection, subscriber, catalogue=self._catalogue, language=language_of(language)
            )

    def by_phone(self, phone: str) -> SubscriberId | None:
        """Whose number this is, however it is written."""
        with self._engine.connect() as connection:
            return subscriber_by_phone(connection, phone)

    def hidden_value(self, subscriber: SubscriberId, field: str) -> str | None:
        """A hidden field in full."""
        with self._engine.connect() as connection:
            return read_hidden(connection, subscriber, field)
