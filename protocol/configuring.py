"""How administrators read and change the configuration: in parts that fit a frame, item by item.

Whoever reads page by page has the revision with each: when it moves he begins anew. Whoever saves
names the revision he has read; if it is another by now, `stale_version` says so and nothing is
changed. What does not fit together is refused as `configuration_refused`.
"""

from typing import Annotated

from msgspec import Meta

from protocol import limits
from protocol.answer import Answer
from protocol.command import Command
from protocol.configuration import (
    AgentRules,
    BreakRules,
    ChannelRules,
    Group,
    Hours,
    Mark,
    OutcomeRules,
    QueueRules,
    Setting,
    Skill,
    Title,
    TopicRules,
)
from protocol.ids import AccountId
from protocol.people import Role
from protocol.scalars import Code, Count, Id, Value
from protocol.workplace import Workplace

_Several = Meta(max_length=limits.SETTINGS)


class ConfigurationPart(Setting):
    """Some items of a configuration; those of a kind in their order."""

    operator: Title | None = None
    queues: Annotated[tuple[QueueRules, ...], _Several] = ()
    topics: Annotated[tuple[TopicRules, ...], _Several] = ()
    channels: Annotated[tuple[ChannelRules, ...], _Several] = ()
    skills: Annotated[tuple[Skill, ...], _Several] = ()
    hours: Annotated[tuple[Hours, ...], _Several] = ()
    marks: Annotated[tuple[Mark, ...], _Several] = ()
    outcomes: Annotated[tuple[OutcomeRules, ...], _Several] = ()
    breaks: Annotated[tuple[BreakRules, ...], _Several] = ()
    groups: Annotated[tuple[Group, ...], _Several] = ()


class Gone(Setting):
    """An item that is taken away: its kind as `ConfigurationPart` names it, and its id."""

    kind: Code
    id: Code


class Order(Setting):
    """All items of a kind, in the order in which people are to see them."""

    kind: Code
    ids: Annotated[tuple[Code, ...], _Several]


class ReadConfiguration(Command, tag="read_configuration"):
    """The configuration from an item on."""

    after: Count = 0
    """`following` of the part before."""


class SaveConfiguration(Command, tag="save_configuration"):
    """Change items: each takes the place of the one with its id, or comes last."""

    client_id: Id
    revision: Count
    put: ConfigurationPart = ConfigurationPart()
    gone: Annotated[tuple[Gone, ...], _Several] = ()
    order: Annotated[tuple[Order, ...], Meta(max_length=10)] = ()


class ReadAgents(Command, tag="read_agents"):
    """Those who answer subscribers, by login, and what each is set to answer."""

    after: Annotated[str, Meta(max_length=limits.NAME_CHARACTERS)] = ""
    """The last login of the page before."""


class SaveAgent(Command, tag="save_agent"):
    """What an agent answers from now on, in place of the version that was read."""

    client_id: Id
    version: Count
    rules: AgentRules


class AgentLine(Value):
    """Somebody who answers subscribers, and what he is set to answer."""

    account: AccountId
    login: str
    name: str
    role: Role
    version: int
    """Rises with every change of his rules; 0 where nobody has set any."""
    rules: AgentRules
    disabled: bool = False


class ConfigurationTold(Answer, tag="configuration"):
    """A part of the configuration; `following` says where the next one begins."""

    request: int
    revision: int
    part: ConfigurationPart
    following: int | None = None


class ConfigurationSaved(Answer, tag="configuration_saved"):
    """It holds from now on, for everybody."""

    request: int
    revision: int


class AgentsTold(Answer, tag="agents"):
    """A page of agents; `more` says to ask again after the last login."""

    request: int
    agents: list[AgentLine]
    more: bool = False


class AgentSaved(Answer, tag="agent_saved"):
    """It holds from now on."""

    request: int
    version: int


class WorkplaceTold(Answer, tag="workplace"):
    """What a desk works with has changed: this in place of what `signed_in` said."""

    workplace: Workplace
