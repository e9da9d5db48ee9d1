"""One transaction of a lane: loads what a batch touches, lets the domain decide, writes it at once.

The order of locks is conversations by id, then agents by id, then queues, then uses of canned
replies, so that two lanes on PostgreSQL never wait for each other in a circle of our making.
"""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from functools import partial

import msgspec
from sqlalchemy import Connection, insert, select

from protocol import bodies, commands
from protocol.ids import AccountId, ClientId, ConversationId, FileId, QueueId
from protocol.people import AuthorRole, Role
from protocol.scalars import Millis
from server_stub.bus.wakes import ConversationWake, DeskWake, QueueWake, Wake
from server_stub.domain.acts import Act, Actor, Alarm, FireTimer
from server_stub.domain.canned import ReplySent
from server_stub.domain.capacity import AgentLoad
from server_stub.domain.configuration import Rules
from server_stub.domain.conversation import Conversation, LogEntry
from server_stub.domain.decisions import (
    OPENINGS,
    begin,
    concerned_agents,
    decide,
    named_colleagues,
)
from server_stub.domain.draft import Context, Decision, Question
from server_stub.domain.errors import ClientIdReused, NotFound, SessionOver
from server_stub.domain.files import FileState, StoredFile
from server_stub.domain.identity import is_repeat
from server_stub.domain.permissions import Relation, authorize, relation_to
from server_stub.domain.stints import StintChange
from server_stub.domain.waits import WaitChange
from server_stub.storage import (
    configuration,
    conversations,
    files,
    groups,
    guests,
    hot_statements,
    reply_uses,
    stints,
    tables,
    talks,
    waits,
)
from server_stub.storage.conversations import Committed, Repeat
from server_stub.storage.kept import Kept, Rights


class UnitOfWork:
    """The state of one transaction. Used by one lane thread; thrown away after its commit.

    `prepare` once for a batch, `apply` each act (a refusal leaves no trace), `flush` before the
    commit, `wakes` and `keep` after it.
    """

    def __init__(self, connection: Connection, *, now: Millis, offer_ms: int, kept: Kept) -> None:
        self.connection = connection
        self.now = now
        self._kept = kept
        self._conversations: dict[ConversationId, Conversation] = {}
        self._before: dict[ConversationId, Conversation | None] = {}
        self._repeats: dict[tuple[ClientId, str], Repeat] = {}
        self._rights: dict[str, Rights] = {}
        self._staff: dict[AccountId, str] = {}
        self._colleagues: dict[AccountId, str] = {}
        self._loads: dict[AccountId, AgentLoad] = {}
        self._changed_loads: dict[AccountId, AgentLoad] = {}
        self._entries: list[LogEntry] = []
        self._rewritten: dict[tuple[ConversationId, int], LogEntry] = {}
        self._stints: list[StintChange] = []
        self._waits: list[WaitChange] = []
        self._replies: list[ReplySent] = []
        self._questions: list[tuple[ConversationId, int, Question]] = []
        self._settled: list[tuple[ConversationId, int]] = []
        self._alarms: dict[tuple[ConversationId, str], Alarm] = {}
        self._files: dict[FileId, StoredFile] = {}
        self._attached: dict[FileId, int] = {}
        self._withdrawn: set[FileId] = set()
        self._queues: set[QueueId] = set()
        self._other_wakes: list[Wake] = []
        self.rules = _RulesNow(connection)
        # Of parts, not of this object: who refers to himself waits for the garbage collector.
        self._context = Context(
            now=now,
            offer_ms=offer_ms,
            loads=self._loads,
            heard_after=partial(_heard_after, connection, self._entries),
            left_after=partial(_left_after, connection, self._entries),
            files=self._files,
            entry=partial(_entry_at, connection, self._entries, self._rewritten),
            staff=self._staff,
            colleagues=self._colleagues,
            guest_of=partial(guests.count_of, connection),
            conversation=partial(_conversation_now, connection, self._conversations),
            led=partial(groups.led_by, connection),
            rules=self.rules,
        )

    def prepare(self, acts: Sequence[Act]) -> None:
        """Load and lock everything the acts may touch, a statement for each kind of row."""
        self._load_conversations({act.conversation for act in acts})
        identities = [act.client_id for act in acts if act.client_id is not None]
        if identities:
            self._repeats.update(conversations.repeats(self.connection, identities))
        sent = {FileId(one) for act in acts for one in getattr(act.request, "files", ())}
        if sent:
            self._files.update(files.load(self.connection, sent))
        self._load_rights({act.actor.id for act in acts if act.actor.role is not None})
        named = {one for act in acts for one in named_colleagues(act)}
        if named:
            staff, answering = guests.named(self.connection, named)
            self._staff.update(staff)
            self._colleagues.update(answering)
        agents: set[AccountId] = set()
        for act in acts:
            agents |= concerned_agents(self._conversations.get(act.conversation), act)
        if agents:
            self._loads.update(conversations.load_agents(self.connection, agents))

    def apply(self, act: Act) -> Committed:
        """Do it, or raise `DomainError` with nothing changed; a repeat gets the first answer."""
        actor = self._with_present_rights(act.actor)
        if act.client_id is not None:
            repeat = self._repeats.get((act.client_id, act.actor.id))
            if repeat is not None:
                return _first_answer(act, repeat)
        conversation = self._conversations.get(act.conversation)
        if actor is not act.actor:
            act = msgspec.structs.replace(act, actor=actor)
        if type(act.request) in OPENINGS:
            if isinstance(act.request, commands.Command):
                authorize(actor, act.verb, Relation.NONE)
            decision = self._begin(act, conversation)
        else:
            verb = act.verb
            led = self._context.led
            authorize(actor, verb, relation_to(conversation, actor, verb, led=led))
            if conversation is None:
                raise NotFound
            decision = decide(conversation, act, self._context)
            if isinstance(act.request, FireTimer):
                self._clear_alarm(act.conversation, act.request)
        self._take_in(act, decision, conversation)
        return self._committed(act, decision)

    def audit(
        self, actor: str, verb: str, target: str, *, reason: str = "", data: str = ""
    ) -> None:
        """Record who did or saw what."""
        self.connection.execute(
            insert(tables.audit),
            {
                "at": self.now,
                "actor": actor,
                "verb": verb,
                "object": target,
                "reason": reason,
                "data": data,
            },
        )

    def once(
        self, actor: Actor, client_id: ClientId, request: commands.Command, do: Callable[[], str]
    ) -> str:
        """Run a command that leaves no entry, or give the answer it had; the ledger knows."""
        bare = msgspec.structs.replace(request, request=0)
        fingerprint = hashlib.sha256(msgspec.json.encode(bare)).hexdigest()
        known = self.connection.execute(
            select(tables.ledger.c.fingerprint, tables.ledger.c.answer).where(
                tables.ledger.c.client_id == client_id, tables.ledger.c.author_id == actor.id
            )
        ).one_or_none()
        if known is not None:
            if known.fingerprint != fingerprint:
                raise ClientIdReused
            return str(known.answer)
        answer = do()
        self.connection.execute(
            insert(tables.ledger),
            {
                "client_id": client_id,
                "author_id": actor.id,
                "verb": str(request.__struct_config__.tag),
                "fingerprint": fingerprint,
                "answer": answer,
                "at": self.now,
            },
        )
        return answer

    def require_rights(self, actor: Actor) -> Actor:
        """The actor with the rights he has now. Raises `SessionOver`."""
        self._load_rights({actor.id})
        return self._with_present_rights(actor)

    def tell(self, wake: Wake) -> None:
        """Publish this after the commit."""
        self._other_wakes.append(wake)

    def flush(self) -> None:
        """Write everything that was decided."""
        new, changed = [], []
        for one, before in self._before.items():
            after = self._conversations[one]
            if before is None:
                new.append(after)
            else:
                changed.append((before, after))
        if new:
            conversations.add(self.connection, new)
        if changed:
            conversations.save(self.connection, changed)
            guests.follow(self.connection, changed, now=self.now)
        if self._entries:
            conversations.add_entries(self.connection, self._entries)
        if self._attached:
            files.attach(self.connection, self._attached)
        if self._withdrawn:
            files.withdraw(self.connection, self._withdrawn)
        if self._rewritten:
            conversations.rewrite_entries(self.connection, self._rewritten.values())
        if self._stints:
            stints.write(self.connection, self._stints)
        if self._waits:
            waits.write(self.connection, self._waits, self._context.rules())
        for one, before in self._before.items():
            if self._conversations[one].is_talk:
                talks.save_members(self.connection, self._conversations[one], before)
        if self._questions:
            talks.add_questions(self.connection, self._questions)
        if self._settled:
            talks.settle(self.connection, self._settled)
        if self._alarms:
            conversations.set_alarms(self.connection, self._alarms.values())
        if self._changed_loads:
            conversations.save_loads(
                self.connection, [self._changed_loads[one] for one in sorted(self._changed_loads)]
            )
        if self._queues:
            conversations.raise_queues(self.connection, self._queues)
        if self._replies:
            reply_uses.count(self.connection, self._replies)

    def wakes(self) -> list[Wake]:
        """What to publish after the commit."""
        by_conversation: dict[ConversationId, list[LogEntry]] = {}
        new = (one for one in self._entries if (one.conversation, one.seq) not in self._rewritten)
        for entry in (*new, *self._rewritten.values()):
            by_conversation.setdefault(entry.conversation, []).append(entry)
        told: list[Wake] = [
            ConversationWake(
                self._conversations[one],
                0 if before is None else before.rev,
                tuple(by_conversation.get(one, ())),
            )
            for one, before in self._before.items()
        ]
        told += [DeskWake(one.account, one.desk_rev) for one in self._changed_loads.values()]
        told += [QueueWake(queue) for queue in sorted(self._queues)]
        return told + self._other_wakes

    def keep(self) -> None:
        """Remember what it left, now that it is committed."""
        self._kept.keep(self._conversations, self._rights)

    def _begin(self, act: Act, conversation: Conversation | None) -> Decision:
        """Open what there is not yet; the talk of two colleagues may be there already."""
        if conversation is None:
            return begin(act, self._context)
        if isinstance(act.request, commands.OpenTalk):
            return Decision(conversation=conversation)
        raise ClientIdReused

    def _take_in(self, act: Act, decision: Decision, before: Conversation | None) -> None:
        after = decision.conversation
        if after is before:
            return
        self._before.setdefault(after.id, before)
        self._conversations[after.id] = after
        self._entries.extend(decision.entries)
        for one in decision.rewritten:
            self._rewritten[one.conversation, one.seq] = one
        self._stints.extend(decision.stints)
        self._waits.extend(decision.waits)
        self._replies.extend(decision.replies)
        if decision.question is not None:
            asked = decision.entries[0]
            self._questions.append((after.id, asked.seq, decision.question))
            self.audit(asked.author.id, "ask", decision.question.conversation, data=after.id)
        if decision.record is not None:
            self.audit(act.actor.id, act.verb, after.id, data=decision.record)
        if decision.settled is not None:
            self._settled.append((after.id, decision.settled))
        for alarm in decision.alarms:
            self._alarms[alarm.conversation, alarm.kind] = alarm
        self._queues |= decision.queues
        for file in decision.files:
            self._attached[file] = decision.entries[0].seq
            if file in self._files:
                self._files[file] = msgspec.structs.replace(self._files[file], state=FileState.SENT)
        self._withdrawn.update(decision.withdrawn)
        for agent, change in decision.load_changes.items():
            load = self._loads[agent]
            changed = msgspec.structs.replace(
                load,
                used=load.used + change,
                idle_since=self.now if change else load.idle_since,
                desk_rev=load.desk_rev + 1,
            )
            self._loads[agent] = self._changed_loads[agent] = changed

    def _clear_alarm(self, conversation: ConversationId, fired: FireTimer) -> None:
        conversations.clear_alarm(
            self.connection, conversation, kind=fired.kind, epoch=fired.epoch, now=self.now
        )
        # One that was set in this very batch has no row yet.
        pending = self._alarms.get((conversation, fired.kind))
        if pending and pending.epoch <= fired.epoch and pending.due_at <= self.now:
            del self._alarms[conversation, fired.kind]

    def _committed(self, act: Act, decision: Decision) -> Committed:
        after = decision.conversation
        if not decision.entries:
            return Committed(after.id, after.last_seq, after.rev, after.epoch, self.now)
        first = decision.entries[0]
        committed = Committed(after.id, first.seq, first.rev, first.epoch, first.at)
        if act.client_id is not None:
            self._repeats[act.client_id, act.actor.id] = Repeat(first.body, committed)
        return committed

    def _load_conversations(self, wanted: set[ConversationId]) -> None:
        kept = self._kept.conversations
        self._conversations.update({one: kept[one] for one in wanted if one in kept})
        unknown = wanted - self._conversations.keys()
        if unknown:
            read = conversations.load(self.connection, unknown, locked=True)
            self._conversations.update(read)

    def _load_rights(self, wanted: set[str]) -> None:
        kept = self._kept.rights
        self._rights.update({one: kept[one] for one in wanted if one in kept})
        unknown = wanted - self._rights.keys()
        if unknown:
            rows = hot_statements.read_rights(self.connection, unknown)
            for account, role, name, version, disabled in rows:
                self._rights[account] = Rights(Role(role), name, version, bool(disabled))

    def _with_present_rights(self, actor: Actor) -> Actor:
        if actor.role is None:
            return actor
        rights = self._rights.get(actor.id)
        if rights is None or rights.disabled or rights.version != actor.version:
            raise SessionOver
        if rights.role is actor.role and rights.name == actor.name:
            return actor
        return msgspec.structs.replace(actor, role=rights.role, name=rights.name)


class _RulesNow:
    """The rules as they stood when this transaction first asked; a message asks for none."""

    __slots__ = ("_connection", "_rules")

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._rules: Rules | None = None

    def __call__(self) -> Rules:
        if self._rules is None:
            self._rules = configuration.read(self._connection)
        return self._rules


def _first_answer(act: Act, repeat: Repeat) -> Committed:
    if repeat.committed.conversation != act.conversation or not is_repeat(act.request, repeat.body):
        raise ClientIdReused
    return repeat.committed


def _entry_at(
    connection: Connection,
    pending: Sequence[LogEntry],
    rewritten: Mapping[tuple[ConversationId, int], LogEntry],
    conversation: ConversationId,
    seq: int,
) -> LogEntry | None:
    """As it stands now, whether in the store or still to be written."""
    known = rewritten.get((conversation, seq))
    if known is not None:
        return known
    unwritten = (one for one in pending if (one.conversation, one.seq) == (conversation, seq))
    return next(unwritten, None) or conversations.entry_at(connection, conversation, seq)


def _conversation_now(
    connection: Connection,
    loaded: Mapping[ConversationId, Conversation],
    conversation: ConversationId,
) -> Conversation | None:
    """As it stands now, unlocked: what hangs on it names the epoch it was read in."""
    known = loaded.get(conversation)
    return known or conversations.load(connection, {conversation}).get(conversation)


def _heard_after(
    connection: Connection, pending: Sequence[LogEntry], conversation: ConversationId, seq: int
) -> int:
    """The subscriber's messages after a seq: in the store, and among those still to be written."""
    unwritten = sum(
        one.conversation == conversation
        and one.seq > seq
        and one.author.role is AuthorRole.SUBSCRIBER
        and isinstance(one.body, bodies.Message)
        for one in pending
    )
    return conversations.heard_after(connection, conversation, seq) + unwritten


def _left_after(
    connection: Connection, pending: Sequence[LogEntry], conversation: ConversationId, seq: int
) -> bool:
    """Whether he has closed the chat after a seq: as the store has it, or what is unwritten."""
    unwritten = any(
        one.conversation == conversation and one.seq > seq and isinstance(one.body, bodies.Left)
        for one in pending
    )
    return unwritten or conversations.left_after(connection, conversation, seq)
