"""What the one who runs the server decides; checked before anything opens."""

import ipaddress
import ssl
from collections.abc import Iterable
from dataclasses import dataclass
from dataclasses import field as setting
from pathlib import Path
from urllib.parse import urlsplit

from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

from protocol import limits
from protocol.file_kinds import REFUSED
from server_stub.bus.broker import Broker, BrokerError, Keys, broker_at
from server_stub.storage.engine import sqlite_url

HIGHEST_PORT = 65_535
STORE_FILE = "pult.sqlite"
FILES_FOLDER = "files"
_DRIVERS = ("sqlite", "sqlite+pysqlite", "postgresql", "postgresql+psycopg")
_DATABASES = "sqlite:///FILE or postgresql+psycopg://USER:PASSWORD@HOST/NAME"


Network = ipaddress.IPv4Network | ipaddress.IPv6Network


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
    bus: str = setting(default="", repr=False)
    """The address of the broker between nodes, which may hold a password; none for one node."""
    bus_keys: Keys = setting(default_factory=Keys)
    bus_plain: bool = False
    """Whether the way to the broker may be in plain text beyond this machine."""
    host: str = "127.0.0.1"
    port: int = 8710
    http_port: int = 8711
    web_url: str = ""
    """Where clients reach the HTTP side, if not at the host they call and at `http_port`."""
    files: Path | None = None
    """Where the files of messages lie; without it in `data`."""
    accepted_types: tuple[str, ...] = ()
    """Media types of files that are accepted although they are refused otherwise."""
    certificate: Path | None = None
    key: Path | None = None
    proxies: tuple[str, ...] = ()
    """Addresses or networks of our own proxies, which add TLS and say whom they heard."""
    origins: tuple[str, ...] = ()
    """Web origins whose pages may open a subscriber's connection."""
    offer_seconds: float = 20.0
    """How long an agent has to answer an offer before the next one is asked."""
    return_seconds: float = 20.0
    """For so long after its start a node takes nothing from agents whose links are lost: while
    there was no node nobody could keep his, and all consoles are on their way back."""
    connections_per_address: int = limits.CONNECTIONS_PER_ADDRESS
    strangers_per_address: int = limits.STRANGERS_PER_ADDRESS
    visits_per_address: int = limits.VISITS_PER_ADDRESS
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
        return sqlite_url(self.data / STORE_FILE).render_as_string(hide_password=False)

    def store_file(self) -> Path | None:
        """The file that the truth is in; None where a database server keeps it."""
        url = make_url(self.url())
        if url.get_backend_name() != "sqlite":
            return None
        # A parameter of SQLite's own, as in file:NAME?mode=rw, is no part of the name.
        return Path(str(url.database).removeprefix("file:"))

    def broker(self) -> Broker | None:
        """The broker between the nodes, if there is to be one. Raises `ConfigError`."""
        if not self.bus:
            if self.bus_keys != Keys() or self.bus_plain:
                raise ConfigError("bus", "name the broker that the other --bus options are for")
            return None
        if self.store_file() is not None:
            raise ConfigError(
                "bus",
                "several nodes need --database postgresql+psycopg://…: a file has one server",
            )
        try:
            return broker_at(self.bus, self.bus_keys, plain=self.bus_plain)
        except BrokerError as error:
            raise ConfigError(error.field, error.rule) from error

    def files_folder(self) -> Path:
        """Where the files of messages lie."""
        return self.files or self.data / FILES_FOLDER

    def refused_types(self) -> tuple[str, ...]:
        """Media types of files that are not accepted."""
        return tuple(sorted(REFUSED.difference(self.accepted_types)))

    def check(self) -> None:
        """Refuse what would be unsafe. Raises `ConfigError`."""
        for field, port in (("port", self.port), ("http_port", self.http_port)):
            if not 0 <= port <= HIGHEST_PORT:
                raise ConfigError(field, f"from 0 to {HIGHEST_PORT}")
        _check_database(self.url())
        self.broker()
        if (self.certificate is None) != (self.key is None):
            raise ConfigError("certificate", "a certificate and its key come together")
        self.proxy_networks()
        _check_origins(self.origins)
        for kind in self.accepted_types:
            if kind not in REFUSED:
                refused = ", ".join(sorted(REFUSED))
                raise ConfigError("accept_type", f"{kind} is none of {refused}")
        if not self.is_loopback and self.certificate is None and not self.proxies:
            raise ConfigError(
                "host",
                "beyond loopback the server needs --certificate and --key,"
                " or --proxy where a proxy adds TLS",
            )
        if self.web_url and urlsplit(self.web_url).scheme not in ("http", "https"):
            raise ConfigError("web_url", "an address as https://files.example.com")
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

    def proxy_networks(self) -> tuple[Network, ...]:
        """Where the operator's proxies are. Raises `ConfigError`."""
        networks = []
        for proxy in self.proxies:
            try:
                networks.append(ipaddress.ip_network(proxy, strict=False))
            except ValueError as error:
                rule = f"{proxy} is no address or network; 10.0.0.7 or 10.0.0.0/24 is one"
                raise ConfigError("proxy", rule) from error
        return tuple(networks)

    def tls(self) -> ssl.SSLContext | None:
        """The server's side of TLS, if it has one. Raises `ConfigError`."""
        if self.certificate is None:
            return None
        for field, file in (("certificate", self.certificate), ("key", self.key)):
            if file is not None and not file.is_file():
                raise ConfigError(field, f"there is no file {file}")
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        context.minimum_version = ssl.TLSVersion.TLSv1_2
        try:
            context.load_cert_chain(self.certificate, self.key)
        except ssl.SSLError as error:
            rule = "the files are not a PEM certificate and its own key"
            raise ConfigError("certificate", rule) from error
        except OSError as error:
            raise ConfigError("certificate", f"cannot be read: {error.strerror}") from error
        return context


def _check_origins(origins: Iterable[str]) -> None:
    """As browsers write one: anything else would let nobody in."""
    for origin in origins:
        parts = urlsplit(origin)
        try:
            written = f"{parts.scheme}://{parts.netloc}" if parts.port != 0 else ""
        except ValueError:
            written = ""
        web = parts.scheme in ("http", "https") and bool(parts.hostname)
        if not web or origin != written or origin != origin.lower() or "@" in origin:
            rule = (
                f"{origin} is no web origin; https://chat.example or http://localhost:8080 is one"
            )
            raise ConfigError("origin", rule)


def _check_database(address: str) -> None:
    try:
        url = make_url(address)
    except (ArgumentError, ValueError) as error:
        # Not the address itself: it may hold a password.
        raise ConfigError("database", f"it is not a URL; {_DATABASES}") from error
    if url.drivername not in _DRIVERS or (
        url.get_backend_name() == "sqlite" and url.database in (None, "", ":memory:")
    ):
        raise ConfigError("database", _DATABASES)
