"""The board of a lead as it was told last, and the figures that sum its rows up. Pure."""

from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass

from console.core.changes import BoardChanged, Change
from protocol.board import AlertLevel, BoardAgent, BoardAlert, BoardHour, BoardQueue, BoardTold
from protocol.ids import AccountId, QueueId
from protocol.people import Presence
from protocol.scalars import Millis

TREND_MS = 10 * 60_000
"""How far back a trend is told: longer than a rush, shorter than a shift."""
_SAMPLE_MS = 15_000
"""Between two figures that are kept for the trend."""

AlertKey = tuple[str, str, str, Millis]
"""Kind, queue, account and since when: the same alert again is another one."""


def alert_key(alert: BoardAlert) -> AlertKey:
    """By what one alert is told from the next."""
    return alert.kind, alert.queue or "", alert.account or "", alert.since


@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many."""

    part: int
    of: int

    @property
    def percent(self) -> float | None:
        """In hundredths; nothing of nothing is no share."""
        return 100 * self.part / self.of if self.of else None


@dataclass(frozen=True, slots=True)
class Trend:
    """By how much a figure has grown, and in how long."""

    grown: int
    within_ms: int


@dataclass(frozen=True, slots=True)
class Sums:
    """The figures over all queues of the board."""

    waiting: int
    longest: BoardQueue | None
    """The queue of the one who has waited longest."""
    in_time: Share
    in_time_hour: Share
    solved: Share
    by_robot: Share
    abandoned: Share
    clears_in_s: int | None
    """Of the queue that takes longest; None if one never clears."""
    on_line: int


@dataclass(frozen=True, slots=True)
class Crew:
    """How many agents are what; who has no link is counted there alone."""

    said: dict[Presence, int]
    unlinked: int
    chats: int


class BoardState:
    """Rows by id. `at` is the server's time of the latest frame, 0 before the first.

    A watch begins with frames that tell everything, the last of them `whole`; until then rows of
    the watch before stand, so that a lost link empties nothing.
    """

    def __init__(self) -> None:
        self.at = Millis(0)
        self.whole = False
        self.queues: dict[QueueId, BoardQueue] = {}
        self.agents: dict[AccountId, BoardAgent] = {}
        self.today: tuple[BoardHour, ...] = ()
        self.yesterday: tuple[BoardHour, ...] = ()
        self.alerts: tuple[BoardAlert, ...] = ()
        self.acknowledged: frozenset[AlertKey] = frozenset()
        self._levels: dict[tuple[str, QueueId | None, AccountId | None], AlertLevel] = {}
        self._told: dict[str, Millis] = {}
        """When each row was told last in this watch."""
        self._day_at = self._alerts_at = Millis(0)
        self._waited: deque[tuple[Millis, int]] = deque()

    def begin(self) -> None:
        """The board is watched anew: what is not told again is on it no more."""
        self.whole = False
        self._told.clear()
        self._day_at = self._alerts_at = Millis(0)

    def take(self, told: BoardTold) -> list[Change]:
        """Use what is newer than what is here; frames may come in any order."""
        queues = [row for row in told.queues if self._is_news(row.id, told.at)]
        agents = [row for row in told.agents if self._is_news(row.account, told.at)]
        changed_queues = [row.id for row in queues if self.queues.get(row.id) != row]
        changed_agents = [row.account for row in agents if self.agents.get(row.account) != row]
        self.queues.update((row.id, row) for row in queues)
        self.agents.update((row.account, row) for row in agents)
        gone = [one for one in told.gone if self._is_news(one, told.at)]
        if told.whole:
            self.whole = True
            gone += [one for one in self.agents if one not in self._told]
            for queue in [one for one in self.queues if one not in self._told]:
                del self.queues[queue]
                changed_queues.append(queue)
        gone = [one for one in gone if self.agents.pop(one, None) is not None]
        day = self._take_day(told)
        alerts = self._take_alerts(told)
        self.at = max(self.at, told.at)
        self._remember_waiting()
        return [
            BoardChanged(tuple(changed_queues), tuple(changed_agents), tuple(gone), day, alerts)
        ]

    def acknowledge(self, alerts: Iterable[BoardAlert]) -> list[Change]:
        """These were seen; what has ended meanwhile needs no remembering."""
        standing = {alert_key(alert) for alert in self.alerts}
        seen = (self.acknowledged | {alert_key(alert) for alert in alerts}) & standing
        if seen == self.acknowledged:
            return []
        self.acknowledged = seen
        return [BoardChanged(alerts=True)]

    def open_alerts(self) -> tuple[BoardAlert, ...]:
        """Those that nobody here has acknowledged, the worst and the oldest first."""
        found = [one for one in self.alerts if alert_key(one) not in self.acknowledged]
        return tuple(sorted(found, key=_by_weight))

    def alert_level(
        self, kind: str, *, queue: QueueId | None = None, account: AccountId | None = None
    ) -> AlertLevel | None:
        """How bad one figure of one row is."""
        return self._levels.get((kind, queue, account))

    def trend(self) -> Trend | None:
        """By how much the waiting have grown; nothing before there are two figures to compare."""
        if len(self._waited) < 2:
            return None
        (since, first), (until, last) = self._waited[0], self._waited[-1]
        return Trend(last - first, until - since) if until - since >= _SAMPLE_MS else None

    def sums(self) -> Sums:
        """What the tiles say."""
        rows = list(self.queues.values())
        waits = [row for row in rows if row.waiting and row.longest_since is not None]
        longest = min(waits, key=lambda row: row.longest_since or 0, default=None)
        clears = [row.clears_in_s for row in rows if row.waiting]
        closed = sum(row.solved + row.by_robot for row in rows)
        on_line = sum(
            agent.presence is Presence.ONLINE and agent.linked for agent in self.agents.values()
        )
        return Sums(
            waiting=sum(row.waiting for row in rows),
            longest=longest,
            in_time=Share(sum(row.in_time for row in rows), sum(row.answered for row in rows)),
            in_time_hour=Share(
                sum(row.in_time_hour for row in rows), sum(row.answered_hour for row in rows)
            ),
            solved=Share(sum(row.solved_in_time for row in rows), sum(row.solved for row in rows)),
            by_robot=Share(sum(row.by_robot for row in rows), closed),
            abandoned=Share(sum(row.abandoned for row in rows), sum(row.entered for row in rows)),
            clears_in_s=_longest_clearing(clears),
            on_line=on_line,
        )

    def crew(self) -> Crew:
        """What the heading over the agents says."""
        said = dict.fromkeys(Presence, 0)
        unlinked = 0
        for agent in self.agents.values():
            if is_cut_off(agent):
                unlinked += 1
            else:
                said[agent.presence] += 1
        return Crew(said, unlinked, sum(agent.chats for agent in self.agents.values()))

    def _is_news(self, row: str, at: Millis) -> bool:
        if at < self._told.get(row, Millis(0)):
            return False
        self._told[row] = at
        return True

    def _take_day(self, told: BoardTold) -> bool:
        if told.at < self._day_at or (told.today is None and told.yesterday is None):
            return False
        self._day_at = told.at
        before = self.today, self.yesterday
        if told.today is not None:
            self.today = tuple(told.today)
        if told.yesterday is not None:
            self.yesterday = tuple(told.yesterday)
        return before != (self.today, self.yesterday)

    def _take_alerts(self, told: BoardTold) -> bool:
        if told.alerts is None or told.at < self._alerts_at:
            return False
        self._alerts_at = told.at
        before, self.alerts = self.alerts, tuple(told.alerts)
        # The worst is told last: of two about one figure it counts.
        ordered = sorted(self.alerts, key=_by_weight, reverse=True)
        self._levels = {(one.kind, one.queue, one.account): one.level for one in ordered}
        self.acknowledged &= {alert_key(alert) for alert in self.alerts}
        return before != self.alerts

    def _remember_waiting(self) -> None:
        if not self.whole:
            return
        kept = self._waited
        waiting = sum(row.waiting for row in self.queues.values())
        if len(kept) > 1 and kept[-1][0] - kept[-2][0] < _SAMPLE_MS:
            kept.pop()  # the newest follows the present; those before it stand apart
        kept.append((self.at, waiting))
        while kept[0][0] < self.at - TREND_MS:
            kept.popleft()


def is_cut_off(agent: BoardAgent) -> bool:
    """Whether he says that he is there and his link is not felt."""
    return not agent.linked and agent.presence is not Presence.OFFLINE


def free_of(agent: BoardAgent) -> int:
    """Room that is left, in hundredths of a chat."""
    return max(agent.room - agent.used, 0)


def _longest_clearing(seconds: list[int | None]) -> int | None:
    """Nobody waits: at once. One queue that never clears: never."""
    if None in seconds:
        return None
    return max((one for one in seconds if one is not None), default=0)


def _by_weight(alert: BoardAlert) -> tuple[bool, Millis]:
    return alert.level is not AlertLevel.LATE, alert.since
