"""Passwords: Argon2id, and generated ones that can be read out over a phone."""

import secrets

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

MINIMUM_CHARACTERS = 10
"""Shorter ones fall to a list of the commonest; longer rules make people write them down."""

_hasher = PasswordHasher(memory_cost=19 * 1024, time_cost=2, parallelism=1)
"""OWASP's figures: 39 ms of one core here."""

_NOBODY = _hasher.hash(secrets.token_urlsafe(16))
"""Checked when the login is unknown, so that the answer takes as long."""

_SYLLABLES = [consonant + vowel for consonant in "bdfgklmnprstvz" for vowel in "aeiou"]


def hash_blocking(password: str) -> str:
    """What to store of a password."""
    return _hasher.hash(password)


def matches_blocking(password: str, stored: str | None) -> bool:
    """Whether it is the password; as slow for a login that does not exist."""
    try:
        _hasher.verify(_NOBODY if stored is None else stored, password)
    except (VerificationError, InvalidHashError):
        return False
    return stored is not None


def generate() -> str:
    """Four pronounceable groups with a number: 60 bits, and no letter is taken for another."""
    groups = ["".join(secrets.choice(_SYLLABLES) for _ in range(2)) for _ in range(4)]
    return "-".join([*groups, str(secrets.randbelow(9000) + 1000)])


def token() -> str:
    """A bearer's proof: 256 bits."""
    return secrets.token_urlsafe(32)
