"""The rows of the board, made of what is open, who is there, and the sums of the day."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from protocol.board import BoardAgent, BoardQueue
from protocol.ids import AccountId, QueueId
from protocol.people import Presence
from protocol.scalars import Millis
from server_stub.domain import figures
from server_stub.domain.capacity import LINK_LEASE_MS
from server_stub.domain.configuration import Rules
from server_stub.domain.day_sums import DaySums
from server_stub.domain.figures import Figure, Moment, OpenLine, Promises


class AgentLine(NamedTuple):
    """An agent's desk."""

    account: str
    name: str
    presence: str
    reason: str
    since: int
    room: int
    used: int
    seen_at: int


class Rows(NamedTuple):
    """The board as of one moment."""

    at: Millis
    queues: dict[QueueId, BoardQueue]
    agents: dict[AccountId, BoardAgent]
    owed_after: dict[str, int]
    """By account what is promised to the subscriber who waits longest for his answer."""


class _QueueNow:
    """What a queue holds at the moment."""

    __slots__ = ("active", "free", "longest_since", "on_line", "owed", "waiting")

    def __init__(self) -> None:
        self.waiting = self.active = self.owed = self.free = self.on_line = 0
        self.longest_since: int | None = None


class _AgentNow:
    """What an agent holds at the moment."""

    __slots__ = ("chats", "owed_in", "owed_since")

    def __init__(self) -> None:
        self.chats = 0
        self.owed_since: int | None = None
        self.owed_in = ""
        """The queue of who waits longest."""


def promises_of(rules: Rules) -> dict[str, Promises]:
    """What each queue promises; the next answer, where nothing is said of it, as the first wait."""
    return {
        queue.id: Promises(
            owed_after=(queue.targets.next_answer or queue.late_after) * 1000,
            resolution=queue.targets.resolution * 1000,
        )
        for queue in rules.configuration.queues
    }


def rows(
    opened: Iterable[OpenLine],
    agents: Sequence[AgentLine],
    day: DaySums,
    rules: Rules,
    moment: Moment,
) -> Rows:
    """The whole board. Pure."""
    queues_now: dict[str, _QueueNow] = defaultdict(_QueueNow)
    agents_now: dict[str, _AgentNow] = defaultdict(_AgentNow)
    _count_open(opened, moment, queues_now, agents_now)
    _count_room(agents, moment, rules, queues_now)
    now = moment.now
    return Rows(
        at=Millis(now),
        queues={
            QueueId(queue.id): _queue_row(queue.id, queues_now[queue.id], day, now)
            for queue in rules.configuration.queues
        },
        agents={
            AccountId(line.account): _agent_row(line, agents_now[line.account], day, rules, now)
            for line in agents
        },
        owed_after={
            account: moment.promises.get(agent.owed_in, Promises()).owed_after
            for account, agent in agents_now.items()
            if agent.owed_since is not None
        },
    )


def _count_open(
    opened: Iterable[OpenLine],
    moment: Moment,
    queues: Mapping[str, _QueueNow],
    agents: Mapping[str, _AgentNow],
) -> None:
    waits = figures.OPEN_FIGURES[Figure.WAITING].counts
    answered = figures.OPEN_FIGURES[Figure.ACTIVE].counts
    owed = figures.OPEN_FIGURES[Figure.OWED].counts
    for line in opened:
        queue = queues[line.queue]
        if answered(line, moment):
            queue.active += 1
            since = line.waiting_since
            if line.owner is not None:
                agent = agents[line.owner]
                agent.chats += 1
                if since is not None and (agent.owed_since is None or since < agent.owed_since):
                    agent.owed_since, agent.owed_in = since, line.queue
            if since is not None and owed(line, moment):
                queue.owed += 1
        elif waits(line, moment):
            queue.waiting += 1
            queue.longest_since = _earlier(queue.longest_since, line.queued_at)


def _count_room(
    agents: Iterable[AgentLine], moment: Moment, rules: Rules, queues: Mapping[str, _QueueNow]
) -> None:
    on_line = free = 0
    for line in agents:
        if line.presence == Presence.ONLINE and _is_linked(line, moment.now):
            room = max(0, line.room - line.used)
            served = rules.agent(AccountId(line.account)).queues
            for queue in served:
                queues[queue].on_line += 1
                queues[queue].free += room
            if not served:
                on_line += 1
                free += room
    for known in rules.configuration.queues:
        queues[known.id].on_line += on_line
        queues[known.id].free += free


def _queue_row(queue: str, now_in: _QueueNow, day: DaySums, now: int) -> BoardQueue:
    done = day.queues[queue]
    counts = done.counts
    return BoardQueue(
        id=QueueId(queue),
        waiting=now_in.waiting,
        longest_since=None if now_in.longest_since is None else Millis(now_in.longest_since),
        active=now_in.active,
        owed=now_in.owed,
        free=now_in.free,
        on_line=now_in.on_line,
        entered=counts[Figure.ENTERED],
        answered=counts[Figure.ANSWERED],
        in_time=counts[Figure.IN_TIME],
        in_time_hour=done.in_time.total,
        answered_hour=done.answered.total,
        abandoned=counts[Figure.ABANDONED],
        solved=counts[Figure.SOLVED],
        solved_in_time=counts[Figure.SOLVED_IN_TIME],
        by_robot=counts[Figure.BY_ROBOT],
        clears_in_s=figures.clears_in(now_in.waiting, came=done.came.total, went=done.went.total),
        spark=done.comings.steps(now),
    )


def _agent_row(
    line: AgentLine, now_has: _AgentNow, day: DaySums, rules: Rules, now: int
) -> BoardAgent:
    done = day.agents[line.account]
    settings = rules.agent(AccountId(line.account))
    return BoardAgent(
        account=AccountId(line.account),
        name=line.name,
        group=settings.group,
        presence=Presence(line.presence),
        reason=line.reason,
        since=Millis(line.since),
        linked=_is_linked(line, now),
        room=line.room,
        used=line.used,
        chats=now_has.chats,
        owed_since=None if now_has.owed_since is None else Millis(now_has.owed_since),
        first_answer_ms=done.first_answer_ms,
        handled=done.handled,
        rated=done.rated,
        stars=done.stars,
        queues=tuple(QueueId(queue) for queue in settings.queues),
    )


def _is_linked(line: AgentLine, now: int) -> bool:
    return line.seen_at > now - LINK_LEASE_MS


def _earlier(known: int | None, other: int) -> int:
    return other if known is None else min(known, other)
