"""Work on conversations: random moves, a model that applies them in memory, and what must hold.

The model keeps every row and every entry in plain dictionaries and decides by the domain. It is
judged by `check`, which tells each conversation again from its log alone and compares; stores are
judged by comparing them with the model.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import msgspec
from hypothesis import strategies as st

from protocol import commands, values
from protocol.ids import AccountId, ClientId, ConversationId, QueueId
from protocol.values import (
    Audience,
    AuthorRole,
    ConversationState,
    EntryBody,
    Message,
    Millis,
    Presence,
)
from server_stub.domain.acts import (
    HOLD_TIMER,
    OFFER_TIMER,
    SYSTEM,
    Act,
    Actor,
    Alarm,
    FireTimer,
    MarkDelivered,
    OfferTo,
    OpenVisit,
    Request,
    subscriber_of,
)
from server_stub.domain.capacity import AgentLoad
from server_stub.domain.conversation import Conversation, LogEntry
from server_stub.domain.decisions import concerned_agents, decide
from server_stub.domain.draft import Context, Decision
from server_stub.domain.errors import ClientIdReused, NotFound
from server_stub.domain.identity import is_repeat
from server_stub.domain.life import open_conversation
from server_stub.domain.permissions import authorize, relation_to
from server_stub.storage.conversations import Committed

State = ConversationState

QUEUE = QueueId("general")
CHATS = 3
"""Few, so that moves meet each other."""

_SAID_TO_THE_SUBSCRIBER = (values.Entered, Message, values.Left, values.Rated)
_WAITS = (State.QUEUED, State.OFFERED)


@dataclass(frozen=True, slots=True)
class Move:
    """Something that somebody tries; `current` tells whether he knows how things stand."""

    what: str
    chat: int
    agent: int
    current: bool
    number: int


MOVES = (
    *("enter", "say", "say", "say", "rate", "leave", "see", "delivered"),
    *("accept", "accept", "decline", "take", "take", "release", "hold", "hold", "unhold"),
    *("close", "close", "send", "send", "note", "read", "read"),
    *("offer", "offer", "ring", "ring", "repeat", "reuse", "presence"),
)


def moves(count: int) -> st.SearchStrategy[list[Move]]:
    """So many moves; most know how things stand, or little would ever succeed."""
    one = st.builds(
        Move,
        what=st.sampled_from(MOVES),
        chat=st.integers(0, CHATS - 1),
        agent=st.integers(0, 1),
        current=st.integers(0, 5).map(bool),
        number=st.integers(0, 12),
    )
    return st.lists(one, min_size=count, max_size=count)


@dataclass
class Work:
    """All rows, as they ought to be."""

    agents: Sequence[Actor]
    loads: dict[AccountId, AgentLoad]
    now: Millis
    offer_ms: int
    horizon: int
    """Into what future a hold may last."""
    name: str = "chat"
    chats: dict[ConversationId, Conversation] = field(default_factory=dict)
    log: dict[ConversationId, list[LogEntry]] = field(default_factory=dict)
    alarms: dict[tuple[ConversationId, str], Alarm] = field(default_factory=dict)
    answers: dict[tuple[ClientId, str], tuple[EntryBody, Committed]] = field(default_factory=dict)
    asked: list[Act] = field(default_factory=list)
    queue_rev: int = 0

    def chat_id(self, number: int) -> ConversationId:
        return ConversationId(hashlib.sha256(f"{self.name}/{number}".encode()).hexdigest()[:32])

    def act_of(self, move: Move) -> Act:
        """The command that the move means here and now."""
        if move.what == "repeat" and self.asked:
            return self.asked[move.number % len(self.asked)]
        if move.what == "reuse" and self.asked:
            return _other_words(self.asked[move.number % len(self.asked)], move.number)
        conversation = self.chat_id(move.chat)
        client_id = ClientId(f"{self.name[:20]}-{len(self.asked):04}")
        request = self._request(move, conversation, client_id)
        if isinstance(request, OfferTo | FireTimer):
            actor = SYSTEM
        elif isinstance(request, OpenVisit | MarkDelivered) or _is_a_visitors(request):
            actor = subscriber_of(conversation, "Анна")
        else:
            actor = self._agent(move, conversation)
        act = Act(
            actor=actor,
            conversation=conversation,
            request=request,
            client_id=getattr(request, "client_id", None),
        )
        self.asked.append(act)
        return act

    def set_presence(self, move: Move) -> tuple[AccountId, Presence]:
        """An agent goes for a break or comes back."""
        agent = AccountId(self.agents[move.agent].id)
        presence = Presence.ONLINE if move.number % 3 else Presence.BREAK
        load = self.loads[agent]
        self.loads[agent] = msgspec.structs.replace(
            load,
            presence=presence,
            presence_since=self.now,
            idle_since=self.now,
            desk_rev=load.desk_rev + 1,
        )
        return agent, presence

    def apply(self, act: Act) -> Committed:
        """Do it or raise `DomainError`; every change is checked against what was before."""
        key = (act.client_id, act.actor.id) if act.client_id is not None else None
        if key in self.answers:
            body, committed = self.answers[key]
            if committed.conversation == act.conversation and is_repeat(act.request, body):
                return committed
            raise ClientIdReused
        before = self.chats.get(act.conversation)
        log = self.log.get(act.conversation, [])
        context = Context(
            now=self.now,
            offer_ms=self.offer_ms,
            loads={} if before is None else self._loads_for(before, act),
            heard_after=lambda seq: sum(
                _is_heard(entry) and entry.seq > seq for entry in self.log[act.conversation]
            ),
        )
        if isinstance(act.request, OpenVisit):
            if before is not None:
                raise ClientIdReused
            decision = open_conversation(act, act.request, context)
        else:
            authorize(act.actor, act.verb, relation_to(before, act.actor, act.verb))
            if before is None:
                raise NotFound
            decision = decide(before, act, context)
            _check_step(before, decision, act)
            if isinstance(act.request, FireTimer) and decision.entries:
                due_at = before.offer_until or before.held_until
                assert due_at is not None, "an alarm of nothing rang"
                assert due_at <= self.now, "an alarm rang early"
        desks = {agent: self.desk(agent) for agent in self.loads}
        queue = self.queue()
        self._take_in(decision, act, log)
        for agent, load in self.loads.items():
            told = agent in decision.load_changes
            assert told or self.desk(agent) == desks[agent], "a desk has changed in silence"
            assert 0 <= load.used <= load.room
        assert decision.queues or self.queue() == queue, "a queue has changed in silence"
        after = decision.conversation
        if not decision.entries:
            return Committed(after.id, after.last_seq, after.rev, after.epoch, self.now)
        first = decision.entries[0]
        committed = Committed(after.id, first.seq, first.rev, first.epoch, first.at)
        if key is not None:
            self.answers[key] = first.body, committed
        return committed

    def desk(self, agent: AccountId) -> list[tuple[ConversationId, State]]:
        """What is on an agent's desk, closed conversations included."""
        return [(c.id, c.state) for c in self.chats.values() if agent in (c.owner, c.offer_agent)]

    def queue(self) -> set[ConversationId]:
        """Who waits."""
        return {c.id for c in self.chats.values() if c.state is State.QUEUED}

    def _agent(self, move: Move, conversation: ConversationId) -> Actor:
        """Who knows how things stand is most often the one who has it."""
        chat = self.chats.get(conversation)
        holder = chat.holder if chat is not None and move.current and move.number else None
        return next((one for one in self.agents if one.id == holder), self.agents[move.agent])

    def _loads_for(self, before: Conversation, act: Act) -> dict[AccountId, AgentLoad]:
        """Only what the store would have locked."""
        concerned = concerned_agents(before, act)
        return {agent: load for agent, load in self.loads.items() if agent in concerned}

    def _take_in(self, decision: Decision, act: Act, log: list[LogEntry]) -> None:
        after = decision.conversation
        if isinstance(act.request, FireTimer):
            alarm = self.alarms.get((after.id, act.request.kind))
            if alarm and alarm.epoch <= act.request.epoch and alarm.due_at <= self.now:
                del self.alarms[after.id, act.request.kind]
        self.chats[after.id] = after
        self.log[after.id] = [*log, *decision.entries]
        self.alarms |= {(alarm.conversation, alarm.kind): alarm for alarm in decision.alarms}
        self.queue_rev += len(decision.queues)
        for agent, change in decision.load_changes.items():
            load = self.loads[agent]
            self.loads[agent] = msgspec.structs.replace(
                load,
                used=load.used + change,
                idle_since=self.now if change else load.idle_since,
                desk_rev=load.desk_rev + 1,
            )

    def _request(self, move: Move, conversation: ConversationId, client_id: ClientId) -> Request:
        chat = self.chats.get(conversation)
        epoch = 1 if chat is None else chat.epoch
        if not move.current:
            epoch = max(0, epoch - 1 - move.number % 2)
        number, text = move.number, f"Текст {move.number} [{client_id}]"
        agent = self.agents[move.agent]
        write: dict[str, Any] = {"request": 0, "client_id": client_id, "conversation": conversation}
        match move.what:
            case "say":
                return commands.VisitSend(request=0, client_id=client_id, text=text)
            case "rate":
                return commands.VisitRate(request=0, client_id=client_id, stars=number % 5 + 1)
            case "leave":
                return commands.VisitLeave(request=0, client_id=client_id)
            case "see":
                return commands.VisitMarkRead(request=0, seq=number * 2)
            case "delivered":
                return MarkDelivered(seq=number * 2)
            case "accept":
                return commands.Accept(**write, epoch=epoch)
            case "decline":
                return commands.Decline(**write, epoch=epoch, reason="busy" * (number % 2))
            case "take":
                return commands.Take(**write)
            case "release":
                return commands.Release(**write, epoch=epoch, reason="lunch" * (number % 2))
            case "hold":
                until = (None, 1, self.now + self.horizon)[number % 3]
                return commands.Hold(**write, epoch=epoch, until=until)
            case "unhold":
                return commands.Unhold(**write, epoch=epoch)
            case "close":
                topic = "payments" if number % 2 else None
                heard = 0 if chat is None else chat.last_heard_seq
                seen = max(0, heard - 1) if number % 4 == 3 else heard
                return commands.Close(
                    **write, epoch=epoch, seen_seq=seen, outcome="solved", topic=topic
                )
            case "send":
                return commands.Send(**write, epoch=epoch, text=text)
            case "note":
                return commands.WriteNote(**write, epoch=epoch, text=text)
            case "read":
                return commands.MarkRead(request=0, conversation=conversation, seq=number * 2)
            case "offer":
                return OfferTo(agent=AccountId(agent.id), agent_name=agent.name, epoch=epoch)
            case "ring":
                kind = HOLD_TIMER if chat is not None and chat.owner else OFFER_TIMER
                return FireTimer(kind=kind, epoch=epoch)
            case _:
                return OpenVisit(
                    client_id=client_id,
                    channel="web",
                    name="Анна",
                    phone="+7 975 000-41-17",
                    topic="services",
                    queue=QUEUE,
                    language="ru",
                )


@dataclass
class Story:
    """A conversation as its log alone tells it."""

    state: State = State.QUEUED
    owner: AccountId | None = None
    owner_name: str = ""
    offer_agent: AccountId | None = None
    epoch: int = 1
    queued_at: Millis | None = None
    waiting_since: Millis | None = None
    last_heard_seq: int = 0
    preview: str = ""
    outcome: str = ""
    stars: int | None = None

    def go_on(self, entry: LogEntry) -> None:
        """Tell the next entry."""
        body = entry.body
        if isinstance(body, values.Entered):
            self.queued_at = self.waiting_since = entry.at
        elif isinstance(body, Message):
            self.preview = body.text
            if entry.author.role is AuthorRole.SUBSCRIBER:
                self.last_heard_seq = entry.seq
                self.waiting_since = self.waiting_since or entry.at
            else:
                self.waiting_since = None
        elif isinstance(body, values.Queued) and body.reason != "entered":
            if body.reason == "reopened":
                self.queued_at, self.outcome = entry.at, ""
            self.waiting_since = self.waiting_since or entry.at
            self._hand_over(State.QUEUED)
            self.owner, self.owner_name = None, ""
        elif isinstance(body, values.Offered):
            self._hand_over(State.OFFERED)
            self.offer_agent = body.agent
        elif isinstance(body, values.Taken):
            self._hand_over(State.ACTIVE)
            self.owner, self.owner_name = body.agent, body.name
        elif isinstance(body, values.Held):
            self.state = State.HELD
        elif isinstance(body, values.Unheld):
            self.state = State.ACTIVE
        elif isinstance(body, values.Closed):
            self._end(body.outcome)
        elif isinstance(body, values.Left) and self.state in _WAITS:
            self._end("abandoned")
        elif isinstance(body, values.Rated):
            self.stars = body.stars

    def _hand_over(self, state: State) -> None:
        self.state = state
        self.epoch += 1
        self.offer_agent = None

    def _end(self, outcome: str) -> None:
        self._hand_over(State.CLOSED)
        self.outcome = outcome
        self.waiting_since = None


def check(work: Work) -> None:
    """What holds whenever nobody is in the middle of something."""
    for chat in work.chats.values():
        log = work.log[chat.id]
        _check_log(chat, log)
        _check_row(chat, log, work)
    for agent, load in work.loads.items():
        assert load.used == sum(chat.holder == agent for chat in work.chats.values())
    for (client_id, author), (body, committed) in work.answers.items():
        kept = [
            entry
            for entry in work.log[committed.conversation]
            if (entry.client_id, entry.author.id) == (client_id, author)
        ]
        assert [(entry.seq, entry.body) for entry in kept] == [(committed.seq, body)]


def _check_step(before: Conversation, decision: Decision, act: Act) -> None:
    """What holds from one revision to the next."""
    after = decision.conversation
    if after is before:
        assert not decision.entries
        return
    assert after.rev > before.rev
    assert after.last_seq == before.last_seq + len(decision.entries)
    assert (
        min(
            after.agent_read - before.agent_read,
            after.delivered - before.delivered,
            after.subscriber_read - before.subscriber_read,
        )
        >= 0
    ), "a mark has moved back"
    hands = [(c.owner, c.offer_agent, c.state is State.CLOSED) for c in (before, after)]
    assert after.epoch == before.epoch + (hands[0] != hands[1])
    epoch = getattr(act.request, "epoch", before.epoch)
    assert epoch == before.epoch, "somebody wrote under an ownership that is over"
    seen = getattr(act.request, "seen_seq", before.last_heard_seq)
    assert seen >= before.last_heard_seq, "somebody ended what he had not seen"


def _check_log(chat: Conversation, log: Sequence[LogEntry]) -> None:
    assert [entry.seq for entry in log] == list(range(1, chat.last_seq + 1))
    revs = [entry.rev for entry in log]
    assert revs == sorted(set(revs))
    assert revs[-1] <= chat.rev
    epochs = [entry.epoch for entry in log]
    assert epochs == sorted(epochs)
    assert epochs[-1] <= chat.epoch
    for entry in log:
        public = isinstance(entry.body, _SAID_TO_THE_SUBSCRIBER)
        assert (entry.audience is Audience.SUBSCRIBER) is public, entry


def _check_row(chat: Conversation, log: Sequence[LogEntry], work: Work) -> None:
    story = Story()
    for entry in log:
        story.go_on(entry)
    for name in Story.__dataclass_fields__:
        assert getattr(chat, name) == getattr(story, name), name
    heard = [entry.seq for entry in log if _is_heard(entry)]
    assert chat.unread == sum(seq > chat.agent_read for seq in heard)
    assert chat.subscriber_read <= chat.delivered <= chat.last_seq
    assert chat.state not in _WAITS or chat.waiting_since is not None
    assert chat.state is not State.CLOSED or chat.waiting_since is None
    assert (chat.closed_at is not None) is (chat.state is State.CLOSED)
    assert (chat.offer_until is not None) is (chat.state is State.OFFERED)
    assert chat.held_until is None or chat.state is State.HELD
    for kind, due_at in ((OFFER_TIMER, chat.offer_until), (HOLD_TIMER, chat.held_until)):
        alarm = work.alarms.get((chat.id, kind))
        if due_at is not None:
            assert alarm is not None, "nobody would ever wake it"
            assert (alarm.epoch, alarm.due_at) == (chat.epoch, due_at)


def _is_heard(entry: LogEntry) -> bool:
    return isinstance(entry.body, Message) and entry.author.role is AuthorRole.SUBSCRIBER


def _is_a_visitors(request: Request) -> bool:
    return str(request.__struct_config__.tag).startswith("visit.")


def _other_words(act: Act, number: int) -> Act:
    """The same identity on another command."""
    request: Request
    match act.request:
        case commands.Send() | commands.WriteNote() | commands.VisitSend() as said:
            request = msgspec.structs.replace(said, text=f"Другое {number}")
        case commands.Take() as take:
            request = commands.Accept(
                request=0, client_id=take.client_id, conversation=take.conversation, epoch=number
            )
        case commands.VisitRate() as rate:
            request = msgspec.structs.replace(rate, comment="Передумал")
        case commands.Decline() | commands.Release() as given:
            request = msgspec.structs.replace(given, reason="other")
        case commands.Close() as close:
            request = msgspec.structs.replace(close, outcome="refused")
        case OpenVisit() as visit:
            request = msgspec.structs.replace(visit, topic="payments")
        case other:
            request = other
    return msgspec.structs.replace(act, request=request)
