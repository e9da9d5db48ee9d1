"""What a command does to a conversation: `decide(conversation, act, context)`, or a refusal.

The rules are a table from the type of the request to a function over a `Draft`, which gathers
entries, changed fields, loads and alarms. Nothing is changed by a refusal.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import msgspec

from protocol import commands, limits
from protocol.ids import LIVE_WORLD, AccountId, QueueId, TopicId
from protocol.values import (
    Audience,
    Author,
    AuthorRole,
    Closed,
    ConversationState,
    Declined,
    Entered,
    EntryBody,
    Expired,
    Held,
    Left,
    Message,
    Millis,
    Note,
    Offered,
    Presence,
    Queued,
    Rated,
    Released,
    Taken,
    Unheld,
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
)
from server_stub.domain.capacity import CONVERSATION_WEIGHT, AgentLoad
from server_stub.domain.conversation import (
    Conversation,
    LogEntry,
    PassedOver,
)
from server_stub.domain.errors import InvalidTransition, NoRoom, NotFound, StaleEpoch

State = ConversationState

_REVOKED = "abandoned"
"""The outcome of a conversation whose subscriber left before anybody answered."""


@dataclass(frozen=True, slots=True)
class Context:
    """What a decision may look at besides the conversation itself."""

    now: Millis
    offer_ms: int
    loads: Mapping[AccountId, AgentLoad]
    """Loads of everyone the act may concern, locked in this transaction."""
    heard_after: Callable[[int], int]
    """How many messages of the subscriber come after a seq."""


@dataclass(frozen=True, slots=True)
class Decision:
    """What changes: all of it in one transaction, or none."""

    conversation: Conversation
    entries: tuple[LogEntry, ...] = ()
    load_changes: Mapping[AccountId, int] = field(default_factory=dict)
    """What is added to or taken from agents' used room; 0 for a desk that only looks different."""
    queues: frozenset[QueueId] = frozenset()
    """Queues that became longer or shorter."""
    alarms: tuple[Alarm, ...] = ()


class Draft:
    """A conversation while a command works on it."""

    def __init__(self, conversation: Conversation, act: Act, context: Context) -> None:
        self.before = conversation
        self.actor = act.actor
        self.client_id = act.client_id
        self.context = context
        self.now = context.now
        self._fields: dict[str, Any] = {}
        self._entries: list[LogEntry] = []
        self._loads: dict[AccountId, int] = {}
        self._queues: set[QueueId] = set()
        self._alarms: list[Alarm] = []

    def require_state(self, *states: State) -> None:
        if self.before.state not in states:
            raise InvalidTransition(state=self.before.state.value)

    def require_epoch(self, epoch: int) -> None:
        """The fence: whoever writes must know under whose ownership he writes."""
        if epoch != self.before.epoch:
            raise StaleEpoch(epoch=self.before.epoch, state=self.before.state.value)

    def set(self, **fields: object) -> None:
        self._fields.update(fields)

    def hand_over(self, **fields: object) -> int:
        """Change whose it is, or to whom it is offered; whoever had it before is fenced out."""
        epoch = self.before.epoch + 1
        self._fields.update(epoch=epoch, **fields)
        return epoch

    def log(
        self,
        body: EntryBody,
        *,
        audience: Audience = Audience.AGENTS,
        author: Author | None = None,
    ) -> None:
        """Add an entry; the first one carries the command's identity."""
        number = len(self._entries) + 1
        self._entries.append(
            LogEntry(
                conversation=self.before.id,
                seq=self.before.last_seq + number,
                rev=self.before.rev + number,
                at=self.now,
                epoch=self._fields.get("epoch", self.before.epoch),
                audience=audience,
                author=self.actor.as_author() if author is None else author,
                body=body,
                client_id=self.client_id if number == 1 else None,
            )
        )

    def take_room(self, agent: AccountId) -> None:
        """Reserve a place, or refuse."""
        load = self.context.loads.get(agent)
        if load is None:
            raise NotFound
        if load.used + CONVERSATION_WEIGHT > load.room:
            raise NoRoom(used=load.used, room=load.room)
        self._loads[agent] = self._loads.get(agent, 0) + CONVERSATION_WEIGHT

    def require_online(self, agent: AccountId) -> None:
        """Who went for a break while the plan was made is offered nothing."""
        load = self.context.loads.get(agent)
        if load is not None and load.presence is not Presence.ONLINE:
            raise InvalidTransition(state=load.presence.value)

    def is_past(self, moment: Millis | None) -> bool:
        return moment is not None and moment <= self.now

    def free_room(self, agent: AccountId | None) -> None:
        if agent is not None:
            self._loads[agent] = self._loads.get(agent, 0) - CONVERSATION_WEIGHT

    def refresh_desk(self, agent: AccountId | None) -> None:
        """The desk looks different though its load is the same."""
        if agent is not None:
            self._loads.setdefault(agent, 0)

    def refresh_queue(self) -> None:
        self._queues.add(self.before.queue)

    def wake_at(self, kind: str, due_at: int, *, epoch: int) -> None:
        self._alarms.append(
            Alarm(conversation=self.before.id, kind=kind, epoch=epoch, due_at=Millis(due_at))
        )

    def enqueue(self, reason: str, *, author: Author | None = None, **fields: object) -> None:
        """Back among the waiting, or there for the first time."""
        self.hand_over(
            state=State.QUEUED,
            owner=None,
            owner_name="",
            offer_agent=None,
            offer_until=None,
            **fields,
        )
        self.log(Queued(queue=self.before.queue, reason=reason), author=author)
        self.refresh_queue()

    def decision(self) -> Decision:
        """The outcome; a change without an entry raises the revision by itself."""
        entries = tuple(self._entries)
        if not entries and not self._fields:
            return Decision(conversation=self.before)
        raised = len(entries) or 1
        conversation = msgspec.structs.replace(
            self.before,
            rev=self.before.rev + raised,
            last_seq=self.before.last_seq + len(entries),
            changed_at=self.now,
            **self._fields,
        )
        return Decision(
            conversation=conversation,
            entries=entries,
            load_changes=self._loads,
            queues=frozenset(self._queues),
            alarms=tuple(self._alarms),
        )


def decide(conversation: Conversation, act: Act, context: Context) -> Decision:
    """Apply an authorized act. Raises `DomainError`; pure."""
    draft = Draft(conversation, act, context)
    _RULES[type(act.request)](draft, act.request)
    return draft.decision()


def open_conversation(act: Act, request: OpenVisit, context: Context) -> Decision:
    """A new conversation: the subscriber is in, and waits."""
    blank = Conversation(
        id=act.conversation,
        world=LIVE_WORLD,
        state=State.QUEUED,
        queue=QueueId(request.queue),
        topic=TopicId(request.topic),
        channel=request.channel,
        language=request.language,
        name=request.name,
        phone=request.phone,
        subscriber=request.subscriber,
        verified=False,
        epoch=1,
        rev=0,
        last_seq=0,
        entered_at=context.now,
        queued_at=context.now,
        changed_at=context.now,
        waiting_since=context.now,
    )
    draft = Draft(blank, act, context)
    draft.log(
        Entered(topic=TopicId(request.topic), channel=request.channel, name=request.name),
        audience=Audience.SUBSCRIBER,
    )
    draft.log(Queued(queue=blank.queue, reason="entered"), author=SYSTEM.as_author())
    draft.refresh_queue()
    return draft.decision()


# An agent's commands.


def _accept(draft: Draft, request: commands.Accept) -> None:
    draft.require_state(State.OFFERED)
    draft.require_epoch(request.epoch)
    _own(draft, draft.actor, how="offer")


def _decline(draft: Draft, request: commands.Decline) -> None:
    draft.require_state(State.OFFERED)
    draft.require_epoch(request.epoch)
    agent = AccountId(draft.actor.id)
    draft.log(Declined(agent=agent, reason=request.reason))
    _pass_over(draft, agent, reason="declined")


def _take(draft: Draft, request: commands.Take) -> None:
    del request
    draft.require_state(State.QUEUED, State.OFFERED)
    if draft.before.state is State.QUEUED:
        draft.take_room(AccountId(draft.actor.id))
        draft.refresh_queue()
    _own(draft, draft.actor, how="claim")


def _own(draft: Draft, agent: Actor, *, how: str) -> None:
    owner = AccountId(agent.id)
    draft.hand_over(
        state=State.ACTIVE,
        owner=owner,
        owner_name=agent.name,
        offer_agent=None,
        offer_until=None,
        passed_over=(),
    )
    draft.log(Taken(agent=owner, name=agent.name, how=how))
    draft.refresh_desk(owner)


def _release(draft: Draft, request: commands.Release) -> None:
    draft.require_state(State.ACTIVE, State.HELD)
    draft.require_epoch(request.epoch)
    agent = AccountId(draft.actor.id)
    draft.log(Released(agent=agent, reason=request.reason))
    draft.free_room(agent)
    draft.enqueue(
        "released",
        author=SYSTEM.as_author(),
        held_until=None,
        passed_over=_passed(draft, agent),
        waiting_since=draft.before.waiting_since or draft.now,
    )


def _hold(draft: Draft, request: commands.Hold) -> None:
    draft.require_state(State.ACTIVE)
    draft.require_epoch(request.epoch)
    until = None if request.until is None else Millis(request.until)
    draft.set(state=State.HELD, held_until=until)
    draft.log(Held(until=until))
    draft.refresh_desk(draft.before.owner)
    if until is not None:
        draft.wake_at(HOLD_TIMER, until, epoch=draft.before.epoch)


def _unhold(draft: Draft, request: commands.Unhold) -> None:
    draft.require_state(State.HELD)
    draft.require_epoch(request.epoch)
    _resume(draft)


def _resume(draft: Draft) -> None:
    draft.set(state=State.ACTIVE, held_until=None)
    draft.log(Unheld())
    draft.refresh_desk(draft.before.owner)


def _close(draft: Draft, request: commands.Close) -> None:
    draft.require_state(State.ACTIVE, State.HELD)
    draft.require_epoch(request.epoch)
    topic = draft.before.topic if request.topic is None else TopicId(request.topic)
    draft.log(Closed(outcome=request.outcome, topic=topic, comment=request.comment))
    draft.set(agent_read=max(draft.before.agent_read, draft.before.last_heard_seq), unread=0)
    _end(draft, request.outcome, topic=topic)


def _end(draft: Draft, outcome: str, *, topic: TopicId) -> None:
    """Over: the room is free, who had it is fenced out; the owner stays known as the last one."""
    draft.free_room(draft.before.holder)
    draft.hand_over(
        state=State.CLOSED,
        topic=topic,
        outcome=outcome,
        closed_at=draft.now,
        offer_agent=None,
        offer_until=None,
        held_until=None,
        waiting_since=None,
    )


def _send(draft: Draft, request: commands.Send) -> None:
    draft.require_state(State.ACTIVE, State.HELD)
    draft.require_epoch(request.epoch)
    draft.log(Message(text=request.text), audience=Audience.SUBSCRIBER)
    draft.set(preview=_preview(request.text), preview_role=AuthorRole.AGENT, waiting_since=None)


def _note(draft: Draft, request: commands.WriteNote) -> None:
    draft.require_state(State.ACTIVE, State.HELD)
    draft.require_epoch(request.epoch)
    draft.log(Note(text=request.text))


def _mark_read(draft: Draft, request: commands.MarkRead) -> None:
    seq = min(request.seq, draft.before.last_seq)
    if seq <= draft.before.agent_read:
        return
    seen_all = seq >= draft.before.last_heard_seq
    draft.set(agent_read=seq, unread=0 if seen_all else draft.context.heard_after(seq))


# The subscriber's commands.


def _hear(draft: Draft, request: commands.VisitSend) -> None:
    """The subscriber writes: always kept, whatever state the conversation is in."""
    draft.log(Message(text=request.text), audience=Audience.SUBSCRIBER)
    draft.set(
        preview=_preview(request.text),
        preview_role=AuthorRole.SUBSCRIBER,
        waiting_since=draft.before.waiting_since or draft.now,
        last_heard_seq=draft.before.last_seq + 1,
        unread=draft.before.unread + 1,
    )
    if draft.before.state is State.CLOSED:
        draft.refresh_desk(draft.before.owner)
        draft.enqueue(
            "reopened",
            author=SYSTEM.as_author(),
            queued_at=draft.now,
            closed_at=None,
            outcome="",
            passed_over=(),
        )


def _rate(draft: Draft, request: commands.VisitRate) -> None:
    if draft.before.stars is not None:
        raise InvalidTransition(state="rated")
    draft.set(stars=request.stars)
    draft.log(Rated(stars=request.stars, comment=request.comment), audience=Audience.SUBSCRIBER)


def _leave(draft: Draft, request: commands.VisitLeave) -> None:
    """Who leaves unanswered is done with; an agent in the middle of it closes it himself."""
    del request
    draft.log(Left(), audience=Audience.SUBSCRIBER)
    if draft.before.state in (State.QUEUED, State.OFFERED):
        draft.refresh_queue()
        _end(draft, _REVOKED, topic=draft.before.topic)


def _see(draft: Draft, request: commands.VisitMarkRead) -> None:
    seq = min(request.seq, draft.before.last_seq)
    if seq > draft.before.subscriber_read:
        draft.set(subscriber_read=seq, delivered=max(seq, draft.before.delivered))


def _deliver(draft: Draft, request: MarkDelivered) -> None:
    seq = min(request.seq, draft.before.last_seq)
    if seq > draft.before.delivered:
        draft.set(delivered=seq)


# The server's own.


def _offer(draft: Draft, request: OfferTo) -> None:
    draft.require_state(State.QUEUED)
    draft.require_epoch(request.epoch)
    draft.require_online(request.agent)
    draft.take_room(request.agent)
    until = Millis(draft.now + draft.context.offer_ms)
    epoch = draft.hand_over(state=State.OFFERED, offer_agent=request.agent, offer_until=until)
    draft.log(Offered(agent=request.agent, name=request.agent_name, until=until))
    draft.refresh_queue()
    draft.wake_at(OFFER_TIMER, until, epoch=epoch)


def _fire(draft: Draft, request: FireTimer) -> None:
    """An alarm of an earlier epoch, or of a time that was put off since, has nothing to say."""
    before = draft.before
    if request.epoch != before.epoch:
        return
    if request.kind == OFFER_TIMER and before.offer_agent and draft.is_past(before.offer_until):
        draft.log(Expired(agent=before.offer_agent))
        _pass_over(draft, before.offer_agent, reason="expired")
    elif request.kind == HOLD_TIMER and draft.is_past(before.held_until):
        _resume(draft)


def _pass_over(draft: Draft, agent: AccountId, *, reason: str) -> None:
    draft.free_room(agent)
    draft.enqueue(reason, author=SYSTEM.as_author(), passed_over=_passed(draft, agent))


def _passed(draft: Draft, agent: AccountId) -> tuple[PassedOver, ...]:
    others = tuple(passed for passed in draft.before.passed_over if passed.agent != agent)
    return (*others, PassedOver(agent=agent, at=draft.now))


def _preview(text: str) -> str:
    return " ".join(text[: limits.PREVIEW_CHARACTERS * 2].split())[: limits.PREVIEW_CHARACTERS]


_RULES: dict[type, Callable[[Draft, Any], None]] = {
    commands.Accept: _accept,
    commands.Decline: _decline,
    commands.Take: _take,
    commands.Release: _release,
    commands.Hold: _hold,
    commands.Unhold: _unhold,
    commands.Close: _close,
    commands.Send: _send,
    commands.WriteNote: _note,
    commands.MarkRead: _mark_read,
    commands.VisitSend: _hear,
    commands.VisitRate: _rate,
    commands.VisitLeave: _leave,
    commands.VisitMarkRead: _see,
    MarkDelivered: _deliver,
    OfferTo: _offer,
    FireTimer: _fire,
}


_LOAD_FREE = (
    commands.VisitSend,
    commands.Send,
    commands.WriteNote,
    commands.MarkRead,
    commands.VisitMarkRead,
    commands.VisitRate,
    MarkDelivered,
)
"""Requests that change no load of an open conversation: the hot path locks no agent for them."""


def concerned_agents(conversation: Conversation | None, act: Act) -> set[AccountId]:
    """Whose loads the act may change: they are loaded and locked before it is decided.

    A conversation may be None that an earlier act of the same batch opens.
    """
    agents: set[AccountId] = set()
    if conversation is not None:
        if isinstance(act.request, _LOAD_FREE) and conversation.state is not State.CLOSED:
            return agents
        agents |= {agent for agent in (conversation.owner, conversation.offer_agent) if agent}
    if isinstance(act.request, OfferTo):
        agents.add(act.request.agent)
    elif act.actor.kind is AuthorRole.AGENT:
        agents.add(AccountId(act.actor.id))
    return agents
