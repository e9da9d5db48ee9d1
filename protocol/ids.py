"""Identifiers that both sides make and compare: time-ordered, unguessable, the same everywhere."""

import hashlib
import secrets
import time
from typing import NewType

ConversationId = NewType("ConversationId", str)
ClientId = NewType("ClientId", str)
AccountId = NewType("AccountId", str)
SubscriberId = NewType("SubscriberId", str)
QueueId = NewType("QueueId", str)
TopicId = NewType("TopicId", str)
ArticleId = NewType("ArticleId", str)
FileId = NewType("FileId", str)
WorldId = NewType("WorldId", str)

LIVE_WORLD = WorldId("live")

ID_LENGTH = 26
_ALPHABET = "0123456789abcdefghijklmnopqrstuv"
_RANDOM_BITS = 82
"""130 bits in 26 letters of five: 48 of milliseconds, 82 of chance, so that nobody guesses one."""


def new_id(*, at_ms: int | None = None, random_bits: int | None = None) -> str:
    """A UUIDv7 in spirit, written in 26 letters that sort by time.

    Both parts can be given, so that tests and simulations repeat themselves.
    """
    stamp = time.time_ns() // 1_000_000 if at_ms is None else at_ms
    chance = secrets.randbits(_RANDOM_BITS) if random_bits is None else random_bits
    value = ((stamp & ((1 << 48) - 1)) << _RANDOM_BITS) | (chance & ((1 << _RANDOM_BITS) - 1))
    return "".join(_ALPHABET[(value >> shift) & 31] for shift in range(125, -1, -5))


def pair_talk_id(one: AccountId, other: AccountId) -> ConversationId:
    """The talk of two colleagues: the same whoever of them begins it, and however often."""
    pair = "/".join(sorted((one, other)))
    return ConversationId(hashlib.sha256(f"talk/{pair}".encode()).hexdigest()[:32])
