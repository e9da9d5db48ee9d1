"""What calls for a person stands until someone acts, and is heard when it should be."""

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from console.core import events
from console.core.alerts import LINK_PATIENCE_MS, Alert, Attention, Bell, standing
from console.core.link_state import LinkPhase, LinkState
from console.core.preferences import AlertKind, AlertRule, Alerts, Sound
from console.core.store import Store
from protocol.bodies import Message
from protocol.conversations import ConversationState, Offer
from protocol.ids import ConversationId
from protocol.people import AuthorRole, Presence
from protocol.scalars import Millis
from protocol.workplace import QueueInfo
from tests.unit.console.test_store_converges import answer_wants, connected
from tests.unit.console.world import ME, OTHER, QUEUE, World, conversation_id

HERE, THERE = conversation_id(0), conversation_id(1)
NOW = Millis(1_000_000)
LOOKING = Attention(in_front=True, chats=frozenset({HERE}))
AWAY = Attention()
ALERTS = Alerts()


def _kinds(store: Store, attention: Attention = AWAY) -> list[tuple[AlertKind, str | None]]:
    found = standing(store, attention, now=NOW, here=NOW)
    return [(alert.kind, alert.conversation) for alert in found]


def _desk(world: World) -> Store:
    store = connected(world)
    store.apply(world.desk(), now=NOW)
    answer_wants(store, world)
    return store


def test_an_offer_stands_until_it_is_answered() -> None:
    world = World()
    world[HERE].state = ConversationState.OFFERED
    store = _desk(world)
    assert _kinds(store) == [(AlertKind.OFFER, HERE)]
    assert _kinds(store, LOOKING) == [(AlertKind.OFFER, HERE)]
    world[HERE].state = ConversationState.ACTIVE
    world.desk_rev += 1
    store.apply(world.desk(), now=NOW)
    assert _kinds(store) == []


def test_a_message_calls_unless_it_is_read_as_it_arrives() -> None:
    world = World()
    world[HERE].add(Message(text="Алло?"), AuthorRole.SUBSCRIBER)
    store = _desk(world)
    assert _kinds(store) == [(AlertKind.MESSAGE, HERE)]
    assert _kinds(store, LOOKING) == []
    assert _kinds(store, Attention(in_front=False, chats=LOOKING.chats)) == [
        (AlertKind.MESSAGE, HERE)
    ]


def test_who_has_waited_too_long_calls_even_from_the_chat_in_view() -> None:
    store = _desk(World())
    queue = QueueInfo(id=QUEUE, title="Услуги", warn_after_s=30, late_after_s=60)
    assert store.workplace is not None
    store.workplace = msgspec.structs.replace(store.workplace, queues=[queue])
    chat = store.chats[HERE]
    assert chat.head is not None
    chat.head = msgspec.structs.replace(chat.head, waiting_since=Millis(NOW - 60_000))
    assert _kinds(store, LOOKING) == [(AlertKind.LATE, HERE)]
    chat.head = msgspec.structs.replace(chat.head, waiting_since=Millis(NOW - 59_000))
    assert _kinds(store, LOOKING) == []


def test_a_break_of_the_link_calls_when_it_does_not_heal() -> None:
    store = _desk(World())
    for age, stands in ((LINK_PATIENCE_MS - 1, False), (LINK_PATIENCE_MS, True)):
        since = Millis(NOW - age)
        gone = LinkState(phase=LinkPhase.OFFLINE, since=since, offline_since=since)
        store.apply(events.LinkMoved(gone), now=NOW)
        assert (_kinds(store) == [(AlertKind.LINK, None)]) is stands


def test_a_colleague_who_passes_on_rings_and_rings_anew_when_he_tries_again() -> None:
    world = World()
    world[HERE].owner = OTHER
    world.pass_on(HERE)
    store = _desk(world)
    (first,) = standing(store, AWAY, now=NOW, here=NOW)
    assert (first.kind, first.conversation) == (AlertKind.OFFER, HERE)
    chat = store.chats[HERE]
    assert chat.head is not None
    # Called back and held out again between two looks: the epoch is the same.
    offer = Offer(agent=ME, until=Millis(9_500))
    chat.head = msgspec.structs.replace(chat.head, offer=offer)
    assert standing(store, AWAY, now=NOW, here=NOW) != (first,)


def test_who_is_asked_in_is_called_until_he_has_looked_here_or_elsewhere() -> None:
    world = World()
    world[HERE].owner = OTHER
    world.invite(HERE)
    store = _desk(world)
    assert _kinds(store) == [(AlertKind.HELP, HERE)]
    assert _kinds(store, LOOKING) == []
    assert store.unreported_reads() == []
    store.apply(events.ReadUpTo(HERE, world[HERE].called), now=NOW)
    assert _kinds(store) == []
    assert store.unreported_reads() == [(HERE, world[HERE].called)]
    world[HERE].called = 0
    world[HERE].rev += 1
    store.apply(world.changed(HERE, world[HERE].rev - 1), now=NOW)
    assert store.unreported_reads() == []
    assert _kinds(_desk(world)) == []


def test_who_is_asked_in_again_is_called_again() -> None:
    world = World()
    world[HERE].owner = OTHER
    world.invite(HERE)
    store = _desk(world)
    store.apply(events.ReadUpTo(HERE, world[HERE].called), now=NOW)
    world[HERE].guest = False
    world.invite(HERE)
    store.apply(world.changed(HERE, 0), now=NOW)
    assert _kinds(store) == [(AlertKind.HELP, HERE)]


def test_a_question_calls_as_help_and_small_talk_does_not() -> None:
    world = World(3)
    talk = world[conversation_id(2)]
    talk.state, talk.owner = ConversationState.TALK, None
    talk.add(Message(text="привет"), AuthorRole.AGENT)
    store = _desk(world)
    store.apply(world.talks(), now=NOW)
    chat = store.chats[talk.id]
    assert chat.head is not None
    chat.head = msgspec.structs.replace(chat.head, unread=1)
    assert _kinds(store) == [(AlertKind.COLLEAGUE, talk.id)]
    chat.head = msgspec.structs.replace(chat.head, asked=1)
    assert _kinds(store) == [(AlertKind.HELP, talk.id)]
    store.apply(events.ReadUpTo(talk.id, 1), now=NOW)
    assert _kinds(store) == []


def _ring(bell: Bell, *alerts: Alert, at: int, rules: Alerts = ALERTS, **more: bool) -> str | None:
    presence = Presence.BREAK if more.get("on_break") else Presence.ONLINE
    return bell.ring(
        alerts,
        rules,
        presence=presence,
        in_front=more.get("in_front", False),
        now=Millis(NOW + at),
    )


OFFER = Alert(AlertKind.OFFER, HERE)
MESSAGE = Alert(AlertKind.MESSAGE, THERE, 1)


def test_an_offer_rings_at_once_and_again_until_someone_acts() -> None:
    bell = Bell()
    heard = [_ring(bell, OFFER, at=at) for at in (0, 1_000, 4_999, 5_000, 9_000, 10_000)]
    assert heard == ["offer", None, None, "offer", None, "offer"]
    assert _ring(bell, at=11_000) is None
    assert _ring(bell, OFFER, at=12_000) == "offer"


def test_each_message_is_heard_once() -> None:
    bell = Bell()
    assert _ring(bell, MESSAGE, at=0) == "message"
    assert _ring(bell, MESSAGE, at=60_000) is None
    assert _ring(bell, Alert(AlertKind.MESSAGE, THERE, 2), at=61_000) == "message"


def test_the_more_pressing_is_heard_first_and_the_other_is_not_lost() -> None:
    bell = Bell()
    assert _ring(bell, MESSAGE, OFFER, at=0) == "offer"
    assert _ring(bell, MESSAGE, OFFER, at=1_000) == "message"


def test_messages_are_silent_in_front_and_nothing_rings_on_a_break_or_when_hushed() -> None:
    assert _ring(Bell(), MESSAGE, at=0, in_front=True) is None
    assert _ring(Bell(), OFFER, at=0, in_front=True) == "offer"
    assert _ring(Bell(), OFFER, at=0, on_break=True) is None
    unquiet = msgspec.structs.replace(ALERTS, quiet_on_break=False)
    assert _ring(Bell(), OFFER, at=0, rules=unquiet, on_break=True) == "offer"
    bell = Bell()
    bell.hush(until=Millis(NOW + 3_000))
    assert _ring(bell, OFFER, at=0) is None
    assert _ring(bell, OFFER, at=5_000) == "offer"


def test_a_kind_without_a_sound_never_drowns_another() -> None:
    mute = ALERTS.with_rule(AlertKind.OFFER, AlertRule(sound=Sound.NONE))
    assert _ring(Bell(), OFFER, MESSAGE, at=0, rules=mute) == "message"


@given(
    st.lists(
        st.lists(
            st.builds(
                Alert,
                st.sampled_from(AlertKind),
                st.sampled_from([ConversationId("a"), ConversationId("b")]),
                st.integers(0, 1),
            ),
            max_size=4,
            unique=True,
        ),
        max_size=30,
    )
)
def test_what_stands_long_enough_is_always_heard(seconds: list[list[Alert]]) -> None:
    """With every kind loud, whatever has stood for as many calls as there are kinds was heard."""
    loud = ALERTS
    for kind in AlertKind:
        loud = loud.with_rule(kind, AlertRule(sound=Sound.CHIME, repeat_s=600))
    bell = Bell()
    stood: dict[Alert, int] = {}
    heard: set[AlertKind] = set()
    for second, alerts in enumerate(seconds):
        rung = _ring(bell, *alerts, at=second * 1_000, rules=loud)
        stood = {one: stood.get(one, 0) + 1 for one in alerts}
        if rung is not None:
            heard.add(AlertKind(rung))
        assert all(one.kind in heard for one, times in stood.items() if times >= len(AlertKind))
