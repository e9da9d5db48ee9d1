"""The rules of a contact centre as its administrators set them: queues, skills, hours, agents.

One document, read and changed as a whole or item by item; what does not fit together is refused
with the field and the reason (`server_stub.domain.configuration`). Durations are whole seconds,
times of a day whole minutes after its midnight, weights and rooms hundredths of one chat.
"""

from enum import StrEnum
from typing import Annotated, dataclass_transform

import msgspec
from msgspec import Meta

from protocol import limits
from protocol.scalars import CLEAN, Code, Id, Name, Value

Seconds = Annotated[int, Meta(ge=0, le=limits.LONGEST_SECONDS)]
Percent = Annotated[int, Meta(ge=0, le=100)]
Weight = Annotated[int, Meta(ge=0, le=limits.HEAVIEST)]
"""In hundredths of a chat."""
Level = Annotated[int, Meta(ge=1, le=5)]
"""How well somebody knows something: 1 has begun, 5 teaches others."""
Priority = Annotated[int, Meta(ge=0, le=limits.HIGHEST_PRIORITY)]
"""How many seconds of waiting it is worth: who has more comes before who came so much earlier."""
Begins = Annotated[int, Meta(ge=0, le=24 * 60 - 1)]
Ends = Annotated[int, Meta(ge=0, le=24 * 60)]
_MANY = Meta(max_length=limits.SETTINGS)
Day = Annotated[str, Meta(pattern=r"\A\d{4}-\d{2}-\d{2}\Z")]


# Type checkers do not see that a Struct inherits `frozen`, unless told.
@dataclass_transform(frozen_default=True, field_specifiers=(msgspec.field,))
class Setting(Value, forbid_unknown_fields=True):
    """What an administrator sets. Other values let unknown fields pass; but a console that did not
    know a field of these would take it away by saving the rest."""


Codes = Annotated[tuple[Code, ...], Meta(max_length=limits.LISTED_SETTINGS)]


class Title(Setting):
    """What people call it, in both languages."""

    ru: Name
    en: Name


class Said(Setting):
    """What somebody is told, in both languages."""

    ru: Annotated[str, Meta(min_length=1, max_length=limits.SAID_CHARACTERS, pattern=CLEAN)]
    en: Annotated[str, Meta(min_length=1, max_length=limits.SAID_CHARACTERS, pattern=CLEAN)]


class Span(Setting):
    """A part of a day, in minutes after midnight: a whole day is 0 to 1440.

    One that ends before it begins ends on the next day, and belongs to the day it begins on.
    """

    begins: Begins
    ends: Ends


Spans = Annotated[tuple[Span, ...], Meta(max_length=limits.SPANS)]


class SpecialDay(Setting):
    """A holiday, or a day with hours of its own; without spans nothing begins on it."""

    day: Day
    spans: Spans = ()
    title: Annotated[str, Meta(max_length=limits.NAME_CHARACTERS, pattern=CLEAN)] = ""


class Hours(Setting):
    """When a queue is answered: a week in a time zone, and the days that differ."""

    id: Code
    title: Title
    zone: Annotated[str, Meta(min_length=1, max_length=60)]
    """Of the IANA database: Europe/Moscow."""
    week: Annotated[tuple[Spans, ...], Meta(min_length=7, max_length=7)]
    """Monday first."""
    days: Annotated[tuple[SpecialDay, ...], Meta(max_length=limits.SPECIAL_DAYS)] = ()


class Skill(Setting):
    """Something that a conversation may need and an agent may know."""

    id: Code
    title: Title


class Known(Setting):
    """A skill with its level: needed at least so well, or known so well."""

    skill: Code
    level: Level = 1


Knows = Annotated[tuple[Known, ...], Meta(max_length=limits.LISTED_SETTINGS)]


class Ring(Setting):
    """After a wait of so long, others are asked too."""

    after: Seconds
    without: Codes = ()
    """Skills that are not needed any more."""
    lower: Annotated[int, Meta(ge=0, le=4)] = 0
    """By so much less of every level."""
    any_language: bool = False


class Targets(Setting):
    """What is promised, in seconds of the queue's hours; 0 promises nothing."""

    first_answer: Seconds = 0
    next_answer: Seconds = 0
    resolution: Seconds = 0
    share: Percent = 90
    """Of how many in a hundred it is promised."""
    warn_share: Percent = 80
    """After how much of a target somebody is told."""


class WrapUp(StrEnum):
    """Work after a conversation."""

    NONE = "none"
    OPTIONAL = "optional"
    """The agent may go on at once."""
    MANDATORY = "mandatory"
    """Until he says that he is done."""
    TIMED = "timed"
    """Until he says so, or the time is over."""


class QueueRules(Setting):
    """A queue: a group of agents with the same duty, and how they are asked."""

    id: Code
    title: Title
    urgent: bool = False
    priority: Priority = 0
    needs: Knows = ()
    languages: Codes = ("ru",)
    """Those it is answered in; an agent needs that of the conversation, until a ring says no."""
    warn_after: Seconds = 30
    late_after: Seconds = 90
    targets: Targets = Targets()
    hours: Code = ""
    """Nobody is turned away without one: it is answered round the clock."""
    overflow: Code = ""
    """The queue that takes what this one cannot: out of hours, or too long."""
    longest: Annotated[int, Meta(ge=0, le=limits.LONGEST_QUEUE)] = 0
    """How many may wait; 0 for any number."""
    rings: Annotated[tuple[Ring, ...], Meta(max_length=limits.RINGS)] = ()
    known_agent: Seconds = 0
    """For so long only the subscriber's personal or last agent is asked, if he is on line."""
    offer: Seconds = 20
    """How long an agent has to answer an offer."""
    auto_accept: bool = False
    grace: Seconds = 60
    """How long a conversation waits for an agent whose link was lost; then others are asked."""
    wrap_up: WrapUp = WrapUp.NONE
    wrap_up_for: Seconds = 60
    codes: Codes = ()
    """Outcomes to choose from; all of them without any."""
    code_needed: bool = True
    closing: Seconds = 0
    """Between the agent's closing and the end, which the subscriber's typing calls off."""
    reopen: Seconds = 24 * 60 * 60
    """Within which a new message opens it again, for the same agent if he is there."""
    rest: Seconds = 0
    """For so long after a hard conversation an agent is asked last."""
    words: Said | None = None
    """Told to who waits; `{place}` and `{minutes}` are filled in."""
    closed_words: Said | None = None
    """Told to who comes when nobody answers; `{opens}` is filled in."""


class TopicRules(Setting):
    """What a conversation is about, and so who answers it."""

    id: Code
    title: Title
    queue: Code
    needs: Knows = ()
    """Besides those of its queue."""
    priority: Priority = 0
    weight: Weight = 100
    """In hundredths of the channel's."""


class ChannelRules(Setting):
    """How much a conversation of a channel takes of an agent."""

    id: Code
    title: Title
    weight: Weight = 100
    priority: Priority = 0


class Mark(Setting):
    """What is known of a subscriber: a value, a debt, a suspicion."""

    id: Code
    title: Title
    priority: Priority = 0


class OutcomeRules(Setting):
    """What came of a conversation."""

    id: Code
    title: Title
    hard: bool = False
    """Whoever had it is asked last for a while."""
    follow_up: bool = False
    """Asks for a date on which somebody comes back to it."""


class BreakRules(Setting):
    """What one may take a break for."""

    id: Code
    title: Title
    longest: Seconds = 0
    """After which leads are told; 0 for never."""


class Group(Setting):
    """Agents who sit together, and those who lead them."""

    id: Code
    title: Title
    leads: Annotated[tuple[Id, ...], Meta(max_length=limits.LISTED_SETTINGS)] = ()


class AgentRules(Setting):
    """What an agent answers, and how much at once."""

    account: Id
    group: Code = ""
    room: Annotated[int, Meta(ge=0, le=limits.DESK_PLACES * 100)] = 500
    """In hundredths of a chat."""
    skills: Knows = ()
    languages: Codes = ("ru",)
    queues: Codes = ()
    """All of them without any."""


class Configuration(Setting):
    """Everything that is the same for all agents."""

    operator: Title
    queues: Annotated[tuple[QueueRules, ...], _MANY]
    topics: Annotated[tuple[TopicRules, ...], _MANY]
    channels: Annotated[tuple[ChannelRules, ...], _MANY] = ()
    skills: Annotated[tuple[Skill, ...], _MANY] = ()
    hours: Annotated[tuple[Hours, ...], _MANY] = ()
    marks: Annotated[tuple[Mark, ...], _MANY] = ()
    outcomes: Annotated[tuple[OutcomeRules, ...], _MANY] = ()
    breaks: Annotated[tuple[BreakRules, ...], _MANY] = ()
    groups: Annotated[tuple[Group, ...], _MANY] = ()


class Flaw(StrEnum):
    """Why a configuration is refused; the field goes with it."""

    INVALID = "invalid"
    """No value of this kind: a text where a number belongs, a number beyond its limit."""
    MISSING = "missing"
    UNKNOWN = "unknown"
    """There is nothing of that id: no such skill, queue, hours, zone, outcome, person."""
    REPEATED = "repeated"
    EMPTY = "empty"
    """A week without hours, a span without length, no language."""
    ZERO = "zero"
    """A room, a weight or a time of nothing, where something is needed."""
    OVERLAP = "overlap"
    """Two spans of a calendar share time."""
    CYCLE = "cycle"
    """What overflows comes back to where it was."""
    DISORDER = "disorder"
    """A later ring or a worse mark that comes before an earlier one."""
    UNNEEDED = "unneeded"
    """A ring drops a skill that nobody needs."""
    UNSPOKEN = "unspoken"
    """No agent speaks a language that a queue is answered in."""
    IN_USE = "in_use"
    """Something was taken away that agents or open conversations have."""
