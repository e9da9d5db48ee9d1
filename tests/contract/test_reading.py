"""What screens and the router read is whole, in order, within its limits and for its reader."""

import asyncio
from collections.abc import Callable

import pytest

from protocol import commands, limits
from protocol.bodies import Message, Note
from protocol.conversations import ConversationState
from protocol.entries import Audience
from protocol.ids import AccountId, ConversationId, QueueId, SubscriberId, new_id
from protocol.people import Presence, Role
from protocol.scalars import Millis
from server_stub.domain.acts import Act, Actor
from server_stub.domain.configuration import Rules
from server_stub.domain.conversation import AUDIENCE_LEVELS
from server_stub.domain.errors import InvalidTransition, NotFound
from server_stub.domain.routing_demands import Demands
from server_stub.storage import accounts, conversations, presences, reading, routing, sessions
from server_stub.storage.engine import store_now
from server_stub.storage.lane import Lanes
from server_stub.storage.reading import EntryPage
from server_stub.storage.unit_of_work import UnitOfWork
from tests.contract.acts import by, enter, offer, say, send, take
from tests.support.moves import QUEUE
from tests.support.stores import Bench

SUBSCRIBER, AGENTS, LEADS = (AUDIENCE_LEVELS[one] for one in Audience)


def page_of(
    bench: Bench, chat: ConversationId, *, after_rev: int = 0, level: int = LEADS
) -> EntryPage:
    with bench.readers.begin() as connection:
        row = conversations.load(connection, {chat})[chat]
        return reading.page(connection, row, after_rev=after_rev, level=level)


def history_of(bench: Bench, chat: ConversationId, *, before_seq: int | None) -> EntryPage:
    with bench.readers.begin() as connection:
        row = conversations.load(connection, {chat})[chat]
        return reading.history(connection, row, before_seq=before_seq, level=AGENTS)


async def talk(lanes: Lanes, agent: Actor, *texts: str) -> ConversationId:
    """A conversation that the agent has, with these messages of its subscriber."""
    act = enter("subscriber")
    await lanes.submit(act)
    await lanes.submit(take(act.conversation, agent))
    await asyncio.gather(*(lanes.submit(say(act.conversation, one)) for one in texts))
    return act.conversation


async def test_catch_up_goes_page_by_page_to_the_end(bench: Bench) -> None:
    long = "ж" * limits.TEXT_CHARACTERS
    texts = ["коротко"] * (limits.PAGE_ENTRIES + 10) + [long] * 12
    async with bench.lanes() as lanes:
        chat = await talk(lanes, bench.agents["elena"], *texts)
    seqs: list[int] = []
    page = page_of(bench, chat, after_rev=0)
    seqs += [entry.seq for entry in page.entries]
    after, more, pages = page.through, page.more, 1
    while more:
        page = page_of(bench, chat, after_rev=after)
        assert 1 <= len(page.entries) <= limits.PAGE_ENTRIES
        seqs += [entry.seq for entry in page.entries]
        after, more, pages = page.through, page.more, pages + 1
    assert seqs == list(range(1, len(texts) + 4))
    assert pages > 3  # one full of entries, the long ones by bytes
    again = page_of(bench, chat, after_rev=after)
    assert (again.entries, again.more) == ([], False)
    assert again.through == after == again.conversation.rev


async def test_a_page_reaches_past_what_is_not_for_its_reader(bench: Bench) -> None:
    elena = bench.agents["elena"]
    async with bench.lanes() as lanes:
        chat = await talk(lanes, elena, "Вопрос")
        note = commands.WriteNote(
            request=0, client_id=new_id(), conversation=chat, epoch=2, text="между нами"
        )
        noted = await lanes.submit(by(elena, note))
        page = page_of(bench, chat, level=SUBSCRIBER)
        assert page.through == noted.rev
        assert not any(isinstance(entry.body, Note) for entry in page.entries)
        assert {entry.audience for entry in page.entries} == {Audience.SUBSCRIBER}
        assert any(isinstance(one.body, Note) for one in page_of(bench, chat).entries)
        # A mark is a change without an entry: `through` still reaches it.
        read = commands.MarkRead(request=0, conversation=chat, seq=noted.seq)
        marked = await lanes.submit(Act(actor=elena, conversation=chat, request=read))
    assert page_of(bench, chat, after_rev=noted.rev).through == marked.rev == noted.rev + 1


async def test_history_goes_back_page_by_page_to_the_beginning(bench: Bench) -> None:
    count = limits.PAGE_ENTRIES + 30
    async with bench.lanes() as lanes:
        chat = await talk(lanes, bench.agents["elena"], *["да"] * count)
    newest = history_of(bench, chat, before_seq=None)
    assert newest.more
    assert [one.seq for one in newest.entries] == list(
        range(count + 4 - limits.PAGE_ENTRIES, count + 4)
    )
    older = history_of(bench, chat, before_seq=newest.entries[0].seq)
    assert not older.more
    assert [one.seq for one in older.entries] == list(range(1, newest.entries[0].seq))


async def test_a_desk_holds_what_is_mine_and_what_i_am_offered(bench: Bench) -> None:
    elena, pavel = bench.agents["elena"], bench.agents["pavel"]
    async with bench.lanes() as lanes:
        mine = await talk(lanes, elena, "Вопрос")
        over = await talk(lanes, elena)
        foreign = await talk(lanes, pavel)
        close = commands.Close(
            request=0, client_id=new_id(), conversation=over, epoch=2, seen_seq=9, outcome="solved"
        )
        await lanes.submit(by(elena, close))
        offered, waiting = enter(), enter()
        for act in (offered, waiting):
            await lanes.submit(act)
        await lanes.submit(offer(offered.conversation, elena, epoch=1))
    with bench.readers.begin() as connection:
        desk = reading.desk(connection, AccountId(elena.id))
        assert [head.id for head in desk.conversations] == [mine, offered.conversation]
        assert [head.id for head in desk.recent] == [over]
        assert (desk.load.used, desk.load.room) == (200, 300)
        (queue,) = desk.queues
        assert (queue.waiting, queue.longest_since is None) == (1, False)
        heads = reading.waiting(connection, QueueId(QUEUE))
        assert [head.id for head in heads] == [waiting.conversation]
        revs = reading.revs(connection, [mine, foreign, ConversationId("nothing")])
        assert revs.keys() == {mine, foreign}
        assert reading.desk_counters(connection, [AccountId(elena.id)])[0][AccountId(elena.id)] > 1
        with pytest.raises(NotFound):
            reading.load(connection, AccountId("nobody"))


async def test_earlier_conversations_come_newest_first_in_pages(bench: Bench) -> None:
    async with bench.lanes() as lanes:
        acts = [enter("subscriber") for _ in range(limits.LISTED_CONVERSATIONS + 3)]
        for act in acts:
            await lanes.submit(act)
    # As if they had come over weeks.
    for number, act in enumerate(acts):
        bench.run(
            f"UPDATE conversation SET entered_at = {1000 + number} WHERE id = '{act.conversation}'"
        )
    subscriber = SubscriberId("subscriber")
    with bench.readers.begin() as connection:
        first, more = reading.earlier(connection, subscriber, before=None)
        assert more
        rest, more = reading.earlier(connection, subscriber, before=first[-1].entered_at)
        assert not more
    newest_first = [act.conversation for act in reversed(acts)]
    assert [head.id for head in (*first, *rest)] == newest_first
    with bench.readers.begin() as connection:
        listed = reading.waiting(connection, QueueId(QUEUE))
    assert len(listed) == limits.LISTED_CONVERSATIONS


async def test_only_who_may_look_gets_a_sight(bench: Bench) -> None:
    elena, pavel, irina = (bench.agents[name] for name in ("elena", "pavel", "irina"))
    async with bench.lanes() as lanes:
        chat = await talk(lanes, elena)
        with bench.readers.begin() as connection:
            for actor in (elena, irina):
                assert reading.sight(connection, actor, "history", chat).id == chat
            for target in (chat, ConversationId("nothing")):
                with pytest.raises(NotFound):
                    reading.sight(connection, pavel, "history", target)
        # Who serves the same subscriber now may read what he said elsewhere.
        await talk(lanes, pavel)
    with bench.readers.begin() as connection:
        assert reading.sight(connection, pavel, "history", chat).id == chat


async def test_the_router_sees_only_who_is_there_online_with_room(bench: Bench) -> None:
    elena, pavel, irina = (bench.agents[name] for name in ("elena", "pavel", "irina"))

    def candidates() -> set[str]:
        with bench.readers.begin() as connection:
            now = store_now(connection)
            found = routing.look(connection, Demands(Rules()), now=now).candidates
        return {one.name for one in found if one.free > 0}

    async with bench.lanes() as lanes:
        waiting = enter()
        await lanes.submit(waiting)
        await lanes.run(
            lambda unit: presences.touch(
                unit.connection, [AccountId(one.id) for one in bench.agents.values()], now=unit.now
            )
        )
        assert candidates() == {"Elena", "Pavel", "Irina"}
        for _ in range(3):
            await talk(lanes, elena)
        assert candidates() == {"Pavel", "Irina"}
        await lanes.run(
            lambda unit: presences.set_presence(
                unit.connection, AccountId(pavel.id), Presence.BREAK, reason="обед", now=unit.now
            )
        )
        gone = AccountId(irina.id)

        def forget(since: int) -> Callable[[UnitOfWork], None]:
            return lambda unit: presences.forget(
                unit.connection, gone, since=Millis(unit.now + since), now=unit.now
            )

        await lanes.run(forget(-60_000))
        assert candidates() == {"Irina"}, "another node has felt her since"
        await lanes.run(forget(0))
        assert candidates() == set()
        with pytest.raises(InvalidTransition):
            await lanes.submit(offer(waiting.conversation, pavel, epoch=1))


async def test_an_agent_reads_the_answers_he_sent(bench: Bench) -> None:
    elena = bench.agents["elena"]
    async with bench.lanes() as lanes:
        chat = await talk(lanes, elena, "Вопрос")
        sent = await lanes.submit(send(chat, elena, "Ответ 'с кавычками' и 🙂", epoch=2))
    entry = page_of(bench, chat).entries[-1]
    assert (entry.seq, entry.body) == (sent.seq, Message(text="Ответ 'с кавычками' и 🙂"))
    with bench.readers.begin() as connection:
        row = conversations.load(connection, {chat})[chat]
    assert (row.state, row.waiting_since) == (ConversationState.ACTIVE, None)


async def test_an_account_and_its_sessions(bench: Bench) -> None:
    elena = AccountId(bench.agents["elena"].id)
    with bench.writers.begin() as connection:
        now = store_now(connection)
        row = accounts.by_login(connection, "  ELENA ")
        assert row is not None
        assert row.id == elena
        later = type(now)(now + 60_000)
        for number in range(4):
            sessions.begin(
                connection,
                row,
                token_hash=f"t{number}",
                now=type(now)(now + number),
                expires_at=later,
                keep=3,
            )
        tokens = {f"t{number}" for number in range(4)}
        assert sessions.living(connection, tokens, now=now) == {"t1", "t2", "t3"}
        assert sessions.account_of(connection, "t3", now=now) == (row, now + 3)
        assert sessions.account_of(connection, "t3", now=later) is None
        sessions.end(connection, "t3")
        assert sessions.account_of(connection, "t3", now=now) is None
        accounts.change(connection, elena, disabled=True)
        assert sessions.living(connection, tokens, now=now) == set()
        created = accounts.create(
            connection,
            login="Big",
            name="B",
            role=Role.AGENT,
            password_hash="-",
            now=now,
            room=9_900,
        )
        assert reading.load(connection, created).room == 100 * limits.DESK_PLACES
        chat = ConversationId("chat")
        accounts.open_visit(connection, chat, token_hash="v", now=now, expires_at=later)
        assert accounts.visit_of(connection, "v", now=now) == chat
        assert accounts.visit_of(connection, "v", now=later) is None
