"""Stints kept by the rules' changes, and the same told again from a conversation's log alone."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from protocol import bodies
from protocol.ids import AccountId, ConversationId
from protocol.people import AuthorRole
from server_stub.domain.conversation import LogEntry
from server_stub.domain.stints import (
    StintBegan,
    StintChange,
    StintEnd,
    StintEnded,
    StintRated,
    StintStep,
    StintWent,
)

_ENDS: dict[type, StintEnd] = {
    bodies.Closed: StintEnd.CLOSED,
    bodies.Released: StintEnd.RELEASED,
    bodies.PassedToTopic: StintEnd.PASSED,
}


@dataclass
class Stint:
    """A row of the table `stint`, but for how long its subscriber had waited."""

    account: AccountId
    taken_at: int
    first_answer_at: int | None = None
    held_since: int | None = None
    held_ms: int = 0
    ended_at: int | None = None
    how: str = ""
    stars: int | None = None

    def resume(self, at: int) -> None:
        """No longer on hold, if it was."""
        if self.held_since is not None:
            self.held_ms += at - self.held_since
        self.held_since = None

    def end(self, at: int, how: StintEnd) -> None:
        self.resume(at)
        self.ended_at, self.how = at, how.value


Stints = dict[tuple[ConversationId, int], Stint]


def keep(stints: Stints, changes: Iterable[StintChange]) -> None:
    """What a store has to make of the changes."""
    for one in changes:
        if isinstance(one, StintBegan):
            assert (one.conversation, one.epoch) not in stints
            stints[one.conversation, one.epoch] = Stint(one.account, one.at)
        elif isinstance(one, StintWent):
            stint = stints[one.conversation, one.epoch]
            if one.step is StintStep.ANSWERED:
                stint.first_answer_at = one.at
            elif one.step is StintStep.HELD:
                stint.held_since = one.at
            else:
                stint.resume(one.at)
        elif isinstance(one, StintEnded):
            stints[one.conversation, one.epoch].end(one.at, one.how)
        elif isinstance(one, StintRated):
            _rate(stints, one.conversation, one.stars)


def told(log: Sequence[LogEntry]) -> Stints:
    """The stints of one conversation, from what was said and done in it."""
    stints: Stints = {}
    current: Stint | None = None
    for entry in log:
        body = entry.body
        if isinstance(body, bodies.Taken):
            if current is not None:
                taken_over = body.how == "taken_over"
                current.end(entry.at, StintEnd.TAKEN_OVER if taken_over else StintEnd.PASSED)
            current = stints[entry.conversation, entry.epoch] = Stint(body.agent, entry.at)
        elif isinstance(body, bodies.Rated):
            _rate(stints, entry.conversation, body.stars)
        elif current is None:
            continue
        elif isinstance(body, bodies.Message) and entry.author.role is AuthorRole.AGENT:
            current.first_answer_at = current.first_answer_at or entry.at
        elif isinstance(body, bodies.Held):
            current.held_since = entry.at
        elif isinstance(body, bodies.Unheld):
            current.resume(entry.at)
        elif isinstance(body, bodies.Closed | bodies.Released | bodies.PassedToTopic):
            current.end(entry.at, _ENDS[type(body)])
            current = None
    return stints


def _rate(stints: Stints, conversation: ConversationId, stars: int) -> None:
    answered = [
        epoch
        for (one, epoch), stint in stints.items()
        if one == conversation and stint.first_answer_at is not None
    ]
    if answered:
        stints[conversation, max(answered)].stars = stars
