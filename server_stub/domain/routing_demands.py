"""What the configuration makes of who waits and who is there, in the terms of routing."""

from collections.abc import Mapping

import msgspec

from protocol.ids import AccountId, ConversationId, QueueId, TopicId
from protocol.scalars import Millis
from server_stub.domain.configuration import Rules
from server_stub.domain.conversation import Conversation, PassedOver
from server_stub.domain.routing_terms import Waiting


class Abilities(msgspec.Struct, frozen=True, gc=False):
    """What an agent can."""

    skills: Mapping[str, int]
    languages: frozenset[str]
    queues: frozenset[str]
    """All of them without any."""


class Demands:
    """Kept for as long as the rules stand: then the same demands are the same objects."""

    def __init__(self, rules: Rules) -> None:
        self.rules = rules
        self._abilities: dict[AccountId, Abilities] = {}

    def waiting(
        self,
        *,
        conversation: ConversationId,
        epoch: int,
        queue: QueueId,
        topic: TopicId,
        language: str,
        since: Millis,
        priority: int,
        weight: int,
        known_agent: AccountId | None,
        passed_over: tuple[PassedOver, ...],
    ) -> Waiting:
        """What a conversation asks of an agent, waiting in its queue since then."""
        rules = self.rules.queue(queue)
        # In a language that its queue is not answered in, nobody is better than in its first one.
        spoken = language if language in rules.languages else next(iter(rules.languages), "")
        return Waiting(
            conversation=conversation,
            epoch=epoch,
            queue=queue,
            since=since,
            priority=priority,
            needs=self.rules.needs(queue, topic),
            language=spoken,
            weight=weight,
            known_agent=known_agent,
            known_until=Millis(since + rules.known_agent * 1000),
            rings=rules.rings,
            passed_over=passed_over,
        )

    def of(self, conversation: Conversation) -> Waiting:
        """The same of one that waits."""
        return self.waiting(
            conversation=conversation.id,
            epoch=conversation.epoch,
            queue=conversation.queue,
            topic=conversation.topic,
            language=conversation.language,
            since=conversation.queued_at,
            priority=conversation.priority,
            weight=conversation.weight,
            known_agent=conversation.known_agent,
            passed_over=conversation.passed_over,
        )

    def abilities(self, agent: AccountId) -> Abilities:
        found = self._abilities.get(agent)
        if found is None:
            rules = self.rules.agent(agent)
            found = self._abilities[agent] = Abilities(
                {known.skill: known.level for known in rules.skills},
                frozenset(rules.languages),
                frozenset(rules.queues),
            )
        return found
