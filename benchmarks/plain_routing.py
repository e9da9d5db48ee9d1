"""The plan as its rules are told, without a thought of speed: what the real one is held against."""

import msgspec

from protocol.ids import AccountId, ConversationId
from protocol.scalars import Millis
from server_stub.domain.routing import Assignment, Candidate, Waiting
from server_stub.domain.routing_terms import PASSED_OVER_MS


class PlainPlanner:
    """For each that waits, in turn, everybody is looked at."""

    def __init__(self) -> None:
        self.waiting: dict[ConversationId, Waiting] = {}
        self.candidates: dict[AccountId, Candidate] = {}

    def await_(self, waiting: Waiting) -> None:
        self.waiting[waiting.conversation] = waiting

    def leave(self, conversation: ConversationId) -> None:
        self.waiting.pop(conversation, None)

    def come(self, candidate: Candidate) -> None:
        self.candidates[candidate.agent] = candidate

    def go(self, agent: AccountId) -> None:
        self.candidates.pop(agent, None)

    def plan(self, now: Millis) -> list[Assignment]:
        assignments = []
        for waiting in sorted(
            self.waiting.values(),
            key=lambda one: (one.since - one.priority * 1000, one.conversation),
        ):
            choices = [
                (now < one.rest_until, ring, taken(one), one.idle_since, one.agent)
                for one in self.asked(waiting, now)
                if one.free >= waiting.weight and (ring := first_ring(waiting, one)) is not None
            ]
            if choices:
                _, ring, _, _, agent = min(choices)
                candidate = self.candidates[agent]
                assignments.append(
                    Assignment(
                        conversation=waiting.conversation,
                        epoch=waiting.epoch,
                        agent=agent,
                        name=candidate.name,
                        ring=ring,
                    )
                )
                del self.waiting[waiting.conversation]
                self.candidates[agent] = msgspec.structs.replace(
                    candidate, free=candidate.free - waiting.weight, idle_since=now
                )
        return assignments

    def asked(self, waiting: Waiting, now: Millis) -> list[Candidate]:
        """Whom it could be offered to at this time, had they room."""
        let_pass = {one.agent: one.at for one in waiting.passed_over}
        suitable = [one for one in self.candidates.values() if suits(waiting, one, now)]
        if now < waiting.known_until and waiting.known_agent not in let_pass:
            known = [one for one in suitable if one.agent == waiting.known_agent]
            if known:
                return known
        return [
            one
            for one in suitable
            if one.agent not in let_pass or now >= let_pass[one.agent] + PASSED_OVER_MS
        ]


def taken(candidate: Candidate) -> float:
    return (candidate.room - candidate.free) / candidate.room if candidate.room > 0 else 0.0


def suits(waiting: Waiting, candidate: Candidate, now: Millis) -> bool:
    """Whether he has what is still needed after so long a wait."""
    ring = first_ring(waiting, candidate)
    if ring is None:
        return False
    return ring == 0 or now - waiting.since >= waiting.rings[ring - 1].after * 1000


def first_ring(waiting: Waiting, candidate: Candidate) -> int | None:
    """After how many rings he has what is needed."""
    if candidate.queues and waiting.queue not in candidate.queues:
        return None
    unneeded: set[str] = set()
    lower, any_language = 0, not waiting.language
    for number in range(len(waiting.rings) + 1):
        if number:
            ring = waiting.rings[number - 1]
            unneeded |= set(ring.without)
            lower = max(lower, ring.lower)
            any_language = any_language or ring.any_language
        knows = all(
            candidate.skills.get(need.skill, 0) >= max(1, need.level - lower)
            for need in waiting.needs
            if need.skill not in unneeded
        )
        if knows and (any_language or waiting.language in candidate.languages):
            return number
    return None
