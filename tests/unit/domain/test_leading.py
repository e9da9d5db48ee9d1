"""What a lead does with another one's conversation: whose it is then, and who is told nothing."""

from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from protocol import commands, leading
from protocol.bodies import Assigned, EntryBody, Inside, Message, OutsideBody, Taken, Whisper
from protocol.command import Command
from protocol.configuration import (
    AgentRules,
    Configuration,
    Group,
    QueueRules,
    Title,
)
from protocol.conversations import ConversationState
from protocol.entries import Audience
from protocol.ids import AccountId, ClientId, ConversationId, QueueId
from protocol.people import Author, AuthorRole, Presence, Role
from protocol.scalars import Millis
from server_stub.domain.acts import Act, Actor
from server_stub.domain.capacity import AgentLoad, room_taken
from server_stub.domain.configuration import Rules
from server_stub.domain.conversation import (
    AUDIENCE_LEVELS,
    Conversation,
    Guesthood,
    InsideToldOutside,
    LogEntry,
)
from server_stub.domain.decisions import decide
from server_stub.domain.draft import Context, Decision
from server_stub.domain.errors import DomainError, InvalidTransition, NoRoom, NotFound, StaleEpoch
from server_stub.domain.led import EVERYBODY, Led, led_by_rules
from server_stub.domain.stints import StintEnded, StintWent
from tests.support.wire_examples import example
from tests.unit.domain.rows import conversation

State = ConversationState
LEAD = Actor(kind=AuthorRole.AGENT, id="lead", name="Ирина", role=Role.LEAD)
ELENA = Actor(kind=AuthorRole.AGENT, id="elena", name="Елена", role=Role.AGENT)
NOW = Millis(1_000_000)
TITLE = Title(ru="Очередь", en="Queue")
RULES = Rules(
    Configuration(
        operator=TITLE,
        queues=tuple(QueueRules(id=one, title=TITLE) for one in ("general", "technical")),
        topics=(),
        groups=(
            Group(id="first", title=TITLE, leads=("lead",)),
            Group(id="second", title=TITLE, leads=("other",)),
        ),
    ),
    [
        AgentRules(account="elena", group="first", queues=("general",)),
        AgentRules(account="pavel", group="second", queues=("technical",)),
        AgentRules(account="oleg", group="second"),
    ],
)


def load(account: str, presence: Presence = Presence.ONLINE, *, used: int = 0) -> AgentLoad:
    return AgentLoad(
        account=AccountId(account),
        presence=presence,
        presence_reason="",
        presence_since=NOW,
        room=500,
        used=used,
        idle_since=NOW,
        seen_at=NOW,
        desk_rev=1,
    )


def do(
    one: Conversation,
    request: Command,
    *,
    actor: Actor = LEAD,
    led: Led = EVERYBODY,
    loads: tuple[AgentLoad, ...] = (),
) -> Decision:
    known = {AccountId(name): load(name) for name in ("lead", "elena", "pavel", "oleg")}
    context = Context(
        now=NOW,
        offer_ms=20_000,
        loads=known | {one.account: one for one in loads},
        heard_after=lambda *_: 0,
        left_after=lambda *_: False,
        entry=lambda *_: None,
        colleagues={AccountId("elena"): "Елена", AccountId("pavel"): "Павел"},
        guest_of=lambda _: 0,
        rules=lambda: RULES,
        led=lambda _: led,
    )
    act = Act(actor=actor, conversation=one.id, request=request, client_id=ClientId("client-id-1"))
    return decide(one, act, context)


def ask(kind: type[commands.Write], **fields: object) -> commands.Write:
    named = {"epoch": 1} if "epoch" in kind.__struct_fields__ else {}
    known: dict[str, object] = {"request": 0, "client_id": "client-id-1", "conversation": "chat"}
    return kind(**known, **named | fields)  # type: ignore[arg-type]


@st.composite
def movable(draw: st.DrawFn) -> Conversation:
    """One that waits, is offered, is answered or held, perhaps held out to a colleague."""
    state = draw(st.sampled_from([State.QUEUED, State.OFFERED, State.ACTIVE, State.HELD]))
    fields: dict[str, object] = {"state": state}
    if state in (State.ACTIVE, State.HELD):
        fields |= {"owner": "elena", "owner_name": "Елена"}
    if state is State.OFFERED or (state is not State.QUEUED and draw(st.booleans())):
        fields |= {"offer_agent": draw(st.sampled_from(["pavel", "lead"])), "offer_until": 10**9}
    if draw(st.booleans()):
        fields["guests"] = (Guesthood(account=AccountId("oleg"), name="Олег", since=NOW),)
    return conversation(**fields)


def held_rooms(one: Conversation) -> dict[str, int]:
    """Places on desks, by agent."""
    rooms: dict[str, int] = {}
    for holder in one.holders:
        rooms[holder] = rooms.get(holder, 0) + 1
    return rooms


@given(movable(), st.sampled_from(["take_over", "to_agent", "to_queue"]))
def test_whoever_gets_it_has_it_alone_and_rooms_follow(one: Conversation, how: str) -> None:
    request = {
        "take_over": ask(leading.TakeOver),
        "to_agent": ask(leading.Assign, agent="pavel", note="Роуминг"),
        "to_queue": ask(leading.Assign, queue="technical"),
    }[how]
    decision = do(one, request)
    after = decision.conversation
    assert after.epoch == one.epoch + 1, "whoever had it before is not fenced out"
    assert (after.offer_agent, after.held_until) == (None, None)
    owner = {"take_over": "lead", "to_agent": "pavel", "to_queue": None}[how]
    assert after.owner == owner
    before, now = held_rooms(one), held_rooms(after)
    changes = {
        agent: now.get(agent, 0) - before.get(agent, 0) for agent in before.keys() | now.keys()
    }
    for agent, change in decision.load_changes.items():
        assert change.places == changes.get(agent, 0)
        assert change.used == room_taken(after, agent) - room_taken(one, agent)
    assert all(agent in decision.load_changes for agent in changes), "a desk changed in silence"
    ended = [change for change in decision.stints if isinstance(change, StintEnded)]
    assert len(ended) == (one.owner is not None)
    assert decision.entries[0].author.name == "Ирина"
    assert decision.record is not None, "it is on nobody's record"
    moves = [entry.body for entry in decision.entries if isinstance(entry.body, Taken | Assigned)]
    assert [body.was for body in moves] == [one.owner_name]
    assert not any(entry.audience is Audience.SUBSCRIBER for entry in decision.entries)
    waits = (State.QUEUED, State.OFFERED)
    was_waiting, is_waiting = one.state in waits, after.state in waits
    assert bool(decision.queues) == (was_waiting or is_waiting)
    assert sum(type(wait).__name__ == "WaitEnded" for wait in decision.waits) == was_waiting
    assert sum(type(wait).__name__ == "WaitBegan" for wait in decision.waits) == is_waiting


@pytest.mark.parametrize(
    ("request_", "refusal"),
    [
        (ask(leading.TakeOver, epoch=7), StaleEpoch),
        (ask(leading.Assign, epoch=7, agent="pavel"), StaleEpoch),
        (ask(leading.WriteWhisper, epoch=7, text="?"), StaleEpoch),
        (ask(leading.Assign, agent="nobody"), NotFound),
        (ask(leading.Assign, agent="elena"), NotFound),
        (ask(leading.Assign, queue="nowhere"), NotFound),
    ],
)
def test_what_is_no_more_or_is_not_is_refused(
    request_: commands.Write, refusal: type[DomainError]
) -> None:
    with pytest.raises(refusal):
        do(conversation(state=State.ACTIVE, owner="elena", owner_name="Елена"), request_)


def test_nobody_gets_more_than_his_room_or_what_he_would_not_see() -> None:
    one = conversation(state=State.ACTIVE, owner="elena", owner_name="Елена")
    with pytest.raises(NoRoom):
        do(one, ask(leading.TakeOver), loads=(load("lead", used=500),))
    with pytest.raises(NoRoom):
        do(one, ask(leading.Assign, agent="pavel"), loads=(load("pavel", used=500),))
    with pytest.raises(InvalidTransition):
        do(one, ask(leading.Assign, agent="pavel"), loads=(load("pavel", Presence.BREAK),))
    with pytest.raises(NotFound):
        do(one, ask(leading.Assign, agent="pavel"), led=led_by_rules(RULES, AccountId("lead")))


def test_what_a_joined_lead_says_is_not_the_owners_answer() -> None:
    one = conversation(state=State.ACTIVE, owner="elena", owner_name="Елена", waiting_since=5)
    joined = do(one, ask(leading.JoinChat)).conversation
    assert joined.epoch == one.epoch
    assert joined.has_voice("lead")
    assert [guest.lead for guest in joined.guests] == [True]
    with pytest.raises(InvalidTransition):
        do(joined, ask(leading.JoinChat))
    said = do(joined, ask(commands.Send, text="Добрый день"))
    assert said.conversation.owner == "elena"
    assert said.conversation.waiting_since is None
    assert not any(isinstance(change, StintWent) for change in said.stints)
    assert len(said.waits) == 1
    assert said.conversation.answered_epoch == one.answered_epoch
    left = do(joined, ask(leading.LeaveChat)).conversation
    assert left.guests == ()
    closed = do(joined, ask(commands.Close, seen_seq=9, outcome="solved"), actor=ELENA)
    assert closed.conversation.guests == ()


def test_a_whisper_is_no_message_and_has_no_audience_but_colleagues() -> None:
    one = conversation(state=State.ACTIVE, owner="elena", owner_name="Елена", waiting_since=5)
    decision = do(one, ask(leading.WriteWhisper, text="Спроси номер"))
    (entry,) = decision.entries
    assert entry.body == Whisper(text="Спроси номер", to="Елена")
    assert entry.audience is Audience.AGENTS
    after = decision.conversation
    assert (after.preview, after.waiting_since, after.unread) == ("", 5, 0)
    told = entry.seen_by(AUDIENCE_LEVELS[Audience.AGENTS])
    assert told.body == entry.body
    with pytest.raises(InsideToldOutside):
        entry.seen_by(AUDIENCE_LEVELS[Audience.SUBSCRIBER])


@pytest.mark.parametrize("kind", sorted(get_args(EntryBody), key=lambda one: str(one)))
def test_what_is_said_among_colleagues_has_no_way_out_whatever_its_row_says(kind: type) -> None:
    """Even a row that somebody has spoilt in the store is not told to a subscriber."""
    inside = issubclass(kind, Inside)
    assert inside == (kind not in get_args(OutsideBody))
    tag = kind.__struct_config__.tag  # type: ignore[attr-defined]
    body = example(f"entries/{tag}").body
    entry = LogEntry(
        conversation=ConversationId("chat"),
        seq=1,
        rev=1,
        at=NOW,
        epoch=1,
        audience=Audience.SUBSCRIBER,
        author=Author(role=AuthorRole.AGENT, id="lead", name="Ирина"),
        body=body,
    )
    level = AUDIENCE_LEVELS[Audience.SUBSCRIBER]
    if inside:
        with pytest.raises(InsideToldOutside):
            entry.seen_by(level)
    else:
        assert entry.seen_by(level).body == body


def test_a_lead_leads_his_groups_and_one_of_none_leads_all() -> None:
    first, second = (led_by_rules(RULES, AccountId(one)) for one in ("lead", "other"))
    assert led_by_rules(RULES, AccountId("third")) == EVERYBODY
    of_elena = conversation(state=State.ACTIVE, owner="elena", queue="technical")
    waits = conversation(queue="general")
    assert (first.has(of_elena), second.has(of_elena)) == (True, False)
    assert (first.has(waits), second.has(waits)) == (True, True), "Oleg serves every queue"
    elsewhere = conversation(queue="technical")
    assert (first.has(elsewhere), second.has(elsewhere)) == (False, True)
    held_out = conversation(state=State.ACTIVE, owner="pavel", offer_agent="elena")
    assert first.has(held_out)
    assert first.has_queue(QueueId("general"))
    assert not first.has_agent("pavel")
    assert isinstance(Message(text="x"), OutsideBody)
