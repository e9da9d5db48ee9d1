"""What each event does to the whole."""

import msgspec
import pytest

from console.core import events
from console.core.changes import (
    AccountChanged,
    ChatForgotten,
    DeskChanged,
    DraftRestored,
    HeadChanged,
    HintChanged,
    KnowledgeStale,
    LogReset,
    OnlookersChanged,
    QueuesChanged,
    WaitingChanged,
)
from console.core.desk import DeskState, Section, section_of
from console.core.outgoing import Outgoing, OutgoingKind, OutgoingState
from console.core.state import WantCatchUp, WantDesk, WantNewest, WantTalks
from console.core.store import Event, Store
from protocol.answers import Hint, KnowledgeChanged, Looking, Queues, Waiting
from protocol.conversations import ConversationState, Offer
from protocol.errors import ErrorCode
from protocol.ids import AccountId, ClientId, ConversationId
from protocol.people import AuthorRole
from protocol.scalars import Millis
from protocol.workplace import QueueState
from tests.unit.console.test_store_converges import DEAD, LIVE, answer_wants, connected
from tests.unit.console.world import ME, OTHER, QUEUE, World, conversation_id

HERE, THERE = conversation_id(0), conversation_id(1)
NOW = Millis(1_000)
STRANGE = ConversationId("strange00001")


def apply(store: Store, *happened: Event) -> list[object]:
    return [change for event in happened for change in store.apply(event, now=NOW)]


def entered(store: Store, number: int = 1, *, note: bool = False) -> Outgoing:
    item = Outgoing(
        client_id=ClientId(f"client{number:04d}"),
        conversation=HERE,
        kind=OutgoingKind.NOTE if note else OutgoingKind.REPLY,
        text=f"text {number}",
        epoch=1,
        seen_seq=0,
        written_at=NOW,
    )
    apply(store, events.Entered(item))
    return item


def test_without_a_link_nothing_is_asked_or_sent() -> None:
    store = Store()
    entered(store)
    assert (store.wants(), store.sendable(now=NOW)) == ([], [])
    apply(store, LIVE)
    assert store.wants() == [WantDesk()]


def test_what_lies_on_the_desk_is_read_and_what_is_opened_too() -> None:
    store, world = Store(), World()
    apply(store, LIVE, world.signed_in(), world.desk())
    assert store.wants() == [WantNewest(HERE), WantNewest(THERE), WantTalks()]
    answer_wants(store, world)
    apply(store, events.Opened(STRANGE))
    assert store.wants() == [WantNewest(STRANGE)]
    apply(store, events.Unreadable(STRANGE))
    assert store.wants() == []
    assert ChatForgotten(STRANGE) in apply(store, events.Left(STRANGE))
    assert apply(store, events.Left(STRANGE), events.Unreadable(STRANGE)) == []


def test_a_chat_that_leaves_the_desk_unseen_is_read_to_its_end() -> None:
    world = World()
    store = connected(world)
    apply(store, events.Opened(HERE))
    world.close(HERE)
    apply(store, world.desk())
    assert store.wants() == [WantCatchUp(HERE, 0)]
    answer_wants(store, world)
    world.recent.clear()
    world.reassign(THERE, OTHER)
    world.recent.clear()
    apply(store, events.Opened(THERE))
    apply(store, world.desk())
    assert store.wants() == [WantCatchUp(THERE, 0)]


def test_sections_keep_a_steady_order() -> None:
    world = World(4)
    world.offer(conversation_id(2))
    world.offer(conversation_id(3))
    world[HERE].state = ConversationState.HELD
    store = connected(world)
    assert store.section(Section.HELD) == [HERE]
    assert store.section(Section.MINE) == [THERE]
    assert store.section(Section.OFFERS) == [conversation_id(2), conversation_id(3)]
    assert store.section(Section.RECENT) == []
    assert store.head(STRANGE) is None


def test_who_waits_longest_for_an_answer_is_most_urgent() -> None:
    world = World(3)
    store = connected(world)
    for number, since in ((0, 900), (1, 500)):
        chat = store.chats[conversation_id(number)]
        assert chat.head is not None
        chat.head = msgspec.structs.replace(chat.head, waiting_since=Millis(since))
    assert store.by_urgency() == [THERE, HERE]


def test_whose_desk_a_conversation_lies_on() -> None:
    head = World()[HERE].head()
    assert section_of(head, None) is None
    assert section_of(head, OTHER) is None
    closed = msgspec.structs.replace(head, state=ConversationState.CLOSED)
    assert section_of(closed, ME) is None
    offered = msgspec.structs.replace(
        head, state=ConversationState.OFFERED, offer=Offer(agent=OTHER, until=NOW)
    )
    assert section_of(offered, ME) is None


def test_a_chat_of_mine_that_ended_becomes_the_most_recent() -> None:
    desk = DeskState()
    desk.place({HERE: Section.MINE, THERE: Section.OFFERS}, ())
    assert desk.move(HERE, None) == [DeskChanged()]
    assert desk.move(THERE, None) == [DeskChanged()]
    assert (desk.places, desk.recent) == ({}, (HERE,))
    assert desk.move(HERE, None) == []


def test_frames_of_strangers_change_nothing() -> None:
    world = World()
    world.reassign(HERE, OTHER)
    store = Store()
    apply(store, world.signed_in())
    hint = Hint(conversation=STRANGE, role=AuthorRole.SUBSCRIBER, typing=True)
    read = events.HistoryRead(HERE, None, world.history(HERE))
    page = events.PageRead(HERE, 0, world.page(HERE, 0))
    assert apply(store, world.changed(HERE, 0), hint, read, page, world.beat()) == []


def test_hints_come_and_go() -> None:
    store = connected(World())
    hint = Hint(conversation=HERE, role=AuthorRole.SUBSCRIBER, typing=True, text="а мо")
    assert apply(store, hint) == [HintChanged(HERE)]
    stopped = Hint(conversation=HERE, role=AuthorRole.SUBSCRIBER, typing=False)
    assert apply(store, stopped, hint) == [HintChanged(HERE), HintChanged(HERE)]
    assert store.apply(events.Ticked(), now=Millis(60_000)) == (HintChanged(HERE),)


def looks(
    account: AccountId = OTHER, *, looking: bool = True, typing: bool | None = None
) -> Looking:
    return Looking(conversation=HERE, account=account, name="Павел", looking=looking, typing=typing)


def test_a_colleague_is_seen_until_he_goes_or_is_not_heard_of() -> None:
    store, changed = connected(World()), [OnlookersChanged(HERE)]
    assert apply(store, looks()) == changed
    assert apply(store, looks()) == []
    assert apply(store, looks(typing=True)) == changed
    # Saying again that he looks says nothing of his writing, which ends by itself sooner.
    assert store.apply(looks(), now=Millis(5_000)) == ()
    assert store.apply(events.Ticked(), now=Millis(7_000)) == tuple(changed)
    assert store.chats[HERE].onlookers[OTHER].writes_until is None
    assert store.apply(events.Ticked(), now=Millis(16_999)) == ()
    assert store.apply(events.Ticked(), now=Millis(17_000)) == tuple(changed)
    assert store.chats[HERE].onlookers == {}
    assert apply(store, looks(), looks(looking=False)) == 2 * changed
    # Another session of mine is no colleague; of what is not here nothing is kept.
    strange = msgspec.structs.replace(looks(), conversation=STRANGE)
    assert apply(store, looks(ME), strange) == []


def test_nobody_is_seen_over_a_broken_link() -> None:
    store = connected(World())
    apply(store, looks())
    assert OnlookersChanged(HERE) in apply(store, DEAD)
    assert store.chats[HERE].onlookers == {}


def test_queues_and_who_waits_in_them() -> None:
    store = Store()
    queues = Queues(queues=[QueueState(id=QUEUE, waiting=2)])
    assert apply(store, queues) == [QueuesChanged()]
    assert apply(store, queues) == []
    waiting = events.WaitingRead(Waiting(request=1, queue=QUEUE, conversations=[]))
    assert apply(store, waiting, waiting) == [WaitingChanged(QUEUE)]
    assert apply(store, KnowledgeChanged(through=7)) == [KnowledgeStale(7)]


def test_a_desk_older_than_the_one_known_is_not_used() -> None:
    world = World()
    old = world.desk()
    world.offer(HERE)
    store = connected(world)
    assert apply(store, old) == []


def test_a_restored_store_voids_what_the_server_said_but_not_what_was_typed() -> None:
    world = World()
    world.subscriber_says(HERE, "before the restore")
    store = connected(world)
    item = entered(store)
    apply(store, DEAD)
    restored = msgspec.structs.replace(world.signed_in(), store_epoch="two")
    changes = apply(store, LIVE, restored)
    assert {LogReset(HERE, ()), ChatForgotten(THERE), AccountChanged()} <= set(changes)
    assert store.chats[HERE].outgoing[0].client_id == item.client_id
    assert not store.chats[HERE].loaded
    assert store.desk.behind


def test_what_has_been_read_here_stays_read_and_is_told_here_where_no_server_tells_it() -> None:
    world = World()
    world.subscriber_says(HERE, "one")
    store = connected(world)
    assert store.chats[HERE].unread == 1
    assert apply(store, events.ReadUpTo(HERE, 1)) == []
    assert store.chats[HERE].unread == 0
    world.send(ClientId("note-of-mine"), HERE, epoch=1, text="a note of mine", note=True)
    apply(store, world.changed(HERE, 1))
    assert store.chats[HERE].unread == 0
    world.subscriber_says(HERE, "two")
    apply(store, world.changed(HERE, 2))
    assert store.chats[HERE].unread > 0
    apply(store, DEAD)
    read = events.ReadUpTo(HERE, world[HERE].entries[-1].seq)
    assert apply(store, read) == [HeadChanged(HERE)]
    assert apply(store, read) == []


def test_the_new_line_stays_where_it_was_until_one_looks_again() -> None:
    world = World()
    world.subscriber_says(HERE, "one")
    store = connected(world)
    apply(store, events.Opened(HERE), events.ReadUpTo(HERE, 1))
    assert store.chats[HERE].new_after == 0
    assert store.unreported_reads() == [(HERE, 1)]
    apply(store, events.Opened(HERE))
    assert store.chats[HERE].new_after is None
    world.subscriber_says(HERE, "two")
    apply(store, world.changed(HERE, 1))
    assert store.chats[HERE].new_after is None
    apply(store, events.Opened(HERE))
    assert store.chats[HERE].new_after == 1
    apply(store, events.Left(HERE), events.Opened(HERE))
    assert store.chats[HERE].new_after == 1
    late = Store()
    apply(late, LIVE, world.signed_in(), world.desk(), events.Opened(THERE), events.Opened(HERE))
    answer_wants(late, world)
    assert late.chats[HERE].new_after == 0
    assert late.chats[THERE].new_after is None


@pytest.mark.parametrize(
    ("code", "state"),
    [
        (ErrorCode.OVERLOADED, OutgoingState.QUEUED),
        (ErrorCode.STALE_EPOCH, OutgoingState.WAITING),
        (ErrorCode.WRONG_STATE, OutgoingState.FAILED),
    ],
)
def test_a_refusal_decides_what_becomes_of_a_text(code: ErrorCode, state: OutgoingState) -> None:
    store = connected(World())
    item = entered(store)
    assert store.next_send_at(now=NOW) is None
    apply(store, events.SendStarted(item.client_id))
    apply(store, events.SendRefused(item.client_id, code, 5_000))
    (own,) = store.outgoing()
    assert own.state is state
    assert store.next_send_at(now=NOW) == (6_000 if state is OutgoingState.QUEUED else None)


def test_a_person_sends_again_under_the_old_identity_while_the_epoch_stands() -> None:
    store = connected(World())
    item = entered(store)
    apply(store, events.SendStarted(item.client_id))
    apply(store, events.Confirmed(item.client_id, ClientId("freshid1")))
    assert store.outgoing_item(item.client_id) is not None  # under way: nothing to decide
    apply(store, events.SendRefused(item.client_id, ErrorCode.INVALID))
    apply(store, events.Confirmed(item.client_id, ClientId("freshid1")))
    assert [own.client_id for own in store.sendable(now=NOW)] == [item.client_id]


def test_a_person_sends_again_under_a_new_identity_once_the_epoch_has_moved() -> None:
    world = World()
    store = connected(world)
    item = entered(store)
    world.reassign(HERE, OTHER)
    apply(store, world.changed(HERE, 0))
    world.reassign(HERE, ME)
    apply(store, world.changed(HERE, 1))
    assert store.sendable(now=NOW) == []
    apply(store, events.Confirmed(item.client_id, ClientId("freshid1")))
    (again,) = store.sendable(now=NOW)
    assert (again.client_id, again.epoch) == ("freshid1", 3)
    apply(store, events.SendStarted(again.client_id))
    apply(store, events.SendRefused(again.client_id, ErrorCode.STALE_EPOCH), DEAD)
    apply(store, events.Confirmed(again.client_id, ClientId("freshid2")))
    assert store.chats[HERE].outgoing[0].broken


def test_a_text_taken_back_stands_before_what_was_typed_since() -> None:
    store = connected(World())
    reply, note = entered(store, 1), entered(store, 2, note=True)
    apply(store, events.Typed(HERE, "typed since"))
    changes = apply(store, events.TakenBack(reply.client_id), events.TakenBack(note.client_id))
    chat = store.chats[HERE]
    assert (chat.draft, chat.note_draft) == ("text 1\ntyped since", "text 2")
    assert changes.count(DraftRestored(HERE)) == 2
    assert list(store.outgoing()) == []


def test_what_is_not_there_cannot_be_decided_on() -> None:
    store = connected(World())
    nobody = ClientId("nobody01")
    done = World().send(nobody, HERE, epoch=1, text="", note=False)
    assert not isinstance(done, ErrorCode)
    nothing = apply(
        store,
        events.Dropped(nobody),
        events.TakenBack(nobody),
        events.Confirmed(nobody, nobody),
        events.SendStarted(nobody),
        events.Acknowledged(nobody, done),
    )
    assert nothing == []


def test_what_was_on_disk_comes_back_once_and_stopped_stays_stopped() -> None:
    world = World()
    store = Store()
    failed = entered(connected(world), 1).failed(ErrorCode.INVALID)
    waiting = entered(connected(world), 2)
    drafts = (events.Draft(HERE, "reply"), events.Draft(HERE, "note", note=True))
    restored = events.Restored(drafts, (failed, waiting))
    apply(store, restored, restored)
    chat = store.chats[HERE]
    assert (chat.draft, chat.note_draft) == ("reply", "note")
    assert [(own.state, own.broken) for own in chat.outgoing] == [
        (OutgoingState.FAILED, False),
        (OutgoingState.QUEUED, True),
    ]
    assert AccountId(ME) != store.me


def test_an_older_page_reaches_its_chat() -> None:
    world = World()
    for number in range(5):
        world.subscriber_says(HERE, f"text {number}")
    store = connected(world)
    apply(store, events.HistoryRead(HERE, 3, world.history(HERE, 3)))
    assert store.chats[HERE].entries == world[HERE].entries


def test_an_offer_is_known_from_the_first_frame_that_tells_of_it() -> None:
    world = World()
    world.offer(HERE)
    store = Store()
    apply(store, world.signed_in(), LIVE, World(0).desk())
    assert DeskChanged() in apply(store, world.changed(HERE, 0))
    assert store.section(Section.OFFERS) == [HERE]
    assert store.wants() == [WantNewest(HERE), WantTalks()]


def test_a_desk_that_is_behind_a_chat_does_not_bring_it_back() -> None:
    world = World()
    store = connected(world)
    late = world.desk()
    world.reassign(HERE, OTHER)
    apply(store, world.changed(HERE, 0), late)
    assert store.section(Section.MINE) == [THERE]


def test_what_nobody_needs_any_more_is_forgotten_with_the_next_desk() -> None:
    world = World()
    world.offer(HERE)
    store = connected(world)
    world.reassign(HERE, OTHER)
    world.recent.clear()
    assert ChatForgotten(HERE) in apply(store, world.desk())


def test_a_dropped_text_is_gone_and_a_committed_one_no_longer_counts_as_outgoing() -> None:
    world = World()
    store = connected(world)
    first, second = entered(store, 1), entered(store, 2)
    apply(store, events.Dropped(second.client_id))
    done = world.send(first.client_id, HERE, epoch=1, text=first.text, note=False)
    assert not isinstance(done, ErrorCode)
    apply(store, events.Acknowledged(first.client_id, done))
    assert list(store.outgoing()) == []
    assert len(store.chats[HERE].outgoing) == 1


def test_nothing_of_an_account_reaches_the_next_one() -> None:
    store = connected(World())
    entered(store)
    apply(store, events.Typed(HERE, "draft"))
    changes = apply(store, events.AccountLeft())
    assert {ChatForgotten(HERE), ChatForgotten(THERE), DeskChanged(), AccountChanged()} <= set(
        changes
    )
    assert (store.chats, store.me, list(store.outgoing())) == ({}, None, [])
