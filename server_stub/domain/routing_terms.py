"""What routing speaks of: who waits, who could be asked, and by which rules one suits the other."""

from collections.abc import Iterator, Mapping

import msgspec

from protocol.configuration import Known, Ring
from protocol.ids import AccountId, ConversationId, QueueId
from protocol.scalars import Millis
from server_stub.domain.capacity import CONVERSATION_WEIGHT
from server_stub.domain.conversation import PassedOver

PASSED_OVER_MS = 30_000
"""After a decline or a time-out an agent is not asked again for this long while others could be."""


class Waiting(msgspec.Struct, frozen=True, kw_only=True):
    """A conversation that waits for an agent, and what its queue asks of him.

    `priority` is a head start in seconds: it comes before what came so much earlier, and whatever
    waits longer than that comes before it. `known_agent` alone is asked until `known_until`, as
    long as he is on line, could have it and has not let it pass.
    """

    conversation: ConversationId
    epoch: int
    queue: QueueId = QueueId("")
    since: Millis
    priority: int = 0
    needs: tuple[Known, ...] = ()
    language: str = ""
    """The agent must speak it; empty for any."""
    weight: int = CONVERSATION_WEIGHT
    """What it takes of a room."""
    known_agent: AccountId | None = None
    known_until: Millis = Millis(0)
    rings: tuple[Ring, ...] = ()
    """In the order of their time; each relaxes what those before it have left."""
    passed_over: tuple[PassedOver, ...] = ()

    @property
    def key(self) -> tuple[int, ConversationId]:
        """Its place among all that wait: the smaller comes first."""
        return self.since - self.priority * 1000, self.conversation

    def ring_at(self, now: Millis) -> int:
        """How many rings have opened: 0 as long as everything needed is needed."""
        return sum(self.since + ring.after * 1000 <= now for ring in self.rings)

    def resting_at(self, now: Millis) -> frozenset[AccountId]:
        """Who let it pass just now."""
        return frozenset(one.agent for one in self.passed_over if now - one.at < PASSED_OVER_MS)

    def rests(self) -> Iterator[Millis]:
        """When those who let it pass may be asked again."""
        for one in self.passed_over:
            yield Millis(one.at + PASSED_OVER_MS)

    @property
    def awaited(self) -> AccountId | None:
        """The known agent, unless he has let it pass."""
        known = self.known_agent
        return None if any(one.agent == known for one in self.passed_over) else known


class Candidate(msgspec.Struct, frozen=True, kw_only=True):
    """An agent who is on line and felt lately, whether he has room or not."""

    agent: AccountId
    name: str
    free: int
    room: int = 0
    idle_since: Millis
    skills: Mapping[str, int] = {}
    """By skill how well he knows it."""
    languages: frozenset[str] = frozenset()
    queues: frozenset[str] = frozenset()
    """All of them without any."""
    rest_until: Millis = Millis(0)
    """After a hard conversation: until then he is asked last."""

    @property
    def load(self) -> float:
        """How much of his room is taken, from 0 to 1."""
        return (self.room - self.free) / self.room if self.room > 0 else 0.0


class Assignment(msgspec.Struct, frozen=True, kw_only=True):
    """Offer this conversation, as it stood at `epoch`, to this agent."""

    conversation: ConversationId
    epoch: int
    agent: AccountId
    name: str
    ring: int = 0
    """The first ring in which he suits: 0 when he has all that is needed."""


class Demand:
    """What conversations of one kind ask of an agent, ring by ring."""

    __slots__ = ("_steps", "queue", "rings")

    def __init__(self, waiting: Waiting) -> None:
        self.queue = waiting.queue
        self.rings = waiting.rings
        self._steps = [
            (_needed(waiting, ring), "" if _any_language(waiting, ring) else waiting.language)
            for ring in range(len(waiting.rings) + 1)
        ]

    def ring_of(self, candidate: Candidate) -> int | None:
        """The first ring in which he suits; None when he never does."""
        if candidate.queues and self.queue not in candidate.queues:
            return None
        knows, speaks = candidate.skills.get, candidate.languages
        for ring, (needs, language) in enumerate(self._steps):
            if language and language not in speaks:
                continue
            for skill, level in needs:
                if knows(skill, 0) < level:
                    break
            else:
                return ring
        return None

    def needs_at(self, ring: int) -> tuple[tuple[tuple[str, int], ...], str]:
        """The skills with their levels, and the language, needed once so many rings have opened."""
        return self._steps[ring]


def _needed(waiting: Waiting, ring: int) -> tuple[tuple[str, int], ...]:
    opened = waiting.rings[:ring]
    dropped = {skill for one in opened for skill in one.without}
    lower = max((one.lower for one in opened), default=0)
    # A lower level is still a level: only `without` makes a skill unneeded.
    return tuple(
        (need.skill, max(1, need.level - lower))
        for need in waiting.needs
        if need.skill not in dropped
    )


def _any_language(waiting: Waiting, ring: int) -> bool:
    return any(one.any_language for one in waiting.rings[:ring])
