"""The sums of a day, kept and added to: of queues, of agents, of half hours.

Rows are read again for a while after they were written, since one node's look may come before
another node's commit; each event counts once, by its key. What has the day's sums is not asked for
rows again, so that a look costs what has just happened and not what the day has been.
"""

from bisect import insort
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from protocol.board import SPARK_STEPS, BoardHour
from protocol.scalars import Millis
from server_stub.domain import figures
from server_stub.domain.figures import (
    DONE_FIGURES,
    HOUR_MS,
    WAIT_FIGURES,
    ClosedLine,
    DoneLine,
    Figure,
    Moment,
    WaitLine,
)

HALF_HOUR_MS = 30 * 60_000
SPARK_MS = 5 * 60_000

LATELY_MS = 10_000
"""The last hour, and the last minutes, move on by so much at once."""

AGAIN_MS = 60_000
"""For so long rows are read again: no transaction is open for longer."""

FULL = 100
"""One chat, in hundredths."""

Among = Collection[str] | None
"""These; all of them without."""

_Key = tuple[str, str, int]


class Lately:
    """How often something has happened in a span that ends now, in steps; in any order."""

    __slots__ = ("_counts", "_first", "_span", "_step", "total")

    def __init__(self, span_ms: int, step_ms: int) -> None:
        self.total = 0
        self._span = span_ms // step_ms
        self._step = step_ms
        self._first = 0
        self._counts: dict[int, int] = {}

    def add(self, at: int) -> None:
        """It happened once, unless that is too long ago."""
        step = at // self._step
        if step >= self._first:
            self._counts[step] = self._counts.get(step, 0) + 1
            self.total += 1

    def forget(self, now: int) -> None:
        """What has become too long ago."""
        first = now // self._step - self._span + 1
        if first > self._first:
            self._first = first
            for step in [one for one in self._counts if one < first]:
                self.total -= self._counts.pop(step)

    def steps(self, now: int) -> tuple[int, ...]:
        """The count of each step, the present one last."""
        last = now // self._step
        count = self._counts.get
        return tuple(count(step, 0) for step in range(last - self._span + 1, last + 1))

    def take(self, other: "Lately") -> None:
        """What has happened there has happened here."""
        for step, count in other._counts.items():  # noqa: SLF001 - another one of its own kind
            self._counts[step] = self._counts.get(step, 0) + count
            self.total += count


class QueueDay:
    """What a queue has done: in the day, in the last hour, in the last minutes."""

    def __init__(self) -> None:
        self.counts: dict[Figure, int] = defaultdict(int)
        self.comings = Lately(SPARK_STEPS * SPARK_MS, SPARK_MS)
        self.answered = Lately(HOUR_MS, LATELY_MS)
        self.in_time = Lately(HOUR_MS, LATELY_MS)
        self.came = Lately(figures.FLOW_MS, LATELY_MS)
        """To wait; and those who wait no more."""
        self.went = Lately(figures.FLOW_MS, LATELY_MS)
        self._lately = (self.comings, self.answered, self.in_time, self.came, self.went)

    def forget(self, now: int) -> None:
        """What is not of the last hour, or of the last minutes, any more."""
        for one in self._lately:
            one.forget(now)

    def go_on_from(self, before: "QueueDay") -> None:
        """The last hour and the last minutes do not begin at midnight."""
        for mine, other in zip(self._lately, before._lately, strict=True):  # noqa: SLF001 - of its own kind
            mine.take(other)


@dataclass(slots=True)
class AgentDay:
    """What an agent has done."""

    handled: int = 0
    rated: int = 0
    stars: int = 0
    first_answers: list[int] = field(default_factory=list)
    """In order, so that the middle one is at hand."""

    @property
    def first_answer_ms(self) -> int:
        """The middle one, as `day.spread` has it."""
        answers = self.first_answers
        return answers[max(0, (len(answers) + 1) // 2 - 1)] if answers else 0


@dataclass(slots=True)
class HalfHour:
    """What a queue has done in half an hour."""

    entered: int = 0
    answered: int = 0
    waited_ms: int = 0
    abandoned: int = 0

    def take(self, other: "HalfHour") -> None:
        self.entered += other.entered
        self.answered += other.answered
        self.waited_ms += other.waited_ms
        self.abandoned += other.abandoned


class DaySums:
    """From one midnight to the next."""

    def __init__(self, since: Millis, until: Millis) -> None:
        self.since = since
        self.until = until
        self.read_to = since
        """Up to where rows are in the sums for good."""
        self.read_through = since
        """Up to where they have been read at all."""
        self.queues: dict[str, QueueDay] = defaultdict(QueueDay)
        self.agents: dict[str, AgentDay] = defaultdict(AgentDay)
        self.halves: dict[tuple[str, int], HalfHour] = defaultdict(HalfHour)
        self.busy: dict[tuple[str, int], int] = defaultdict(int)
        """By account and half hour: for how long he had conversations, each counted."""
        self.open_busy: dict[tuple[str, int], int] = defaultdict(int)
        """The same of those that he has now."""
        self.room: dict[tuple[str, int], int] = defaultdict(int)
        """By account and half hour: the room he had while he was there, times the time."""
        self._seen: dict[_Key, int] = {}

    def add(
        self,
        waits: Iterable[WaitLine],
        done: Iterable[DoneLine],
        closed: Iterable[ClosedLine],
        *,
        moment: Moment,
        through: int,
    ) -> None:
        """Count what is new in rows read up to `through`."""
        for wait in waits:
            self._add_wait(wait, moment)
        for stint in done:
            self._add_stint(stint, moment)
        for line in closed:
            if self._is_new("closed", line.conversation, 0, line.closed_at):
                self.queues[line.queue].counts[Figure.BY_ROBOT] += figures.is_by_robot(line, moment)
        self.read_to = Millis(max(self.read_to, min(through - AGAIN_MS, self.until)))
        self.read_through = Millis(max(self.read_through, through))
        self._seen = {key: at for key, at in self._seen.items() if at >= self.read_to}

    def forget(self, now: int) -> None:
        for queue in self.queues.values():
            queue.forget(now)

    def go_on_from(self, before: "DaySums") -> None:
        """The last hour and the last minutes do not begin at midnight."""
        for queue, day in before.queues.items():
            self.queues[queue].go_on_from(day)

    def hours(self, queues: Among, agents: Among, *, now: int) -> list[BoardHour]:
        """The half hours so far, of these queues and agents; of all without."""
        starts = range(self.since, min(self.until, now + 1), HALF_HOUR_MS)
        sums = [HalfHour() for _ in starts]
        for (queue, number), half in self.halves.items():
            if number < len(sums) and (queues is None or queue in queues):
                sums[number].take(half)
        busy = self._at_work(self.busy, agents, len(sums))
        more = self._at_work(self.open_busy, agents, len(sums))
        room = self._at_work(self.room, agents, len(sums))
        return [
            BoardHour(
                start=Millis(start),
                entered=one.entered,
                answered=one.answered,
                waited_ms=one.waited_ms // max(1, one.answered),
                abandoned=one.abandoned,
                load_percent=figures.load_percent((busy[n] + more[n]) * FULL, room[n]),
            )
            for n, (start, one) in enumerate(zip(starts, sums, strict=True))
        ]

    def set_open(self, taken: Iterable[tuple[str, int]], *, now: int) -> None:
        """Who has a conversation since when: they are at work, and it has no end yet."""
        self.open_busy = defaultdict(int)
        for account, since in taken:
            self._spread(self.open_busy, account, since, now)

    def set_room(self, there: Iterable[tuple[str, int, int, int]]) -> None:
        """Who was there from when to when, and with what room."""
        self.room = defaultdict(int)
        for account, since, until, room in there:
            self._spread(self.room, account, since, until, times=room)

    def _spread(
        self, into: dict[tuple[str, int], int], account: str, since: int, until: int, times: int = 1
    ) -> None:
        """Over the half hours that it lies in."""
        start, end = max(since, self.since), min(until, self.until)
        number = (start - self.since) // HALF_HOUR_MS
        while start < end:
            stop = min(end, self.since + (number + 1) * HALF_HOUR_MS)
            into[account, number] += (stop - start) * times
            start, number = stop, number + 1

    def _at_work(
        self, times: Mapping[tuple[str, int], int], agents: Among, count: int
    ) -> list[int]:
        sums = [0] * count
        for (account, number), time in times.items():
            if number < count and (agents is None or account in agents):
                sums[number] += time
        return sums

    def _add_wait(self, line: WaitLine, moment: Moment) -> None:
        queue = self.queues[line.queue]
        if self._is_new("began", line.conversation, line.epoch, line.began_at):
            queue.came.add(line.began_at)
            if WAIT_FIGURES[Figure.ENTERED].counts(line, moment):
                queue.counts[Figure.ENTERED] += 1
                queue.comings.add(line.began_at)
                self._half(line.queue, line.began_at).entered += 1
        if self._is_new("ended", line.conversation, line.epoch, line.ended_at):
            queue.went.add(line.ended_at or 0)
            if WAIT_FIGURES[Figure.ABANDONED].counts(line, moment):
                queue.counts[Figure.ABANDONED] += 1
                self._half(line.queue, line.ended_at or 0).abandoned += 1
        answered_at = line.answered_at
        if answered_at is not None and self._is_new(
            "answered", line.conversation, line.epoch, answered_at
        ):
            in_time = WAIT_FIGURES[Figure.IN_TIME].counts(line, moment)
            queue.counts[Figure.ANSWERED] += 1
            queue.counts[Figure.IN_TIME] += in_time
            queue.answered.add(answered_at)
            if in_time:
                queue.in_time.add(answered_at)
            half = self._half(line.queue, answered_at)
            half.answered += 1
            half.waited_ms += answered_at - line.began_at

    def _add_stint(self, line: DoneLine, moment: Moment) -> None:
        agent = self.agents[line.account]
        first = line.first_answer_at
        if first is not None and self._is_new("first", line.conversation, line.epoch, first):
            insort(agent.first_answers, first - line.taken_at)
        if self._is_new("done", line.conversation, line.epoch, line.ended_at):
            self._spread(self.busy, line.account, line.taken_at, line.ended_at or 0)
            if DONE_FIGURES[Figure.SOLVED].counts(line, moment):
                counts = self.queues[line.queue].counts
                counts[Figure.SOLVED] += 1
                in_time = DONE_FIGURES[Figure.SOLVED_IN_TIME].counts(line, moment)
                counts[Figure.SOLVED_IN_TIME] += in_time
                agent.handled += 1
        rated_at = DONE_FIGURES[Figure.RATED].at(line)
        if self._is_new("rated", line.conversation, line.epoch, rated_at):
            agent.rated += 1
            agent.stars += line.stars or 0

    def _half(self, queue: str, at: int) -> HalfHour:
        return self.halves[queue, (at - self.since) // HALF_HOUR_MS]

    def _is_new(self, what: str, conversation: str, epoch: int, at: int | None) -> bool:
        """Whether it is of this day, and not counted yet."""
        if at is None or not self.since <= at < self.until or at < self.read_to:
            return False
        key = (what, conversation, epoch)
        if key in self._seen:
            return False
        self._seen[key] = at
        return True
