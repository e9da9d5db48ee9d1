"""Where the server is, as a person writes it and as the link needs it."""

import ipaddress
from dataclasses import dataclass
from urllib.parse import urlsplit

from console.core.errors import SettingsError, SettingsReason

DEFAULT_PORT = 8710
_PATH = "/desk"


@dataclass(frozen=True, slots=True)
class ServerAddress:
    """A checked address; plain `ws` never leaves this machine."""

    host: str
    port: int
    secure: bool

    @classmethod
    def parse(cls, text: str) -> "ServerAddress":
        """Read `host`, `host:port` or a ws(s) address. Raises `SettingsError`."""
        wanted = text.strip()
        try:
            parts = urlsplit(wanted if "://" in wanted else f"//{wanted}")
            host, port = parts.hostname or "", parts.port or DEFAULT_PORT
        except ValueError:
            raise SettingsError(SettingsReason.ADDRESS) from None
        secure = parts.scheme == "wss" or (not parts.scheme and not _is_loopback(host))
        allowed = parts.scheme in ("", "ws", "wss") and (secure or _is_loopback(host))
        if not allowed or not _is_host(host):
            raise SettingsError(SettingsReason.ADDRESS)
        return cls(host, port, secure)

    @property
    def loopback(self) -> bool:
        """Whether it is this very machine."""
        return _is_loopback(self.host)

    @property
    def url(self) -> str:
        """The address of the desk."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{'wss' if self.secure else 'ws'}://{host}:{self.port}{_PATH}"


def _is_host(host: str) -> bool:
    """Whether the system can be asked for it: asking for another one fails without an answer."""
    if not host or any(letter.isspace() for letter in host):
        return False
    try:
        host.encode("idna")
    except UnicodeError:
        return False
    return True


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
