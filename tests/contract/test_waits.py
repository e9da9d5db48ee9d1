"""Waits as both databases keep them: begun, ended and answered in the transactions of the work."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import event, select

from protocol import commands
from protocol.ids import ConversationId, new_id
from server_stub.storage import tables
from tests.contract.acts import by, enter, leave, say, send, take
from tests.support.stores import Bench


def waits(bench: Bench, chat: ConversationId) -> list[Mapping[str, Any]]:
    table = tables.wait
    with bench.readers.begin() as connection:
        rows = connection.execute(
            select(table).where(table.c.conversation == chat).order_by(table.c.epoch)
        )
        return [dict(row) for row in rows.mappings()]


async def test_the_first_answer_is_that_of_every_wait_which_led_to_it(bench: Bench) -> None:
    elena, pavel = bench.agents["elena"], bench.agents["pavel"]
    async with bench.lanes() as lanes:
        act = enter()
        chat = act.conversation
        await lanes.submit(act)
        epoch = (await lanes.submit(take(chat, elena))).epoch
        release = commands.Release(request=0, client_id=new_id(), conversation=chat, epoch=epoch)
        await lanes.submit(by(elena, release))
        epoch = (await lanes.submit(take(chat, pavel))).epoch
        assert [one["answered_at"] for one in waits(bench, chat)] == [None, None]
        await lanes.submit(send(chat, pavel, "Здравствуйте", epoch=epoch))
        first, second = waits(bench, chat)
        await lanes.submit(send(chat, pavel, "Минуту", epoch=epoch))
        assert waits(bench, chat) == [first, second]
    assert [first["why"], second["why"]] == ["entered", "released"]
    assert [first["agent"], second["agent"]] == [elena.id, pavel.id]
    assert first["began_at"] <= first["ended_at"] <= second["began_at"] <= second["ended_at"]
    for one in (first, second):
        assert one["how"] == "taken"
        # No hours are set: all of the time counts.
        assert one["counted_ms"] == one["answered_at"] - one["began_at"]
        assert (one["queue"], one["channel"], one["target_ms"]) == ("general", "web", 0)


async def test_who_left_unanswered_is_never_answered_in_that_wait(bench: Bench) -> None:
    elena = bench.agents["elena"]
    async with bench.lanes() as lanes:
        act = enter()
        chat = act.conversation
        await lanes.submit(act)
        await lanes.submit(leave(chat))
        await lanes.submit(say(chat, "Я ещё здесь"))
        epoch = (await lanes.submit(take(chat, elena))).epoch
        await lanes.submit(send(chat, elena, "Здравствуйте", epoch=epoch))
    gone, back = waits(bench, chat)
    assert (gone["how"], gone["answered_at"], gone["agent"]) == ("abandoned", None, None)
    assert (back["why"], back["how"]) == ("reopened", "taken")
    assert back["answered_at"] is not None


async def test_a_further_message_asks_nothing_of_waits(bench: Bench) -> None:
    said: list[str] = []
    elena = bench.agents["elena"]
    async with bench.lanes() as lanes:
        act = enter()
        chat = act.conversation
        await lanes.submit(act)
        epoch = (await lanes.submit(take(chat, elena))).epoch
        await lanes.submit(send(chat, elena, "Здравствуйте", epoch=epoch))

        def hear(*arguments: Any) -> None:
            said.append(arguments[2])

        event.listen(bench.writers, "before_cursor_execute", hear)
        await lanes.submit(say(chat, "Спасибо"))
        await lanes.submit(send(chat, elena, "Пожалуйста", epoch=epoch))
        event.remove(bench.writers, "before_cursor_execute", hear)
    assert not [text for text in said if "wait " in text or '"wait"' in text]
