"""Waits kept by the rules' changes, and the same told again from a conversation's log alone."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from protocol import bodies
from protocol.ids import AccountId, ConversationId
from protocol.people import AuthorRole
from server_stub.domain.conversation import LogEntry
from server_stub.domain.waits import ANSWERABLE, WaitBegan, WaitChange, WaitEnd, WaitEnded

_STILL_WAITS = ("declined", "expired")


@dataclass
class Wait:
    """A row of the table `wait`, as far as the log of its conversation tells it."""

    why: str
    began_at: int
    ended_at: int | None = None
    how: str = ""
    agent: AccountId | None = None
    answered_at: int | None = None

    def end(self, at: int, how: WaitEnd, agent: AccountId | None = None) -> None:
        assert self.ended_at is None, "a wait was closed twice"
        self.ended_at, self.how, self.agent = at, how.value, agent


Waits = dict[tuple[ConversationId, int], Wait]


def keep(waits: Waits, changes: Iterable[WaitChange]) -> None:
    """What a store has to make of the changes."""
    for one in changes:
        mine = [
            wait for (conversation, _), wait in waits.items() if conversation == one.conversation
        ]
        still = [wait for wait in mine if wait.ended_at is None]
        if isinstance(one, WaitBegan):
            assert not still, "two waits at once"
            assert (one.conversation, one.epoch) not in waits
            waits[one.conversation, one.epoch] = Wait(one.why.value, one.at)
        elif isinstance(one, WaitEnded):
            (waiting,) = still
            waiting.end(one.at, one.how, one.agent)
        else:
            _answer(mine, one.at)


def told(log: Sequence[LogEntry]) -> Waits:
    """The waits of one conversation, from what was said and done in it."""
    waits: Waits = {}
    current: Wait | None = None
    for entry in log:
        body = entry.body
        if isinstance(body, bodies.Queued) and body.reason not in _STILL_WAITS:
            current = waits[entry.conversation, entry.epoch] = Wait(body.reason, entry.at)
        elif isinstance(body, bodies.Taken) and current is not None:
            current.end(entry.at, WaitEnd.TAKEN, body.agent)
            current = None
        elif isinstance(body, bodies.Left) and current is not None:
            current.end(entry.at, WaitEnd.ABANDONED)
            current = None
        elif isinstance(body, bodies.Message) and entry.author.role is AuthorRole.AGENT:
            _answer(waits.values(), entry.at)
    return waits


def _answer(waits: Iterable[Wait], at: int) -> None:
    for wait in waits:
        if wait.how in ANSWERABLE and wait.answered_at is None:
            wait.answered_at = at
