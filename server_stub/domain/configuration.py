"""The configuration of the centre as the rules ask it: by id, with what holds where nothing is set.

What a store still names though it was taken away has the defaults; nobody fails for it.
"""

from collections.abc import Collection, Iterable, Mapping
from functools import cached_property
from typing import Protocol, TypeVar

from protocol import limits
from protocol.configuration import (
    AgentRules,
    BreakRules,
    ChannelRules,
    Configuration,
    Group,
    Hours,
    Known,
    Mark,
    OutcomeRules,
    QueueRules,
    Skill,
    Title,
    TopicRules,
)
from protocol.ids import AccountId, QueueId, TopicId
from server_stub.domain.flaws import flaws

FULL_WEIGHT = 100
"""One chat, in hundredths."""

NOTHING_SET = Configuration(operator=Title(ru="Pult", en="Pult"), queues=(), topics=())
"""The configuration of a store that nobody has configured."""


class _Named(Protocol):
    @property
    def id(self) -> str: ...


_Item = TypeVar("_Item", bound=_Named)


def check(
    configuration: Configuration,
    agents: Iterable[AgentRules],
    *,
    leads: Collection[str] | None = None,
    spoken_before: Mapping[str, Collection[str]] | None = None,
) -> None:
    """Refuse a configuration that does not fit together, with the first flaw's field and reason."""
    for found in flaws(configuration, agents, leads=leads, spoken_before=spoken_before):
        raise found.refusal()


class Rules:
    """The configuration and the agents' rules, indexed. Immutable: a change makes another one.

    Attributes: `revision`, which every change of either raises.
    """

    def __init__(
        self,
        configuration: Configuration = NOTHING_SET,
        agents: Iterable[AgentRules] = (),
        *,
        revision: int = 0,
    ) -> None:
        self.configuration = configuration
        self.revision = revision
        self._agents = {agent.account: agent for agent in agents}
        self._queues = _by_id(configuration.queues)
        self._topics = _by_id(configuration.topics)
        self._channels = _by_id(configuration.channels)
        self._skills = _by_id(configuration.skills)
        self._hours = _by_id(configuration.hours)
        self._marks = _by_id(configuration.marks)
        self._outcomes = _by_id(configuration.outcomes)
        self._breaks = _by_id(configuration.breaks)
        self._groups = _by_id(configuration.groups)
        self._needs: dict[tuple[str, str], tuple[Known, ...]] = {}

    @cached_property
    def agents(self) -> tuple[AgentRules, ...]:
        """Those for whom something is set."""
        return tuple(self._agents.values())

    def agent(self, account: AccountId) -> AgentRules:
        return self._agents.get(account) or AgentRules(account=account)

    def has_queue(self, queue: str) -> bool:
        return queue in self._queues

    def has_outcome(self, outcome: str) -> bool:
        return outcome in self._outcomes

    def has_break(self, reason: str) -> bool:
        return reason in self._breaks

    def queue(self, queue: str) -> QueueRules:
        return self._queues.get(queue) or QueueRules(id=queue, title=_untitled(queue))

    def topic(self, topic: str) -> TopicRules:
        """One that nobody knows has no queue."""
        return self._topics.get(topic) or TopicRules(id=topic, title=_untitled(topic), queue="")

    def queue_of(self, topic: TopicId) -> QueueId | None:
        """The queue that answers a topic; none for one that nobody knows."""
        known = self._topics.get(topic)
        return None if known is None else QueueId(known.queue)

    def channel(self, channel: str) -> ChannelRules:
        return self._channels.get(channel) or ChannelRules(id=channel, title=_untitled(channel))

    def skill(self, skill: str) -> Skill:
        return self._skills.get(skill) or Skill(id=skill, title=_untitled(skill))

    def mark(self, mark: str) -> Mark:
        return self._marks.get(mark) or Mark(id=mark, title=_untitled(mark))

    def outcome(self, outcome: str) -> OutcomeRules:
        return self._outcomes.get(outcome) or OutcomeRules(id=outcome, title=_untitled(outcome))

    def break_(self, reason: str) -> BreakRules:
        return self._breaks.get(reason) or BreakRules(id=reason, title=_untitled(reason))

    def group(self, group: str) -> Group:
        return self._groups.get(group) or Group(id=group, title=_untitled(group))

    def hours_of(self, queue: str) -> Hours | None:
        """The calendar of a queue; none for one that is answered round the clock."""
        return self._hours.get(self.queue(queue).hours)

    def outcomes_of(self, queue: str) -> tuple[OutcomeRules, ...]:
        """What a conversation of the queue may end with."""
        chosen = self.queue(queue).codes
        if not chosen:
            return self.configuration.outcomes
        return tuple(self.outcome(code) for code in chosen)

    def weight(self, topic: str, channel: str) -> int:
        """What a conversation takes of an agent, in hundredths of a chat; never nothing."""
        whole = self.topic(topic).weight * self.channel(channel).weight
        return min(limits.HEAVIEST, max(1, (whole + FULL_WEIGHT // 2) // FULL_WEIGHT))

    def priority(self, queue: str, topic: str, channel: str, marks: Iterable[str] = ()) -> int:
        """A head start in seconds: all that speaks for it together, up to the highest."""
        together = (
            self.queue(queue).priority
            + self.topic(topic).priority
            + self.channel(channel).priority
            + sum(self.mark(mark).priority for mark in set(marks))
        )
        return min(limits.HIGHEST_PRIORITY, together)

    def needs(self, queue: str, topic: str) -> tuple[Known, ...]:
        """The skills that the queue and the topic ask for, each at the higher level, by id."""
        kept = self._needs.get((queue, topic))
        if kept is None:
            levels: dict[str, int] = {}
            for known in (*self.queue(queue).needs, *self.topic(topic).needs):
                levels[known.skill] = max(levels.get(known.skill, 0), known.level)
            kept = tuple(Known(skill=skill, level=levels[skill]) for skill in sorted(levels))
            if queue in self._queues and (topic in self._topics or not topic):
                self._needs[queue, topic] = kept
        return kept

    def serves(self, account: AccountId, queue: str) -> bool:
        """Whether an agent answers a queue."""
        chosen = self.agent(account).queues
        return not chosen or queue in chosen

    def led_by(self, account: AccountId) -> frozenset[str]:
        """The groups that somebody leads; none for who leads everybody."""
        return frozenset(group.id for group in self.configuration.groups if account in group.leads)

    def leads(self, lead: AccountId, agent: AccountId) -> bool:
        """Whether a lead leads that agent: one who is named in no group leads everybody."""
        led = self.led_by(lead)
        return not led or self.agent(agent).group in led


def _by_id(items: Iterable[_Item]) -> dict[str, _Item]:
    return {item.id: item for item in items}


def _untitled(identity: str) -> Title:
    """What nobody has named is called by its id."""
    return Title(ru=identity, en=identity)
