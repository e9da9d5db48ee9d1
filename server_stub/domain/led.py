"""Whom a lead leads: everybody, or the agents of his groups and the queues that they serve."""

import msgspec

from protocol.ids import AccountId, QueueId
from server_stub.domain.configuration import Rules
from server_stub.domain.conversation import Conversation


class Led(msgspec.Struct, frozen=True, kw_only=True):
    """How far somebody's word reaches. What is outside of it does not exist for him."""

    everybody: bool = False
    agents: frozenset[str] = frozenset()
    queues: frozenset[str] = frozenset()
    """Served by those agents; all of them are where one of them serves every queue."""
    all_queues: bool = False

    def has_agent(self, account: AccountId | str) -> bool:
        return self.everybody or account in self.agents

    def has_queue(self, queue: QueueId | str) -> bool:
        return self.everybody or self.all_queues or queue in self.queues

    def has(self, conversation: Conversation) -> bool:
        """That of one of his agents, last or now; one that nobody has is of those who serve it."""
        holders = (conversation.owner, conversation.offer_agent)
        if any(one is not None and self.has_agent(one) for one in holders):
            return True
        return conversation.owner is None and self.has_queue(conversation.queue)


EVERYBODY = Led(everybody=True)
NOBODY = Led()


def led_by_rules(rules: Rules, lead: AccountId) -> Led:
    """Whom he leads. Who is named in no group leads everybody."""
    groups = rules.led_by(lead)
    if not groups:
        return EVERYBODY
    members = [agent for agent in rules.agents if agent.group in groups]
    return Led(
        agents=frozenset({lead, *(agent.account for agent in members)}),
        queues=frozenset(queue for agent in members for queue in agent.queues),
        all_queues=any(not agent.queues for agent in members),
    )
