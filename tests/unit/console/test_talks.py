"""Talks in the console: kept apart from chats, written in and read by who is in them."""

from dataclasses import replace

import msgspec

from console.core import events, talks
from console.core.changes import TalksChanged
from console.core.desk import Section
from console.core.outgoing import Outgoing, OutgoingKind, OutgoingState, WaitReason
from console.core.state import WantCatchUp, WantNewest, WantTalk, WantTalks
from console.core.store import Store
from protocol.answers import Beat, PresenceTold, Talks
from protocol.bodies import Citation, Message
from protocol.conversations import ConversationState
from protocol.ids import AccountId, ClientId
from protocol.people import AuthorRole, Colleague, Presence, Role
from protocol.scalars import Millis
from tests.unit.console.test_store import HERE, NOW, THERE, apply
from tests.unit.console.test_store_converges import LIVE, answer_wants, connected
from tests.unit.console.world import ME, OTHER, Conversation, World, conversation_id

TALK = HERE
NEW = conversation_id(7)
CARD = Citation(
    conversation=THERE,
    seq=1,
    at=Millis(1),
    role=AuthorRole.SUBSCRIBER,
    author="Анна",
    subscriber="Анна",
    excerpt="нет связи",
)


def with_talk() -> tuple[Store, World]:
    """A desk with a talk and a chat."""
    world = World()
    world[TALK].state, world[TALK].owner = ConversationState.TALK, None
    return connected(world), world


def colleague(presence: Presence, account: AccountId = OTHER) -> Colleague:
    return Colleague(id=account, name="Пётр Лаптев", role=Role.AGENT, presence=presence)


def test_a_talk_is_listed_apart_and_is_no_chat_of_mine() -> None:
    store, _ = with_talk()
    assert store.talks.listed == (TALK,)
    assert store.talks_by_time() == [TALK]
    assert store.section(Section.MINE) == [THERE]
    assert TALK not in store.desk.places
    assert store.by_urgency() == []
    assert store.wants() == []  # its log is read when somebody looks
    apply(store, events.Opened(TALK))
    assert store.wants() == [WantNewest(TALK)]


def test_who_is_in_it_writes_and_reads_it_and_changes_his_own() -> None:
    store, world = with_talk()
    apply(store, events.Opened(TALK))
    world[TALK].add(Message(text="привет"), AuthorRole.AGENT)
    answer_wants(store, world)
    chat = store.chats[TALK]
    assert chat.owned_by(ME)
    assert not chat.owned_by(AccountId("stranger"))
    assert not chat.owned_by(None)
    assert [entry.seq for entry in chat.changeable(ME, now=NOW)] == [1]
    apply(store, events.ReadUpTo(TALK, 1))
    assert (TALK, 1) in store.unreported_reads()


def entered(store: Store, kind: OutgoingKind, conversation: str = TALK) -> OutgoingState:
    item = Outgoing(
        client_id=ClientId(f"{kind}-{conversation}"),
        conversation=store.chats[conversation].id,  # type: ignore[index]
        kind=kind,
        text="текст",
        epoch=1,
        seen_seq=0,
        written_at=NOW,
    )
    apply(store, events.Entered(item))
    kept = store.outgoing_item(item.client_id)
    assert kept is not None
    return kept.state


def test_what_was_meant_for_a_subscriber_never_goes_into_a_talk_nor_the_reverse() -> None:
    store, world = with_talk()
    apply(store, events.Opened(TALK))
    answer_wants(store, world)
    assert entered(store, OutgoingKind.TALK) is OutgoingState.QUEUED
    for kind in (OutgoingKind.REPLY, OutgoingKind.NOTE):
        assert entered(store, kind) is OutgoingState.WAITING
    assert entered(store, OutgoingKind.TALK, THERE) is OutgoingState.WAITING
    assert {item.kind for item in store.sendable(now=NOW)} == {OutgoingKind.TALK}


def test_a_colleagues_words_meanwhile_hold_nothing_back_after_a_break() -> None:
    store, world = with_talk()
    apply(store, events.Opened(TALK))
    answer_wants(store, world)
    apply(store, events.LinkMoved(replace(store.link, phase=type(store.link.phase).OFFLINE)))
    assert entered(store, OutgoingKind.TALK) is OutgoingState.QUEUED
    world[TALK].add(Message(text="и ещё"), AuthorRole.AGENT)
    apply(store, LIVE)
    assert store.talks.behind
    apply(store, world.desk(), world.talks())
    answer_wants(store, world)
    assert [item.state for item in store.outgoing()] == [OutgoingState.QUEUED]
    assert len(store.sendable(now=NOW)) == 1
    # Who is in it no more sends nothing by himself.
    left = msgspec.structs.replace(world[TALK].head(), members=(), rev=99)
    apply(store, Talks(desk_rev=1, talks=[left], asked=[], people=[]))
    assert [item.reason for item in store.outgoing()] == [WaitReason.MOVED]


def test_talks_are_whole_of_their_revision_and_asked_for_when_that_is_known_to_be_old() -> None:
    store, world = with_talk()
    older = Talks(desk_rev=0, talks=[], asked=[], people=[])
    assert apply(store, older) == []
    apply(store, Beat(server_time=NOW, desk_rev=world.desk_rev + 1))
    world.desk_rev += 1
    apply(store, world.desk())
    assert store.wants() == [WantTalks()]
    assert TalksChanged() in apply(store, Talks(desk_rev=9, talks=[], asked=[], people=[]))
    assert not store.talks.listed
    assert TALK not in store.chats


def test_what_i_am_asked_about_is_read_until_it_is_closed_to_me() -> None:
    store, world = with_talk()
    asked = world[THERE]
    asked.owner = OTHER
    world.desk_rev += 1
    apply(store, world.desk())
    head = asked.head()
    apply(store, Talks(desk_rev=2, talks=[], asked=[head], people=[]), events.Opened(THERE))
    assert talks.question_open(CARD, store.talks.asked)
    assert not talks.question_open(msgspec.structs.replace(CARD, settled=True), store.talks.asked)
    answer_wants(store, world)
    assert not store.chats[THERE].owned_by(ME)
    apply(store, Talks(desk_rev=3, talks=[], asked=[], people=[]))
    assert not talks.question_open(CARD, store.talks.asked)
    assert [want for want in store.wants() if isinstance(want, WantCatchUp)] == [
        WantCatchUp(THERE, store.chats[THERE].through or 0)
    ]


def test_what_is_said_to_a_colleague_without_a_link_begins_the_talk_when_it_is_back() -> None:
    store, world = with_talk()
    world.conversations.pop(TALK)
    world.desk_rev += 1
    apply(store, world.desk(), world.talks(), PresenceTold(colleague=colleague(Presence.ONLINE)))
    assert store.account is not None
    apply(store, events.LinkMoved(replace(store.link, phase=type(store.link.phase).OFFLINE)))
    head = talks.begun_here(TALK, store.account, store.people[OTHER], now=NOW)
    apply(store, events.TalkBegun(head, OTHER), events.Opened(TALK))
    chat = store.chats[TALK]
    assert store.talks_by_time() == [TALK]
    assert chat.loaded
    assert chat.owned_by(ME)
    assert entered(store, OutgoingKind.TALK) is OutgoingState.QUEUED
    apply(store, LIVE, world.desk(), world.talks())
    assert WantTalk(TALK, OTHER) in store.wants()
    assert store.sendable(now=NOW) == []  # first the talk, then what is said in it
    world.conversations[TALK] = Conversation(TALK, state=ConversationState.TALK, owner=None)
    apply(store, events.HistoryRead(TALK, None, world.history(TALK)))
    assert [item.conversation for item in store.sendable(now=NOW)] == [TALK]
    assert store.talks_by_time() == [TALK]
    # Told by the server before it was asked: as good.
    apply(store, events.TalkBegun(head, OTHER), world.talks())
    assert store.wants() == [WantNewest(TALK)]


def test_nothing_is_left_of_a_talk_in_which_nothing_was_said_without_a_link() -> None:
    store, _ = with_talk()
    assert store.account is not None
    head = talks.begun_here(TALK, store.account, colleague(Presence.ONLINE), now=NOW)
    fresh = msgspec.structs.replace(head, id=NEW)
    apply(store, events.TalkBegun(fresh, OTHER), events.Opened(NEW), events.Left(NEW))
    assert NEW not in store.chats


def test_who_is_there_is_told_once() -> None:
    store, _ = with_talk()
    here = colleague(Presence.ONLINE)
    assert apply(store, PresenceTold(colleague=here)) == [TalksChanged()]
    assert apply(store, PresenceTold(colleague=here)) == []
    assert apply(store, events.ColleaguesFound((here,))) == []
    away = colleague(Presence.BREAK)
    assert apply(store, events.ColleaguesFound((away,))) == [TalksChanged()]
    assert store.people[OTHER] == away
    apply(store, events.AccountLeft())
    assert (store.people, store.talks.listed) == ({}, ())


def test_a_talk_of_two_has_the_colours_of_the_other_one_and_a_group_its_own() -> None:
    _, world = with_talk()
    pair = world[TALK].head()
    group = msgspec.structs.replace(pair, name="Смена", group=True)
    chat = world[THERE].head()
    assert (talks.companion(pair), talks.companion(group)) == (OTHER, None)
    assert talks.companion(msgspec.structs.replace(pair, members=())) is None
    assert talks.companion(chat) is None
    assert talks.person_of(pair) == OTHER
    assert talks.person_of(group) == TALK
    assert talks.person_of(chat) == chat.id
    assert not talks.is_talk(None)
