"""A store of before files told for whom they are: those of talks are colleagues', others not."""

from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy import Connection, select, text

from protocol.conversations import ConversationState
from protocol.entries import Audience
from protocol.ids import ConversationId, FileId, new_id
from server_stub.storage import conversations, files, migrate, tables
from server_stub.storage.engine import writing_engine
from tests.unit.domain.rows import conversation


@pytest.fixture
def migrated(storage_url: str) -> Iterator[Connection]:
    """Give a store of today."""
    engine = writing_engine(storage_url, lanes=1)
    migrate.upgrade(engine)
    with engine.begin() as connection:
        yield connection
    engine.dispose()


def _add_file(connection: Connection, chat: ConversationId) -> FileId:
    """As the program of then wrote it."""
    row: dict[str, Any] = {
        "id": new_id(),
        "client_id": new_id(),
        "sender": new_id(),
        "conversation": chat,
        "name": "скан.pdf",
        "size": 3,
        "digest": "5e" * 32,
        "state": "finished",
        "media_type": "application/pdf",
        "width": 0,
        "height": 0,
        "token_hash": "",
        "announced_at": 0,
    }
    names = ", ".join(row)
    values = ", ".join(f":{name}" for name in row)
    connection.execute(text(f"INSERT INTO file ({names}) VALUES ({values})"), row)
    return FileId(row["id"])


def test_files_learn_for_whom_they_were_and_notes_files_go_on_the_way_back(
    migrated: Connection,
) -> None:
    chat = conversation(id=ConversationId(new_id()), state=ConversationState.ACTIVE)
    talk = conversation(id=ConversationId(new_id()), state=ConversationState.TALK)
    conversations.add(migrated, [chat, talk])
    migrate.run(migrated, "0008", migrate.HEAD)
    shown, among_us = _add_file(migrated, chat.id), _add_file(migrated, talk.id)
    migrate.run(migrated, "head", "0008")
    found = files.load(migrated, [shown, among_us])
    assert found[shown].audience is Audience.SUBSCRIBER
    assert found[among_us].audience is Audience.AGENTS

    # What nothing names yet could be named by a reply of a program that knows no audience.
    noted = _add_file(migrated, chat.id)
    assert files.load(migrated, [noted])[noted].audience is Audience.AGENTS
    migrate.run(migrated, "0008", migrate.HEAD)
    left = set(migrated.execute(select(tables.file.c.id)).scalars())
    assert left == {shown, among_us}
