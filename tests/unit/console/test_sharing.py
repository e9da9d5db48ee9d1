"""What colleagues do in a conversation, as the console understands it."""

import pytest

from console.core import events
from console.core.desk import Section, section_of
from console.core.link_state import LinkPhase, LinkState
from console.core.outgoing import Outgoing, OutgoingKind, OutgoingState
from console.core.sharing_news import NewsKind, SharingNews
from console.core.store import Store
from protocol.bodies import CalledBack, Declined, EntryBody, Expired
from protocol.conversations import ConversationState, Head, Offer
from protocol.errors import ErrorCode
from protocol.ids import ClientId
from protocol.people import AuthorRole
from protocol.scalars import Millis
from tests.unit.console.test_store_converges import LIVE, NOW, answer_wants, connected
from tests.unit.console.world import ME, OTHER, World, conversation_id

HERE, THERE = conversation_id(0), conversation_id(1)


def head(state: ConversationState = ConversationState.ACTIVE) -> Head:
    """Another one's, as it is held out to me."""
    world = World(1)
    world[HERE].state = state
    world[HERE].owner, world[HERE].held_out = OTHER, ME
    return world[HERE].head()


def text(kind: OutgoingKind, *, epoch: int = 1) -> Outgoing:
    return Outgoing(
        client_id=ClientId(f"text-{kind}"),
        conversation=HERE,
        kind=kind,
        text="Текст",
        epoch=epoch,
        seen_seq=9,
        written_at=NOW,
    )


@pytest.mark.parametrize(
    ("state", "section"),
    [
        (ConversationState.ACTIVE, Section.OFFERS),
        (ConversationState.HELD, Section.OFFERS),
        (ConversationState.CLOSED, None),
    ],
)
def test_what_a_colleague_holds_out_lies_among_the_offers(
    state: ConversationState, section: Section | None
) -> None:
    assert section_of(head(state), ME) is section
    assert section_of(head(state), OTHER) is not Section.OFFERS


def test_what_i_hold_out_stays_mine() -> None:
    world = World(1)
    world.pass_on(HERE)
    assert world[HERE].head().offer == Offer(agent=OTHER, until=Millis(9_000))
    assert section_of(world[HERE].head(), ME) is Section.MINE


def test_a_guest_may_note_and_not_answer() -> None:
    world = World(1)
    world[HERE].owner = OTHER
    world.invite(HERE)
    store = connected(world)
    assert store.section(Section.GUEST) == [HERE]
    for kind in (OutgoingKind.REPLY, OutgoingKind.NOTE, OutgoingKind.TALK):
        store.apply(events.Entered(text(kind)), now=NOW)
    states = {one.kind: one.state for one in store.chats[HERE].outgoing}
    assert states == {
        OutgoingKind.REPLY: OutgoingState.WAITING,
        OutgoingKind.NOTE: OutgoingState.QUEUED,
        OutgoingKind.TALK: OutgoingState.WAITING,
    }
    assert not store.unreported_reads()


def test_a_text_that_meets_the_acceptance_waits_for_its_writer() -> None:
    store = connected(World(1))
    item = text(OutgoingKind.REPLY)
    store.apply(events.Entered(item), now=NOW)
    store.apply(events.SendStarted(item.client_id), now=NOW)
    store.apply(events.SendRefused(item.client_id, ErrorCode.NOT_FOUND), now=NOW)
    (kept,) = store.chats[HERE].outgoing
    assert (kept.state, kept.text) == (OutgoingState.WAITING, "Текст")


def test_what_comes_back_can_be_answered_again() -> None:
    world = World(1)
    store = connected(world)
    store.apply(events.Opened(HERE), now=NOW)
    world.reassign(HERE, OTHER)
    store.apply(world.desk(), now=NOW)
    store.apply(events.Unreadable(HERE), now=NOW)
    assert not store.chats[HERE].owned_by(ME)
    world.reassign(HERE, ME)
    store.apply(world.desk(), now=NOW)
    answer_wants(store, world)
    assert store.chats[HERE].owned_by(ME)
    assert store.chats[HERE].fresh


def held_out(world: World) -> tuple[Store, SharingNews]:
    """Mine, and a colleague is asked to take it."""
    store, news = connected(world), SharingNews()
    assert news.look(store) == []
    world.pass_on(HERE)
    answer_wants(store, world)
    assert news.look(store) == []
    return store, news


@pytest.mark.parametrize(
    ("body", "kinds"),
    [
        (Declined(agent=OTHER, kept_by="Анна"), [NewsKind.DECLINED]),
        (Expired(agent=OTHER, kept_by="Анна"), [NewsKind.EXPIRED]),
        (CalledBack(agent=OTHER, name=""), []),
    ],
)
def test_how_it_ended_is_told_once(body: EntryBody, kinds: list[NewsKind]) -> None:
    world = World(1)
    store, news = held_out(world)
    world[HERE].held_out = None
    world[HERE].add(body, AuthorRole.SYSTEM)
    answer_wants(store, world)
    assert [one.kind for one in news.look(store)] == kinds
    assert news.look(store) == []


def test_an_acceptance_is_told_though_nothing_more_can_be_read() -> None:
    world = World(2)
    store, news = held_out(world)
    world.reassign(HERE, OTHER)
    store.apply(world.desk(), now=NOW)
    assert [(one.kind, one.conversation) for one in news.look(store)] == [(NewsKind.ACCEPTED, HERE)]
    assert news.look(store) == []


def test_what_i_ended_myself_was_not_accepted() -> None:
    world = World(1)
    store, news = held_out(world)
    before = world[HERE].rev
    world.close(HERE)
    store.apply(world.changed(HERE, before), now=NOW)
    store.apply(world.desk(), now=NOW)
    assert news.look(store) == []


def test_a_break_of_the_link_tells_nothing_until_it_is_over() -> None:
    world = World(1)
    store, news = held_out(world)
    store.apply(events.LinkMoved(LinkState(LinkPhase.OFFLINE)), now=NOW)
    world.reassign(HERE, OTHER)
    assert news.look(store) == []
    store.apply(LIVE, now=NOW)
    store.apply(world.desk(), now=NOW)
    assert [one.kind for one in news.look(store)] == [NewsKind.ACCEPTED]


def test_an_invitation_is_told_once_it_can_be_read() -> None:
    world = World(2)
    world[HERE].owner = OTHER
    store, news = connected(world), SharingNews()
    world.invite(HERE)
    store.apply(world.desk(), now=NOW)
    assert news.look(store) == []
    answer_wants(store, world)
    assert [one.kind for one in news.look(store)] == [NewsKind.INVITED]
    assert news.look(store) == []
    assert THERE not in store.section(Section.GUEST)
