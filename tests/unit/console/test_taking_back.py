"""A text waits a few seconds for its writer's second thoughts, and overtakes nothing by it."""

from dataclasses import replace
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from console.core import events
from console.core.chat import Chat
from console.core.outgoing import Outgoing, OutgoingKind, OutgoingState
from protocol.ids import ClientId
from protocol.scalars import Millis
from tests.unit.console.test_chat import HERE, NOW, chat_on, item, world_with
from tests.unit.console.test_local_desk import open_in
from tests.unit.console.test_store import apply
from tests.unit.console.test_store_converges import connected
from tests.unit.console.world import World

LATER = Millis(NOW + 5_000)


def held(number: int = 1, *, until: int = LATER) -> Outgoing:
    return replace(item(number), text=f"text {number}", not_before=Millis(until))


def test_a_held_text_goes_when_its_time_has_come_and_not_before() -> None:
    chat = chat_on(world_with(1))
    chat.enter(held())
    assert chat.held(NOW) == [held()]
    assert chat.sendable(NOW) is None
    assert (chat.sendable(LATER), chat.held(LATER)) == (held(), [])


def test_a_break_of_the_link_leaves_the_time_to_think_and_a_busy_server_gives_none() -> None:
    text = held().cut_off()
    assert (text.is_held(NOW), text.broken) == (True, True)
    tried = held().sending().postponed(NOW, at_least_ms=10_000)
    assert not tried.is_held(NOW)
    assert tried.hastened() == tried


@given(
    times=st.lists(st.integers(0, 10_000), min_size=2, max_size=5),
    hasten=st.integers(0, 10_000),
)
def test_texts_of_a_chat_go_in_the_order_they_were_entered(times: list[int], hasten: int) -> None:
    chat = chat_on(world_with(1))
    for number, time in enumerate(times):
        chat.enter(held(number, until=time))
    went = []
    for now in range(0, 11_000, 500):
        if now >= hasten:
            chat.hasten()
        text = chat.sendable(Millis(now))
        if text is not None:
            went.append(text.client_id)
            chat.remove_outgoing(text.client_id)
    while chat.outgoing:
        went.append(chat.outgoing[0].client_id)
        chat.remove_outgoing(chat.outgoing[0].client_id)
    assert went == [held(number).client_id for number in range(len(times))]


def test_the_pump_wakes_for_the_next_in_line_and_not_for_one_that_is_stuck() -> None:
    store = connected(World())
    chat = store.chats[HERE]
    chat.enter(replace(held(1, until=NOW - 1), state=OutgoingState.FAILED))
    chat.enter(held(2, until=NOW + 1))
    assert store.next_send_at(now=NOW) is None
    chat.remove_outgoing(held(1).client_id)
    assert store.next_send_at(now=NOW) == NOW + 1


def test_what_is_hurried_in_one_conversation_is_hurried_there_only() -> None:
    store = connected(World())
    store.chats[HERE].enter(held(1))
    other = next(one for one in store.chats if one != HERE)
    store.chats[other].enter(replace(held(2), conversation=other))
    apply(store, events.Hastened(HERE))
    assert [text.client_id for text in store.sendable(now=NOW)] == [held(1).client_id]
    apply(store, events.Hastened())
    assert len(store.sendable(now=NOW)) == len((held(1), held(2)))


def test_a_text_that_is_taken_back_stands_before_what_was_begun_since() -> None:
    chat = Chat(HERE)
    chat.draft, chat.note_draft = "и ещё", ""
    assert chat.draft_with(held()) == "text 1\nи ещё"
    assert chat.draft_with(replace(held(), kind=OutgoingKind.NOTE)) == "text 1"


def test_what_will_not_go_by_itself_is_waited_for_by_nobody() -> None:
    chat = chat_on(world_with(1))
    assert not chat.on_its_way()
    chat.enter(held(1).accepted())
    assert not chat.on_its_way()
    chat.enter(held(2))
    assert chat.on_its_way()
    chat.replace_outgoing(held(2).client_id, replace(held(2), state=OutgoingState.WAITING))
    chat.enter(held(3))
    assert not chat.on_its_way()


async def test_after_a_crash_a_held_text_goes_by_the_rule_of_the_view(tmp_path: Path) -> None:
    desk = open_in(tmp_path)
    await desk.enqueue(held())
    await desk.aclose()
    desk = open_in(tmp_path)
    (text,) = (await desk.load()).outgoing
    await desk.aclose()
    assert text == replace(held(), not_before=Millis(0))


async def test_taking_back_is_one_step_on_the_disk(tmp_path: Path) -> None:
    desk = open_in(tmp_path)
    await desk.enqueue(held())
    kept = desk.take_back(held().client_id, HERE, "text 1", note=False, files=(), now=NOW)
    desk.discard(ClientId(held().client_id))
    await kept
    await desk.aclose()
    desk = open_in(tmp_path)
    restored = await desk.load()
    await desk.aclose()
    assert [(one.text, one.note) for one in restored.drafts] == [("text 1", False)]
    assert restored.outgoing == ()
