"""Both databases find the same words, newest first, indexed or not, and only what is in sight."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial
from typing import Any

import pytest
from sqlalchemy import Connection, select

from protocol import commands, limits
from protocol.entries import Audience, EntryHit
from protocol.ids import ConversationId, new_id
from protocol.people import Role
from server_stub.bus.memory import MemoryBus
from server_stub.domain.acts import Actor
from server_stub.domain.conversation import AUDIENCE_LEVELS
from server_stub.domain.permissions import Relation, relation_to
from server_stub.storage import conversations, finding, history_words, reading, sight, tables
from server_stub.storage.candidates import Wanted
from server_stub.storage.finding import Found
from server_stub.storage.lane import Lanes
from server_stub.store import Store
from server_stub.words_follower import WordsFollower
from tests.contract.acts import by, delete, edit, enter, note, say, send, take
from tests.support.stores import OFFER_MS, Bench

AGENTS, LEADS = (AUDIENCE_LEVELS[one] for one in (Audience.AGENTS, Audience.LEADS))


@asynccontextmanager
async def opened(bench: Bench) -> AsyncIterator[Store]:
    """The bench's store as a node has it."""
    bus = MemoryBus()
    store = Store(bench.url, offer_ms=OFFER_MS, publish=bus.publish)
    try:
        yield store
    finally:
        await store.close()
        await bus.aclose()


async def index_all(store: Store) -> None:
    """Until the index knows everything."""
    follower = WordsFollower(store)
    newest = (await store.read(history_words.horizon)).newest
    while await store.read(history_words.through) < newest:
        await follower.take_in()


async def talk(
    lanes: Lanes, agent: Actor | None, *texts: str, subscriber: str = "subscriber"
) -> ConversationId:
    """A conversation with these messages of its subscriber."""
    act = enter(subscriber)
    await lanes.submit(act)
    if agent is not None:
        await lanes.submit(take(act.conversation, agent))
    for one in texts:
        await lanes.submit(say(act.conversation, one))
    return act.conversation


async def find(store: Store, actor: Actor, query: str, **where: object) -> Found:
    wanted = Wanted(query=query, **where)  # type: ignore[arg-type]
    level = LEADS if actor.role is Role.LEAD else AGENTS
    return await store.read(lambda link: finding.find(link, actor, wanted, level=level))


def marked(hit: EntryHit) -> list[str]:
    return [hit.excerpt[start : start + length] for start, length in hit.spans]


async def test_words_are_found_in_any_form_indexed_or_not(bench: Bench) -> None:
    elena, irina = bench.agents["elena"], bench.agents["irina"]
    async with opened(bench) as store:
        chat = await talk(
            store.lanes,
            elena,
            "Дети остались без интернета",
            "Наберите *100#, там 5гб wi-fi",
            "Спасибо!",
        )
        await store.lanes.submit(send(chat, elena, "Ваш тариф — «Волна»", epoch=2))
        for indexed in (False, True):
            if indexed:
                await index_all(store)
            for query, words in {
                "ребёнок интернет": [["Дети", "интернета"]],
                "ИНТЕРНЕТ": [["интернета"]],
                "*100#": [["*100#"]],
                "wifi": [["wi-fi"]],
                "5 гб": [["5гб"]],
                "спасибо": [["Спасибо"]],
                "тари": [["тариф"]],
                "тариф интернет": [],
                "' OR 1": [],
                '"': [],
            }.items():
                found = await find(store, irina, query)
                assert [marked(hit) for hit in found.hits] == words, (indexed, query)
                assert not found.more
        assert bench.scalar("SELECT value FROM store WHERE key = 'words_through'") is not None


async def test_pages_go_back_through_everything_once(bench: Bench) -> None:
    count = limits.FOUND_ENTRIES * 2 + 3
    irina = bench.agents["irina"]
    async with opened(bench) as store:
        texts = [f"платёж номер {number}" for number in range(count)]
        chat = await talk(store.lanes, None, *texts[: count // 2])
        await index_all(store)
        await asyncio.gather(*(store.lanes.submit(say(chat, one)) for one in texts[count // 2 :]))
        seqs: list[int] = []
        found = await find(store, irina, "платежи")
        while True:
            assert len(found.hits) <= limits.FOUND_ENTRIES
            seqs += [hit.seq for hit in found.hits]
            if not found.more:
                break
            found = await find(store, irina, "платежи", before=found.reached)
        assert len(seqs) == count
        assert sorted(seqs, reverse=True) == seqs
        assert [head.id for head in found.heads] == [chat]


async def test_only_what_is_in_sight_is_found(bench: Bench) -> None:
    elena, pavel, irina = (bench.agents[name] for name in ("elena", "pavel", "irina"))
    async with opened(bench) as store:
        lanes = store.lanes
        served = await talk(lanes, elena, "роуминг раз")
        await lanes.submit(
            by(
                elena,
                commands.WriteNote(
                    request=0,
                    client_id=new_id(),
                    conversation=served,
                    epoch=2,
                    text="роуминг: заметка",
                ),
            )
        )
        foreign = await talk(lanes, elena, "роуминг два", subscriber="another")
        waiting = await talk(lanes, None, "роуминг три", subscriber="third")
        own = await talk(lanes, pavel, "роуминг четыре")

        async def seen(actor: Actor, **where: object) -> set[str]:
            return {hit.conversation for hit in (await find(store, actor, "роуминг", **where)).hits}

        for _ in range(2):
            assert await seen(irina) == {served, foreign, waiting, own}
            assert await seen(elena) == {served, foreign, waiting, own}
            assert await seen(pavel) == {served, waiting, own}  # served: of the same subscriber
            assert await seen(pavel, conversation=foreign) == set()
            assert await seen(pavel, subscriber="another") == set()
            assert await seen(pavel, subscriber="subscriber") == {served, own}
            assert await seen(irina, queue="another") == set()
            await index_all(store)
        everyone = [bench.agents[name] for name in bench.agents]
        for actor in everyone:
            visible = await store.read(partial(_visible, actor))
            for chat in (served, foreign, waiting, own):
                assert (chat in visible) is await _may_read(store, actor, chat)


def _visible(actor: Actor, link: Connection) -> set[str]:
    rows = link.execute(select(tables.conversation.c.id).where(sight.in_sight(actor)))
    return set(rows.scalars())


async def _may_read(store: Store, actor: Actor, chat: ConversationId) -> bool:
    def look(link: Connection) -> bool:
        row = conversations.load(link, {chat})[chat]
        serves = reading.serves_its_subscriber(link, actor, row)
        return relation_to(row, actor, "history", serves_subscriber=serves) is Relation.OWN

    return await store.read(look)


async def test_a_time_bounds_what_is_found(bench: Bench) -> None:
    irina = bench.agents["irina"]
    async with opened(bench) as store:
        chat = await talk(store.lanes, None, *(f"счёт {number}" for number in range(6)))
        day = 86_400_000
        bench.run(f"UPDATE entry SET at = seq * {day} WHERE conversation = '{chat}'")
        for _ in range(2):
            found = await find(store, irina, "счёт", since=4 * day, until=6 * day)
            assert [hit.at for hit in found.hits] == [5 * day, 4 * day]
            await index_all(store)


async def test_what_left_the_log_is_never_shown_though_the_index_has_it(bench: Bench) -> None:
    irina = bench.agents["irina"]
    async with opened(bench) as store:
        chat = await talk(store.lanes, None, "мой пароль Зурбаган", "привет")
        await index_all(store)
        bench.run(
            'UPDATE entry SET body = \'{"kind":"message","text":""}\''
            f" WHERE conversation = '{chat}' AND body LIKE '%Зурбаган%'"
        )
        assert (await find(store, irina, "Зурбаган")).hits == []


@pytest.mark.parametrize("of_note", [False, True])
async def test_what_was_edited_is_found_once_by_its_present_words_only(
    bench: Bench, of_note: bool
) -> None:
    write = note if of_note else send
    elena, irina = bench.agents["elena"], bench.agents["irina"]
    async with opened(bench) as store:
        chat = await talk(store.lanes, elena)

        async def said(seq: int, text: str) -> None:
            await store.lanes.submit(edit(chat, elena, seq, text, epoch=2, note=of_note))

        async def where(query: str) -> list[list[int]]:
            """In all history, and in this conversation."""
            asked: list[dict[str, str]] = [{}, {"conversation": chat}]
            found = [await find(store, irina, query, **one) for one in asked]
            assert all(hit.note is of_note for one in found for hit in one.hits)
            return [[hit.seq for hit in one.hits] for one in found]

        for late in (False, True):  # before it was indexed, and behind the index
            done = await store.lanes.submit(write(chat, elena, "платёж дошёл", epoch=2))
            if late:
                await index_all(store)
            assert await where("платёж дошёл") == [[done.seq], [done.seq]]
            await said(done.seq, "перевод отменён")
            await said(done.seq, "перевод вернули")
            for _ in range(2):
                assert await where("платёж") == [[], []]
                assert await where("отменён") == [[], []]
                assert await where("перевод вернули") == [[done.seq], [done.seq]]
                await index_all(store)
            await store.lanes.submit(delete(chat, elena, done.seq, epoch=2, note=of_note))
            for _ in range(2):
                assert await where("вернули") == [[], []]
                await index_all(store)


async def test_two_followers_index_each_entry_once(bench: Bench) -> None:
    async with opened(bench) as store:
        chat = await talk(store.lanes, None, *("абонент",) * 30)
        followers = [WordsFollower(store) for _ in range(2)]
        newest = (await store.read(history_words.horizon)).newest
        while await store.read(history_words.through) < newest:
            await asyncio.gather(*(one.take_in() for one in followers))
        found = await find(store, bench.agents["irina"], "абонент")
        assert len({hit.seq for hit in found.hits}) == len(found.hits)
        assert {hit.conversation for hit in found.hits} == {chat}


async def test_what_colleagues_tell_each_other_of_a_chat_is_found_where_it_may_be_read(
    bench: Bench,
) -> None:
    elena, pavel, irina = (bench.agents[name] for name in ("elena", "pavel", "irina"))
    async with opened(bench) as store:
        lanes = store.lanes
        chats = [await talk(lanes, elena, "здравствуйте", subscriber=f"s{n}") for n in range(3)]
        named: list[dict[str, Any]] = [
            {"request": 0, "client_id": new_id(), "conversation": one, "epoch": 2} for one in chats
        ]
        for told in (
            commands.PassOn(**named[0], agent=pavel.id, note="спросил про Зурбаган"),
            commands.PassToTopic(**named[1], topic="services", note="едет в Зурбаган"),
            commands.Invite(**named[2], agent=pavel.id, why="что такое Зурбаган?"),
        ):
            await lanes.submit(by(elena, told))
        foreign = await talk(lanes, None, "Зурбаган", subscriber="another")
        bench.run(f"UPDATE conversation SET state = 'closed', owner = NULL WHERE id = '{foreign}'")
        for indexed in (False, True):
            if indexed:
                await index_all(store)
            found = await find(store, pavel, "зурбагана")
            assert {hit.conversation: hit.note for hit in found.hits} == dict.fromkeys(chats, True)
            assert {hit.author for hit in found.hits} == {elena.name}
            everything = await find(store, irina, "зурбагана")
            assert {hit.conversation for hit in everything.hits} == {*chats, foreign}
            seen_by_subscriber = Wanted(query="зурбагана")
            level = AUDIENCE_LEVELS[Audience.SUBSCRIBER]
            outside = await store.read(
                partial(finding.find, actor=irina, wanted=seen_by_subscriber, level=level)
            )
            assert [hit.conversation for hit in outside.hits] == [foreign]


async def test_days_and_queue_narrow_together_whichever_way_the_words_are_found(
    bench: Bench,
) -> None:
    irina, day = bench.agents["irina"], 86_400_000
    async with opened(bench) as store:
        here, there = [await talk(store.lanes, None, subscriber="one") for _ in range(2)]
        for number in range(6):
            for chat in (here, there):
                await store.lanes.submit(say(chat, f"счёт {number}"))
        bench.run(f"UPDATE entry SET at = id * {day}")
        bench.run(f"UPDATE conversation SET queue = 'other' WHERE id = '{there}'")
        last = int(str(bench.scalar("SELECT max(id) FROM entry")))
        between = {"since": (last - 5) * day, "until": last * day}
        places: list[dict[str, str]] = [{}, {"subscriber": "one"}, {"conversation": there}]
        for _ in range(2):
            for place in places:
                found = await find(store, irina, "счёт", queue="other", **between, **place)
                assert {hit.conversation for hit in found.hits} == {there}
                assert [hit.at for hit in found.hits] == [(last - 2) * day, (last - 4) * day]
            turned = await find(store, irina, "счёт", since=5 * day, until=3 * day)
            assert (turned.hits, turned.more) == ([], False)
            nowhere = await find(store, irina, "счёт", queue="other", conversation=here)
            assert nowhere.hits == []
            await index_all(store)
