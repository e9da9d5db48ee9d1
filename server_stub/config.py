"""What the one who runs the server decides; checked before anything opens."""

import ipaddress
import ssl
from dataclasses import dataclass
from pathlib import Path

from protocol import limits
from server_stub.storage.engine import sqlite_url


class ConfigError(Exception):
    """A setting that cannot be followed; `field` names it, `rule` says which rule it breaks."""

    def __init__(self, field: str, rule: str) -> None:
        super().__init__(f"{field}: {rule}")
        self.field = field
        self.rule = rule


@dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    """Settings of one node.

    `port` and `http_port` may be 0: the system chooses, the server says what it chose.
    """

    data: Path
    database: str | None = None
    """A SQLAlchemy URL; without one an SQLite file in `data`."""
    host: str = "127.0.0.1"
    port: int = 8710
    http_port: int = 8711
    certificate: Path | None = None
    key: Path | None = None
    behind_tls_proxy: bool = False
    origins: tuple[str, ...] = ()
    """Web origins whose pages may open a subscriber's connection."""
    offer_seconds: float = 20.0
    """How long an agent has to answer an offer before the next one is asked."""
    commands_per_second: int = limits.COMMANDS_PER_SECOND
    commands_burst: int = limits.COMMANDS_BURST
    visit_commands_per_second: int = limits.VISIT_COMMANDS_PER_SECOND
    visit_commands_burst: int = limits.VISIT_COMMANDS_BURST
    drain_seconds: float = 5.0
    """How long commands under way may take after the server was told to stop."""

    def url(self) -> str:
        """Where the truth is."""
        if self.database is not None:
            return self.database
        return sqlite_url(self.data / "pult.sqlite").render_as_string(hide_password=False)

    def check(self) -> None:
        """Refuse what would be unsafe. Raises `ConfigError`."""
        if (self.certificate is None) != (self.key is None):
            raise ConfigError("certificate", "a certificate and its key come together")
        if not self.is_loopback and self.certificate is None and not self.behind_tls_proxy:
            raise ConfigError(
                "host",
                "beyond loopback the server needs --certificate and --key,"
                " or --behind-tls-proxy where a proxy adds TLS",
            )
        if not 1 <= self.offer_seconds <= 600:
            raise ConfigError("offer_seconds", "from 1 to 600 seconds")

    @property
    def is_loopback(self) -> bool:
        """Whether only this machine can connect."""
        if self.host == "localhost":
            return True
        try:
            return ipaddress.ip_address(self.host).is_loopback
        except ValueError:
            return False

    def tls(self) -> ssl.SSLContext | None:
        """The server's side of TLS, if it has one. Raises `ConfigError`."""
        if self.certificate is None:
            return None
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        context.minimum_version = ssl.TLSVersion.TLSv1_2
        try:
            context.load_cert_chain(self.certificate, self.key)
        except (OSError, ssl.SSLError) as error:
            raise ConfigError("certificate", f"cannot be used: {error}") from error
        return context
