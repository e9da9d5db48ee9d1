"""Folded or not, the index finds what reading every entry would find, in the same order."""

import asyncio
import json
import random
from collections.abc import Iterator
from functools import cache
from itertools import product
from typing import Any

import msgspec
import pytest
from sqlalchemy import Connection, func, insert, select

from language.finding import Sought, terms
from protocol.ids import ConversationId, new_id
from server_stub.domain.acts import Actor
from server_stub.domain.permissions import Relation, relation_to
from server_stub.storage import (
    candidates,
    conversations,
    finding,
    history_words,
    migrate,
    reading,
    tables,
    word_blocks,
)
from server_stub.storage.candidates import Wanted
from server_stub.store import Store
from server_stub.words_follower import WordsFollower
from tests.contract.test_finding import AGENTS, LEADS, opened, talk
from tests.support.stores import Bench

_ENTRIES = 2 * word_blocks.SIZE + 900
_UNREAD = 60
_DAY = 86_400_000
_WORDS = (
    *[
        "ребёнок",
        "детей",
        "интернет",
        "интернета",
        "тариф",
        "тарифы",
        "роуминг",
        "баланс",
        "списали",
        "списание",
    ],
    *(f"код{number}" for number in range(150)),
    *(str(4_000 + number) for number in range(150)),
)
_QUERIES = (
    "дети",
    "интернет",
    "тари",
    "код7 4010",
    "код 12",
    "401",
    "ребёнок роуминг",
    "списания баланса код3",
    "нет такого слова",
)


def _write(link: Connection, chats: list[ConversationId], count: int) -> None:
    """Entries like those of messages, of these conversations by turns."""
    chance = random.Random(count)
    first = link.execute(select(func.max(tables.entry.c.id))).scalar_one()
    link.execute(
        insert(tables.entry),
        [
            {
                "conversation": chats[number % len(chats)],
                "seq": 1_000_000 + number,
                "rev": 1_000_000 + number,
                "at": number * _DAY // 1_000,
                "epoch": 2,
                "audience": number % 7 // 3,
                "author_role": "subscriber",
                "author_id": "somebody",
                "author_name": "Анна",
                "kind": "typing" if number % 11 == 0 else "message",
                "body": _body(number, chance.sample(_WORDS, 4)),
                "client_id": None,
            }
            for number in range(first + 1, first + 1 + count)
        ],
    )


def _body(number: int, words: list[str]) -> str:
    """Of a message with three words; now and then another is the name of its file."""
    *said, named = words
    files = [{"name": f"{named}_{number}.pdf"}] if number % 5 == 0 else []
    body = {"kind": "message", "text": " ".join(said), "files": files}
    return json.dumps(body, ensure_ascii=False)


def _found(link: Connection, actor: Actor, wanted: Wanted, level: int) -> Iterator[tuple[str, int]]:
    """Page by page."""
    while True:
        found = finding.find(link, actor, wanted, level=level)
        yield from ((hit.conversation, hit.seq) for hit in found.hits)
        if not found.more:
            return
        wanted = msgspec.structs.replace(wanted, before=found.reached)


class _Reader:
    """Who reads entry by entry."""

    def __init__(self, link: Connection) -> None:
        self._link = link
        rows = link.execute(select(tables.entry).order_by(tables.entry.c.id.desc())).all()
        self._entries = [(row, terms(history_words.said_in(row.body).sought)) for row in rows]
        ids = link.execute(select(tables.conversation.c.id)).scalars()
        self._chats = conversations.load(link, [ConversationId(one) for one in ids])

    @cache  # noqa: B019 - gone with the test
    def _sees(self, actor: Actor, chat: ConversationId) -> bool:
        one = self._chats[chat]
        serves = reading.serves_its_subscriber(self._link, actor, one)
        return relation_to(one, actor, "history", serves_subscriber=serves) is Relation.OWN

    def find(self, actor: Actor, wanted: Wanted, level: int) -> Iterator[tuple[str, int]]:
        """Conversation and place of each that fits."""
        sought = Sought(wanted.query)
        for row, having in self._entries:
            chat = self._chats[row.conversation]
            if (
                row.kind in history_words.SAID
                and row.audience <= level
                and wanted.subscriber in (None, chat.subscriber)
                and wanted.queue in (None, chat.queue)
                and wanted.conversation in (None, chat.id)
                and (wanted.since is None or row.at >= wanted.since)
                and (wanted.until is None or row.at < wanted.until)
                and all(word.is_in(having) for word in sought.words)
                and self._sees(actor, chat.id)
            ):
                yield row.conversation, row.seq


async def _index(store: Store) -> None:
    """One that is stopped while it folds, then two at once, until there is nothing to do."""
    follower = WordsFollower(store)
    while not await store.read(word_blocks.folded):
        await follower.take_in()
    for _ in range(60):
        await follower.take_in()
    both = WordsFollower(store), WordsFollower(store)
    while any([full for _, full in await asyncio.gather(*(one.take_in() for one in both))]):
        pass


@pytest.mark.timeout(600)
async def test_the_index_finds_what_reading_everything_finds(bench: Bench) -> None:
    elena, pavel, irina = (bench.agents[name] for name in ("elena", "pavel", "irina"))
    async with opened(bench) as store:
        chats = [
            await talk(store.lanes, (None, elena, pavel)[number % 3], subscriber=f"s{number % 4}")
            for number in range(10)
        ]
        with bench.writers.begin() as link:
            _write(link, chats, _ENTRIES)
            one = conversations.load(link, {chats[1]})[chats[1]]
            more = [
                msgspec.structs.replace(one, id=ConversationId(new_id()), queue="many")
                for _ in range(candidates.FEW + 1)
            ]
            conversations.add(link, more)
            _write(link, [one.id for one in more], 700)
        await _index(store)
        # As a store from before has it: blocks of an index that knew less, written over by and by.
        bench.run("UPDATE entry_words SET places = substr(places, 1, 2)")
        with bench.writers.begin() as link:
            migrate.run(link, "0010", migrate.HEAD)
        assert migrate.upgrade(bench.writers)
        assert await store.read(word_blocks.folded) == 0
        await _index(store)
        assert await store.read(word_blocks.folded) == 2
        with bench.writers.begin() as link:
            _write(link, chats, _UNREAD)
        # What changes behind the index: owners, queues, words.
        bench.run(f"UPDATE conversation SET owner = '{pavel.id}' WHERE id = '{chats[4]}'")
        bench.run(
            f"UPDATE conversation SET queue = 'other' WHERE id IN ('{chats[2]}', '{chats[3]}')"
        )
        bench.run('UPDATE entry SET body = \'{"kind":"message","text":""}\' WHERE id % 13 = 0')
        bench.run("UPDATE conversation SET state = 'closed', closed_at = 1 WHERE owner IS NULL")
        places: tuple[dict[str, Any], ...] = (
            {},
            {"queue": "other"},
            {"queue": "many"},
            {"queue": "none"},
            {"subscriber": "s1"},
            {"conversation": chats[3]},
        )
        days: tuple[dict[str, Any], ...] = ({}, {"since": 3 * _DAY, "until": 9 * _DAY})
        chance = random.Random(20)
        asking = ((irina, LEADS), (elena, AGENTS), (pavel, AGENTS))
        with bench.readers.begin() as link:
            reader = _Reader(link)
            for query, place in product(_QUERIES, places):
                wanted = Wanted(query=query, **place, **chance.choice(days))
                actor, level = chance.choice(asking)
                found = list(_found(link, actor, wanted, level))
                assert found == list(reader.find(actor, wanted, level)), (actor, wanted)
