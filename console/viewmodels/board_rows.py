"""The rows of a lead's board as plain values: what is drawn of a queue and of an agent, and why."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import IntEnum

from console.core.board import BoardState, Share, is_cut_off
from protocol.board import AlertLevel, BoardAgent, BoardQueue
from protocol.ids import AccountId, QueueId
from protocol.people import Presence
from protocol.scalars import Millis
from protocol.workplace import QueueInfo

_WORST = (None, AlertLevel.WARN, AlertLevel.LATE)


class QueueColumn(IntEnum):
    """The columns of the queues, from the left."""

    NAME = 0
    WAITING = 1
    LONGEST = 2
    ACTIVE = 3
    FREE = 4
    SHARE = 5
    LEFT = 6
    HOUR = 7


class AgentColumn(IntEnum):
    """The columns of the agents, from the left."""

    NAME = 0
    STATE = 1
    SINCE = 2
    CHATS = 3
    LOAD = 4
    FIRST = 5
    RATING = 6
    OWED = 7
    ACTS = 8


@dataclass(frozen=True, slots=True)
class QueueRow:
    """A queue; levels say which of its figures a threshold has caught."""

    key: str
    title: str
    info: QueueInfo | None
    waiting: int
    since: Millis | None
    active: int
    owed: int
    free: int
    on_line: int
    share: float | None
    share_hour: float | None
    left: float | None
    abandoned: int
    spark: tuple[int, ...]
    waiting_level: AlertLevel | None = None
    longest_level: AlertLevel | None = None
    share_level: AlertLevel | None = None

    @property
    def level(self) -> AlertLevel | None:
        """The worst of them."""
        return worst((self.waiting_level, self.longest_level, self.share_level))


@dataclass(frozen=True, slots=True)
class AgentRow:
    """An agent; `titles` are the queues he serves, none for all of them."""

    key: str
    name: str
    group: str
    trainee: bool
    presence: Presence
    reason: str
    cut_off: bool
    since: Millis
    chats: int
    used: int
    room: int
    first_answer_ms: int
    rating: float | None
    rated: int
    handled: int
    owed_since: Millis | None
    owed_info: QueueInfo | None
    queues: tuple[QueueId, ...]
    state_level: AlertLevel | None = None
    owed_level: AlertLevel | None = None

    @property
    def level(self) -> AlertLevel | None:
        """The worst of what thresholds have caught."""
        return worst((self.state_level, self.owed_level))


class OwedBy:
    """By which queue an answer that an agent owes is judged.

    Which one the subscriber came by is not told: the most patient of his, so that nobody is called
    late too early.
    """

    def __init__(self, infos: Mapping[QueueId, QueueInfo]) -> None:
        self._infos = infos
        self._known: dict[tuple[QueueId, ...], QueueInfo | None] = {}

    def queue_of(self, queues: tuple[QueueId, ...]) -> QueueInfo | None:
        """Of the queues that one serves, all of them without any."""
        if queues not in self._known:
            own = (self._infos[one] for one in (queues or self._infos) if one in self._infos)
            self._known[queues] = max(own, key=_patience, default=None)
        return self._known[queues]


def _patience(queue: QueueInfo) -> int:
    return queue.late_after_s


def worst(levels: Iterable[AlertLevel | None]) -> AlertLevel | None:
    """Late before warned before nothing."""
    return max(levels, key=_WORST.index, default=None)


def queue_row(queue: BoardQueue, board: BoardState, info: QueueInfo | None) -> QueueRow:
    """What is drawn of a queue."""
    return QueueRow(
        key=queue.id,
        title=info.title if info is not None else queue.id,
        info=info,
        waiting=queue.waiting,
        since=queue.longest_since if queue.waiting else None,
        active=queue.active,
        owed=queue.owed,
        free=queue.free,
        on_line=queue.on_line,
        share=Share(queue.in_time, queue.answered).percent,
        share_hour=Share(queue.in_time_hour, queue.answered_hour).percent,
        left=Share(queue.abandoned, queue.entered).percent,
        abandoned=queue.abandoned,
        spark=queue.spark,
        waiting_level=board.alert_level("waiting", queue=queue.id),
        longest_level=board.alert_level("longest", queue=queue.id),
        share_level=board.alert_level("service_level", queue=queue.id),
    )


def agent_row(agent: BoardAgent, board: BoardState, owed_by: OwedBy, reason: str) -> AgentRow:
    """What is drawn of an agent; `reason` is what his break is called."""
    account = AccountId(agent.account)
    on_break = board.alert_level("break", account=account)
    return AgentRow(
        key=agent.account,
        name=agent.name,
        group=agent.group,
        trainee=agent.trainee,
        presence=agent.presence,
        reason=reason,
        cut_off=is_cut_off(agent),
        since=agent.since,
        chats=agent.chats,
        used=agent.used,
        room=agent.room,
        first_answer_ms=agent.first_answer_ms,
        rating=agent.stars / agent.rated if agent.rated else None,
        rated=agent.rated,
        handled=agent.handled,
        owed_since=agent.owed_since,
        owed_info=owed_by.queue_of(agent.queues),
        queues=agent.queues,
        state_level=on_break or board.alert_level("link", account=account),
        owed_level=board.alert_level("owed", account=account),
    )


def queue_order(row: QueueRow, column: int) -> tuple[object, ...]:
    """What the queues are ordered by; those with nothing to compare come last."""
    match QueueColumn(column):
        case QueueColumn.NAME:
            return (row.title.casefold(),)
        case QueueColumn.WAITING:
            return (-row.waiting, row.since or 0)
        case QueueColumn.LONGEST:
            return (row.since is None, row.since or 0)
        case QueueColumn.ACTIVE:
            return (-row.active,)
        case QueueColumn.FREE:
            return (row.free,)
        case QueueColumn.SHARE:
            return (row.share is None, row.share or 0.0)
        case QueueColumn.LEFT:
            return (row.left is None, -(row.left or 0.0))
        case QueueColumn.HOUR:
            return (-sum(row.spark),)


def agent_order(row: AgentRow, column: int) -> tuple[object, ...]:
    """What the agents are ordered by: who needs a look comes first."""
    match AgentColumn(column):
        case AgentColumn.NAME | AgentColumn.ACTS:
            return (row.name.casefold(),)
        case AgentColumn.STATE:
            return (not row.cut_off, list(Presence).index(row.presence), row.reason)
        case AgentColumn.SINCE:
            return (row.since,)
        case AgentColumn.CHATS:
            return (-row.chats,)
        case AgentColumn.LOAD:
            return (-row.used / max(row.room, 1),)
        case AgentColumn.FIRST:
            return (not row.first_answer_ms, -row.first_answer_ms)
        case AgentColumn.RATING:
            return (row.rating is None, row.rating or 0.0)
        case AgentColumn.OWED:
            return (row.owed_since is None, row.owed_since or 0, row.name.casefold())
