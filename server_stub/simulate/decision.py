"""What one decision of the planner costs on this machine, when there is something to decide."""

from time import perf_counter

from protocol.configuration import Known
from protocol.ids import AccountId, ConversationId
from protocol.scalars import Millis
from server_stub.domain.routing import Candidate, Planner, Waiting
from server_stub.simulate.base_case import BaseCase
from server_stub.simulate.planner_policy import CHAT
from server_stub.simulate.positions import skill_sets

AGENTS = 500
WAITING = 250
"""All of whom get an agent in one plan: each agent of the largest centre has a place for one."""
_TIMES = 15
"""The least of so many counts: what the others took besides was the machine's other work."""


def decision_us(case: BaseCase) -> float:
    """Microseconds of awaiting and planning for each request that is given an agent."""
    return min(_once(case) for _ in range(_TIMES))


def _once(case: BaseCase) -> float:
    shares = case.topic_shares
    room = case.at_once * CHAT
    planner = Planner()
    sets = skill_sets(shares, skills=case.skills_per_agent, positions=AGENTS)
    kinds = {known: {f"topic-{topic}": 1 for topic in known} for known in sets}
    for number, known in enumerate(sets):
        planner.come(
            Candidate(
                agent=AccountId(f"{number:06d}"),
                name="",
                free=CHAT,
                room=room,
                idle_since=Millis(number),
                skills=kinds[known],
            )
        )
    needs = [(Known(skill=f"topic-{topic}"),) for topic in range(len(shares))]
    asked = [
        Waiting(
            conversation=ConversationId(f"{number:09d}"),
            epoch=1,
            since=Millis(number),
            needs=needs[_topic_of(number, shares)],
            weight=CHAT,
        )
        for number in range(WAITING)
    ]
    began = perf_counter()
    for one in asked:
        planner.await_(one)
    decided = len(planner.plan(Millis(WAITING)))
    return (perf_counter() - began) / max(1, decided) * 1e6


def _topic_of(number: int, shares: tuple[float, ...]) -> int:
    """By the shares, evenly spread."""
    part = number * 0.618033988749895 % 1
    for topic, share in enumerate(shares):
        part -= share
        if part < 0:
            return topic
    return len(shares) - 1
