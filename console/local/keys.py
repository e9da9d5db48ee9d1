"""The key of an account's file: from the keyring of the system, else derived from the password.

Never stored beside the file: of a derived key only the salt is.
"""

import os
import secrets
from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from argon2.low_level import Type, hash_secret_raw

KEY_BYTES = 32
SALT_BYTES = 16
_SALT_FILE = "salt"

# OWASP's second choice for argon2id: 39 ms here, once a sign-in.
_MEMORY_KIB = 19 * 1024
_PASSES = 2


class KeyStore(Protocol):
    """Where a random key can be kept safe from who reads the disk."""

    def get_blocking(self, name: str) -> bytes | None:
        """The key, if there is one."""

    def set_blocking(self, name: str, key: bytes) -> bool:
        """Keep a key; False where that is not possible."""


class AccountKeys:
    """The key of one account's folder.

    `keys` gives where random ones are kept; it is asked only where the password is not enough.
    """

    def __init__(self, folder: Path, *, name: str, keys: Callable[[], KeyStore]) -> None:
        self._salt_path = folder / _SALT_FILE
        self._name = name
        self._keys = keys

    def remembered_blocking(self) -> bytes | None:
        """The key, if it can be had without a password."""
        return None if self._salt_path.exists() else self._keys().get_blocking(self._name)

    def unlock_blocking(self, password: str) -> bytes:
        """The key, made on first use."""
        self._salt_path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        if not self._salt_path.exists():
            keys = self._keys()
            kept = keys.get_blocking(self._name)
            if kept is not None:
                return kept
            fresh = secrets.token_bytes(KEY_BYTES)
            if keys.set_blocking(self._name, fresh):
                return fresh
            _write_durably(self._salt_path, secrets.token_bytes(SALT_BYTES))
        return hash_secret_raw(
            password.encode(),
            self._salt_path.read_bytes(),
            time_cost=_PASSES,
            memory_cost=_MEMORY_KIB,
            parallelism=1,
            hash_len=KEY_BYTES,
            type=Type.ID,
        )


def _write_durably(path: Path, content: bytes) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
