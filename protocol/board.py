"""The live board of a lead: what is told at once, then what has changed, at most once a second.

Rows are arrays on the wire, because a lead of five hundred agents is told of them every second.
Each figure has its formula here; `list_board` names the conversations that it counts.
"""

from enum import StrEnum

from protocol.answer import Answer
from protocol.command import Command
from protocol.conversations import Head
from protocol.ids import AccountId, QueueId
from protocol.people import Presence
from protocol.scalars import Code, Count, Id, Millis, Value

SPARK_STEPS = 12
"""Of five minutes: the last hour of a queue."""


class BoardQueue(Value, array_like=True):
    """A queue as it stands, and what it has done since midnight of its own time zone."""

    id: QueueId
    waiting: int
    """Wait for an agent, offered ones included."""
    longest_since: Millis | None
    """Since when the one who has waited longest has."""
    active: int
    """Are answered: active, held, closing."""
    owed: int
    """Of those, where the subscriber waits for an answer longer than is promised."""
    free: int
    """Chats that agents on line who serve it could take now, in hundredths."""
    on_line: int
    """Agents on line who serve it."""
    entered: int
    """Conversations that came to it."""
    answered: int
    """First waits that an answer has ended."""
    in_time: int
    """Of those, within the target of the first answer."""
    in_time_hour: int
    """The same of the last hour; so is `answered_hour`."""
    answered_hour: int
    abandoned: int
    """Left before anybody answered."""
    solved: int
    """Closed by an agent; `solved_in_time` within the target of resolution."""
    solved_in_time: int
    by_robot: int
    """Closed without an agent."""
    clears_in_s: int | None
    """In how many seconds nobody waits, if it goes on as in the last ten minutes; None if never."""
    spark: tuple[int, ...] = ()
    """How many came in each of the last `SPARK_STEPS` five minutes, the present one last."""


class BoardAgent(Value, array_like=True):
    """An agent as he is now, and his day."""

    account: AccountId
    name: str
    group: str
    presence: Presence
    """What he says of himself; `linked` whether his link was felt lately."""
    reason: str
    since: Millis
    linked: bool
    room: int
    used: int
    """Of his room, in hundredths of a chat."""
    chats: int
    """Conversations that he has, held ones included."""
    owed_since: Millis | None
    """Since when the subscriber waits who has waited longest for his answer."""
    first_answer_ms: int
    """The middle one of today; 0 where he has answered nobody."""
    handled: int
    rated: int
    stars: int
    """Of all ratings of today together."""
    queues: tuple[QueueId, ...] = ()
    """That he serves; all of them without any."""
    trainee: bool = False


class BoardHour(Value, array_like=True):
    """Half an hour of the shift: what came, how long it waited, how loaded those on line were."""

    start: Millis
    entered: int
    answered: int
    waited_ms: int
    """The mean wait for the first answer of those answered in it."""
    abandoned: int
    load_percent: int
    """Used of the room of those on line, on average."""


class AlertLevel(StrEnum):
    """How bad it is."""

    WARN = "warn"
    LATE = "late"


class BoardAlert(Value):
    """A threshold that was passed and is passed still."""

    kind: Code
    """waiting, longest, service_level, owed, break, link."""
    level: AlertLevel
    since: Millis
    value: int
    threshold: int
    queue: QueueId | None = None
    account: AccountId | None = None


class WatchBoard(Command, tag="watch_board"):
    """Tell me the board from now on, of the groups that I lead; or tell me no more."""

    watching: bool = True


class ListBoard(Command, tag="list_board"):
    """The conversations that a figure counts: of now those that wait longest first, of the day
    those that were counted last."""

    figure: Code
    """waiting, active, owed, held, chats; of the day entered, answered, in_time, abandoned, solved,
    solved_in_time, by_robot; of an agent's day handled, rated."""
    queue: Code | None = None
    account: Id | None = None
    before: Count | None = None
    """Where the page before this one ended: its `reached`."""
    last: Id | None = None
    """The last conversation of that page; several may have come at one moment."""


class BoardTold(Answer, tag="board"):
    """Rows of the board: whole ones, each in place of that of the same id.

    The first ones after `watch_board` tell everything, in as many frames as they take; `whole` is
    said with the last of them, and whoever was not told of by then is on the board no more.
    """

    at: Millis
    queues: list[BoardQueue]
    agents: list[BoardAgent]
    gone: list[AccountId]
    """Agents who are no longer on it."""
    today: list[BoardHour] | None = None
    """Where missing, as before; `yesterday` the same day before."""
    yesterday: list[BoardHour] | None = None
    alerts: list[BoardAlert] | None = None
    whole: bool = False
    request: int | None = None


class BoardListed(Answer, tag="board_listed"):
    """Conversations that a figure counts; `more` says to ask again before `reached`."""

    request: int
    conversations: list[Head]
    reached: int = 0
    more: bool = False
