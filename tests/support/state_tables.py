"""What every request does to a conversation in every state, by asking the rules themselves."""

from collections.abc import Sequence
from typing import Any

from msgspec.structs import replace

from protocol import commands, leading
from protocol.bodies import Message
from protocol.conversations import ConversationState
from protocol.entries import Audience
from protocol.ids import (
    LIVE_WORLD,
    AccountId,
    ClientId,
    ConversationId,
    QueueId,
    SubscriberId,
    TopicId,
)
from protocol.people import Author, AuthorRole, Presence, Role
from protocol.scalars import Millis
from server_stub.domain.acts import (
    CLOSING_TIMER,
    DUE_TIMER,
    HOLD_TIMER,
    LINK_TIMER,
    OFFER_TIMER,
    PASS_TIMER,
    ROBOT_TIMER,
    SYSTEM,
    WRAP_UP_TIMER,
    Act,
    Actor,
    FireTimer,
    HandOver,
    MarkDelivered,
    OfferTo,
    Overdue,
    Request,
    RobotEnds,
    RobotSays,
    StillTyping,
    TakeIn,
    robot_called,
    subscriber_of,
)
from server_stub.domain.capacity import AgentLoad
from server_stub.domain.configuration import Rules
from server_stub.domain.conversation import Conversation, Guesthood, LogEntry
from server_stub.domain.decisions import decide
from server_stub.domain.draft import Context
from server_stub.domain.errors import InvalidTransition, NotFound
from server_stub.domain.led import EVERYBODY
from tests.support.centre import ending_slowly

State = ConversationState
_NOBODYS = (State.ROBOT, State.QUEUED, State.OFFERED, State.SCHEDULED)
_END_BY_THEMSELVES = (State.ROBOT, State.CLOSING, State.WRAP_UP, State.SCHEDULED)
_RULES = Rules(ending_slowly({"topic": "queue"}, seconds=60, reopen=60))
"""A queue that counts down and has work after its conversations."""

STATES = tuple(state for state in State if state is not State.TALK)
"""Of a subscriber's conversation; a talk of colleagues has the one, and none of these requests."""

_NOW = Millis(1_000_000)
_EPOCH = 3
_SEEN = 9
_CHAT = ConversationId("chat")
_TWIN = ConversationId("twin")
_AGENT = AccountId("agent")
_CLIENT = ClientId("client-id")

_OTHER = AccountId("other")
_GUEST = AccountId("guest")

_BY_AGENT, _BY_OTHER, _BY_GUEST = (
    Actor(kind=AuthorRole.AGENT, id=one, name=one.title(), role=Role.AGENT)
    for one in (_AGENT, _OTHER, _GUEST)
)
_LEAD = AccountId("lead")
_BY_LEAD = Actor(kind=AuthorRole.AGENT, id=_LEAD, name="Lead", role=Role.LEAD)
_BY_ROBOT = robot_called("Robot")
_DESK: dict[str, Any] = {"request": 1, "client_id": _CLIENT, "conversation": _CHAT}
_VISIT: dict[str, Any] = {"request": 1, "client_id": _CLIENT}

ASKED: list[tuple[str, Actor, Request]] = [
    ("offer", SYSTEM, OfferTo(agent=_AGENT, agent_name="Agent", epoch=_EPOCH)),
    ("offer timer", SYSTEM, FireTimer(kind=OFFER_TIMER, epoch=_EPOCH)),
    ("hold timer", SYSTEM, FireTimer(kind=HOLD_TIMER, epoch=_EPOCH)),
    ("link timer, agent away", SYSTEM, FireTimer(kind=LINK_TIMER, epoch=_EPOCH)),
    ("accept", _BY_AGENT, commands.Accept(**_DESK, epoch=_EPOCH)),
    ("decline", _BY_AGENT, commands.Decline(**_DESK, epoch=_EPOCH)),
    ("take", _BY_AGENT, commands.Take(**_DESK)),
    ("release", _BY_AGENT, commands.Release(**_DESK, epoch=_EPOCH)),
    ("pass_on", _BY_AGENT, commands.PassOn(**_DESK, epoch=_EPOCH, agent=_OTHER, note="text")),
    (
        "pass_to_topic",
        _BY_AGENT,
        commands.PassToTopic(**_DESK, epoch=_EPOCH, topic="topic", note="text"),
    ),
    ("accept, passed on", _BY_OTHER, commands.Accept(**_DESK, epoch=_EPOCH)),
    ("decline, passed on", _BY_OTHER, commands.Decline(**_DESK, epoch=_EPOCH)),
    ("call_back, passed on", _BY_AGENT, commands.CallBack(**_DESK, epoch=_EPOCH)),
    ("pass timer, passed on", SYSTEM, FireTimer(kind=PASS_TIMER, epoch=_EPOCH)),
    ("invite", _BY_AGENT, commands.Invite(**_DESK, epoch=_EPOCH, agent=_OTHER)),
    ("send_away", _BY_AGENT, commands.SendAway(**_DESK, epoch=_EPOCH, agent=_GUEST)),
    ("step_out", _BY_GUEST, commands.StepOut(**_DESK)),
    ("whisper", _BY_LEAD, leading.WriteWhisper(**_DESK, epoch=_EPOCH, text="text")),
    ("join", _BY_LEAD, leading.JoinChat(**_DESK)),
    ("leave_chat", _BY_LEAD, leading.LeaveChat(**_DESK)),
    ("take_over", _BY_LEAD, leading.TakeOver(**_DESK, epoch=_EPOCH)),
    ("assign", _BY_LEAD, leading.Assign(**_DESK, epoch=_EPOCH, agent=_OTHER)),
    ("hold", _BY_AGENT, commands.Hold(**_DESK, epoch=_EPOCH)),
    ("unhold", _BY_AGENT, commands.Unhold(**_DESK, epoch=_EPOCH)),
    ("close", _BY_AGENT, commands.Close(**_DESK, epoch=_EPOCH, seen_seq=_SEEN, outcome="solved")),
    ("keep_open", _BY_AGENT, commands.KeepOpen(**_DESK, epoch=_EPOCH)),
    ("closing timer", SYSTEM, FireTimer(kind=CLOSING_TIMER, epoch=_EPOCH)),
    ("wrap_up", _BY_AGENT, commands.EndWork(**_DESK, epoch=_EPOCH, outcome="solved")),
    ("wrap-up timer", SYSTEM, FireTimer(kind=WRAP_UP_TIMER, epoch=_EPOCH)),
    (
        "wrap_up with a date",
        _BY_AGENT,
        commands.EndWork(**_DESK, epoch=_EPOCH, outcome="solved", follow_up=_NOW),
    ),
    ("date timer", SYSTEM, FireTimer(kind=DUE_TIMER, epoch=_EPOCH)),
    ("merge", _BY_AGENT, commands.Merge(**_DESK, epoch=_EPOCH, into=_TWIN)),
    ("merged from", SYSTEM, TakeIn(client_id=_CLIENT, source=_TWIN)),
    ("robot says", _BY_ROBOT, RobotSays(client_id=_CLIENT, epoch=_EPOCH, text="text")),
    ("robot hands over", _BY_ROBOT, HandOver(client_id=_CLIENT, epoch=_EPOCH)),
    ("robot ends", _BY_ROBOT, RobotEnds(client_id=_CLIENT, epoch=_EPOCH, outcome="by_robot")),
    ("robot timer", SYSTEM, FireTimer(kind=ROBOT_TIMER, epoch=_EPOCH)),
    ("send", _BY_AGENT, commands.Send(**_DESK, epoch=_EPOCH, text="text")),
    ("note", _BY_AGENT, commands.WriteNote(**_DESK, epoch=_EPOCH, text="text")),
    ("edit_message", _BY_AGENT, commands.EditMessage(**_DESK, epoch=_EPOCH, seq=2, text="new")),
    ("delete_message", _BY_AGENT, commands.DeleteMessage(**_DESK, epoch=_EPOCH, seq=2)),
    ("mark_read", _BY_AGENT, commands.MarkRead(request=1, conversation=_CHAT, seq=2)),
    ("visit.send", subscriber_of(_CHAT), commands.VisitSend(**_VISIT, text="text")),
    (
        "visit.send, agent away",
        subscriber_of(_CHAT),
        commands.VisitSend(**_VISIT, text="text"),
    ),
    ("overdue", SYSTEM, Overdue(promise="first_answer")),
    ("still typing", SYSTEM, StillTyping()),
    ("visit.call_me", subscriber_of(_CHAT), commands.VisitCallMe(**_VISIT, at=_NOW)),
    ("visit.leave", subscriber_of(_CHAT), commands.VisitLeave(**_VISIT)),
    ("visit.rate", subscriber_of(_CHAT), commands.VisitRate(**_VISIT, stars=5)),
    ("visit.mark_read", subscriber_of(_CHAT), commands.VisitMarkRead(request=1, seq=2)),
    ("delivered", SYSTEM, MarkDelivered(seq=2)),
]

REQUESTS = frozenset(type(request) for _, _, request in ASKED)
"""Every kind of request that is asked."""


def outcomes() -> dict[str, dict[State, State | None]]:
    """By request and state before: the state after, or None where it is refused."""
    return {
        name: {state: _after(name, state, actor, request) for state in STATES}
        for name, actor, request in ASKED
    }


def diagram() -> str:
    """The transitions as a state diagram in Mermaid."""
    edges: dict[tuple[State, State], list[str]] = {}
    for name, by_state in outcomes().items():
        for before, after in by_state.items():
            if after is not None and after is not before:
                edges.setdefault((before, after), []).append(name)
    lines = [
        f"    [*] --> {State.QUEUED.value}: visit.enter",
        f"    [*] --> {State.ROBOT.value}: visit.enter, if there is a robot",
        f"    [*] --> {State.SCHEDULED.value}: visit.enter, for a call",
    ]
    lines += [
        f"    {before.value} --> {after.value}: {', '.join(found)}"
        for (before, after), found in edges.items()
    ]
    return "\n".join(["```mermaid", "stateDiagram-v2", *lines, "```", ""])


def rows() -> tuple[Sequence[str], list[Sequence[str]]]:
    """The same as a table: what stays, what moves on, what is refused."""

    def cell(before: State, after: State | None) -> str:
        if after is None:
            return "refused"
        return "" if after is before else f"→ {after.value}"

    head = ("request", *(state.value for state in STATES))
    return head, [
        (f"`{name}`", *(cell(state, by_state[state]) for state in STATES))
        for name, by_state in outcomes().items()
    ]


def _after(name: str, state: State, actor: Actor, request: Request) -> State | None:
    act = Act(actor=actor, conversation=_CHAT, request=request, client_id=_CLIENT)
    before = _conversation(state)
    if name.endswith("passed on") and state in (State.ACTIVE, State.HELD):
        before = replace(before, offer_agent=_OTHER, offer_name="Other", offer_until=_NOW)
    context = _context(*(() if name.endswith("away") else (_AGENT,)))
    try:
        return decide(before, act, context).conversation.state
    except (InvalidTransition, NotFound):
        return None


def _said(seq: int) -> LogEntry:
    """A message of the agent's, so that there is something to change."""
    return LogEntry(
        conversation=_CHAT,
        seq=seq,
        rev=seq,
        at=_NOW,
        epoch=_EPOCH,
        audience=Audience.SUBSCRIBER,
        author=Author(role=AuthorRole.AGENT, id=_AGENT),
        body=Message(text="Text"),
    )


def _context(*there: AccountId) -> Context:
    """Where these agents are on line, besides a colleague and a guest."""
    loads = [
        _load(one, there=one != _AGENT or one in there) for one in (_AGENT, _OTHER, _GUEST, _LEAD)
    ]
    return Context(
        now=_NOW,
        offer_ms=20_000,
        loads={load.account: load for load in loads},
        heard_after=lambda chat, seq: 0,
        left_after=lambda chat, seq: False,
        entry=lambda chat, seq: _said(seq),
        colleagues={_OTHER: "Other"},
        guest_of=lambda account: 0,
        conversation=lambda chat: _twin(),
        rules=lambda: _RULES,
        led=lambda _: EVERYBODY,
    )


def _twin() -> Conversation:
    """Another one of the same subscriber's, with the same agent."""
    return replace(_conversation(State.ACTIVE), id=_TWIN, merged_into=_CHAT)


def _load(account: AccountId, *, there: bool) -> AgentLoad:
    return AgentLoad(
        account=account,
        presence=Presence.ONLINE if there else Presence.OFFLINE,
        presence_reason="",
        presence_since=_NOW,
        room=500,
        used=100,
        idle_since=_NOW,
        seen_at=_NOW,
        desk_rev=1,
        lost_at=None if there else Millis(1),
    )


def _conversation(state: State) -> Conversation:
    """One whose timers are due."""
    return Conversation(
        id=_CHAT,
        world=LIVE_WORLD,
        state=state,
        queue=QueueId("queue"),
        topic=TopicId("topic"),
        channel="web",
        language="ru",
        name="Name",
        phone="+7 975 000-41-17",
        subscriber=SubscriberId("subscriber"),
        verified=False,
        epoch=_EPOCH,
        rev=5,
        last_seq=5,
        entered_at=_NOW,
        queued_at=_NOW,
        changed_at=_NOW,
        owner=None if state in _NOBODYS else _AGENT,
        owner_name="" if state in _NOBODYS else "Agent",
        known_agent=_AGENT,
        due_at=_NOW if state in _END_BY_THEMSELVES else None,
        due_why="follow_up" if state is State.SCHEDULED else "",
        offer_agent=_AGENT if state is State.OFFERED else None,
        offer_until=_NOW if state is State.OFFERED else None,
        held_until=_NOW if state is State.HELD else None,
        closed_at=_NOW if state is State.CLOSED else None,
        guests=(
            (Guesthood(account=_GUEST, name="Guest", since=_NOW),)
            if state in (State.ACTIVE, State.HELD)
            else ()
        ),
    )
