"""Rows that are kept from one list to the next say what rows made anew would say."""

from collections.abc import Callable

from hypothesis import given
from hypothesis import strategies as st

from console.core import events
from console.core.outgoing import Outgoing, OutgoingKind
from console.core.store import Store
from console.viewmodels.inbox_rows import InboxRow, InboxRows
from protocol.conversations import ConversationState
from protocol.ids import ClientId, ConversationId
from protocol.scalars import Millis
from tests.unit.console.test_store_converges import NOW, answer_wants, connected
from tests.unit.console.world import ME, OTHER, World, conversation_id

CHATS = 3
Step = Callable[[Store, World, ConversationId], object]


def _says(store: Store, world: World, chat: ConversationId) -> None:
    world.subscriber_says(chat, "а вернуть?")


def _reassigns(store: Store, world: World, chat: ConversationId) -> None:
    world.reassign(chat, OTHER if world[chat].owner == ME else ME)


def _types(store: Store, world: World, chat: ConversationId) -> None:
    draft = store.chats[chat].draft
    store.apply(events.Typed(chat, "" if draft else "сейчас посмотрю"), now=NOW)


def _sends(store: Store, world: World, chat: ConversationId) -> None:
    name = ClientId(f"text-{len(list(store.outgoing()))}")
    item = Outgoing(name, chat, OutgoingKind.REPLY, name, epoch=1, seen_seq=0, written_at=Millis(1))
    store.apply(events.Entered(item), now=NOW)


def _looks(store: Store, world: World, chat: ConversationId) -> None:
    store.apply(events.ReadUpTo(chat, store.chats[chat].head_seq), now=NOW)


def _invites(store: Store, world: World, chat: ConversationId) -> None:
    world.invite(chat)


def _closes(store: Store, world: World, chat: ConversationId) -> None:
    world.close(chat)


def _holds(store: Store, world: World, chat: ConversationId) -> None:
    own = world[chat]
    if own.state is not ConversationState.CLOSED:
        held = own.state is ConversationState.HELD
        own.state = ConversationState.ACTIVE if held else ConversationState.HELD
        own.rev += 1


STEPS: list[Step] = [_says, _reassigns, _types, _sends, _looks, _invites, _closes, _holds]


@given(st.lists(st.tuples(st.sampled_from(STEPS), st.integers(0, CHATS - 1)), max_size=12))
def test_rows_that_are_kept_are_those_that_would_be_made(steps: list[tuple[Step, int]]) -> None:
    world = World(CHATS)
    store, kept = connected(world), InboxRows()
    for step, number in steps:
        step(store, world, conversation_id(number))
        answer_wants(store, world)
        assert kept.made(store, opened=()) == InboxRows().made(store, opened=())


def test_the_row_of_a_chat_that_says_what_it_said_is_kept() -> None:
    world = World(2)
    store, rows = connected(world), InboxRows()

    def of(number: int, made: list[InboxRow]) -> InboxRow:
        return next(row for row in made if row.conversation == conversation_id(number))

    before = rows.made(store, opened=())
    _types(store, world, conversation_id(0))
    after = rows.made(store, opened=())
    assert of(1, after) is of(1, before)
    assert of(0, after).draft
    assert not of(0, before).draft
