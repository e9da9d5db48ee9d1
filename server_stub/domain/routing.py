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

from bisect import bisect_right
from collections.abc import Iterable

from protocol.ids import AccountId, ConversationId
from protocol.scalars import Millis
from server_stub.domain.routing_lanes import Lanes
from server_stub.domain.routing_seats import Seats
from server_stub.domain.routing_terms import PASSED_OVER_MS, Assignment, Candidate, Waiting

__all__ = ["PASSED_OVER_MS", "Assignment", "Candidate", "Planner", "Waiting", "plan"]


class Planner:
    """Keeps who waits and who is there from one plan to the next.

    A plan is carried out here at once: what it assigns waits no more, and takes its agent's room.
    Whoever learns otherwise says so by `await_` and `come`. Time never runs back from one plan to
    the next.
    """

    def __init__(self) -> None:
        self._seats = Seats()
        self._lanes = Lanes(self._seats)
        self._planned_at = Millis(0)

    def await_(self, waiting: Waiting) -> None:
        """It waits, or waits on otherwise than before."""
        self._lanes.put(waiting)

    def leave(self, conversation: ConversationId) -> None:
        """It waits no more. Idempotent."""
        self._lanes.drop(conversation)

    def come(self, candidate: Candidate) -> None:
        """He is there, with or without room; or his room or what he can has changed."""
        if self._seats.come(candidate):
            self._lanes.judge_again(candidate.agent)
        else:
            self._lanes.open_or_shut(candidate.agent)

    def go(self, agent: AccountId) -> None:
        """He is offered nothing more. Idempotent."""
        if self._seats.go(agent):
            self._lanes.judge_again(agent)

    def plan(self, now: Millis) -> list[Assignment]:
        """Everything that can be offered at this moment; nothing more until something changes."""
        seats, lanes = self._seats, self._lanes
        seats.wake(now)
        lanes.bring_up_to(now)
        assignments: list[Assignment] = []
        heads, place = lanes.heads, 0
        while place < len(heads) and seats.roomy:
            lane = heads[place][2]
            kind = lane.kind
            if lane.keeper is not None:
                seat = seats.by_agent[lane.keeper]
                found = kind.ring_of(seat), seat
            else:
                barren = kind.barren
                if barren == kind.last:
                    place += 1
                    continue
                ring = bisect_right(kind.opens, now - lane.items[0][0])
                best = kind.best(ring, lane.resting) if ring > barren else None
                if best is None:
                    place += 1
                    continue
                found = best
            ring, seat = found
            waiting = lane.items[0][2]
            assignments.append(
                Assignment(
                    conversation=waiting.conversation,
                    epoch=waiting.epoch,
                    agent=seat.candidate.agent,
                    name=seat.candidate.name,
                    ring=ring,
                )
            )
            lanes.drop(waiting.conversation)
            seats.take(seat, kind.weight, now)
            lanes.open_or_shut(seat.candidate.agent)
        self._planned_at = now
        return assignments

    def due_at(self) -> Millis | None:
        """When, after the last plan, another may find more though nothing else changes: a ring
        opens, a known agent's time or the rest of one who let it pass is over."""
        return self._lanes.due_at(self._planned_at)


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
