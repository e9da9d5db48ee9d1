"""Thresholds of the board: which are passed at a moment, and which alerts are raised or cleared.

Thresholds come from the configuration. A queue warns of the longest wait, of how many wait and of
its service level; an agent of an answer owed, of a break too long and of a lost link while he has
conversations. What is raised stays one alert until it is cleared, however bad it gets.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

import msgspec

from protocol.board import AlertLevel, BoardAgent, BoardAlert, BoardQueue
from protocol.configuration import QueueRules
from protocol.ids import AccountId, QueueId
from protocol.people import Presence
from protocol.scalars import Millis
from server_stub.domain import figures
from server_stub.domain.configuration import Rules

FEWEST_ANSWERS = 10
"""In the last hour; of fewer a share says nothing."""

LATE_POINTS = 10
"""A service level so many points below what is promised is late, and not a warning any more."""


class Key(NamedTuple):
    """What an alert is about: one is open of a kind and a subject."""

    kind: str
    subject: str


class Passed(msgspec.Struct, frozen=True, kw_only=True):
    """A threshold that is passed."""

    key: Key
    level: AlertLevel
    value: int
    threshold: int
    since: Millis
    """The moment of the look: what is raised keeps that of its raising."""
    of_queue: bool


class Changes(NamedTuple):
    """What is to be recorded."""

    raised: list[Passed]
    worse: list[Passed]
    cleared: list[tuple[Key, Millis]]
    """And when."""


def passed(
    queues: Iterable[BoardQueue],
    agents: Iterable[BoardAgent],
    rules: Rules,
    owed_after: Mapping[str, int],
    *,
    now: int,
) -> dict[Key, Passed]:
    """Every threshold that is passed now. `owed_after` is the account's, in milliseconds."""
    found = [one for queue in queues for one in _of_queue(queue, rules.queue(queue.id), now)]
    found += [one for agent in agents for one in _of_agent(agent, rules, owed_after, now)]
    return {one.key: one for one in found}


def changes(before: Mapping[Key, Passed], now: Mapping[Key, Passed], *, at: Millis) -> Changes:
    """What became of the alerts between two looks."""
    late = AlertLevel.LATE
    return Changes(
        raised=[one for key, one in now.items() if key not in before],
        worse=[
            one
            for key, one in now.items()
            if key in before and one.level is late and before[key].level is not late
        ],
        cleared=[(key, at) for key in before if key not in now],
    )


def told(alerts: Iterable[Passed], *, most: int) -> list[BoardAlert]:
    """As the board tells them: the worst first, then the oldest."""
    ordered = sorted(alerts, key=lambda one: (one.level is not AlertLevel.LATE, one.since, one.key))
    return [
        BoardAlert(
            kind=one.key.kind,
            level=one.level,
            since=one.since,
            value=one.value,
            threshold=one.threshold,
            queue=QueueId(one.key.subject) if one.of_queue else None,
            account=None if one.of_queue else AccountId(one.key.subject),
        )
        for one in ordered[:most]
    ]


def _of_queue(queue: BoardQueue, rules: QueueRules, now: int) -> Iterator[Passed]:
    if queue.longest_since is not None:
        waited = (now - queue.longest_since) // 1000
        yield from _above("longest", queue.id, waited, rules.warn_after, rules.late_after, now)
    if rules.longest:
        full = rules.longest
        warn = max(1, full * rules.targets.warn_at // 100)
        yield from _above("waiting", queue.id, queue.waiting, warn, full, now)
    level = figures.share(queue.in_time_hour, queue.answered_hour)
    promised = rules.targets.share if rules.targets.first_answer else 0
    if level is not None and queue.answered_hour >= FEWEST_ANSWERS and level < promised:
        late = level < promised - LATE_POINTS
        yield Passed(
            key=Key("service_level", queue.id),
            level=AlertLevel.LATE if late else AlertLevel.WARN,
            value=level,
            threshold=promised,
            since=Millis(now),
            of_queue=True,
        )


def _of_agent(
    agent: BoardAgent, rules: Rules, owed_after: Mapping[str, int], now: int
) -> Iterator[Passed]:
    promised = owed_after.get(agent.account, 0) // 1000
    if agent.owed_since is not None and promised:
        owed = (now - agent.owed_since) // 1000
        yield from _above("owed", agent.account, owed, promised, 2 * promised, now, of_queue=False)
    longest = rules.break_(agent.reason).longest if agent.presence is Presence.BREAK else 0
    if longest:
        taken = (now - agent.since) // 1000
        yield from _above("break", agent.account, taken, longest, 2 * longest, now, of_queue=False)
    if not agent.linked and agent.presence is not Presence.OFFLINE and agent.chats:
        yield Passed(
            key=Key("link", agent.account),
            level=AlertLevel.LATE,
            value=agent.chats,
            threshold=0,
            since=Millis(now),
            of_queue=False,
        )


def _above(
    kind: str, subject: str, value: int, warn: int, late: int, now: int, *, of_queue: bool = True
) -> Sequence[Passed]:
    """Passed from the first threshold on, late from the second; 0 is no threshold."""
    is_late = bool(late) and value >= late
    if not is_late and not (warn and value >= warn):
        return ()
    return (
        Passed(
            key=Key(kind, subject),
            level=AlertLevel.LATE if is_late else AlertLevel.WARN,
            value=value,
            threshold=late if is_late else warn,
            since=Millis(now),
            of_queue=of_queue,
        ),
    )
