"""The key of an account's file, of chance; and the ways in which it can be had again.

The keyring of the system keeps it. Where there is none, it lies beside the file in an envelope
that only the password opens. In another one, everywhere, it waits for a secret that the server
tells to whoever signs in: neither a new password nor a lost keyring costs what was not sent.
"""

import os
import secrets
from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from argon2.low_level import Type, hash_secret_raw
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

KEY_BYTES = 32
SALT_BYTES = 16
NONCE_BYTES = 12

_PASSWORD_ENVELOPE = "password.key"
_SERVER_ENVELOPE = "server.key"

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
        self._by_password = folder / _PASSWORD_ENVELOPE
        self._by_server = folder / _SERVER_ENVELOPE
        self._name = name
        self._keys = keys
        self._found: bytes | None = None
        """What the keyring or the password gave."""

    def remembered_blocking(self) -> bytes | None:
        """The key, if it can be had without a password."""
        if self._by_password.exists():
            return None
        self._found = self._keys().get_blocking(self._name)
        return self._found

    def unlock_blocking(self, password: str) -> bytes | None:
        """The key by what this machine has; None where that is no key, or not this password's."""
        if not self._by_password.exists():
            return self.remembered_blocking()
        if password:
            self._found = _opened(self._by_password, lambda salt: _stretched(password, salt))
        return self._found

    def recover_blocking(self, server_secret: bytes) -> bytes | None:
        """The key by what the server tells; None where that opens nothing."""
        return _opened(self._by_server, lambda _: server_secret)

    def renew_blocking(self, *, stamp: int) -> bytes:
        """A new key, kept nowhere yet; envelopes of another one are set aside. Raises `OSError`."""
        for envelope in (self._by_password, self._by_server):
            if envelope.exists():
                envelope.rename(envelope.with_name(f"{envelope.stem}-{stamp}.unreadable.key"))
        return secrets.token_bytes(KEY_BYTES)

    def keep_blocking(self, key: bytes, *, password: str, server_secret: bytes) -> None:
        """See to it that each way leads to this key; an empty password is not known.

        Raises `OSError`; a way that led to the key before still does then.
        """
        if self.recover_blocking(server_secret) != key:
            _seal(self._by_server, key, lambda _: server_secret)
        if self._found == key:
            return
        if not self._by_password.exists() and self._keys().set_blocking(self._name, key):
            return
        if password:
            _seal(self._by_password, key, lambda salt: _stretched(password, salt))


def _stretched(password: str, salt: bytes) -> bytes:
    return hash_secret_raw(
        password.encode(),
        salt,
        time_cost=_PASSES,
        memory_cost=_MEMORY_KIB,
        parallelism=1,
        hash_len=KEY_BYTES,
        type=Type.ID,
    )


def _opened(envelope: Path, opener: Callable[[bytes], bytes]) -> bytes | None:
    try:
        content = envelope.read_bytes()
    except FileNotFoundError:
        return None
    salt, rest = content[:SALT_BYTES], content[SALT_BYTES:]
    if len(rest) <= NONCE_BYTES:
        return None
    try:
        return AESGCM(opener(salt)).decrypt(rest[:NONCE_BYTES], rest[NONCE_BYTES:], salt)
    except InvalidTag:
        return None


def _seal(envelope: Path, key: bytes, opener: Callable[[bytes], bytes]) -> None:
    """Write it aside and put it in place at once: the one before it is good until then."""
    salt, nonce = secrets.token_bytes(SALT_BYTES), secrets.token_bytes(NONCE_BYTES)
    content = salt + nonce + AESGCM(opener(salt)).encrypt(nonce, key, salt)
    envelope.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    fresh = envelope.with_suffix(".new")
    descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(envelope)
    if hasattr(os, "O_DIRECTORY"):  # the name too outlives a loss of power; Windows sees to that
        folder = os.open(envelope.parent, os.O_DIRECTORY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
