"""What does not fit together in a configuration: each flaw with its field and its reason. Pure.

A field is a path of names and ids: `queues.services.rings.0.without`, `agents.<account>.room`.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping

from protocol.configuration import (
    AgentRules,
    Configuration,
    Flaw,
    Known,
    QueueRules,
    Said,
    WrapUp,
)
from server_stub.domain.flaws_of_hours import flaws_of_hours
from server_stub.domain.found import Found, repeated, unknown

WAITING_WORDS = frozenset({"place", "minutes"})
"""What is filled in where somebody waits."""

CLOSED_WORDS = frozenset({"opens"})
"""What is filled in where nobody answers: when somebody will."""

_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")


def flaws(
    configuration: Configuration,
    agents: Iterable[AgentRules],
    *,
    leads: Collection[str] | None = None,
    spoken_before: Mapping[str, Collection[str]] | None = None,
) -> Iterator[Found]:
    """Everything that does not fit, in the order of the document.

    `leads` are the accounts that may lead a group, where they are known. `spoken_before` are the
    languages that queues have already: those are not refused because their last speaker has left.
    """
    agents = tuple(agents)
    for kind, ids in _ids(configuration).items():
        yield from repeated(ids, at=kind)
    yield from _flaws_of_queues(configuration)
    yield from _flaws_of_languages(configuration, agents, spoken_before or {})
    yield from _flaws_of_topics(configuration)
    for channel in configuration.channels:
        if not channel.weight:
            yield Found(f"channels.{channel.id}.weight", Flaw.ZERO)
    for hours in configuration.hours:
        yield from flaws_of_hours(hours)
    for group in configuration.groups:
        at = f"groups.{group.id}.leads"
        yield from repeated(group.leads, at=at)
        if leads is not None:
            yield from unknown(group.leads, leads, at=at)
    yield from repeated((agent.account for agent in agents), at="agents")
    for agent in agents:
        yield from flaws_of_agent(configuration, agent)


def flaws_of_agent(configuration: Configuration, agent: AgentRules) -> Iterator[Found]:
    """What does not fit in the rules of one agent."""
    at = f"agents.{agent.account}"
    ids = _ids(configuration)
    if agent.group:
        yield from unknown([agent.group], ids["groups"], at=f"{at}.group", whole=True)
    if not agent.room:
        yield Found(f"{at}.room", Flaw.ZERO)
    yield from _flaws_of_needs(agent.skills, ids["skills"], at=f"{at}.skills")
    if not agent.languages:
        yield Found(f"{at}.languages", Flaw.EMPTY)
    yield from repeated(agent.languages, at=f"{at}.languages")
    yield from repeated(agent.queues, at=f"{at}.queues")
    yield from unknown(agent.queues, ids["queues"], at=f"{at}.queues")


def _ids(configuration: Configuration) -> dict[str, list[str]]:
    """The ids of each kind, in their order."""
    return {
        "queues": [one.id for one in configuration.queues],
        "topics": [one.id for one in configuration.topics],
        "channels": [one.id for one in configuration.channels],
        "skills": [one.id for one in configuration.skills],
        "hours": [one.id for one in configuration.hours],
        "marks": [one.id for one in configuration.marks],
        "outcomes": [one.id for one in configuration.outcomes],
        "breaks": [one.id for one in configuration.breaks],
        "groups": [one.id for one in configuration.groups],
    }


def _flaws_of_queues(configuration: Configuration) -> Iterator[Found]:
    ids = _ids(configuration)
    overflow = {queue.id: queue.overflow for queue in configuration.queues}
    for queue in configuration.queues:
        at = f"queues.{queue.id}"
        yield from _flaws_of_needs(queue.needs, ids["skills"], at=f"{at}.needs")
        if queue.warn_after > queue.late_after:
            yield Found(f"{at}.late_after", Flaw.DISORDER)
        targets = queue.targets
        promised = targets.first_answer or targets.next_answer or targets.resolution
        if promised and not targets.share:
            yield Found(f"{at}.targets.share", Flaw.ZERO)
        if queue.hours:
            yield from unknown([queue.hours], ids["hours"], at=f"{at}.hours", whole=True)
        if queue.overflow:
            yield from unknown([queue.overflow], ids["queues"], at=f"{at}.overflow", whole=True)
            if _comes_back(queue.id, overflow):
                yield Found(f"{at}.overflow", Flaw.CYCLE)
        yield from _flaws_of_rings(queue, configuration)
        if not queue.offer and not queue.auto_accept:
            yield Found(f"{at}.offer", Flaw.ZERO)
        if queue.wrap_up is WrapUp.TIMED and not queue.wrap_up_for:
            yield Found(f"{at}.wrap_up_for", Flaw.ZERO)
        yield from repeated(queue.codes, at=f"{at}.codes")
        yield from unknown(queue.codes, ids["outcomes"], at=f"{at}.codes")
        if queue.code_needed and not ids["outcomes"]:
            yield Found(f"{at}.code_needed", Flaw.EMPTY)
        yield from _flaws_of_words(queue.words, WAITING_WORDS, at=f"{at}.words")
        yield from _flaws_of_words(queue.closed_words, CLOSED_WORDS, at=f"{at}.closed_words")


def _flaws_of_rings(queue: QueueRules, configuration: Configuration) -> Iterator[Found]:
    needed = {known.skill for known in queue.needs}
    for topic in configuration.topics:
        if topic.queue == queue.id:
            needed.update(known.skill for known in topic.needs)
    skills = {skill.id for skill in configuration.skills}
    before = -1
    for number, ring in enumerate(queue.rings):
        at = f"queues.{queue.id}.rings.{number}"
        if ring.after <= before:
            yield Found(f"{at}.after", Flaw.DISORDER)
        before = ring.after
        if not (ring.without or ring.lower or ring.any_language):
            yield Found(at, Flaw.EMPTY)
        yield from repeated(ring.without, at=f"{at}.without")
        for skill in ring.without:
            if skill not in skills:
                yield Found(f"{at}.without.{skill}", Flaw.UNKNOWN)
            elif skill not in needed:
                yield Found(f"{at}.without.{skill}", Flaw.UNNEEDED)


def _flaws_of_languages(
    configuration: Configuration,
    agents: Collection[AgentRules],
    spoken_before: Mapping[str, Collection[str]],
) -> Iterator[Found]:
    """Languages of queues; before there are any agents, nobody can be asked what he speaks."""
    for queue in configuration.queues:
        at = f"queues.{queue.id}.languages"
        if not queue.languages:
            yield Found(at, Flaw.EMPTY)
        yield from repeated(queue.languages, at=at)
        if not agents:
            continue
        spoken = {
            language
            for agent in agents
            if not agent.queues or queue.id in agent.queues
            for language in agent.languages
        }
        for language in queue.languages:
            if language not in spoken and language not in spoken_before.get(queue.id, ()):
                yield Found(f"{at}.{language}", Flaw.UNSPOKEN)


def _flaws_of_topics(configuration: Configuration) -> Iterator[Found]:
    ids = _ids(configuration)
    for topic in configuration.topics:
        at = f"topics.{topic.id}"
        yield from unknown([topic.queue], ids["queues"], at=f"{at}.queue", whole=True)
        yield from _flaws_of_needs(topic.needs, ids["skills"], at=f"{at}.needs")
        if not topic.weight:
            yield Found(f"{at}.weight", Flaw.ZERO)


def _flaws_of_needs(needs: Iterable[Known], skills: Collection[str], *, at: str) -> Iterator[Found]:
    named = [known.skill for known in needs]
    yield from repeated(named, at=at)
    yield from unknown(named, skills, at=at)


def _flaws_of_words(words: Said | None, known: Collection[str], *, at: str) -> Iterator[Found]:
    """What is not filled in would be read by the subscriber as it stands."""
    if words is None:
        return
    for language, text in (("ru", words.ru), ("en", words.en)):
        for name in _PLACEHOLDER.findall(text):
            if name not in known:
                yield Found(f"{at}.{language}", Flaw.UNKNOWN)


def _comes_back(queue: str, overflow: Mapping[str, str]) -> bool:
    """Whether what leaves a queue for another comes back to it in the end."""
    passed = set()
    place = overflow.get(queue, "")
    while place and place not in passed:
        if place == queue:
            return True
        passed.add(place)
        place = overflow.get(place, "")
    return False
