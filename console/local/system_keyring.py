"""The keyring of the operating system, where there is a real one."""

import sys

from keyring import core
from keyring.backend import KeyringBackend
from keyring.errors import KeyringError

_SERVICE = "pult"
_REAL_KEYRING = 1
"""The least priority of a backend that really keeps secrets."""

# Asked by name: to find them, keyring would read what every installed package says of itself.
_BACKENDS = {
    "darwin": "keyring.backends.macOS.Keyring",
    "linux": "keyring.backends.SecretService.Keyring",
    "win32": "keyring.backends.Windows.WinVaultKeyring",
}


class SystemKeyring:
    """A `KeyStore` that the system guards; one that is not there keeps nothing.

    Which it is can be set as always with keyring: by its configuration or its environment variable.
    """

    def __init__(self) -> None:
        self._backend = _backend_blocking()

    def get_blocking(self, name: str) -> bytes | None:
        """The key, if there is one."""
        if self._backend is None:
            return None
        try:
            kept = self._backend.get_password(_SERVICE, name)
        except KeyringError:
            return None
        return bytes.fromhex(kept) if kept else None

    def set_blocking(self, name: str, key: bytes) -> bool:
        """Keep a key; False where that is not possible."""
        if self._backend is None:
            return False
        try:
            self._backend.set_password(_SERVICE, name, key.hex())
        except KeyringError:
            return False
        return True


def _backend_blocking() -> KeyringBackend | None:
    try:
        backend = core.load_env() or core.load_config()
        if backend is None and sys.platform in _BACKENDS:
            backend = core.load_keyring(_BACKENDS[sys.platform])
    except RuntimeError:
        return None  # keyring's word for one that cannot be used here
    return backend if backend is not None and backend.priority >= _REAL_KEYRING else None
