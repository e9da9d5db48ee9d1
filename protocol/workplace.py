"""What a person at a desk works with: queues, choices, who can be passed to."""

import msgspec

from protocol.ids import AccountId, QueueId, TopicId
from protocol.people import Presence, PresenceWhy
from protocol.scalars import Millis, Value


class QueueState(Value):
    """How a queue stands now."""

    id: QueueId
    waiting: int
    longest_since: Millis | None = None


class QueueInfo(Value):
    """A queue, and after how many seconds a wait in it is long and too long."""

    id: QueueId
    title: str
    warn_after_s: int
    late_after_s: int
    urgent: bool = False
    outcomes: list[str] = msgspec.field(default_factory=list)
    """Those that a chat of it may end with; all of the workplace without any."""
    outcome_needed: bool = True


class Choice(Value):
    """A line of a catalogue: a topic, with the queue that answers it, or an outcome."""

    id: str
    title: str
    queue: str = ""


class Receiver(Value):
    """A colleague who answers subscribers: whether he is there, and how much room he has."""

    account: AccountId
    name: str
    presence: Presence
    """`offline` also where his link has not been felt lately."""
    presence_since: Millis
    room: int
    """In hundredths of a chat, as `used` of it is."""
    used: int
    presence_reason: str = ""
    topics: list[TopicId] = msgspec.field(default_factory=list)
    """Of what he answers now, each once."""
    presence_why: PresenceWhy = PresenceWhy.OWN
    lost_at: Millis | None = None
    """Since when his link is gone, though he did not say that he would go."""


class Workplace(Value):
    """What a desk must know before it can show anything, in the language of its user."""

    queues: list[QueueInfo]
    topics: list[Choice]
    outcomes: list[Choice]
    operator: str
    breaks: list[Choice] = msgspec.field(default_factory=list)
    """What one may take a break for."""
    skills: list[Choice] = msgspec.field(default_factory=list)
    """What conversations may need, as people call it."""
