"""Both databases do, command by command and batch by batch, exactly what the model does."""

import asyncio
from collections.abc import Mapping
from functools import partial
from typing import Any

import msgspec
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from protocol.ids import AccountId, new_id
from protocol.people import Presence
from protocol.scalars import Millis
from server_stub.domain.conversation import Conversation, LogEntry
from server_stub.domain.errors import DomainError
from server_stub.storage import accounts, conversations, reading, tables
from server_stub.storage.conversations import Committed
from server_stub.storage.engine import store_now
from server_stub.storage.lane import Lane
from server_stub.storage.unit_of_work import UnitOfWork
from tests.support.moves import Move, moves
from tests.support.stores import LINKS_FELT, OFFER_MS, Bench, held, open_bench
from tests.support.work import Work
from tests.support.work_checks import check

_TIMES = (
    "entered_at",
    "queued_at",
    "changed_at",
    "offer_until",
    "waiting_since",
    "closed_at",
    "first_answer_at",
    "solved_ms",
    "due_at",
    "follow_up_at",
)
_FUTURE = 10**9
_NO_SHRINKING = (Phase.explicit, Phase.reuse, Phase.generate)
"""Each example costs a database some tenths of a second; the model alone is what gets shrunk."""


def start(bench: Bench) -> Work:
    """A model of the store as it stands."""
    agents = [bench.agents["elena"], bench.agents["pavel"]]
    with bench.readers.connect() as connection:
        return Work(
            agents=agents,
            loads={
                AccountId(one.id): reading.load(connection, AccountId(one.id)) for one in agents
            },
            now=store_now(connection),
            offer_ms=OFFER_MS,
            horizon=_FUTURE,
            name=new_id(),
        )


async def play(bench: Bench, work: Work, lane: Lane, batch: list[Move]) -> None:
    """Try a batch on the model and on the store, and compare answers and rows."""
    expected: list[Any] = []
    queue_rev, queue_changes = _queue_rev(bench), work.queue_rev
    futures: list[asyncio.Future[Any]] = []
    with held(lane):
        for move in batch:
            if move.what == "presence":
                agent, presence = work.set_presence(move)
                futures.append(lane.run(partial(_set_presence, agent, presence)))
                expected.append(None)
                continue
            act = work.act_of(move)
            futures.append(lane.submit(act))
            try:
                expected.append(work.apply(act))
            except DomainError as refusal:
                expected.append((refusal.code, refusal.data))
    answers = await asyncio.gather(*futures, return_exceptions=True)
    assert [_timeless(one) for one in answers] == [_timeless(one) for one in expected]
    assert (_queue_rev(bench) > queue_rev) is (work.queue_rev > queue_changes)
    check(work)
    compare(bench, work)


def _set_presence(agent: AccountId, presence: Presence, unit: UnitOfWork) -> None:
    accounts.set_presence(unit.connection, agent, presence, reason="", now=unit.now)


def compare(bench: Bench, work: Work) -> None:
    """The store's rows are the model's, but for the moments."""
    with bench.readers.begin() as connection:
        rows = conversations.load(connection, set(work.chats))
        assert {one: _row(row) for one, row in rows.items()} == {
            one: _row(row) for one, row in work.chats.items()
        }
        columns = [tables.entry.c.conversation, tables.entry.c.epoch]
        found = connection.execute(
            select(*columns, *conversations.entry_columns())
            .where(tables.entry.c.conversation.in_(list(work.chats)))
            .order_by(tables.entry.c.conversation, tables.entry.c.seq)
        ).all()
        stored = [
            (conversation, epoch, seq, rev, author_id, body, client_id)
            for conversation, epoch, seq, rev, _, _, _, author_id, _, body, client_id in found
        ]
        told = [
            (line.conversation, line.epoch, line.seq, line.rev, line.author.id, line.client_id)
            for one in sorted(work.log)
            for line in work.log[one]
        ]
        assert [(*line[:5], line[6]) for line in stored] == told
        bodies = [_body(line) for one in sorted(work.log) for line in work.log[one]]
        assert [_without_moments(msgspec.json.decode(line[5])) for line in stored] == bodies
        for agent, load in work.loads.items():
            now = reading.load(connection, agent)
            assert (now.used, now.desk_rev, now.presence) == (
                load.used,
                load.desk_rev,
                load.presence,
            )
            desk = reading.desk(connection, agent)
            assert {head.id for head in (*desk.conversations, *desk.recent)} == {
                one for one, *_ in work.desk(agent)
            }
            assert set(desk.guest_of) == work.guest_of(agent)
        waiting = [row for row in work.chats.values() if row.id in work.queue()]
        assert reading.queues(connection)[0].waiting == len(waiting)
        timers = connection.execute(
            select(tables.timer.c.conversation, tables.timer.c.kind, tables.timer.c.epoch)
        )
        assert {tuple(row) for row in timers} == {
            (alarm.conversation, alarm.kind, alarm.epoch) for alarm in work.alarms.values()
        }
        stints = connection.execute(select(tables.stint)).mappings()
        assert {(row["conversation"], row["epoch"]): _stint(dict(row)) for row in stints} == {
            key: _stint(vars(one)) for key, one in work.stints.items()
        }
        waits = connection.execute(select(tables.wait)).mappings()
        assert {(row["conversation"], row["epoch"]): _wait(dict(row)) for row in waits} == {
            key: _wait(vars(one)) for key, one in work.waits.items()
        }


@pytest.mark.parametrize("database", ["sqlite", "postgresql"])
def test_the_store_follows_the_model(database: str, request: pytest.FixtureRequest) -> None:
    with open_bench(request.getfixturevalue(f"{database}_store")) as bench:
        bench.run(LINKS_FELT)

        @settings(max_examples=12, phases=_NO_SHRINKING)
        @given(moves(40), st.integers(3, 10))
        def follow(sequence: list[Move], size: int) -> None:
            async def run() -> None:
                work = start(bench)
                async with bench.lane() as lane:
                    opening = [Move("enter", chat, 0, current=True, number=1) for chat in (0, 1)]
                    await play(bench, work, lane, opening)
                    for first in range(0, len(sequence), size):
                        await play(bench, work, lane, sequence[first : first + size])

            try:
                asyncio.run(run())
            finally:
                for table in (
                    tables.entry,
                    tables.conversation,
                    tables.timer,
                    tables.stint,
                    tables.wait,
                    tables.participant,
                ):
                    bench.run(f"DELETE FROM {table.name}")
                bench.run("UPDATE agent_load SET used = 0, presence = 'online'")

        follow()


def _queue_rev(bench: Bench) -> int:
    with bench.readers.begin() as connection:
        return reading.queue_rev(connection)


def _timeless(answer: object) -> object:
    if isinstance(answer, Committed):
        return msgspec.structs.replace(answer, at=Millis(0))
    if isinstance(answer, DomainError):
        return answer.code, answer.data
    return answer


def _stint(row: Mapping[str, Any]) -> tuple[object, ...]:
    """Who, how far and how it ended; not when."""
    moments = ("first_answer_at", "held_since", "ended_at")
    passed = [row[moment] is not None for moment in moments]
    return (row["account"], row["how"], row["stars"], *passed)


def _wait(row: Mapping[str, Any]) -> tuple[object, ...]:
    """Why, how and by whom it ended; not when."""
    passed = [row[moment] is not None for moment in ("ended_at", "answered_at")]
    return (row["why"], row["how"], row["agent"], *passed)


def _row(row: Conversation) -> Conversation:
    """With every moment of the clock replaced by whether there is one."""
    times = {name: None if getattr(row, name) is None else Millis(0) for name in _TIMES}
    passed = tuple(msgspec.structs.replace(one, at=Millis(0)) for one in row.passed_over)
    guests = tuple(msgspec.structs.replace(one, since=Millis(0)) for one in row.guests)
    return msgspec.structs.replace(row, passed_over=passed, guests=guests, **times)


def _body(line: LogEntry) -> dict[str, Any]:
    return _without_moments(msgspec.json.decode(msgspec.json.encode(line.body)))


def _without_moments(body: dict[str, Any]) -> dict[str, Any]:
    """What it says, and that it was edited, but not when."""
    if body["kind"] in ("offered", "passed_to"):
        body["until"] = 0
    if body.get("edited"):
        body["edited"] = 1
    return body
