"""On both databases: what a deleted note had named is nobody's to fetch, whatever names it."""

import pytest

from protocol.bodies import Deleted
from protocol.entries import Audience
from protocol.ids import ClientId, ConversationId, FileId, new_id
from protocol.scalars import Millis
from server_stub.domain.conversation import AUDIENCE_LEVELS
from server_stub.domain.errors import NotFound
from server_stub.domain.files import FileState, StoredFile
from server_stub.storage import conversations, files
from server_stub.storage.lane import Lanes
from server_stub.storage.unit_of_work import UnitOfWork
from tests.contract.acts import delete, enter, note, send, take
from tests.support.stores import Bench

LEADS = AUDIENCE_LEVELS[Audience.LEADS]
TICKET = "a-ticket"


async def brought(
    lanes: Lanes, chat: ConversationId, sender: str, audience: Audience = Audience.AGENTS
) -> FileId:
    """A file that has arrived whole."""
    file = StoredFile(
        id=FileId(new_id()),
        sender=sender,
        conversation=chat,
        audience=audience,
        name="паспорт.png",
        size=3,
        digest="0" * 64,
        state=FileState.FINISHED,
        media_type="image/png",
    )

    def put(unit: UnitOfWork) -> None:
        files.add(
            unit.connection, file, client_id=ClientId(new_id()), token_hash=file.id, now=unit.now
        )

    await lanes.run(put, key=chat)
    return file.id


async def test_a_file_goes_with_the_note_that_named_it(bench: Bench) -> None:
    elena = bench.agents["elena"]
    async with bench.lanes() as lanes:
        act = enter()
        chat = act.conversation
        await lanes.submit(act)
        await lanes.submit(take(chat, elena))
        file, other = [await brought(lanes, chat, elena.id) for _ in range(2)]
        done = await lanes.submit(note(chat, elena, "Скан", epoch=2, files=(file,)))
        await lanes.submit(note(chat, elena, "Второй", epoch=2, files=(other,)))

        def allow(unit: UnitOfWork) -> None:
            later = Millis(unit.now + 60_000)
            files.add_ticket(unit.connection, TICKET, file, expires_at=later)

        await lanes.run(allow, key=chat)

        def fetched(one: FileId) -> tuple[bool, bool]:
            with bench.readers.begin() as connection:
                seen = files.sent_in(connection, chat, one, level=LEADS)
                ticket = files.of_ticket(connection, TICKET, now=done.at)
                return seen is not None, ticket is not None

        assert fetched(file) == (True, True)
        await lanes.submit(delete(chat, elena, done.seq, epoch=2, note=True))
        assert fetched(file) == (False, False)
        assert fetched(other)[0], "of another note"
        with bench.readers.begin() as connection:
            told = conversations.entry_at(connection, chat, done.seq + 2)
        assert told is not None
        assert isinstance(told.body, Deleted)
        assert [one.id for one in told.body.files] == [file], "what it was is still told"
        for write in (note, send):
            again = write(chat, elena, "снова", epoch=2, files=(file,))
            with pytest.raises(NotFound):
                await lanes.submit(again)
        # As if a rule that is yet to be written let an entry name it.
        await lanes.run(lambda unit: files.attach(unit.connection, {file: done.seq}), key=chat)
        assert fetched(file) == (False, False)
        with bench.readers.begin() as connection:
            left = files.never_sent(connection, before=done.at + 1)
        assert left == []


async def test_a_file_of_a_message_stays_among_what_colleagues_see(bench: Bench) -> None:
    elena = bench.agents["elena"]
    outside = AUDIENCE_LEVELS[Audience.SUBSCRIBER]
    async with bench.lanes() as lanes:
        act = enter()
        chat = act.conversation
        await lanes.submit(act)
        await lanes.submit(take(chat, elena))
        file = await brought(lanes, chat, elena.id, Audience.SUBSCRIBER)
        done = await lanes.submit(send(chat, elena, "Вот", epoch=2, files=(file,)))
        await lanes.submit(delete(chat, elena, done.seq, epoch=2))
        with bench.readers.begin() as connection:
            assert files.sent_in(connection, chat, file, level=LEADS) is not None
            assert files.sent_in(connection, chat, file, level=outside) is None
