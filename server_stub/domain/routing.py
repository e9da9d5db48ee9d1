"""Who gets what waits: the longest wait first, to the agent with room who has been idle longest."""

import heapq
from collections.abc import Iterable, Sequence

import msgspec

from protocol.ids import AccountId, ConversationId
from protocol.scalars import Millis
from server_stub.domain.capacity import CONVERSATION_WEIGHT
from server_stub.domain.conversation import PassedOver

PASSED_OVER_MS = 30_000
"""After a decline or a time-out an agent is not asked again for this long while others could be."""


class Waiting(msgspec.Struct, frozen=True, kw_only=True):
    """A conversation that waits for an agent."""

    conversation: ConversationId
    epoch: int
    since: Millis
    passed_over: tuple[PassedOver, ...] = ()


class Candidate(msgspec.Struct, frozen=True, kw_only=True):
    """An agent who is online, seen lately, and has room."""

    agent: AccountId
    name: str
    free: int
    idle_since: Millis


class Assignment(msgspec.Struct, frozen=True, kw_only=True):
    """Offer this conversation, as it stood at `epoch`, to this agent."""

    conversation: ConversationId
    epoch: int
    agent: AccountId
    name: str


def plan(
    waiting: Iterable[Waiting], candidates: Sequence[Candidate], *, now: Millis
) -> list[Assignment]:
    """Assignments for one moment; the same input gives the same plan.

    No agent gets more than his free room. A conversation is not offered again for
    `PASSED_OVER_MS` to an agent who let it pass; after that he is asked again, so that nobody
    waits for ever because everyone once declined.
    """
    free = [
        (candidate.idle_since, candidate.agent, candidate.free, candidate)
        for candidate in candidates
        if candidate.free >= CONVERSATION_WEIGHT
    ]
    heapq.heapify(free)
    assignments: list[Assignment] = []
    for item in sorted(waiting, key=lambda one: (one.since, one.conversation)):
        if not free:
            break
        resting = {passed.agent for passed in item.passed_over if now - passed.at < PASSED_OVER_MS}
        skipped = []
        while free and free[0][1] in resting:
            skipped.append(heapq.heappop(free))
        if free:
            _, agent, room, candidate = heapq.heappop(free)
            assignments.append(
                Assignment(
                    conversation=item.conversation,
                    epoch=item.epoch,
                    agent=agent,
                    name=candidate.name,
                )
            )
            if room > CONVERSATION_WEIGHT:
                heapq.heappush(free, (now, agent, room - CONVERSATION_WEIGHT, candidate))
        for one in skipped:
            heapq.heappush(free, one)
    return assignments
