"""Frames doubled, late, out of order or lost, then caught up, leave what a fresh reading leaves."""

from dataclasses import dataclass
from typing import Protocol

from hypothesis import given
from hypothesis import strategies as st

from console.core import events
from console.core.link_state import LinkPhase, LinkState
from console.core.state import Want, WantCatchUp, WantDesk, WantNewest, WantTalks
from console.core.store import Event, Store
from protocol.answers import Beat, Changed, Desk
from protocol.ids import ConversationId
from protocol.people import AuthorRole
from protocol.scalars import Millis
from tests.unit.console.world import ME, OTHER, World, conversation_id

NOW = Millis(1_000)
LIVE = events.LinkMoved(LinkState(LinkPhase.CATCHING_UP, offline_since=None))
DEAD = events.LinkMoved(LinkState(LinkPhase.OFFLINE))


class Applies(Protocol):
    """A store, or something that watches one."""

    def wants(self) -> list[Want]: ...
    def apply(self, event: Event, *, now: Millis) -> object: ...


def answer_wants(store: Applies, world: World) -> None:
    for _ in range(100):
        store.apply(world.beat(), now=NOW)
        wants = store.wants()
        if not wants:
            return
        for want in wants:
            match want:
                case WantDesk():
                    store.apply(world.desk(), now=NOW)
                case WantTalks():
                    store.apply(world.talks(), now=NOW)
                case WantNewest(conversation):
                    page = world.history(conversation)
                    store.apply(events.HistoryRead(conversation, None, page), now=NOW)
                case WantCatchUp(conversation, after_rev):
                    changes = world.page(conversation, after_rev)
                    store.apply(events.PageRead(conversation, after_rev, changes), now=NOW)
    raise AssertionError("catching up never ends")


def connected(world: World) -> Store:
    store = Store()
    store.apply(LIVE, now=NOW)
    store.apply(world.signed_in(), now=NOW)
    answer_wants(store, world)
    return store


def assert_same(store: Store, world: World) -> None:
    fresh = connected(world)
    assert store.desk.places == fresh.desk.places
    assert store.desk.recent == fresh.desk.recent
    assert store.desk.used == fresh.desk.used
    for id_ in fresh.desk.places:
        chat, new = store.chats[id_], fresh.chats[id_]
        assert chat.head == new.head
        assert chat.through == new.through
        assert not chat.behind
        if chat.entries:
            assert chat.entries == world[id_].entries[chat.entries[0].seq - 1 :]
            assert chat.has_older == (chat.entries[0].seq > 1)
        heard = [entry.seq for entry in chat.entries if entry.author.role is AuthorRole.SUBSCRIBER]
        assert chat.subscriber_seq >= max(heard, default=0)


@dataclass(frozen=True)
class Deed:
    """Something that happens at the server, to a conversation."""

    what: str
    conversation: ConversationId


DEEDS = st.builds(
    Deed,
    st.sampled_from(["say", "read", "edit", "other", "mine", "offer", "close", "pass", "guest"]),
    st.integers(0, 1).map(conversation_id),
)


def do(world: World, deed: Deed) -> list[Changed | Desk | Beat]:
    own = world[deed.conversation]
    before, desk_before = own.rev, world.desk_rev
    match deed.what:
        case "say":
            world.subscriber_says(deed.conversation, f"text {own.rev}")
        case "read":
            world.reads(deed.conversation)
        case "edit" if own.entries:
            world.edits(deed.conversation, 1 + own.rev % len(own.entries))
        case "other":
            world.reassign(deed.conversation, OTHER)
        case "mine":
            world.reassign(deed.conversation, ME)
        case "offer":
            world.offer(deed.conversation)
        case "close":
            world.close(deed.conversation)
        case "pass":
            world.pass_on(deed.conversation)
        case "guest":
            world.invite(deed.conversation)
    frames: list[Changed | Desk | Beat] = [world.changed(deed.conversation, before), world.beat()]
    if world.desk_rev > desk_before:
        frames.append(world.desk())
    return frames


@given(
    st.lists(DEEDS, max_size=6),
    st.lists(DEEDS, max_size=12),
    st.data(),
)
def test_any_delivery_then_catching_up_equals_a_fresh_reading(
    before: list[Deed], during: list[Deed], data: st.DataObject
) -> None:
    world = World()
    for deed in before:
        do(world, deed)
    store = connected(world)
    frames: list[Changed | Desk | Beat] = [frame for deed in during for frame in do(world, deed)]
    for number in data.draw(st.lists(st.integers(0, max(0, len(frames) - 1)), max_size=40)):
        if frames:
            store.apply(frames[number], now=NOW)
        if data.draw(st.booleans()):
            answer_wants(store, world)
    answer_wants(store, world)
    assert_same(store, world)


@given(st.lists(DEEDS, max_size=8), st.lists(DEEDS, max_size=8))
def test_a_break_in_the_link_is_caught_up_with(before: list[Deed], during: list[Deed]) -> None:
    world = World()
    for deed in before:
        do(world, deed)
    store = connected(world)
    store.apply(DEAD, now=NOW)
    for deed in during:
        do(world, deed)
    store.apply(LIVE, now=NOW)
    store.apply(world.signed_in(), now=NOW)
    answer_wants(store, world)
    assert_same(store, world)
