"""Both databases find files by their names like words, for whoever may see the entry, while it is.

Each question is asked twice: of what the index has not read yet, and of the index.
"""

from collections.abc import Iterable

from sqlalchemy import text

from protocol import commands
from protocol.entries import Audience, EntryHit
from protocol.ids import ClientId, ConversationId, FileId, new_id
from protocol.scalars import Millis
from server_stub.domain.acts import Act, Actor, subscriber_of
from server_stub.domain.conversation import AUDIENCE_LEVELS
from server_stub.domain.files import FileState, StoredFile
from server_stub.storage import files, finding, history_words, migrate
from server_stub.storage.candidates import Wanted
from server_stub.storage.unit_of_work import UnitOfWork
from server_stub.store import Store
from tests.contract.acts import by, delete, edit
from tests.contract.test_finding import find, index_all, opened, talk
from tests.support.stores import Bench


async def _arrived(
    store: Store,
    chat: ConversationId,
    sender: Actor,
    names: Iterable[str],
    *,
    audience: Audience = Audience.SUBSCRIBER,
) -> tuple[str, ...]:
    """Files of somebody that nothing names yet."""
    stored = [
        StoredFile(
            id=FileId(new_id()),
            sender=sender.id,
            conversation=chat,
            audience=audience,
            name=name,
            size=1,
            digest="0" * 64,
            state=FileState.FINISHED,
            media_type="application/pdf",
        )
        for name in names
    ]

    def write(unit: UnitOfWork) -> None:
        for one in stored:
            identity = ClientId(new_id())
            files.add(unit.connection, one, client_id=identity, token_hash=one.id, now=Millis(1))

    await store.lanes.run(write)
    return tuple(one.id for one in stored)


async def _sent(
    store: Store, chat: ConversationId, agent: Actor, *names: str, words: str = ""
) -> int:
    """An agent sends files, with these words; says the place of the message."""
    attached = await _arrived(store, chat, agent, names)
    command = commands.Send(
        request=0, client_id=new_id(), conversation=chat, epoch=2, text=words, files=attached
    )
    return (await store.lanes.submit(by(agent, command))).seq


async def _noted(store: Store, chat: ConversationId, agent: Actor, *names: str) -> int:
    attached = await _arrived(store, chat, agent, names, audience=Audience.AGENTS)
    command = commands.WriteNote(
        request=0, client_id=new_id(), conversation=chat, epoch=2, text="", files=attached
    )
    return (await store.lanes.submit(by(agent, command))).seq


def _marked(hit: EntryHit) -> tuple[str, list[str]]:
    """The name that is shown, and what of it is marked."""
    return hit.file, [hit.file[start : start + length] for start, length in hit.file_spans]


async def test_a_file_is_found_by_any_part_of_its_name_in_any_form(bench: Bench) -> None:
    elena, irina = bench.agents["elena"], bench.agents["irina"]
    async with opened(bench) as store:
        chat = await talk(store.lanes, elena, "вот, смотрите")
        seq = await _sent(store, chat, elena, "договор_2026.pdf", "Скан_паспорта-2.PDF")
        beside = await _sent(store, chat, elena, "IMG-0417.jpg", words="Это ваш тариф «Волна»")
        contract, scan, picture = "договор_2026.pdf", "Скан_паспорта-2.PDF", "IMG-0417.jpg"
        for indexed in (False, True):
            if indexed:
                await index_all(store)
            for query, found in {
                "договор": [(seq, contract, ["договор"])],
                "ДОГОВОРЫ": [(seq, contract, ["договор"])],
                "дого": [(seq, contract, ["договор"])],
                "2026": [(seq, contract, ["2026"])],
                "pdf": [(seq, contract, ["pdf"])],
                "договор_2026.pdf": [(seq, contract, ["договор", "2026", "pdf"])],
                "паспорт": [(seq, scan, ["паспорта-2"])],
                # Of several names the one with the most of the words is shown.
                "договор скан паспорта": [(seq, scan, ["Скан", "паспорта-2"])],
                "0417": [(beside, picture, ["IMG-0417"])],
                # Some of the words are in the name, the others beside it.
                "волна img": [(beside, picture, ["IMG-0417"])],
                "волна": [(beside, "", [])],
                "волна договор": [],
            }.items():
                hits = (await find(store, irina, query)).hits
                shown = [(hit.seq, *_marked(hit)) for hit in hits]
                assert shown == found, (indexed, query)
        (alone,) = (await find(store, irina, "договор")).hits
        assert (alone.excerpt, alone.spans) == ("", [])
        (with_words,) = (await find(store, irina, "волна img")).hits
        assert with_words.excerpt == "Это ваш тариф «Волна»"


async def test_what_a_subscriber_sends_is_found_by_its_name(bench: Bench) -> None:
    elena, irina = bench.agents["elena"], bench.agents["irina"]
    async with opened(bench) as store:
        chat = await talk(store.lanes, elena)
        visitor = subscriber_of(chat, "Анна")
        # As a Mac spells it: the short mark of «й» is a letter of its own.
        (file,) = await _arrived(store, chat, visitor, ["постои\u0306_чек.pdf"])
        identity = ClientId(new_id())
        sent = commands.VisitSend(request=0, client_id=identity, text="", files=(file,))
        await store.lanes.submit(
            Act(actor=visitor, conversation=chat, client_id=identity, request=sent)
        )
        for _ in range(2):
            assert [_marked(hit)[1] for hit in (await find(store, irina, "постой чеки")).hits] == [
                ["постои\u0306", "чек"]
            ]
            await index_all(store)


async def test_names_of_files_are_found_by_whom_their_entry_is_for(bench: Bench) -> None:
    elena, pavel, irina = (bench.agents[name] for name in ("elena", "pavel", "irina"))
    async with opened(bench) as store:
        chat = await talk(store.lanes, elena)
        sent = await _sent(store, chat, elena, "Зурбаган.pdf")
        noted = await _noted(store, chat, elena, "Зурбаган для коллег.pdf")

        async def seen(actor: Actor, level: Audience) -> list[int]:
            wanted = Wanted(query="зурбаган")
            found = await store.read(
                lambda link: finding.find(link, actor, wanted, level=AUDIENCE_LEVELS[level])
            )
            return [hit.seq for hit in found.hits]

        for _ in range(2):
            assert await seen(irina, Audience.AGENTS) == [noted, sent]
            assert await seen(irina, Audience.SUBSCRIBER) == [sent]
            assert await seen(elena, Audience.AGENTS) == [noted, sent]
            assert await seen(pavel, Audience.AGENTS) == []  # another agent's conversation
            await index_all(store)


async def test_a_name_stays_through_an_edit_and_goes_with_its_message(bench: Bench) -> None:
    elena, irina = bench.agents["elena"], bench.agents["irina"]
    async with opened(bench) as store:
        chat = await talk(store.lanes, elena)

        async def where(query: str) -> list[tuple[int, str]]:
            return [(hit.seq, hit.file) for hit in (await find(store, irina, query)).hits]

        for late in (False, True):  # before it was indexed, and behind the index
            seq = await _sent(store, chat, elena, "договор.pdf", words="ваш старый тариф")
            if late:
                await index_all(store)
            await store.lanes.submit(edit(chat, elena, seq, "ваш новый тариф", epoch=2))
            await store.lanes.submit(edit(chat, elena, seq, "ваш семейный тариф", epoch=2))
            for _ in range(2):
                assert await where("договор") == [(seq, "договор.pdf")]
                assert await where("договор семейный") == [(seq, "договор.pdf")]
                assert await where("договор старый") == []
                await index_all(store)
            await store.lanes.submit(delete(chat, elena, seq, epoch=2))
            for _ in range(2):
                assert await where("договор") == []
                await index_all(store)


async def test_a_store_from_before_is_indexed_anew_behind_its_nodes_back(bench: Bench) -> None:
    elena, irina = bench.agents["elena"], bench.agents["irina"]
    async with opened(bench) as store:
        chat = await talk(store.lanes, elena, "старые слова")
        seq = await _sent(store, chat, elena, "договор.pdf")
        await index_all(store)
    with bench.writers.begin() as connection:
        migrate.run(connection, "0010", migrate.HEAD)
        connection.execute(text("UPDATE entry_terms SET terms = ' слово '"))
    assert migrate.upgrade(bench.writers)
    async with opened(bench) as store:
        assert await store.read(history_words.through) == 0  # nothing was read at the start
        for _ in range(2):
            assert [hit.seq for hit in (await find(store, irina, "договор")).hits] == [seq]
            assert len((await find(store, irina, "старые слова")).hits) == 1
            await index_all(store)
