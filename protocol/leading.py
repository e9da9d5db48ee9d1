"""What a lead does from his board: looks in, whispers, joins, takes over, assigns, sets up agents.

Each verb is a permission of its own and reaches no further than the groups he leads; whoever is
outside of them does not exist for him. All of it is idempotent by `client_id`, so that a console
may do the same to many, one command each, and begin again where it was cut off.
"""

from typing import Annotated

from msgspec import Meta

from protocol import limits
from protocol.answer import Answer
from protocol.command import Command, Write
from protocol.configuration import Known
from protocol.conversations import Head
from protocol.ids import AccountId, ConversationId
from protocol.people import Presence
from protocol.scalars import Code, Comment, Count, Id, Millis, Text, Value
from protocol.workday import PresenceSpan

Room = Annotated[int, Meta(ge=0, le=limits.DESK_PLACES * 100)]
_Queues = Annotated[tuple[Code, ...], Meta(max_length=limits.SERVED_QUEUES)]


class Observe(Write, tag="observe"):
    """Tell me of this conversation from now on, and show nobody that I look; or tell me no more."""

    watching: bool = True


class WriteWhisper(Write, tag="whisper"):
    """Say something to who answers it; the subscriber never learns of it."""

    epoch: Count
    text: Text


class JoinChat(Write, tag="join"):
    """Let me write to the subscriber beside its owner, who keeps it."""


class LeaveChat(Write, tag="leave_chat"):
    """I write there no more."""


class TakeOver(Write, tag="take_over"):
    """Give it to me, whoever has it; he who had it is fenced out."""

    epoch: Count


class Assign(Write, tag="assign"):
    """Give it to an agent, whose it is at once, or to a queue: one of the two."""

    epoch: Count
    agent: Id | None = None
    queue: Code | None = None
    note: Comment = ""


class SetAgentPresence(Command, tag="set_agent_presence"):
    """What an agent's desk says of him from now on."""

    client_id: Id
    account: Id
    presence: Presence
    reason: Comment = ""
    """A break's, out of the catalogue."""


class SetAgent(Command, tag="set_agent"):
    """What an agent answers, and how much at once; what is missing stays as it is."""

    client_id: Id
    account: Id
    room: Room | None = None
    skills: Annotated[tuple[Known, ...], Meta(max_length=limits.AGENT_SKILLS)] | None = None
    languages: Annotated[tuple[Code, ...], Meta(max_length=limits.AGENT_SKILLS)] | None = None
    queues: _Queues | None = None


class ReadTimeline(Command, tag="timeline"):
    """An agent's time between two moments: presence, conversations, offers he let pass."""

    account: Id
    since: Count
    until: Count


class StintBar(Value, array_like=True):
    """An agent's time with one conversation."""

    conversation: ConversationId
    epoch: int
    name: str
    """The subscriber's, as he gave it: untrusted text."""
    queue: str
    taken_at: Millis
    ended_at: Millis | None
    """None while he has it."""
    first_answer_at: Millis | None
    held_ms: int
    how: str
    """closed, released, passed, taken_over, …; nothing while he has it."""
    stars: int = 0
    """0 where nobody has rated it."""


class PassedOffer(Value, array_like=True):
    """An offer that he did not take."""

    conversation: ConversationId
    at: Millis
    how: str
    """declined, expired."""
    reason: str = ""


class Observed(Answer, tag="observed"):
    """The conversation as it stands; what it says is read as ever, and changes are told."""

    request: int
    head: Head


class TimelineRead(Answer, tag="timeline"):
    """An agent's time between two moments; `more` says that the oldest bars are left out."""

    request: int
    account: AccountId
    presence: list[PresenceSpan]
    stints: list[StintBar]
    offers: list[PassedOffer]
    more: bool = False
