"""The board as both databases keep what it is made of: alerts recorded once, days told whole."""

import asyncio

from protocol import commands
from protocol.board import AlertLevel
from protocol.ids import AccountId, new_id
from protocol.scalars import Millis
from server_stub.board.looking import Look, Looking
from server_stub.domain.alerts import Changes, Key, Passed
from server_stub.domain.figures import Figure
from server_stub.storage import alerts, timelines
from server_stub.storage.engine import store_now
from tests.contract.acts import by, enter, offer, send, take
from tests.support.moves import QUEUE
from tests.support.stores import Bench


def raised(kind: str, at: int) -> Passed:
    return Passed(
        key=Key(kind, QUEUE),
        level=AlertLevel.WARN,
        value=31,
        threshold=30,
        since=Millis(at),
        of_queue=True,
    )


def look(bench: Bench, looking: Looking) -> Look:
    """As a node's board does."""
    with bench.readers.begin() as connection:
        while looking.catch_up_blocking(connection):
            continue
        return looking.look_blocking(connection)


async def test_several_nodes_record_an_alert_once_and_clear_it_once(bench: Bench) -> None:
    async with bench.lanes() as lanes:

        def write(changes: Changes) -> "asyncio.Future[None]":
            return lanes.run(lambda unit: alerts.write(unit.connection, changes))

        await asyncio.gather(*(write(Changes([raised("longest", at)], [], [])) for at in (5, 7)))
        with bench.readers.begin() as connection:
            ((key, (level, since)),) = alerts.opened(connection).items()
        assert (key, level) == (Key("longest", QUEUE), AlertLevel.WARN)
        assert since in (5, 7)
        cleared = Changes([], [], [(key, Millis(9))])
        await asyncio.gather(write(cleared), write(cleared))
        await write(Changes([raised("longest", 11)], [], []))
    assert bench.scalar("SELECT count(*) FROM alert") == 2
    assert bench.scalar("SELECT count(*) FROM alert WHERE cleared_at = 9") == 1


async def test_a_board_that_begins_late_shows_what_one_that_looked_on_does(bench: Bench) -> None:
    elena = bench.agents["elena"]
    early = Looking()
    async with bench.lanes() as lanes:
        for number in range(3):
            act = enter()
            await lanes.submit(act)
            look(bench, early)
            epoch = (await lanes.submit(take(act.conversation, elena))).epoch
            await lanes.submit(send(act.conversation, elena, "Здравствуйте", epoch=epoch))
            if number:
                close = commands.Close(
                    request=0,
                    client_id=new_id(),
                    conversation=act.conversation,
                    epoch=epoch,
                    seen_seq=99,
                    outcome="solved",
                )
                await lanes.submit(by(elena, close))
        one, other = look(bench, early), look(bench, Looking())
    assert one.rows.agents == other.rows.agents
    assert one.rows.queues == other.rows.queues
    me = one.rows.agents[AccountId(elena.id)]
    assert (me.chats, me.handled) == (1, 2)
    row = one.rows.queues[QUEUE]
    assert (row.entered, row.answered, row.solved, row.waiting) == (3, 3, 2, 0)
    assert Figure.SOLVED.value == "solved"


async def test_a_timeline_has_bars_and_the_offers_that_were_let_pass(bench: Bench) -> None:
    elena = bench.agents["elena"]
    bench.run("UPDATE agent_load SET presence = 'online'")
    async with bench.lanes() as lanes:
        act = enter()
        await lanes.submit(act)
        offered = await lanes.submit(offer(act.conversation, elena, epoch=1))
        decline = commands.Decline(
            request=0,
            client_id=new_id(),
            conversation=act.conversation,
            epoch=offered.epoch,
            reason="Занята",
        )
        await lanes.submit(by(elena, decline))
        await lanes.submit(take(act.conversation, elena))
    with bench.readers.begin() as connection:
        now = store_now(connection)
        told = timelines.read(
            connection,
            AccountId(elena.id),
            since=Millis(now - 60_000),
            until=Millis(now + 60_000),
            now=now,
            request=1,
        )
    assert [(one.how, one.reason) for one in told.offers] == [("declined", "Занята")]
    assert [(bar.conversation, bar.ended_at) for bar in told.stints] == [(act.conversation, None)]
    assert not told.more
