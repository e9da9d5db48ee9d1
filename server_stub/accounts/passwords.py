"""Passwords: Argon2id, and generated ones that can be read out over a phone."""

import secrets
from base64 import b64encode

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from argon2.low_level import ARGON2_VERSION

MINIMUM_CHARACTERS = 10
"""Shorter ones fall to a list of the commonest; longer rules make people write them down."""

_hasher = PasswordHasher(memory_cost=19 * 1024, time_cost=2, parallelism=1)
"""OWASP's figures: 39 ms of one core here."""


def _written(number: bytes) -> str:
    return b64encode(number).decode().rstrip("=")


_NOBODY = (
    f"$argon2id$v={ARGON2_VERSION}$m={_hasher.memory_cost},t={_hasher.time_cost}"
    f",p={_hasher.parallelism}${_written(secrets.token_bytes(_hasher.salt_len))}"
    f"${_written(secrets.token_bytes(_hasher.hash_len))}"
)
"""Checked when the login is unknown, so that the answer takes as long; no password gives it."""

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
