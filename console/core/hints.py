"""What colleagues and subscribers show of themselves in passing, until it goes stale."""

from dataclasses import dataclass

from protocol.ids import AccountId
from protocol.people import AuthorRole
from protocol.scalars import Millis

HINT_LASTS_MS = 6_000
"""A typist repeats himself every three seconds: two missed hints mean he has stopped."""

LOOK_LASTS_MS = 12_000
"""Who looks says so every five seconds: two that were missed, and he has gone."""


@dataclass(frozen=True, slots=True)
class TypingHint:
    """Somebody types, until the hint goes stale."""

    role: AuthorRole
    name: str
    text: str
    until: Millis


@dataclass(frozen=True, slots=True)
class Onlooker:
    """A colleague who has the conversation in view, and until when he writes in it, if he does."""

    account: AccountId
    name: str
    until: Millis
    writes_until: Millis | None = None
