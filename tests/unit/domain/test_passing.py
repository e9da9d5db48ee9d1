"""What the table of states does not show: waits, guests, limits, and who is asked first."""

from typing import Any

import pytest

from protocol import commands, limits
from protocol.bodies import Expired, PassedTo, Taken
from protocol.conversations import ConversationState
from protocol.ids import AccountId, ConversationId
from protocol.people import AuthorRole, Presence, Role
from protocol.scalars import Millis
from protocol.workplace import Receiver
from server_stub.domain.acts import PASS_TIMER, SYSTEM, Act, Actor, Alarm, FireTimer
from server_stub.domain.capacity import LINK_LEASE_MS, AgentLoad
from server_stub.domain.conversation import Conversation, Guesthood, head_of
from server_stub.domain.decisions import concerned_agents, decide
from server_stub.domain.draft import Context, Decision
from server_stub.domain.errors import InvalidTransition, NoRoom, NotFound, ReasonNeeded
from server_stub.domain.passing import OFFERS_LONG
from server_stub.domain.receivers import found
from tests.support.centre import rules_of
from tests.unit.domain.rows import conversation

NOW, OFFER_MS = Millis(1_000_000), 20_000
NAMES = {AccountId(name): name.title() for name in ("elena", "pavel", "irina", "oleg", "vera")}
RULES = rules_of({"fraud": "antifraud"})
EPOCH = 3


def by(name: str, kind: type[commands.Write], **fields: Any) -> Act:
    request = kind(request=0, client_id="client-id", conversation="chat", **fields)
    actor = Actor(kind=AuthorRole.AGENT, id=name, name=name.title(), role=Role.AGENT)
    return Act(actor=actor, conversation=ConversationId("chat"), request=request)


def elenas(**fields: object) -> Conversation:
    kept: dict[str, object] = {
        "state": ConversationState.ACTIVE,
        "owner": AccountId("elena"),
        "owner_name": "Elena",
        "epoch": EPOCH,
    }
    return conversation(**(kept | fields))


def load(name: AccountId, *, seen_at: int, used: int) -> AgentLoad:
    return AgentLoad(
        account=name,
        presence=Presence.ONLINE,
        presence_reason="",
        presence_since=Millis(1),
        room=5,
        used=used,
        idle_since=Millis(1),
        seen_at=Millis(seen_at),
        desk_rev=1,
    )


def decided(
    before: Conversation, act: Act, *, seen_at: int = NOW, guest_of: int = 0, used: int = 1
) -> Decision:
    """With the loads of those alone whom the store would have locked."""
    context = Context(
        now=NOW,
        offer_ms=OFFER_MS,
        loads={one: load(one, seen_at=seen_at, used=used) for one in concerned_agents(before, act)},
        heard_after=lambda chat, seq: 0,
        left_after=lambda chat, seq: False,
        entry=lambda chat, seq: None,
        colleagues=NAMES,
        rules=lambda: RULES,
        guest_of=lambda account: guest_of,
    )
    return decide(before, act, context)


def guests(*names: str) -> tuple[Guesthood, ...]:
    return tuple(
        Guesthood(account=AccountId(name), name=name.title(), since=Millis(1)) for name in names
    )


def pass_on(to: str = "pavel", note: str = "Спросил о роуминге") -> Act:
    return by("elena", commands.PassOn, epoch=EPOCH, agent=to, note=note)


HELD_OUT: dict[str, object] = {
    "offer_agent": AccountId("pavel"),
    "offer_name": "Pavel",
    "offer_until": Millis(NOW + 5),
}


def test_a_colleague_has_three_offers_time_and_its_end_is_an_alarm() -> None:
    decision = decided(elenas(), pass_on())
    until = Millis(NOW + OFFERS_LONG * OFFER_MS)
    chat = ConversationId("chat")
    assert decision.alarms == (
        Alarm(conversation=chat, kind=PASS_TIMER, epoch=EPOCH, due_at=until),
    )
    (entry,) = decision.entries
    assert entry.body == PassedTo(
        agent=AccountId("pavel"), name="Pavel", note="Спросил о роуминге", until=until
    )
    assert (decision.conversation.epoch, decision.conversation.owner) == (EPOCH, "elena")
    assert decision.load_changes == {"pavel": 1, "elena": 0}


def test_whose_link_has_been_silent_is_not_asked() -> None:
    with pytest.raises(InvalidTransition):
        decided(elenas(), pass_on(), seen_at=NOW - LINK_LEASE_MS)
    decided(elenas(), pass_on(), seen_at=NOW - LINK_LEASE_MS + 1)


def test_what_is_held_out_is_not_held_out_twice() -> None:
    with pytest.raises(InvalidTransition) as twice:
        decided(elenas(**HELD_OUT), pass_on("irina"))
    assert twice.value.data == {"state": "passed_on"}


@pytest.mark.parametrize("note", ["", "  \n\t"])
def test_nobody_gets_a_conversation_without_a_word(note: str) -> None:
    with pytest.raises(ReasonNeeded):
        decided(elenas(), pass_on(note=note))
    with pytest.raises(ReasonNeeded):
        decided(
            elenas(),
            by("elena", commands.PassToTopic, epoch=EPOCH, topic="fraud", note=note),
        )


@pytest.mark.parametrize(("waiting_since", "after"), [(None, NOW), (Millis(7), Millis(7))])
def test_who_is_passed_on_waits_for_the_one_who_takes_over(
    waiting_since: Millis | None, after: Millis
) -> None:
    before = elenas(**HELD_OUT, waiting_since=waiting_since, guests=guests("pavel", "irina"))
    decision = decided(before, by("pavel", commands.Accept, epoch=EPOCH))
    chat = decision.conversation
    assert (chat.owner, chat.epoch, chat.waiting_since) == ("pavel", EPOCH + 1, after)
    assert [guest.account for guest in chat.guests] == ["irina"]
    (entry,) = decision.entries
    assert entry.body == Taken(agent=AccountId("pavel"), name="Pavel", how="pass")
    assert decision.load_changes == {"elena": -1, "pavel": 0, "irina": 0}


def test_the_hand_over_ends_a_hold() -> None:
    before = elenas(**HELD_OUT, state=ConversationState.HELD, held_until=Millis(NOW + 99))
    chat = decided(before, by("pavel", commands.Accept, epoch=EPOCH)).conversation
    assert (chat.state, chat.held_until) == (ConversationState.ACTIVE, None)


@pytest.mark.parametrize("due", [True, False])
def test_time_runs_out_only_when_it_has(due: bool) -> None:
    before = elenas(**(HELD_OUT | {"offer_until": Millis(NOW + (0 if due else 1))}))
    ring = FireTimer(kind=PASS_TIMER, epoch=EPOCH)
    decision = decided(before, Act(actor=SYSTEM, conversation=before.id, request=ring))
    told = [entry.body for entry in decision.entries]
    expired = Expired(agent=AccountId("pavel"), name="Pavel", kept_by="Elena")
    assert told == ([expired] if due else [])
    assert decision.conversation.owner == "elena"


def test_a_topic_leads_to_its_queue_and_the_place_is_kept() -> None:
    before = elenas(**HELD_OUT, queued_at=Millis(5), guests=guests("irina"))
    act = by("elena", commands.PassToTopic, epoch=EPOCH, topic="fraud", note="Код из SMS")
    decision = decided(before, act)
    chat = decision.conversation
    assert (chat.queue, chat.topic, chat.queued_at) == ("antifraud", "fraud", 5)
    assert (chat.owner, chat.offer_agent, chat.guests) == (None, None, ())
    assert [one.agent for one in chat.passed_over] == ["elena"]
    assert decision.queues == {"antifraud"}
    assert decision.load_changes == {"elena": -1, "pavel": -1, "irina": 0}


def test_guests_are_few_and_each_once() -> None:
    invite = by("elena", commands.Invite, epoch=EPOCH, agent="vera")
    chat = decided(elenas(guests=guests("pavel")), invite).conversation
    assert [guest.account for guest in chat.guests] == ["pavel", "vera"]
    with pytest.raises(InvalidTransition):
        decided(chat, invite)
    with pytest.raises(NoRoom) as full:
        decided(elenas(guests=guests("pavel", "irina", "oleg")), invite)
    assert full.value.data == {"used": limits.GUESTS, "room": limits.GUESTS}
    with pytest.raises(NoRoom):
        decided(elenas(), invite, guest_of=limits.GUEST_PLACES)
    with pytest.raises(NotFound):
        decided(elenas(), by("elena", commands.Invite, epoch=EPOCH, agent="nobody"))


def test_a_guest_is_called_until_he_has_looked_and_reads_nothing_for_the_owner() -> None:
    invite = by("elena", commands.Invite, epoch=EPOCH, agent="pavel")
    asked = decided(elenas(unread=2, last_seq=4), invite).conversation
    assert head_of(asked).guests[0].called == asked.last_seq == 5

    def reads(chat: Conversation, seq: int) -> Conversation:
        mark = commands.MarkRead(request=0, conversation="chat", seq=seq)
        pavel = Actor(kind=AuthorRole.AGENT, id="pavel", name="Pavel", role=Role.AGENT)
        return decided(chat, Act(actor=pavel, conversation=chat.id, request=mark)).conversation

    assert reads(asked, 4) == asked
    seen = reads(asked, 5)
    assert head_of(seen).guests[0].called == 0
    assert (seen.agent_read, seen.unread, seen.rev) == (0, 2, asked.rev + 1)
    assert reads(seen, 5) == seen


def test_a_guest_takes_no_room() -> None:
    invite = by("elena", commands.Invite, epoch=EPOCH, agent="pavel")
    assert decided(elenas(), invite, used=5).load_changes == {"pavel": 0}


def receiver(name: str, presence: Presence, *, used: int) -> Receiver:
    return Receiver(
        account=AccountId(name),
        name=name,
        presence=presence,
        presence_since=Millis(1),
        room=5,
        used=used,
    )


ALL = [
    receiver("Жанна Ким", Presence.BREAK, used=0),
    receiver("Вера Соколова", Presence.ONLINE, used=4),
    receiver("антон Ким-Лебедев", Presence.ONLINE, used=1),
    receiver("Борис Кимов", Presence.ONLINE, used=1),
    receiver("Олег Ким", Presence.OFFLINE, used=0),
]


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("", ["антон Ким-Лебедев", "Борис Кимов", "Вера Соколова", "Жанна Ким", "Олег Ким"]),
        ("ким", ["антон Ким-Лебедев", "Борис Кимов", "Жанна Ким", "Олег Ким"]),
        ("КИМ ол", ["Олег Ким"]),
        ("леб", ["антон Ким-Лебедев"]),
        ("нна", []),
    ],
)
def test_who_is_there_with_the_most_room_is_named_first(query: str, names: list[str]) -> None:
    assert [one.name for one in found(ALL, query)] == names
