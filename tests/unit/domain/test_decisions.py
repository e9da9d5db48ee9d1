"""Every sequence of commands keeps the log dense, the owner fenced and the counters true."""

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from protocol import commands
from protocol.conversations import ConversationState
from protocol.ids import AccountId
from protocol.people import AuthorRole, Presence, Role
from protocol.scalars import Millis
from server_stub.domain.acts import (
    CLOSING_TIMER,
    HOLD_TIMER,
    OFFER_TIMER,
    SYSTEM,
    WRAP_UP_TIMER,
    Act,
    Actor,
    FireTimer,
)
from server_stub.domain.capacity import AgentLoad
from server_stub.domain.configuration import Rules
from server_stub.domain.errors import (
    ConversationOver,
    DomainError,
    InvalidTransition,
    NotFound,
    StaleView,
)
from tests.support.centre import ending_slowly, rules_of
from tests.support.moves import QUEUE, Move, moves
from tests.support.work import Work
from tests.support.work_checks import check

ROOM = {"elena": 100, "pavel": 200}


RULES = Rules(ending_slowly({"services": QUEUE}, seconds=1, reopen=2))


def new_work(rules: Rules | None = None) -> Work:
    return Work(
        rules=rules or rules_of({"services": QUEUE}),
        agents=[
            Actor(kind=AuthorRole.AGENT, id=name, name=name.title(), role=Role.AGENT)
            for name in ROOM
        ],
        loads={
            AccountId(name): AgentLoad(
                account=AccountId(name),
                presence=Presence.ONLINE,
                presence_reason="",
                presence_since=Millis(1),
                room=room,
                used=0,
                idle_since=Millis(1),
                seen_at=Millis(1),
                desk_rev=1,
            )
            for name, room in ROOM.items()
        },
        now=Millis(1_000),
        offer_ms=20,
        horizon=20,
    )


def play(work: Work, move: Move) -> None:
    """Time goes on, somebody tries something, and everything still holds."""
    work.now = Millis(work.now + move.number)
    if move.what == "presence":
        work.set_presence(move)
        return
    with contextlib.suppress(DomainError):
        work.apply(work.act_of(move))
    check(work)


@given(moves(80))
def test_no_sequence_of_commands_breaks_an_invariant(sequence: list[Move]) -> None:
    work = new_work()
    for chat in range(2):
        play(work, Move("enter", chat, 0, current=True, number=1))
    for move in sequence:
        play(work, move)


@given(moves(80), st.sampled_from([1, 100, 400]))
def test_no_sequence_breaks_one_where_conversations_end_slowly(
    sequence: list[Move], pace: int
) -> None:
    work = new_work(RULES)
    for chat in range(2):
        play(work, Move("enter", chat, 0, current=True, number=chat + 4))
    for move in sequence:
        work.now = Millis(work.now + move.number * pace)
        play(work, move)


def entered(work: Work, *rest: str) -> Work:
    """A conversation of Elena's, and what was done to it since."""
    for what in ("enter", "take", *rest):
        work.apply(work.act_of(Move(what, 0, 0, current=True, number=0)))
    return work


def ring(work: Work, kind: str) -> ConversationState:
    """The alarm that a router saw a moment ago rings now; what has become of the conversation."""
    chat = work.chats[work.chat_id(0)]
    alarm = FireTimer(kind=kind, epoch=chat.epoch)
    work.apply(Act(actor=SYSTEM, conversation=chat.id, request=alarm))
    check(work)
    return work.chats[chat.id].state


def hold(work: Work, until: int | None) -> None:
    chat = work.chats[work.chat_id(0)]
    request = commands.Hold(
        request=0, client_id=f"hold-{until}", conversation=chat.id, epoch=chat.epoch, until=until
    )
    work.apply(Act(actor=work.agents[0], conversation=chat.id, request=request))


@pytest.mark.parametrize("until", [None, 5_000])
def test_the_alarm_of_an_earlier_hold_does_not_end_a_later_one(until: int | None) -> None:
    work = entered(new_work())
    hold(work, 1_010)
    work.apply(work.act_of(Move("unhold", 0, 0, current=True, number=0)))
    hold(work, until)
    work.now = Millis(1_010)
    assert ring(work, HOLD_TIMER) is ConversationState.HELD
    if until is not None:
        work.now = Millis(until)
        assert ring(work, HOLD_TIMER) is ConversationState.ACTIVE


def test_an_offer_that_is_not_over_yet_does_not_expire() -> None:
    work = new_work()
    for what in ("enter", "offer"):
        work.apply(work.act_of(Move(what, 0, 0, current=True, number=0)))
    assert ring(work, OFFER_TIMER) is ConversationState.OFFERED
    work.now = Millis(work.now + work.offer_ms)
    assert ring(work, OFFER_TIMER) is ConversationState.QUEUED


def test_the_alarm_of_an_earlier_epoch_has_nothing_to_say() -> None:
    work = new_work()
    for what in ("enter", "offer"):
        work.apply(work.act_of(Move(what, 0, 0, current=True, number=0)))
    work.now = Millis(work.now + work.offer_ms)
    (chat,) = work.chats.values()
    late = FireTimer(kind=OFFER_TIMER, epoch=chat.epoch - 1)
    work.apply(Act(actor=SYSTEM, conversation=chat.id, request=late))
    assert work.chats[chat.id] is chat


@pytest.mark.parametrize("there", [True, False])
def test_a_message_brings_a_closed_conversation_back_with_all_it_had(there: bool) -> None:
    work = entered(new_work(), "say", "send", "close")
    log = list(work.log[work.chat_id(0)])
    work.now = Millis(work.now + 100)
    if not there:
        work.set_presence(Move("presence", 0, 0, current=True, number=0))
    work.apply(work.act_of(Move("say", 0, 0, current=True, number=0)))
    check(work)
    chat = work.chats[work.chat_id(0)]
    state = ConversationState.ACTIVE if there else ConversationState.QUEUED
    assert (chat.state, chat.unread, chat.queued_at) == (state, 1, work.now)
    assert (chat.known_agent, chat.owner) == ("elena", "elena" if there else None)
    assert work.log[chat.id][: len(log)] == log


def test_without_room_at_his_own_agents_he_waits_to_be_asked_first() -> None:
    work = entered(new_work(), "say", "send", "close")
    for what in ("enter", "take"):  # Elena has room for one
        work.apply(work.act_of(Move(what, 1, 0, current=True, number=0)))
    work.apply(work.act_of(Move("say", 0, 0, current=True, number=0)))
    check(work)
    chat = work.chats[work.chat_id(0)]
    assert (chat.state, chat.known_agent) == (ConversationState.QUEUED, "elena")


def test_after_the_time_to_reopen_the_conversation_is_over() -> None:
    work = entered(new_work(RULES), "say", "send", "close")
    for _ in range(2):  # the countdown, then the work after it
        work.now = Millis(work.now + 1_000)
        chat = work.chats[work.chat_id(0)]
        kind = CLOSING_TIMER if chat.state is ConversationState.CLOSING else WRAP_UP_TIMER
        ring(work, kind)
    assert work.chats[work.chat_id(0)].state is ConversationState.CLOSED
    before = work.chats[work.chat_id(0)]
    work.now = Millis(work.now + 2_001)
    with pytest.raises(ConversationOver):
        work.apply(work.act_of(Move("say", 0, 0, current=True, number=0)))
    assert work.chats[before.id] == before


@pytest.mark.parametrize("what", ["typing", "say", "keep_open"])
def test_a_countdown_is_called_off(what: str) -> None:
    work = entered(new_work(RULES), "say", "send", "close")
    assert work.chats[work.chat_id(0)].state is ConversationState.CLOSING
    work.apply(work.act_of(Move(what, 0, 0, current=True, number=0)))
    check(work)
    chat = work.chats[work.chat_id(0)]
    assert (chat.state, chat.outcome, chat.due_at) == (ConversationState.ACTIVE, "", None)
    work.now = Millis(work.now + 5_000)
    assert ring(work, CLOSING_TIMER) is ConversationState.ACTIVE


def test_a_second_close_hastens_the_end() -> None:
    work = entered(new_work(RULES), "say", "send", "close", "close")
    check(work)
    chat = work.chats[work.chat_id(0)]
    assert (chat.state, chat.owner) == (ConversationState.WRAP_UP, "elena")
    assert work.loads[AccountId("elena")].used == 100
    work.apply(work.act_of(Move("wrap_up", 0, 0, current=True, number=1)))
    check(work)
    assert work.chats[chat.id].outcome == "helped"
    assert work.loads[AccountId("elena")].used == 0


def test_closing_does_not_move_the_read_mark_back() -> None:
    work = entered(new_work(), "say", "send")
    work.apply(work.act_of(Move("read", 0, 0, current=True, number=12)))
    read = work.chats[work.chat_id(0)].agent_read
    work.apply(work.act_of(Move("close", 0, 0, current=True, number=0)))
    assert work.chats[work.chat_id(0)].agent_read == read


def test_who_left_unanswered_and_came_back_is_heard_whole() -> None:
    work = new_work()
    for what in ("enter", "say", "say", "leave", "say"):
        work.apply(work.act_of(Move(what, 0, 0, current=True, number=0)))
    check(work)
    chat = work.chats[work.chat_id(0)]
    assert (chat.state, chat.unread, chat.agent_read) == (ConversationState.QUEUED, 3, 0)


def test_who_closed_the_chat_himself_waits_no_longer_until_he_writes_again() -> None:
    work = entered(new_work(), "say")
    here = work.chat_id(0)
    assert work.chats[here].waiting_since is not None
    for what, state in (("hold", ConversationState.HELD), ("leave", ConversationState.HELD)):
        work.apply(work.act_of(Move(what, 0, 0, current=True, number=0)))
        check(work)
        assert work.chats[here].state is state
    assert work.chats[here].waiting_since is None
    work.apply(work.act_of(Move("say", 0, 0, current=True, number=1)))
    check(work)
    assert work.chats[here].waiting_since == work.now


@pytest.mark.parametrize("given", [("pass", "accept"), ("release",), ("topic",)])
def test_who_has_closed_the_chat_waits_in_nobody_elses_hands_either(given: tuple[str, ...]) -> None:
    work = entered(new_work(), "say", "send", "leave")
    here = work.chat_id(0)
    for what in given:
        agent = int(what == "accept")
        work.apply(work.act_of(Move(what, 0, agent, current=True, number=1)))
        check(work)
    assert work.chats[here].owner != "elena"
    assert work.chats[here].waiting_since is None
    work.apply(work.act_of(Move("say", 0, 0, current=True, number=1)))
    check(work)
    assert work.chats[here].waiting_since == work.now


def test_an_agent_without_a_desk_or_on_a_break_is_offered_nothing() -> None:
    work = new_work()
    work.apply(work.act_of(Move("enter", 0, 0, current=True, number=0)))
    work.set_presence(Move("presence", 0, 0, current=True, number=0))
    with pytest.raises(InvalidTransition):
        work.apply(work.act_of(Move("offer", 0, 0, current=True, number=0)))
    del work.loads[AccountId("pavel")]
    with pytest.raises(NotFound):
        work.apply(work.act_of(Move("offer", 0, 1, current=True, number=0)))


def close(work: Work, seen_seq: int) -> None:
    chat = work.chats[work.chat_id(0)]
    request = commands.Close(
        request=0,
        client_id=f"close-{seen_seq}",
        conversation=chat.id,
        epoch=chat.epoch,
        seen_seq=seen_seq,
        outcome="solved",
    )
    act = Act(actor=work.agents[0], conversation=chat.id, request=request, client_id=None)
    work.apply(act)


def test_a_message_that_its_agent_has_not_seen_keeps_a_conversation_open() -> None:
    work = entered(new_work(), "say")
    seen = work.chats[work.chat_id(0)].last_seq
    work.apply(work.act_of(Move("send", 0, 0, current=True, number=1)))
    work.apply(work.act_of(Move("say", 0, 0, current=True, number=2)))
    before = work.chats[work.chat_id(0)]
    with pytest.raises(StaleView) as refused:
        close(work, seen)
    assert refused.value.data == {"seq": before.last_heard_seq}
    assert work.chats[before.id] == before
    close(work, before.last_heard_seq)
    check(work)
    after = work.chats[before.id]
    assert (after.state, after.agent_read, after.unread) == (
        ConversationState.CLOSED,
        before.last_heard_seq,
        0,
    )


def test_what_the_agent_himself_wrote_needs_no_reading_before_the_close() -> None:
    work = entered(new_work(), "say")
    seen = work.chats[work.chat_id(0)].last_seq
    work.apply(work.act_of(Move("send", 0, 0, current=True, number=1)))
    close(work, seen)
    assert work.chats[work.chat_id(0)].state is ConversationState.CLOSED
