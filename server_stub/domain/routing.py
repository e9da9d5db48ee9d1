"""Who gets what waits: a plan for one moment, by rules that depend on nothing but what they see.

What waits is gone through by its key, `since` less its priority: the longest wait first, priority
as a head start, so that everybody's turn comes. Each is given the best of the agents who suit it,
are not resting from it and have room for it:

- as long as it awaits its known agent, and he is on line and suits it, nobody else;
- who is not resting from a hard conversation;
- who suits it in the earliest ring;
- whose room is taken least, relative to its size;
- who has been idle longest; then by id, so that the same input gives the same plan.
"""

from collections.abc import Iterable

import msgspec

from protocol.ids import AccountId, ConversationId
from protocol.scalars import Millis
from server_stub.domain.routing_terms import (
    PASSED_OVER_MS,
    Assignment,
    Candidate,
    Demand,
    Waiting,
)

__all__ = ["PASSED_OVER_MS", "Assignment", "Candidate", "Planner", "Waiting", "plan"]


class Planner:
    """Keeps who waits and who is there from one plan to the next.

    A plan is carried out here at once: what it assigns waits no more, and takes its agent's room.
    Whoever learns otherwise says so by `await_` and `come`.
    """

    def __init__(self) -> None:
        self._waiting: dict[ConversationId, Waiting] = {}
        self._candidates: dict[AccountId, Candidate] = {}
        self._planned_at = Millis(0)

    def await_(self, waiting: Waiting) -> None:
        """It waits, or waits on otherwise than before."""
        self._waiting[waiting.conversation] = waiting

    def leave(self, conversation: ConversationId) -> None:
        """It waits no more. Idempotent."""
        self._waiting.pop(conversation, None)

    def come(self, candidate: Candidate) -> None:
        """He is there, with or without room; or his room or what he can has changed."""
        self._candidates[candidate.agent] = candidate

    def go(self, agent: AccountId) -> None:
        """He is offered nothing more. Idempotent."""
        self._candidates.pop(agent, None)

    def plan(self, now: Millis) -> list[Assignment]:
        """Everything that can be offered at this moment; nothing more until something changes."""
        self._planned_at = now
        assignments = []
        for waiting in sorted(self._waiting.values(), key=lambda one: one.key):
            best = self._best(waiting, now)
            if best is None:
                continue
            ring, candidate = best
            assignments.append(
                Assignment(
                    conversation=waiting.conversation,
                    epoch=waiting.epoch,
                    agent=candidate.agent,
                    name=candidate.name,
                    ring=ring,
                )
            )
            del self._waiting[waiting.conversation]
            self._candidates[candidate.agent] = msgspec.structs.replace(
                candidate, free=candidate.free - waiting.weight, idle_since=now
            )
        return assignments

    def due_at(self) -> Millis | None:
        """When, after the last plan, another may find more though nothing else changes: a ring
        opens, a known agent's time or the rest of one who let it pass is over."""
        return min(
            (
                moment
                for one in self._waiting.values()
                for moment in one.moments()
                if moment > self._planned_at
            ),
            default=None,
        )

    def _best(self, waiting: Waiting, now: Millis) -> tuple[int, Candidate] | None:
        demand = Demand(waiting.queue, waiting.needs, waiting.language, waiting.rings)
        opened, resting = waiting.ring_at(now), waiting.resting_at(now)
        suitable = {
            candidate.agent: (ring, candidate)
            for candidate in self._candidates.values()
            if (ring := demand.ring_of(candidate)) is not None and ring <= opened
        }
        awaited = waiting.awaited
        if awaited in suitable and now < waiting.known_until:
            suitable = {awaited: suitable[awaited]}
        return min(
            (
                (ring, candidate)
                for ring, candidate in suitable.values()
                if candidate.free >= waiting.weight and candidate.agent not in resting
            ),
            key=lambda one: (
                now < one[1].rest_until,
                one[0],
                one[1].load,
                one[1].idle_since,
                one[1].agent,
            ),
            default=None,
        )


def plan(
    waiting: Iterable[Waiting], candidates: Iterable[Candidate], *, now: Millis
) -> list[Assignment]:
    """The plan of one snapshot; the same snapshot gives the same plan, in whatever order."""
    planner = Planner()
    for candidate in candidates:
        planner.come(candidate)
    for one in waiting:
        planner.await_(one)
    return planner.plan(now)
