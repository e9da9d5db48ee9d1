"""What a figure counts, and by which formula: one place for the board, its lists and reports.

A figure of now counts open conversations, a figure of a day events: each where it happened. Whoever
counts and whoever lists what was counted ask the same functions here.
"""

from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import NamedTuple

from protocol.conversations import ConversationState
from protocol.ids import LIVE_WORLD
from server_stub.domain.stints import StintEnd
from server_stub.domain.waits import WaitEnd, WaitWhy

LIVE = LIVE_WORLD
"""Only its conversations are counted."""

FLOW_MS = 10 * 60_000
"""The last ten minutes, by which it is said when a queue will be empty: long enough to be no
accident, short enough to be about now."""

CLEARS_STEP_S = 15
"""Forecasts are told in quarters of a minute: a figure that flickers says less, and costs more."""

HOUR_MS = 60 * 60_000


class Figure(StrEnum):
    """What `list_board` can be asked for."""

    WAITING = "waiting"
    ACTIVE = "active"
    OWED = "owed"
    HELD = "held"
    CHATS = "chats"
    ENTERED = "entered"
    ANSWERED = "answered"
    IN_TIME = "in_time"
    ABANDONED = "abandoned"
    SOLVED = "solved"
    SOLVED_IN_TIME = "solved_in_time"
    BY_ROBOT = "by_robot"
    HANDLED = "handled"
    RATED = "rated"


class OpenLine(NamedTuple):
    """An open conversation, as far as figures need it."""

    id: str
    queue: str
    state: str
    owner: str | None
    queued_at: int
    waiting_since: int | None


class WaitLine(NamedTuple):
    """A wait."""

    conversation: str
    epoch: int
    queue: str
    why: str
    began_at: int
    ended_at: int | None
    how: str
    answered_at: int | None
    target_ms: int
    counted_ms: int | None


class DoneLine(NamedTuple):
    """A stint with the queue of its conversation, and in what time that was solved."""

    conversation: str
    epoch: int
    account: str
    queue: str
    taken_at: int
    first_answer_at: int | None
    ended_at: int | None
    how: str
    stars: int | None
    rated_at: int | None
    solved_ms: int | None


class ClosedLine(NamedTuple):
    """A conversation that ended without an agent."""

    conversation: str
    queue: str
    closed_at: int
    outcome: str


class Promises(NamedTuple):
    """What is promised in a queue, in milliseconds; 0 promises nothing."""

    owed_after: int = 0
    resolution: int = 0


class Moment(NamedTuple):
    """When it is counted, and what is promised."""

    now: int
    promises: Mapping[str, Promises]


WAITING_STATES = frozenset({ConversationState.QUEUED, ConversationState.OFFERED})
ANSWERED_STATES = frozenset({ConversationState.ACTIVE, ConversationState.HELD})
COMING = frozenset(WaitWhy) - {WaitWhy.RELEASED, WaitWhy.VANISHED}
"""Whoever was given back or lost his agent was in the queue before: he has not come to it again."""
WITHOUT_ANYBODY = frozenset({"abandoned", "merged"})
"""Outcomes of conversations that nobody has helped, no robot either."""

_NOTHING = Promises()


def is_waiting(line: OpenLine, _: Moment) -> bool:
    """Waits for an agent, offered ones included."""
    return line.state in WAITING_STATES


def is_active(line: OpenLine, _: Moment) -> bool:
    """Is answered by somebody."""
    return line.state in ANSWERED_STATES


def is_held(line: OpenLine, _: Moment) -> bool:
    return line.state == ConversationState.HELD


def is_owed(line: OpenLine, moment: Moment) -> bool:
    """Is answered, and the subscriber waits for the next answer longer than is promised."""
    if line.waiting_since is None or line.state not in ANSWERED_STATES:
        return False
    promised = moment.promises.get(line.queue, _NOTHING).owed_after
    return 0 < promised < moment.now - line.waiting_since


def has_come(line: WaitLine, _: Moment) -> bool:
    return line.why in COMING


def is_answered(line: WaitLine, _: Moment) -> bool:
    return line.answered_at is not None


def is_in_time(line: WaitLine, _: Moment) -> bool:
    """Answered within what was promised then; where nothing was, any answer is in time."""
    if line.answered_at is None:
        return False
    return not line.target_ms or (line.counted_ms or 0) <= line.target_ms


def is_abandoned(line: WaitLine, _: Moment) -> bool:
    return line.how == WaitEnd.ABANDONED


def is_solved(line: DoneLine, _: Moment) -> bool:
    """Closed by an agent."""
    return line.how == StintEnd.CLOSED


def is_solved_in_time(line: DoneLine, moment: Moment) -> bool:
    """Closed by an agent within what the queue promises; where it promises nothing, always."""
    promised = moment.promises.get(line.queue, _NOTHING).resolution
    return is_solved(line, moment) and (not promised or (line.solved_ms or 0) <= promised)


def is_rated(line: DoneLine, _: Moment) -> bool:
    return line.stars is not None and line.ended_at is not None


def is_by_robot(line: ClosedLine, _: Moment) -> bool:
    """Closed without an agent, and not because the subscriber left."""
    return line.outcome not in WITHOUT_ANYBODY


class OpenFigure(NamedTuple):
    """A figure of now: whom it counts, and since when each of them is in it."""

    counts: Callable[[OpenLine, Moment], bool]
    since: Callable[[OpenLine], int]


class WaitFigure(NamedTuple):
    """A figure of waits: whom it counts, and the moment that puts him into the day."""

    counts: Callable[[WaitLine, Moment], bool]
    at: Callable[[WaitLine], int | None]


class DoneFigure(NamedTuple):
    """A figure of stints."""

    counts: Callable[[DoneLine, Moment], bool]
    at: Callable[[DoneLine], int | None]


class ClosedFigure(NamedTuple):
    """A figure of what ended without an agent."""

    counts: Callable[[ClosedLine, Moment], bool]
    at: Callable[[ClosedLine], int | None]


def _queued(line: OpenLine) -> int:
    return line.queued_at


def _waits(line: OpenLine) -> int:
    return line.queued_at if line.waiting_since is None else line.waiting_since


def rated_at(line: DoneLine) -> int | None:
    """A rating counts when the work it is about has ended, and it has been given."""
    if line.rated_at is None or line.ended_at is None:
        return None
    return max(line.rated_at, line.ended_at)


def _began(line: WaitLine) -> int | None:
    return line.began_at


def _ended(line: WaitLine) -> int | None:
    return line.ended_at


def _answered(line: WaitLine) -> int | None:
    return line.answered_at


def _done(line: DoneLine) -> int | None:
    return line.ended_at


def _closed(line: ClosedLine) -> int | None:
    return line.closed_at


OPEN_FIGURES: dict[Figure, OpenFigure] = {
    Figure.WAITING: OpenFigure(is_waiting, _queued),
    Figure.ACTIVE: OpenFigure(is_active, _waits),
    Figure.OWED: OpenFigure(is_owed, _waits),
    Figure.HELD: OpenFigure(is_held, _waits),
    Figure.CHATS: OpenFigure(is_active, _waits),
}
WAIT_FIGURES: dict[Figure, WaitFigure] = {
    Figure.ENTERED: WaitFigure(has_come, _began),
    Figure.ANSWERED: WaitFigure(is_answered, _answered),
    Figure.IN_TIME: WaitFigure(is_in_time, _answered),
    Figure.ABANDONED: WaitFigure(is_abandoned, _ended),
}
DONE_FIGURES: dict[Figure, DoneFigure] = {
    Figure.SOLVED: DoneFigure(is_solved, _done),
    Figure.SOLVED_IN_TIME: DoneFigure(is_solved_in_time, _done),
    Figure.HANDLED: DoneFigure(is_solved, _done),
    Figure.RATED: DoneFigure(is_rated, rated_at),
}
CLOSED_FIGURES: dict[Figure, ClosedFigure] = {
    Figure.BY_ROBOT: ClosedFigure(is_by_robot, _closed),
}


OF_AGENTS = frozenset({Figure.CHATS, Figure.HANDLED, Figure.RATED})
"""Figures of people; the others are of queues, whoever answers there."""


def clears_in(waiting: int, *, came: int, went: int) -> int | None:
    """In how many seconds nobody waits, if as many come and go as in the last `FLOW_MS`.

    waiting · 600 s / (went − came), rounded up to `CLEARS_STEP_S`; None where it does not shrink.
    """
    if not waiting:
        return 0
    if went <= came:
        return None
    exactly = waiting * FLOW_MS / 1000 / (went - came)
    return int(-(-exactly // CLEARS_STEP_S)) * CLEARS_STEP_S


def share(part: int, whole: int) -> int | None:
    """In a hundred, rounded to the nearest; None of nothing."""
    return (part * 200 + whole) // (2 * whole) if whole else None


def load_percent(busy: int, room: int) -> int:
    """How much of the room of those on line was used: both in hundredths of a chat times time."""
    return share(busy, room) or 0


def overlap(since: int, until: int, start: int, end: int) -> int:
    """How much of one span lies within another."""
    return max(0, min(until, end) - max(since, start))
