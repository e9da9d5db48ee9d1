"""The routing plan at 500 agents: what a decision costs, beside the same rules without speed.

In the steady state every chat that ends makes room for one that waits, and another one comes: all
that it takes is counted, the change and the plan. Then a whole snapshot is planned from nothing.
"""

import argparse
import json
import time
from collections.abc import Iterable
from random import Random
from typing import Protocol

import msgspec

from benchmarks.machine import OtherCpu
from benchmarks.plain_routing import PlainPlanner
from protocol.configuration import Known, Ring
from protocol.ids import AccountId, ConversationId, QueueId
from protocol.scalars import Millis
from server_stub.domain.routing import Assignment, Candidate, Planner, Waiting, plan

_AGENTS = 500
_ROOM = 500
_DECISIONS = 4_000
# The plain planner looks at everybody for each that waits: more would take minutes.
_PLAIN_AT_MOST = 1_000
_TOPICS = ("bills", "network", "tariffs", "roaming", "second_line")
_SHARES = (35, 25, 20, 15, 5)
_RINGS = (Ring(after=30, lower=2), Ring(after=90, without=_TOPICS[:4]))
_NEEDS = {topic: (Known(skill=topic, level=2),) for topic in _TOPICS}


class _Planned(Protocol):
    def __call__(
        self, waiting: Iterable[Waiting], candidates: Iterable[Candidate], *, now: Millis
    ) -> list[Assignment]: ...


class _Centre:
    """What comes and who is there, the same at each run."""

    def __init__(self, agents: int) -> None:
        self._random = Random(12)
        self._count = 0
        self.agents = [self._agent(number) for number in range(agents)]

    def waiting(self, now: int, *, known_agents: float = 0.2) -> Waiting:
        """Somebody who comes now."""
        random = self._random
        self._count += 1
        topic = random.choices(_TOPICS, _SHARES)[0]
        known = random.random() < known_agents
        return Waiting(
            conversation=ConversationId(f"c{self._count:08}"),
            epoch=1,
            queue=QueueId("technical" if topic == "network" else "information"),
            since=Millis(now),
            priority=random.choice((0, 0, 0, 60)),
            needs=_NEEDS[topic],
            language=random.choice(("ru", "ru", "ru", "en")),
            weight=100,
            known_agent=random.choice(self.agents).agent if known else None,
            known_until=Millis(now + 20_000 if known else 0),
            rings=_RINGS,
        )

    def _agent(self, number: int) -> Candidate:
        random = self._random
        skills = dict.fromkeys(random.sample(_TOPICS, 2))
        return Candidate(
            agent=AccountId(f"a{number:04}"),
            name=f"a{number}",
            free=0,
            room=_ROOM,
            idle_since=Millis(random.randrange(1_000)),
            skills={skill: random.randint(1, 5) for skill in skills},
            languages=frozenset(("ru", "en") if random.random() < 0.4 else ("ru",)),
        )


def main(argv: list[str]) -> None:
    """Plan with 200, 1,000 and 5,000 waiting, print the figures."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks routing")
    parser.add_argument("--agents", type=int, default=_AGENTS)
    parser.add_argument("--json", action="store_true", help="only the last line, in JSON")
    wanted = parser.parse_args(argv)
    found = {}
    with OtherCpu() as others:
        for waiting in (200, 1_000, 5_000):
            steady = _steady(wanted.agents, waiting)
            snapshot = _snapshot(wanted.agents, waiting, plan)
            figures = {"steady_us": round(steady, 1), "snapshot_us": round(snapshot, 1)}
            if waiting <= _PLAIN_AT_MOST:
                plain = _snapshot(wanted.agents, waiting, _plain)
                figures |= {"plain_us": round(plain), "ratio_plain": round(plain / snapshot)}
            found[waiting] = figures
            if not wanted.json:
                print(f"{waiting} waiting: {figures}")
    if not wanted.json:
        print(others.told())
    print(
        json.dumps(
            {
                "agents": wanted.agents,
                "decision_us": found[200]["steady_us"],
                "by_waiting": found,
                "other_cpu": None if others.share is None else round(others.share, 3),
            }
        )
    )


def _steady(agents: int, waiting: int) -> float:
    """Microseconds of the processor for a decision while as many wait as before."""
    centre = _Centre(agents)
    planner = Planner()
    now = 1_000_000
    for candidate in centre.agents:
        planner.come(candidate)
    for number in range(waiting):
        planner.await_(centre.waiting(now - (waiting - number) * 50))
    random = Random(7)
    changes = []
    for _ in range(_DECISIONS):
        now += 50
        ended = random.choice(centre.agents)
        changes.append(
            (
                Millis(now),
                msgspec.structs.replace(ended, free=100, idle_since=Millis(now)),
                centre.waiting(now),
            )
        )
    decided = 0
    planner.plan(Millis(1_000_000))
    start = time.process_time()
    for moment, candidate, fresh in changes:
        planner.come(candidate)
        planner.await_(fresh)
        decided += len(planner.plan(moment))
    return (time.process_time() - start) / decided * 1e6


def _snapshot(
    agents: int,
    waiting: int,
    planned: _Planned,
) -> float:
    """Microseconds for a decision when everything is told at once and there is room for all."""
    centre = _Centre(agents)
    now = 1_000_000
    waits = [centre.waiting(now - 100 * number, known_agents=0.2) for number in range(waiting)]
    room = max(_ROOM, waiting * 300 // agents)
    free = [msgspec.structs.replace(one, free=room, room=room) for one in centre.agents]
    start = time.process_time()
    decided = len(planned(waits, free, now=Millis(now)))
    return (time.process_time() - start) / decided * 1e6


def _plain(
    waiting: Iterable[Waiting], candidates: Iterable[Candidate], *, now: Millis
) -> list[Assignment]:
    planner = PlainPlanner()
    for candidate in candidates:
        planner.come(candidate)
    for one in waiting:
        planner.await_(one)
    return planner.plan(now)
