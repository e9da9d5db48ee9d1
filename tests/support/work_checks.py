"""What must hold of conversations: each told again from its log alone, and compared."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from protocol import bodies
from protocol.bodies import Message
from protocol.conversations import ConversationState
from protocol.entries import Audience
from protocol.ids import AccountId
from protocol.people import AuthorRole
from protocol.scalars import Millis
from server_stub.domain.acts import (
    HOLD_TIMER,
    OFFER_TIMER,
    PASS_TIMER,
    Act,
)
from server_stub.domain.conversation import Conversation, LogEntry
from server_stub.domain.draft import Decision
from tests.support import stint_checks, wait_checks

if TYPE_CHECKING:  # it is judged here
    from tests.support.work import Work

State = ConversationState

_SAID_TO_THE_SUBSCRIBER = (bodies.Entered, Message, bodies.Left, bodies.Rated)
_WAITS = (State.QUEUED, State.OFFERED)
_HELD_BY_SOMEBODY = (State.ACTIVE, State.HELD)


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
    left: bool = False
    last_heard_seq: int = 0
    preview: str = ""
    outcome: str = ""
    stars: int | None = None
    offer_name: str = ""

    def go_on(self, entry: LogEntry) -> None:
        """Tell the next entry."""
        body = entry.body
        if isinstance(body, bodies.Entered):
            self.queued_at = self.waiting_since = entry.at
        elif isinstance(body, Message):
            self.preview = body.text
            if entry.author.role is AuthorRole.SUBSCRIBER:
                self.left = False
                self.last_heard_seq = entry.seq
                self.waiting_since = self.waiting_since or entry.at
            else:
                self.waiting_since = None
        elif isinstance(body, bodies.Queued) and body.reason != "entered":
            if body.reason == "reopened":
                self.queued_at, self.outcome = entry.at, ""
            self._wait_on(entry.at)
            self._hand_over(State.QUEUED)
            self.owner, self.owner_name = None, ""
        elif isinstance(body, bodies.Offered):
            self._hand_over(State.OFFERED)
            self.offer_agent, self.offer_name = body.agent, body.name
        elif isinstance(body, bodies.PassedTo):
            self.offer_agent, self.offer_name = body.agent, body.name
        elif isinstance(body, bodies.CalledBack | bodies.Declined | bodies.Expired):
            self.offer_agent, self.offer_name = None, ""
        elif isinstance(body, bodies.Taken):
            self._hand_over(State.ACTIVE)
            self.owner, self.owner_name = body.agent, body.name
            if body.how == "pass":
                self._wait_on(entry.at)
        elif isinstance(body, bodies.Held):
            self.state = State.HELD
        elif isinstance(body, bodies.Unheld):
            self.state = State.ACTIVE
        elif isinstance(body, bodies.Closed):
            self._end(body.outcome)
        elif isinstance(body, bodies.Left):
            self.waiting_since, self.left = None, True
            if self.state in _WAITS:
                self._end("abandoned")
        elif isinstance(body, bodies.Rated):
            self.stars = body.stars

    def _wait_on(self, now: Millis) -> None:
        """Who is in other hands now has been told to wait; who has left was told nothing."""
        if not self.left:
            self.waiting_since = self.waiting_since or now

    def _hand_over(self, state: State) -> None:
        self.state = state
        self.epoch += 1
        self.offer_agent, self.offer_name = None, ""

    def _end(self, outcome: str) -> None:
        self._hand_over(State.CLOSED)
        self.outcome = outcome
        self.waiting_since = None


def check(work: "Work") -> None:
    """What holds whenever nobody is in the middle of something."""
    for chat in work.chats.values():
        log = work.log[chat.id]
        _check_log(chat, log)
        _check_row(chat, log, work)
        stints = {key: one for key, one in work.stints.items() if key[0] == chat.id}
        assert stints == stint_checks.told(log), "a stint is not what the log says"
        waits = {key: one for key, one in work.waits.items() if key[0] == chat.id}
        assert waits == wait_checks.told(log), "a wait is not what the log says"
        waiting = [one for one in waits.values() if one.ended_at is None]
        assert len(waiting) == (chat.state in _WAITS), "nobody answers it, and nobody counts it"
    for agent, load in work.loads.items():
        assert load.used == sum(agent in chat.holders for chat in work.chats.values())
    for (client_id, author), (body, committed) in work.answers.items():
        kept = [
            entry
            for entry in work.log[committed.conversation]
            if (entry.client_id, entry.author.id) == (client_id, author)
        ]
        assert [entry.seq for entry in kept] == [committed.seq]
        assert all(entry.body == body or _is_changed(entry) for entry in kept)


def check_step(before: Conversation, decision: Decision, act: Act) -> None:
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
    hands = [_hands(one) for one in (before, after)]
    assert after.epoch == before.epoch + (hands[0] != hands[1])
    epoch = getattr(act.request, "epoch", before.epoch)
    assert epoch == before.epoch, "somebody wrote under an ownership that is over"
    seen = getattr(act.request, "seen_seq", before.last_heard_seq)
    assert seen >= before.last_heard_seq, "somebody ended what he had not seen"


def _hands(chat: Conversation) -> tuple[AccountId | None, AccountId | None, bool]:
    """Whose it is; what is held out stays in the hands of its owner."""
    return (
        chat.owner,
        None if chat.owner else chat.offer_agent,
        chat.state is State.CLOSED,
    )


def _check_log(chat: Conversation, log: Sequence[LogEntry]) -> None:
    assert [entry.seq for entry in log] == list(range(1, chat.last_seq + 1))
    revs = [entry.rev for entry in log]
    assert len(set(revs)) == len(revs)
    assert max(revs) <= chat.rev
    as_said = [entry.rev for entry in log if not _is_changed(entry)]
    assert as_said == sorted(as_said)
    _check_history(log)
    epochs = [entry.epoch for entry in log]
    assert epochs == sorted(epochs)
    assert epochs[-1] <= chat.epoch
    for entry in log:
        public = isinstance(entry.body, _SAID_TO_THE_SUBSCRIBER)
        assert (entry.audience is Audience.SUBSCRIBER) is public, entry


def _check_row(chat: Conversation, log: Sequence[LogEntry], work: "Work") -> None:
    story = Story()
    for entry in log:
        story.go_on(entry)
    for name in Story.__dataclass_fields__.keys() - {"left"}:
        assert getattr(chat, name) == getattr(story, name), name
    heard = [entry.seq for entry in log if is_heard(entry)]
    assert chat.unread == sum(seq > chat.agent_read for seq in heard)
    assert chat.subscriber_read <= chat.delivered <= chat.last_seq
    assert chat.state not in _WAITS or story.left or chat.waiting_since is not None
    assert chat.state is not State.CLOSED or chat.waiting_since is None
    assert (chat.closed_at is not None) is (chat.state is State.CLOSED)
    assert (chat.offer_until is not None) is (chat.offer_agent is not None)
    assert (chat.offer_agent is not None) is bool(chat.offer_name)
    held_out = chat.owner is not None and chat.offer_agent is not None
    assert held_out or (chat.offer_agent is not None) is (chat.state is State.OFFERED)
    assert not chat.guests or chat.state in _HELD_BY_SOMEBODY
    assert not {chat.owner} & {guest.account for guest in chat.guests}
    assert chat.held_until is None or chat.state is State.HELD
    offered = PASS_TIMER if held_out else OFFER_TIMER
    for kind, due_at in ((offered, chat.offer_until), (HOLD_TIMER, chat.held_until)):
        alarm = work.alarms.get((chat.id, kind))
        if due_at is not None:
            assert alarm is not None, "nobody would ever wake it"
            assert (alarm.epoch, alarm.due_at) == (chat.epoch, due_at)


def _is_changed(entry: LogEntry) -> bool:
    return isinstance(entry.body, Message | bodies.Note) and entry.body.edited is not None


def _check_history(log: Sequence[LogEntry]) -> None:
    """Whatever an entry was is told behind it, to colleagues, and leads to what it is."""
    now: dict[int, str] = {}
    for entry in log:
        body = entry.body
        if isinstance(body, bodies.Edited | bodies.Deleted):
            said = log[body.seq - 1]
            assert said.author == entry.author
            assert isinstance(said.body, bodies.Note) is body.of_note
            assert body.of_note or said.epoch == entry.epoch
            assert body.seq not in now or now[body.seq] == body.was, "a text was lost"
            now[body.seq] = body.text if isinstance(body, bodies.Edited) else ""
    for seq, text in now.items():
        said = log[seq - 1]
        assert isinstance(said.body, Message | bodies.Note)
        assert (said.body.text, _is_changed(said)) == (text, True)


def is_heard(entry: LogEntry) -> bool:
    """Whether the subscriber said it."""
    return isinstance(entry.body, Message) and entry.author.role is AuthorRole.SUBSCRIBER
