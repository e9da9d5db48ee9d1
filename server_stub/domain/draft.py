"""A conversation while a command works on it: what the rules may look at, change and leave."""

from collections.abc import Callable, Mapping
from typing import Any, overload

import msgspec

from protocol.bodies import EntryBody, Inside, OutsideBody, Queued
from protocol.conversations import ConversationState
from protocol.entries import Audience
from protocol.ids import AccountId, ConversationId, FileId, QueueId
from protocol.people import Author, Presence
from protocol.scalars import Millis
from server_stub.domain.acts import SYSTEM, Act, Actor, Alarm
from server_stub.domain.canned import ReplySent
from server_stub.domain.capacity import CONVERSATION_WEIGHT, AgentLoad
from server_stub.domain.configuration import Rules
from server_stub.domain.conversation import Conversation, LogEntry, PassedOver
from server_stub.domain.errors import InvalidTransition, NoRoom, NotFound, StaleEpoch, StaleView
from server_stub.domain.files import StoredFile
from server_stub.domain.hours import open_ms
from server_stub.domain.led import NOBODY, Led
from server_stub.domain.stints import (
    OfferPassed,
    StintBegan,
    StintChange,
    StintEnd,
    StintEnded,
    StintRated,
    StintStep,
    StintWent,
)
from server_stub.domain.waits import (
    WaitBegan,
    WaitChange,
    WaitEnd,
    WaitEnded,
    WaitsAnswered,
    WaitWhy,
)

State = ConversationState

WAITING = (State.QUEUED, State.OFFERED)
"""Nobody answers it."""


class Context(msgspec.Struct, frozen=True, kw_only=True):
    """What the decisions of a transaction may look at besides the conversation itself."""

    now: Millis
    offer_ms: int
    loads: Mapping[AccountId, AgentLoad]
    """Loads of everyone the act may concern, locked in this transaction."""
    heard_after: Callable[[ConversationId, int], int]
    """How many messages of the subscriber come after a seq."""
    left_after: Callable[[ConversationId, int], bool]
    """Whether the subscriber has closed the chat himself after a seq."""
    files: Mapping[FileId, StoredFile] = {}
    """The files that requests of this transaction name, locked in it."""
    entry: Callable[[ConversationId, int], LogEntry | None]
    """The entry at a seq, as it stands now."""
    staff: Mapping[AccountId, str] = {}
    """Of the accounts that requests name: the names of those that are open."""
    colleagues: Mapping[AccountId, str] = {}
    """Of the accounts that requests name: the names of those who may answer subscribers."""
    guest_of: Callable[[AccountId], int]
    """How many conversations an account is a guest of."""
    conversation: Callable[[ConversationId], Conversation | None] = lambda _: None
    led: Callable[[Actor], Led] = lambda _: NOBODY
    """Whom somebody leads."""
    """Another conversation than the one worked on, as it stands now."""
    rules: Callable[[], Rules] = Rules
    """The configuration; asked for only where a rule needs it."""


class Question(msgspec.Struct, frozen=True, kw_only=True):
    """What colleagues are asked about, and in whose hands it was then."""

    conversation: ConversationId
    epoch: int


class Decision(msgspec.Struct, frozen=True, kw_only=True):
    """What changes: all of it in one transaction, or none."""

    conversation: Conversation
    entries: tuple[LogEntry, ...] = ()
    rewritten: tuple[LogEntry, ...] = ()
    """Entries that are there already and say something else now; their revisions follow the new."""
    load_changes: Mapping[AccountId, int] = {}
    """What is added to or taken from agents' used room; 0 for a desk that only looks different."""
    queues: frozenset[QueueId] = frozenset()
    """Queues that became longer or shorter."""
    alarms: tuple[Alarm, ...] = ()
    files: tuple[FileId, ...] = ()
    """Files that the first entry names: nobody else may from now on."""
    withdrawn: tuple[FileId, ...] = ()
    """Files that nobody may fetch from now on, whatever names them."""
    stints: tuple[StintChange, ...] = ()
    """What the figures of the agents' days gain."""
    waits: tuple[WaitChange, ...] = ()
    """What the figures of waiting gain."""
    replies: tuple[ReplySent, ...] = ()
    """Canned replies that went out with it: each is counted once."""
    question: Question | None = None
    """That the first entry asks."""
    settled: int | None = None
    """The entry whose question is answered."""
    record: str | None = None
    """What the audit is to say of it, beside who did it, what and where; None for nothing."""


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
        self._rewritten: list[tuple[LogEntry, EntryBody]] = []
        self._loads: dict[AccountId, int] = {}
        self._queues: set[QueueId] = set()
        self._alarms: list[Alarm] = []
        self._files: list[FileId] = []
        self._withdrawn: list[FileId] = []
        self._stints: list[StintChange] = []
        self._waits: list[WaitChange] = []
        self._replies: list[ReplySent] = []
        self._question: Question | None = None
        self._settled: int | None = None
        self._record: str | None = None

    def require_state(self, *states: State) -> None:
        if self.before.state not in states:
            raise InvalidTransition(state=self.before.state.value)

    def require_epoch(self, epoch: int) -> None:
        """The fence: whoever writes must know under whose ownership he writes."""
        if epoch != self.before.epoch:
            raise StaleEpoch(epoch=self.before.epoch, state=self.before.state.value)

    def require_view(self, seen_seq: int) -> None:
        """Whoever ends what the subscriber began must have seen all of it."""
        if self.before.last_heard_seq > seen_seq:
            raise StaleView(seq=self.before.last_heard_seq)

    def set(self, **fields: object) -> None:
        self._fields.update(fields)

    def hand_over(self, **fields: object) -> int:
        """Change whose it is, or to whom it is offered; whoever had it before is fenced out."""
        epoch = self.before.epoch + 1
        self._fields.update(epoch=epoch, **fields)
        return epoch

    @overload
    def log(self, body: Inside, *, author: Author | None = None) -> None: ...

    @overload
    def log(
        self,
        body: OutsideBody,
        *,
        audience: Audience = Audience.AGENTS,
        author: Author | None = None,
    ) -> None: ...

    def log(
        self,
        body: Any,
        *,
        audience: Audience = Audience.AGENTS,
        author: Author | None = None,
    ) -> None:
        """Add an entry; the first one carries the command's identity.

        In a talk of colleagues there is none for a subscriber, whatever rule would have one; and
        what only colleagues say to each other takes no audience at all.
        """
        if self.before.is_talk and audience is Audience.SUBSCRIBER:
            raise InvalidTransition(state=self.before.state.value)
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

    def attach(self, file: FileId) -> None:
        """The file belongs to the message from now on."""
        self._files.append(file)

    def withdraw(self, file: FileId) -> None:
        """The file is nobody's to fetch from now on."""
        self._withdrawn.append(file)

    def count_reply(self, reply: str) -> None:
        """A canned reply went out with what is said here."""
        self._replies.append(ReplySent(AccountId(self.actor.id), reply, self.now))

    def ask(self, question: Question) -> None:
        """Who is in the talk may look there as long as it is open."""
        self._question = question

    def put_on_record(self, data: str) -> None:
        """It must be answered for: the audit tells who did it, and this."""
        self._record = data

    def settle(self, seq: int) -> None:
        self._settled = seq

    def rewrite(self, entry: LogEntry, body: EntryBody) -> None:
        """Let an entry say something else; its place, author and identity stay."""
        self._rewritten.append((entry, body))

    def take_room(self, agent: AccountId) -> None:
        """Reserve a place, or refuse."""
        load = self.context.loads.get(agent)
        if load is None:
            raise NotFound
        if load.used + CONVERSATION_WEIGHT > load.room:
            raise NoRoom(used=load.used, room=load.room)
        self._loads[agent] = self._loads.get(agent, 0) + CONVERSATION_WEIGHT

    def colleague(self, account: AccountId) -> str:
        """The name of another one who may answer."""
        name = self.context.colleagues.get(account)
        if name is None or account == self.before.owner:
            raise NotFound(field="agent")
        return name

    def require_online(self, agent: AccountId) -> None:
        """Who went for a break while the plan was made is offered nothing."""
        load = self.context.loads.get(agent)
        if load is not None and load.presence is not Presence.ONLINE:
            raise InvalidTransition(state=load.presence.value)

    def require_there(self, agent: AccountId, *wanted: Presence) -> None:
        """Who says that he is not, or would not see it, is asked nothing."""
        load = self.context.loads.get(agent)
        there = load.presence_at(self.now) if load is not None else Presence.OFFLINE
        if there not in wanted:
            raise InvalidTransition(state=there.value)

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
        self._queues.add(self._queue)

    def wake_at(self, kind: str, due_at: int, *, epoch: int) -> None:
        self._alarms.append(
            Alarm(conversation=self.before.id, kind=kind, epoch=epoch, due_at=Millis(due_at))
        )

    def begin_stint(self, agent: AccountId) -> None:
        """He has it from here on; after `hand_over`."""
        waiting_since = self.before.waiting_since or self.now
        self._stints.append(
            StintBegan(
                conversation=self.before.id,
                epoch=self._fields["epoch"],
                account=agent,
                at=self.now,
                waited_ms=max(0, self.now - waiting_since),
            )
        )

    def answer_stint(self) -> None:
        """The owner writes: his first message is a figure, the rest are not."""
        if self.before.answered_epoch != self.before.epoch:
            first = self.before.first_answer_at or self.now
            self.set(answered_epoch=self.before.epoch, first_answer_at=first)
            self.move_stint(StintStep.ANSWERED)
            self._waits.append(WaitsAnswered(conversation=self.before.id, at=self.now))

    def answer_waits(self) -> None:
        """A lead writes beside the owner: who waited is answered, the owner has yet to answer."""
        if self.before.answered_epoch != self.before.epoch:
            self.set(first_answer_at=self.before.first_answer_at or self.now)
            self._waits.append(WaitsAnswered(conversation=self.before.id, at=self.now))

    def move_stint(self, step: StintStep) -> None:
        self._stints.append(
            StintWent(conversation=self.before.id, epoch=self.before.epoch, at=self.now, step=step)
        )

    def end_stint(self, how: StintEnd) -> None:
        self._stints.append(
            StintEnded(conversation=self.before.id, epoch=self.before.epoch, at=self.now, how=how)
        )

    def rate_stint(self, stars: int) -> None:
        self._stints.append(StintRated(conversation=self.before.id, at=self.now, stars=stars))

    def pass_offer(self, agent: AccountId, how: str, reason: str = "") -> None:
        """He let go by what was offered to him."""
        self._stints.append(
            OfferPassed(
                conversation=self.before.id, account=agent, at=self.now, how=how, reason=reason
            )
        )

    def begin_wait(self, why: WaitWhy) -> None:
        """Nobody answers it from here on; after `hand_over`."""
        queue = self._queue
        self._waits.append(
            WaitBegan(
                conversation=self.before.id,
                epoch=self._fields.get("epoch", self.before.epoch),
                world=self.before.world,
                queue=queue,
                topic=self._fields.get("topic", self.before.topic),
                channel=self._fields.get("channel", self.before.channel),
                language=self.before.language,
                why=why,
                at=self.now,
                target_ms=self.context.rules().queue(queue).targets.first_answer * 1000,
            )
        )

    def counted_ms(self, since: Millis) -> int:
        """How much of the time since then its queue was open."""
        hours = self.context.rules().hours_of(self._queue)
        return open_ms(hours, since, self.now)

    def end_wait(self, how: WaitEnd, agent: AccountId | None = None) -> None:
        self._waits.append(
            WaitEnded(conversation=self.before.id, at=self.now, how=how, agent=agent)
        )

    def passed_over_by(self, agent: AccountId) -> tuple[PassedOver, ...]:
        """Who let it pass, this agent just now."""
        others = tuple(passed for passed in self.before.passed_over if passed.agent != agent)
        return (*others, PassedOver(agent=agent, at=self.now))

    def enqueue(self, reason: str, *, author: Author | None = None, **fields: object) -> None:
        """Back among the waiting; who was there already waits on."""
        self.hand_over(
            state=State.QUEUED,
            owner=None,
            owner_name="",
            offer_agent=None,
            offer_name="",
            offer_until=None,
            **fields,
        )
        self.log(Queued(queue=self._queue, reason=reason), author=author)
        if self.before.state not in WAITING:
            self.begin_wait(WaitWhy(reason))
        self.refresh_queue()

    def give_up(self, reason: str, **fields: object) -> None:
        """Its owner lets go of it: it waits on, and keeps its place; he is not asked at once."""
        owner = self.before.owner
        self.let_go()
        self.enqueue(
            reason,
            author=SYSTEM.as_author(),
            held_until=None,
            passed_over=self.passed_over_by(owner) if owner else self.before.passed_over,
            waiting_since=self.waits_on(),
            **fields,
        )

    def waits_on(self) -> Millis | None:
        """Since when he waits whose conversation changes hands: told to wait, even if answered.

        Who has closed the chat himself was told nothing, and waits for nobody.
        """
        before = self.before
        if before.waiting_since or self.context.left_after(before.id, before.last_heard_seq):
            return before.waiting_since
        return self.now

    def let_go(self) -> None:
        """Nobody has it any more: rooms are free, and guests have no host."""
        for agent in self.before.holders:
            self.free_room(agent)
        for guest in self.before.guests:
            self.refresh_desk(guest.account)
        self.set(guests=())

    @property
    def _queue(self) -> QueueId:
        """Where it waits, or would."""
        queue: QueueId = self._fields.get("queue", self.before.queue)
        return queue

    def decision(self) -> Decision:
        """The outcome; a change without an entry raises the revision by itself."""
        entries = tuple(self._entries)
        if not entries and not self._fields:
            return Decision(conversation=self.before)
        first = self.before.rev + len(entries) + 1
        rewritten = tuple(
            msgspec.structs.replace(entry, body=body, rev=rev)
            for rev, (entry, body) in enumerate(self._rewritten, start=first)
        )
        raised = len(entries) + len(rewritten) or 1
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
            rewritten=rewritten,
            load_changes=self._loads,
            queues=frozenset(self._queues),
            alarms=tuple(self._alarms),
            files=tuple(self._files),
            withdrawn=tuple(self._withdrawn),
            stints=tuple(self._stints),
            waits=tuple(self._waits),
            replies=tuple(self._replies),
            question=self._question,
            settled=self._settled,
            record=self._record,
        )
