"""Stints and presence as both databases keep them, and the figures that are read of them."""

from typing import Any

from sqlalchemy import event

from protocol import commands
from protocol.ids import AccountId, ClientId, ConversationId, new_id
from protocol.people import Presence
from protocol.scalars import Millis
from server_stub.domain import day
from server_stub.domain.acts import Act, Actor, subscriber_of
from server_stub.storage import presences, stints
from server_stub.storage.engine import store_now
from server_stub.storage.lane import Lanes
from tests.contract.acts import by, enter, say, send, take
from tests.support.stores import Bench

LATER = Millis(10**14)


async def talk(lanes: Lanes, agent: Actor) -> tuple[ConversationId, int]:
    """A subscriber writes, the agent takes it, answers twice."""
    act = enter()
    chat = act.conversation
    await lanes.submit(act)
    await lanes.submit(say(chat, "Добрый день"))
    epoch = (await lanes.submit(take(chat, agent))).epoch
    for words in ("Здравствуйте", "Минуту"):
        await lanes.submit(send(chat, agent, words, epoch=epoch))
    return chat, epoch


def rate(chat: ConversationId, stars: int) -> Act:
    """The subscriber says what he thinks of it."""
    client_id = ClientId(new_id())
    return Act(
        actor=subscriber_of(chat, "Анна"),
        conversation=chat,
        client_id=client_id,
        request=commands.VisitRate(request=0, client_id=client_id, stars=stars),
    )


def lines(bench: Bench, agent: Actor, *, since: int = 0) -> list[day.StintLine]:
    with bench.readers.begin() as connection:
        return stints.between(connection, AccountId(agent.id), since=Millis(since), until=LATER)


async def test_a_hold_and_a_rating_are_in_the_figures_of_who_worked(bench: Bench) -> None:
    elena, pavel = bench.agents["elena"], bench.agents["pavel"]
    async with bench.lanes() as lanes:
        chat, epoch = await talk(lanes, elena)
        hold = commands.Hold(request=0, client_id=new_id(), conversation=chat, epoch=epoch)
        await lanes.submit(by(elena, hold))
        close = commands.Close(
            request=0,
            client_id=new_id(),
            conversation=chat,
            epoch=epoch,
            seen_seq=99,
            outcome="solved",
        )
        await lanes.submit(by(elena, close))
        await lanes.submit(rate(chat, 4))
        other, _ = await talk(lanes, pavel)
    (line,) = lines(bench, elena)
    assert (line.how, line.stars) == ("closed", 4)
    assert line.ended_at is not None
    assert line.first_answer_at is not None
    assert 0 <= line.held_ms <= line.ended_at - line.taken_at
    assert not bench.scalar("SELECT count(*) FROM stint WHERE held_since IS NOT NULL")
    (open_one,) = lines(bench, pavel)
    assert (open_one.ended_at, open_one.how) == (None, "")
    assert lines(bench, elena, since=line.ended_at + 1) == []
    assert other != chat


async def test_only_the_first_answer_of_a_stint_touches_its_row(bench: Bench) -> None:
    said: list[str] = []

    def hear(*heard: Any) -> None:
        said.append(str(heard[2]))

    async with bench.lanes() as lanes:
        act = enter()
        await lanes.submit(act)
        epoch = (await lanes.submit(take(act.conversation, bench.agents["elena"]))).epoch
        event.listen(bench.writers, "before_cursor_execute", hear)
        touched = []
        for words in ("Здравствуйте", "Минуту", "Готово"):
            answer = send(act.conversation, bench.agents["elena"], words, epoch=epoch)
            await lanes.submit(answer)
            touched.append(sum("stint" in statement for statement in said))
        event.remove(bench.writers, "before_cursor_execute", hear)
    assert touched == [1, 1, 1]


async def test_the_timeline_begins_with_what_already_held(bench: Bench) -> None:
    elena = AccountId(bench.agents["elena"].id)
    with bench.writers.begin() as connection:
        now = store_now(connection)
        for minutes, presence, reason in (
            (1, Presence.BREAK, "lunch"),
            (2, Presence.ONLINE, ""),
            (3, Presence.BUSY, ""),
        ):
            at = Millis(now + minutes * 60_000)
            presences.set_presence(connection, elena, presence, reason=reason, now=at)
    since = Millis(now + 90_000)
    with bench.readers.begin() as connection:
        said = stints.presence_between(connection, elena, since=since, until=LATER)
    assert [(line.presence, line.reason) for line in said] == [
        (Presence.BREAK, "lunch"),
        (Presence.ONLINE, ""),
        (Presence.BUSY, ""),
    ]
    spans = day.spans(said, since=since, until=LATER, now=Millis(now + 600_000))
    assert [span.until - span.since for span in spans] == [30_000, 60_000, 420_000]
