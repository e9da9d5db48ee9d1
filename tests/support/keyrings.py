"""A backend of keyring as a person may configure one: it forgets with the process."""

from keyring.backend import KeyringBackend

_kept: dict[tuple[str, str], str] = {}


class MemoryRing(KeyringBackend):
    """Passwords in memory; every instance knows the same ones."""

    priority = 5.0

    def get_password(self, service: str, username: str) -> str | None:
        """What was kept."""
        return _kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        """Keep it."""
        _kept[service, username] = password
