"""What a subscriber's waiting leaves for the figures: a wait, from where nobody answers him on.

A wait is known by the epoch in which it began, and goes on through declines and offers that run
out. It ends when somebody has the conversation; what it was worth is known by the first answer
after it. Its changes are made by the rules that change the conversation and written in the same
transaction, as those of stints are.
"""

from enum import StrEnum

import msgspec

from protocol.ids import AccountId, ConversationId, QueueId, TopicId, WorldId
from protocol.scalars import Millis


class WaitWhy(StrEnum):
    """Why nobody has it."""

    ENTERED = "entered"
    REOPENED = "reopened"
    RELEASED = "released"
    PASSED = "passed"
    OVERFLOWED = "overflowed"
    FOLLOW_UP = "follow_up"
    CALL_BACK = "call_back"
    VANISHED = "vanished"
    ROBOT = "robot"
    """The robot has handed it over."""


class WaitEnd(StrEnum):
    """How a wait ended."""

    TAKEN = "taken"
    ABANDONED = "abandoned"
    OVERFLOWED = "overflowed"
    """It goes on in another queue, as a wait of its own."""
    ROBOT = "robot"
    MERGED = "merged"


class WaitBegan(msgspec.Struct, frozen=True, kw_only=True):
    """Nobody answers it from now on; `target_ms` is what its queue promises of the first answer."""

    conversation: ConversationId
    epoch: int
    world: WorldId
    queue: QueueId
    topic: TopicId
    channel: str
    language: str
    why: WaitWhy
    at: Millis
    target_ms: int


class WaitEnded(msgspec.Struct, frozen=True, kw_only=True):
    """The wait that has no end yet has one."""

    conversation: ConversationId
    at: Millis
    how: WaitEnd
    agent: AccountId | None = None


class WaitsAnswered(msgspec.Struct, frozen=True, kw_only=True):
    """An agent has answered: so are all waits that led to him."""

    conversation: ConversationId
    at: Millis


WaitChange = WaitBegan | WaitEnded | WaitsAnswered

ANSWERABLE = (WaitEnd.TAKEN, WaitEnd.OVERFLOWED)
"""The ends after which an answer is still owed."""
