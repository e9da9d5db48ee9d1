"""A model of work on conversations: every row and entry in dictionaries, decided by the domain.

`check` of work_checks.py judges the model, telling each conversation again from its log alone;
stores are judged by comparing them with the model.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field

import msgspec

from protocol.bodies import EntryBody, Left
from protocol.conversations import ConversationState
from protocol.ids import AccountId, ClientId, ConversationId
from protocol.people import Presence
from protocol.scalars import Millis
from server_stub.domain.acts import (
    HOLD_TIMER,
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
from tests.support import stint_checks, wait_checks
from tests.support.centre import rules_of
from tests.support.moves import QUEUE, Move, other_words, request_of
from tests.support.work_checks import check_step, is_heard

State = ConversationState

_RULES = rules_of({"services": QUEUE})


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
    stints: stint_checks.Stints = field(default_factory=dict)
    waits: wait_checks.Waits = field(default_factory=dict)

    def chat_id(self, number: int) -> ConversationId:
        return ConversationId(hashlib.sha256(f"{self.name}/{number}".encode()).hexdigest()[:32])

    def act_of(self, move: Move) -> Act:
        """The command that the move means here and now."""
        if move.what == "repeat" and self.asked:
            return self.asked[move.number % len(self.asked)]
        if move.what == "reuse" and self.asked:
            return other_words(self.asked[move.number % len(self.asked)], move.number)
        conversation = self.chat_id(move.chat)
        client_id = ClientId(f"{self.name[:20]}-{len(self.asked):04}")
        request = request_of(
            move,
            conversation=conversation,
            chat=self.chats.get(conversation),
            client_id=client_id,
            agent=self.agents[move.agent],
            colleague=self._colleague(move, conversation),
            hold_until=Millis(self.now + self.horizon),
        )
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
                # The first answer, but for where the entry stands now: it may have been edited.
                entry = self.log[act.conversation][committed.seq - 1]
                return msgspec.structs.replace(committed, rev=entry.rev)
            raise ClientIdReused
        before = self.chats.get(act.conversation)
        log = self.log.get(act.conversation, [])
        context = Context(
            now=self.now,
            offer_ms=self.offer_ms,
            loads={} if before is None else self._loads_for(before, act),
            heard_after=lambda chat, seq: sum(
                is_heard(entry) and entry.seq > seq for entry in self.log[chat]
            ),
            left_after=lambda chat, seq: any(
                isinstance(entry.body, Left) and entry.seq > seq for entry in self.log[chat]
            ),
            entry=lambda chat, seq: next((one for one in self.log[chat] if one.seq == seq), None),
            staff={AccountId(one.id): one.name for one in self.agents},
            colleagues={AccountId(one.id): one.name for one in self.agents},
            rules=lambda: _RULES,
            guest_of=lambda account: len(self.guest_of(account)),
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
            check_step(before, decision, act)
            if isinstance(act.request, FireTimer) and decision.entries:
                held = act.request.kind == HOLD_TIMER
                due_at = before.held_until if held else before.offer_until
                assert due_at is not None, "an alarm of nothing rang"
                assert due_at <= self.now, "an alarm rang early"
        desks = {agent: (self.desk(agent), self.guest_of(agent)) for agent in self.loads}
        queue = self.queue()
        self._take_in(decision, act, log)
        for agent, load in self.loads.items():
            told = agent in decision.load_changes
            desk = self.desk(agent), self.guest_of(agent)
            assert told or desk == desks[agent], "a desk has changed in silence"
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

    def desk(self, agent: AccountId) -> list[tuple[ConversationId, State, AccountId | None]]:
        """What is on an agent's desk, closed conversations included."""
        return [
            (c.id, c.state if agent == c.owner else State.OFFERED, c.offer_agent)
            for c in self.chats.values()
            if agent in (c.owner, c.offer_agent)
        ]

    def guest_of(self, agent: AccountId) -> set[ConversationId]:
        """What the agent was brought into."""
        return {c.id for c in self.chats.values() if c.guest(agent) is not None}

    def queue(self) -> set[ConversationId]:
        """Who waits."""
        return {c.id for c in self.chats.values() if c.state is State.QUEUED}

    def _agent(self, move: Move, conversation: ConversationId) -> Actor:
        """Who knows how things stand is most often the one who has it."""
        chat = self.chats.get(conversation)
        known = self._known(move, chat) if chat is not None and move.current else None
        return next((one for one in self.agents if one.id == known), self.agents[move.agent])

    def _known(self, move: Move, chat: Conversation) -> AccountId | None:
        """Who may do it, but for one move in thirteen, which anybody tries."""
        if not move.number:
            return None
        if move.what == "step_out" and chat.guests:
            return chat.guests[0].account
        if move.what in ("accept", "decline"):
            return chat.offer_agent
        noting = move.what in ("note", "edit_note", "delete_note")
        guests = [guest.account for guest in chat.guests if noting]
        if guests and move.number % 2:
            return guests[0]
        return chat.owner or chat.offer_agent

    def _colleague(self, move: Move, conversation: ConversationId) -> AccountId:
        """The other one most often, or a guest."""
        chat = self.chats.get(conversation)
        if chat is not None and chat.guests and move.what == "send_away" and move.current:
            return chat.guests[0].account
        others = [one.id for one in self.agents if chat is None or one.id != chat.owner]
        return AccountId(others[move.number % len(others)] if move.current else self.agents[0].id)

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
        rewritten = {one.seq: one for one in decision.rewritten}
        self.log[after.id] = [rewritten.get(one.seq, one) for one in (*log, *decision.entries)]
        self.alarms |= {(alarm.conversation, alarm.kind): alarm for alarm in decision.alarms}
        self.queue_rev += len(decision.queues)
        stint_checks.keep(self.stints, decision.stints)
        wait_checks.keep(self.waits, decision.waits)
        for agent, change in decision.load_changes.items():
            load = self.loads[agent]
            self.loads[agent] = msgspec.structs.replace(
                load,
                used=load.used + change,
                idle_since=self.now if change else load.idle_since,
                desk_rev=load.desk_rev + 1,
            )


def _is_a_visitors(request: Request) -> bool:
    return str(request.__struct_config__.tag).startswith("visit.")
