"""What the store holds of conversations, read past the server."""

from protocol.bodies import Message, Note
from protocol.ids import ConversationId
from server_stub.channels.visits import LEVEL
from server_stub.storage import conversations, reading
from server_stub.storage.engine import reading_engine


def read_texts(url: str, wanted: list[ConversationId]) -> dict[ConversationId, list[str]]:
    """All that was said and noted, after checking that its numbers have no hole."""
    engine = reading_engine(url)
    logs: dict[ConversationId, list[str]] = {}
    try:
        with engine.begin() as connection:
            for conversation in wanted:
                found = conversations.load(connection, {conversation})[conversation]
                entries, after, more = [], 0, True
                while more:
                    page = reading.page(connection, found, after_rev=after, level=LEVEL + 1)
                    entries += page.entries
                    after, more = page.through, page.more
                assert [entry.seq for entry in entries] == list(range(1, found.last_seq + 1))
                logs[conversation] = [
                    entry.body.text for entry in entries if isinstance(entry.body, Message | Note)
                ]
    finally:
        engine.dispose()
    return logs
