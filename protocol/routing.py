"""How routing came to a decision, or why it has not come to one: kept in the log, told to who asks.

It names the nearest few of those it speaks of and counts the others, so that it stays small
however many agents there are.
"""

from enum import StrEnum

from protocol.configuration import Known, Percent, Ring
from protocol.ids import AccountId
from protocol.scalars import Millis, Value


class Limit(StrEnum):
    """What keeps an agent from being asked; the first that holds is told."""

    AWAY = "away"
    """Not on line, though he would suit."""
    QUEUE = "queue"
    """He does not answer this queue."""
    SKILL = "skill"
    LANGUAGE = "language"
    PASSED = "passed"
    """He let it pass just now."""
    KNOWN = "known"
    """Only the subscriber's own or last agent is asked for now."""
    ROOM = "room"


class ChosenFor(StrEnum):
    """What decided between those who could have had it."""

    KNOWN = "known"
    """He knows the subscriber."""
    ONLY = "only"
    """Nobody else could have it."""
    RESTED = "rested"
    """The others had a hard conversation just before."""
    SKILL = "skill"
    """The others suit it only since less is needed."""
    LOAD = "load"
    """Less of his room is taken."""
    IDLE = "idle"
    """He has had nothing new for longer."""
    ORDER = "order"
    """Nothing: they are alike, and one must be the first."""


class Considered(Value):
    """An agent who could have it, as he was then."""

    agent: AccountId
    name: str
    load: Percent
    """Of his room."""
    idle_since: Millis
    ring: int = 0
    """How many rings had to open for him."""
    rests: bool = False


class Limited(Value):
    """Agents whom one limit keeps from it: how many, and the nearest few by name."""

    limit: Limit
    count: int
    names: tuple[str, ...] = ()


class Explanation(Value):
    """A decision of routing at one moment.

    `choices` could have had it, the `best` of them first; the `limits` say what kept the others
    from it. `opened` are the rings by which less is needed than at first; `needs` and `language`
    are what is left. `before` is how many of its queue come before it.
    """

    at: Millis
    since: Millis
    priority: int = 0
    on_line: int = 0
    choices: int = 0
    best: tuple[Considered, ...] = ()
    chosen_for: ChosenFor | None = None
    limits: tuple[Limited, ...] = ()
    needs: tuple[Known, ...] = ()
    language: str = ""
    opened: tuple[Ring, ...] = ()
    opens_at: Millis | None = None
    """When the next ring opens."""
    known_until: Millis | None = None
    """Until when one who knows the subscriber is waited for."""
    before: int = 0
