"""Lanes on both databases: acknowledged means committed, once, and nobody pays for another."""

import asyncio
import threading

import pytest
from sqlalchemy import text

from protocol import commands
from protocol.entries import Audience, Entry
from protocol.ids import AccountId, ClientId, ConversationId, new_id
from protocol.people import Role
from server_stub.domain.acts import (
    OFFER_TIMER,
    SYSTEM,
    Act,
    Actor,
    FireTimer,
)
from server_stub.domain.configuration import Rules
from server_stub.domain.conversation import AUDIENCE_LEVELS
from server_stub.domain.errors import (
    ClientIdReused,
    DomainError,
    Forbidden,
    NotFound,
    SessionOver,
    StaleEpoch,
)
from server_stub.domain.routing_demands import Demands
from server_stub.storage import accounts, conversations, reading, routing
from server_stub.storage.conversations import Committed
from server_stub.storage.engine import writing_engine
from server_stub.storage.lane import Lane, Lanes
from server_stub.storage.unit_of_work import UnitOfWork
from tests.contract.acts import by, enter, offer, say, send, take
from tests.support.stores import Bench, held

LEADS = AUDIENCE_LEVELS[Audience.LEADS]


def log_of(bench: Bench, conversation: ConversationId) -> list[Entry]:
    """The whole log, page by page, as catch-up reads it."""
    found: list[Entry] = []
    after, more = 0, True
    while more:
        with bench.readers.begin() as connection:
            row = conversations.load(connection, {conversation})[conversation]
            page = reading.page(connection, row, after_rev=after, level=LEADS)
        found += page.entries
        after, more = page.through, page.more
    return found


async def opened(lanes: Lanes | Lane) -> ConversationId:
    act = enter()
    await lanes.submit(act)
    return act.conversation


async def test_an_answer_means_that_another_connection_sees_it(bench: Bench) -> None:
    async with bench.lanes() as lanes:
        chat = await opened(lanes)
        for number in range(5):
            committed = await lanes.submit(say(chat, f"Сообщение {number}"))
            assert [entry.seq for entry in log_of(bench, chat)][-1] == committed.seq
            assert bench.scalar("SELECT max(rev) FROM entry") == committed.rev


async def test_a_repeat_gets_the_first_answer_later_and_within_one_batch(bench: Bench) -> None:
    async with bench.lane() as lane:
        chat = await opened(lane)
        act = say(chat, "Один раз")
        with held(lane):
            together = [lane.submit(act) for _ in range(3)]
        first, *others = await asyncio.gather(*together)
        assert all(other == first for other in (*others, await lane.submit(act)))
    assert bench.scalar("SELECT count(*) FROM entry WHERE kind = 'message'") == 1


async def test_an_identity_that_comes_with_other_words_or_elsewhere_is_refused(
    bench: Bench,
) -> None:
    async with bench.lane() as lane:
        chat = await opened(lane)
        act = say(chat, "Один раз")
        with held(lane):
            first = lane.submit(act)
            other = lane.submit(say(chat, "Другое", client_id=act.client_id))
        await first
        with pytest.raises(ClientIdReused):
            await other
        # Another author may have made the same identity: both count.
        second = await opened(lane)
        await lane.submit(say(second, "Один раз", client_id=act.client_id))
    assert bench.scalar("SELECT count(*) FROM entry WHERE kind = 'message'") == 2


async def test_the_same_visit_opens_once_even_from_two_nodes_at_once(bench: Bench) -> None:
    act = enter()
    async with bench.lanes() as one, bench.lanes() as other:
        answers = await asyncio.gather(*(node.submit(act) for node in (one, other) * 3))
    assert len(set(map(repr, answers))) == 1
    assert bench.scalar("SELECT count(*) FROM conversation") == 1


async def test_a_chat_can_be_taken_in_the_batch_that_opens_it(bench: Bench) -> None:
    act, agent = enter(), bench.agents["elena"]
    async with bench.lane() as lane:
        with held(lane):
            futures = [lane.submit(act), lane.submit(take(act.conversation, agent))]
        _, taken = await asyncio.gather(*futures)
    assert taken.epoch == 2
    assert bench.scalar("SELECT sum(used) FROM agent_load") == 100


async def test_a_refused_command_harms_no_other_of_its_batch(bench: Bench) -> None:
    async with bench.lane() as lane:
        chat, agent = await opened(lane), bench.agents["elena"]
        with held(lane):
            good = [lane.submit(say(chat, "раз"))]
            bad = lane.submit(send(chat, agent, "чужой", epoch=1))
            good.append(lane.submit(say(chat, "два")))
        with pytest.raises(NotFound):
            await bad
        assert [one.seq for one in await asyncio.gather(*good)] == [3, 4]
        assert lane.batches == 3  # the opening, the gate, and one for all


async def test_what_nobody_foresaw_hits_its_command_alone(bench: Bench) -> None:
    async with bench.lane() as lane:
        chat = await opened(lane)
        with bench.poisoned("яд"):
            with held(lane):
                futures = [lane.submit(say(chat, one)) for one in ("раз", "яд", "два", "три")]
            answers = await asyncio.gather(*futures, return_exceptions=True)
        assert [isinstance(one, Committed) for one in answers] == [True, False, True, True]
        assert not isinstance(answers[1], DomainError)
        later = await lane.submit(say(chat, "ещё"))
    assert later.seq == 6
    assert [entry.seq for entry in log_of(bench, chat)] == [1, 2, 3, 4, 5, 6]


async def test_a_function_that_fails_leaves_nothing_and_ends_no_lane(bench: Bench) -> None:
    def half(unit: UnitOfWork) -> None:
        unit.audit("someone", "reveal", "thing")
        raise NotFound

    async with bench.lanes() as lanes:
        with pytest.raises(NotFound):
            await lanes.run(half)
        assert await lanes.run(lambda unit: 7) == 7
    assert bench.scalar("SELECT count(*) FROM audit") == 0


async def test_what_was_submitted_before_the_end_is_done(bench: Bench) -> None:
    async with bench.lanes() as lanes:
        chat = await opened(lanes)
        futures = [lanes.submit(say(chat, f"{number}")) for number in range(300)]
    assert all(future.done() for future in futures)
    assert bench.scalar("SELECT last_seq FROM conversation") == 302


async def test_a_stale_owner_is_refused_and_told_where_it_stands(bench: Bench) -> None:
    elena = bench.agents["elena"]
    async with bench.lanes() as lanes:
        chat = await opened(lanes)
        taken = await lanes.submit(take(chat, elena))
        with pytest.raises(StaleEpoch) as refusal:
            await lanes.submit(send(chat, elena, "поздно", epoch=taken.epoch - 1))
        assert refusal.value.data == {"epoch": taken.epoch, "state": "active"}
        await lanes.submit(send(chat, elena, "вовремя", epoch=taken.epoch))


async def test_a_disabled_account_may_nothing_even_with_a_session_of_this_very_moment(
    bench: Bench,
) -> None:
    elena = bench.agents["elena"]
    async with bench.lanes() as lanes:
        chat = await opened(lanes)
        await lanes.run(
            lambda unit: accounts.change(unit.connection, AccountId(elena.id), disabled=True)
        )
        fresh = Actor(
            kind=elena.kind,
            id=elena.id,
            role=elena.role,
            name=elena.name,
            version=elena.version + 1,
        )
        with pytest.raises(SessionOver):
            await lanes.submit(take(chat, fresh))


async def test_rights_are_those_of_the_moment_of_the_commit(bench: Bench) -> None:
    elena = bench.agents["elena"]
    async with bench.lanes() as lanes:
        chat = await opened(lanes)
        act = take(chat, elena)
        await lanes.run(
            lambda unit: accounts.change(
                unit.connection, AccountId(elena.id), role=Role.EDITOR.value
            )
        )
        with pytest.raises(SessionOver):
            await lanes.submit(act)
        editor = Actor(kind=elena.kind, id=elena.id, role=Role.EDITOR, version=elena.version + 1)
        with pytest.raises(Forbidden):
            await lanes.submit(take(chat, editor))
        with bench.readers.begin() as connection:
            seen_at = reading.load(connection, AccountId(elena.id)).seen_at
            candidates = routing.candidates(connection, Demands(Rules()), now=seen_at)
        assert elena.id not in [one.agent for one in candidates]


async def test_an_alarm_rings_once_and_only_under_its_epoch(bench: Bench) -> None:
    elena = bench.agents["elena"]
    async with bench.lanes() as lanes:
        chat = await opened(lanes)
        offered = await lanes.submit(offer(chat, elena, epoch=1))
        with bench.readers.begin() as connection:
            (alert,) = reading.due(connection, now=offered.at)
        assert (alert.kind, alert.epoch) == (OFFER_TIMER, offered.epoch)
        rings = [
            Act(
                actor=SYSTEM,
                conversation=chat,
                request=FireTimer(kind=OFFER_TIMER, epoch=epoch),
            )
            for epoch in (offered.epoch - 1, offered.epoch, offered.epoch)
        ]
        answers = await asyncio.gather(*(lanes.submit(ring) for ring in rings))
        assert [one.epoch for one in answers] == [offered.epoch, offered.epoch, offered.epoch + 1]
    assert bench.scalar("SELECT count(*) FROM entry WHERE kind = 'expired'") == 1
    assert bench.scalar("SELECT count(*) FROM timer") == 0


async def test_a_ledgered_command_is_done_once(bench: Bench) -> None:
    elena, done = bench.agents["elena"], []
    asked = commands.Reveal(
        request=1, client_id=new_id(), subscriber="subscriber", field="passport", reason="звонок"
    )

    def reveal(request: commands.Reveal) -> "asyncio.Future[str]":
        def work(unit: UnitOfWork) -> str:
            unit.require_rights(elena)

            def do() -> str:
                done.append(request)
                unit.audit(elena.id, "reveal", request.subscriber, reason=request.reason)
                return "4509"

            return unit.once(elena, ClientId(request.client_id), request, do)

        return lanes.run(work)

    async with bench.lanes() as lanes:
        again = commands.Reveal(
            request=2,
            client_id=asked.client_id,
            subscriber="subscriber",
            field="passport",
            reason="звонок",
        )
        assert [await reveal(one) for one in (asked, again)] == ["4509", "4509"]
        other = commands.Reveal(
            request=3,
            client_id=asked.client_id,
            subscriber="subscriber",
            field="email",
            reason="звонок",
        )
        with pytest.raises(ClientIdReused):
            await reveal(other)
    assert done == [asked]
    assert bench.scalar("SELECT count(*) FROM audit WHERE actor <> ''") == 1


async def test_a_deadlock_is_tried_again(postgresql_bench: Bench) -> None:
    """A rival locks the agent, then wants the conversation that the lane already has."""
    bench, elena = postgresql_bench, postgresql_bench.agents["elena"]
    rival_engine = writing_engine(bench.url, lanes=1)
    locked, go_on = threading.Event(), threading.Event()

    def rival(chat: str) -> None:
        with rival_engine.begin() as connection:
            # The one that has waited longest looks for the circle: never the rival.
            connection.execute(text("SET LOCAL deadlock_timeout = '10min'"))
            connection.execute(
                text("SELECT 1 FROM agent_load WHERE account = :id FOR UPDATE"), {"id": elena.id}
            )
            locked.set()
            go_on.wait(300)
            connection.execute(
                text("SELECT 1 FROM conversation WHERE id = :id FOR UPDATE"), {"id": chat}
            )

    async with bench.lanes() as lanes:
        chat = await opened(lanes)
        thread = asyncio.create_task(asyncio.to_thread(rival, chat))  # noqa: TID251
        await asyncio.to_thread(locked.wait, 300)
        offered = lanes.submit(offer(chat, elena, epoch=1))
        waiting = "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'"
        await asyncio.to_thread(bench.wait_until_blocking, waiting)
        go_on.set()
        assert (await offered).epoch == 2
        await thread
        deadlocks = "SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()"
        await asyncio.to_thread(bench.wait_until_blocking, deadlocks)
    rival_engine.dispose()


async def test_many_lanes_on_the_same_agents_never_overbook_them(postgresql_bench: Bench) -> None:
    bench = postgresql_bench
    crew = [bench.agents["elena"], bench.agents["pavel"]]

    async def serve(lanes: Lanes, number: int) -> int:
        chat = await opened(lanes)
        epoch, served = 1, 0
        for turn in range(6):
            agent = crew[(number + turn) % 2]
            try:
                epoch = (await lanes.submit(offer(chat, agent, epoch=epoch))).epoch
                accept = commands.Accept(
                    request=0, client_id=new_id(), conversation=chat, epoch=epoch
                )
                epoch = (await lanes.submit(by(agent, accept))).epoch
                release = commands.Release(
                    request=0, client_id=new_id(), conversation=chat, epoch=epoch
                )
                await lanes.submit(by(agent, release))
                epoch += 1
                served += 1
            except DomainError:
                continue
        return served

    with bench.slow_commits():
        async with bench.lanes() as one, bench.lanes() as other:
            served = await asyncio.gather(
                *(serve((one, other)[number % 2], number) for number in range(12))
            )
    assert sum(served) > 0
    assert bench.scalar("SELECT sum(used) FROM agent_load") == 0
    assert bench.scalar("SELECT count(*) FROM conversation WHERE state <> 'queued'") == 0


async def test_eight_writers_never_make_catch_up_skip_an_entry(postgresql_bench: Bench) -> None:
    bench, over = postgresql_bench, threading.Event()
    seen: dict[ConversationId, list[int]] = {}

    def follow(chats: list[ConversationId]) -> None:
        through = dict.fromkeys(chats, 0)
        last = False
        while not last:
            last = over.is_set()
            for chat in chats:
                with bench.readers.begin() as connection:
                    row = conversations.load(connection, {chat})[chat]
                    page = reading.page(connection, row, after_rev=through[chat], level=LEADS)
                seen.setdefault(chat, []).extend(entry.seq for entry in page.entries)
                through[chat] = page.through

    async with bench.lanes() as one, bench.lanes() as other:
        chats = [await opened(one) for _ in range(3)]
        reader = asyncio.create_task(asyncio.to_thread(follow, chats))  # noqa: TID251
        with bench.slow_commits():
            for turn in range(12):
                await asyncio.gather(
                    *(
                        node.submit(say(chat, f"{turn}"))
                        for chat in chats
                        for node in (one, other)
                        for _ in range(2)
                    )
                )
        over.set()
        await reader
    for chat in chats:
        assert seen[chat] == list(range(1, 12 * 4 + 3))


def test_a_cursor_over_the_row_number_would_skip(postgresql_bench: Bench) -> None:
    """The twin of the test above: what it would find if `rev` were a sequence."""
    engine = postgresql_bench.writers
    insert = text(
        "INSERT INTO audit (at, actor, verb, object, reason, data)"
        " VALUES (1, '', 'v', 'o', '', '') RETURNING id"
    )
    with engine.connect() as slow, engine.connect() as quick:
        first = slow.execute(insert).scalar_one()
        second = quick.execute(insert).scalar_one()
        quick.commit()
        assert postgresql_bench.scalar("SELECT max(id) FROM audit") == second
        slow.commit()
    assert first < second  # whoever read up to `second` never asks for `first` again
