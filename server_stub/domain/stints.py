"""What an agent's work on a conversation leaves for the figures: a stint, from taking to its end.

A stint is one agent's time with one conversation, known by the epoch in which he took it. Its
changes are made by the rules that change the conversation and written in the same transaction, so
that no figure has to be guessed from the log afterwards.
"""

from enum import StrEnum

import msgspec

from protocol.ids import AccountId, ConversationId
from protocol.scalars import Millis


class StintEnd(StrEnum):
    """How an agent's time with a conversation ended."""

    CLOSED = "closed"
    RELEASED = "released"
    PASSED = "passed"
    TAKEN_OVER = "taken_over"
    """By a lead, or for whom he assigned it to."""


class StintStep(StrEnum):
    """What happens between the beginning and the end."""

    ANSWERED = "answered"
    """The first message of the stint."""
    HELD = "held"
    RESUMED = "resumed"


class StintBegan(msgspec.Struct, frozen=True, kw_only=True):
    """An agent has taken a conversation whose subscriber had waited so long for an answer."""

    conversation: ConversationId
    epoch: int
    account: AccountId
    at: Millis
    waited_ms: int


class StintWent(msgspec.Struct, frozen=True, kw_only=True):
    """A step of the stint."""

    conversation: ConversationId
    epoch: int
    at: Millis
    step: StintStep


class StintEnded(msgspec.Struct, frozen=True, kw_only=True):
    """The agent no longer has it."""

    conversation: ConversationId
    epoch: int
    at: Millis
    how: StintEnd


class StintRated(msgspec.Struct, frozen=True, kw_only=True):
    """The subscriber has said what he thinks of the last one who answered him."""

    conversation: ConversationId
    at: Millis
    stars: int


class OfferPassed(msgspec.Struct, frozen=True, kw_only=True):
    """An agent did not take what was offered to him; how: declined, expired."""

    conversation: ConversationId
    account: AccountId
    at: Millis
    how: str
    reason: str = ""


StintChange = StintBegan | StintWent | StintEnded | StintRated | OfferPassed
