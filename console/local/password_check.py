"""Whether a password is the one that was last signed in with, where no server can be asked.

What is kept for it lies in the account's encrypted file, and tells the password to nobody.
"""

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

# As the server keeps it: OWASP's second choice for argon2id.
_hasher = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)


def make_blocking(password: str) -> str:
    """What to keep of a password."""
    return _hasher.hash(password)


def fits_blocking(kept: str, password: str) -> bool:
    """Whether it is that password."""
    try:
        return _hasher.verify(kept, password)
    except (VerificationError, InvalidHashError):
        return False
