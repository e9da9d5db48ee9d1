"""Where the broker between nodes is, and how one gets in; what is secret in it is never shown."""

import ipaddress
import ssl
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import SplitResult, unquote, urlsplit

_TLS = "tls"
_SCHEMES = ("nats", _TLS)
_PORT = 4222
_ADDRESS = "nats://HOST:4222, or tls://HOST:4222; several of one cluster with a comma between"


class BrokerError(Exception):
    """What was said of the broker cannot be followed; `field` names it, `rule` what is wrong."""

    def __init__(self, field: str, rule: str) -> None:
        super().__init__(f"{field}: {rule}")
        self.field = field
        self.rule = rule


@dataclass(frozen=True, slots=True, kw_only=True)
class Keys:
    """What lets a node in, besides what its address says."""

    user: str = ""
    password: str = field(default="", repr=False)
    token: str = field(default="", repr=False)
    ca: Path | None = None
    """Certificates of who may vouch for the broker; without it the system's."""
    certificate: Path | None = None
    """Of this node, for a broker that asks for one."""
    key: Path | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Broker:
    """A NATS server or cluster. `tls` is None where nothing needs to be hidden on the way."""

    addresses: tuple[str, ...]
    """Without a user or a password."""
    user: str | None = None
    password: str | None = field(default=None, repr=False)
    token: str | None = field(default=None, repr=False)
    tls: ssl.SSLContext | None = None


def broker_at(address: str, keys: Keys, *, plain: bool) -> Broker:
    """The broker at an address as one types it. Raises `BrokerError`.

    What goes over the bus is what people write: beyond this machine it is encrypted, unless `plain`
    says that the network between is the operator's own.
    """
    parts = [_parts(one.strip()) for one in address.split(",")]
    far = [one for one in parts if one.scheme != _TLS and not _is_loopback(one.hostname or "")]
    if far and not plain and keys.ca is None:
        raise BrokerError(
            "bus",
            "beyond loopback it needs tls://, or --bus-plain where the network between is your own",
        )
    encrypted = keys.ca is not None or any(one.scheme == _TLS for one in parts)
    user, password, token = _let_in(parts, keys)
    return Broker(
        addresses=tuple(f"{one.scheme}://{_place(one)}" for one in parts),
        user=user,
        password=password,
        token=token,
        tls=_context(keys) if encrypted else None,
    )


def _parts(address: str) -> SplitResult:
    parts = urlsplit(address)
    try:
        right = parts.scheme in _SCHEMES and bool(parts.hostname) and parts.port != 0
    except ValueError:
        right = False
    if not right or parts.path not in ("", "/") or parts.query or parts.fragment:
        # Not the address itself: it may hold a password.
        raise BrokerError("bus", f"an address is {_ADDRESS}")
    return parts


def _place(parts: SplitResult) -> str:
    host = parts.hostname or ""
    return f"[{host}]:{parts.port or _PORT}" if ":" in host else f"{host}:{parts.port or _PORT}"


def _let_in(parts: Sequence[SplitResult], keys: Keys) -> tuple[str | None, str | None, str | None]:
    """User, password and token, of which an address may name some, as NATS reads addresses."""
    user, password, token = keys.user or None, keys.password or None, keys.token or None
    for one in parts:
        if one.username and one.password is None:
            token = token or unquote(one.username)
        elif one.username:
            user = user or unquote(one.username)
            password = password or unquote(one.password or "")
    if (user is None) != (password is None):
        raise BrokerError("bus_user", "a user and his password come together")
    if user is not None and token is not None:
        raise BrokerError("bus_token", "either a token or a user, not both")
    return user, password, token


def _context(keys: Keys) -> ssl.SSLContext:
    if (keys.certificate is None) != (keys.key is None):
        raise BrokerError("bus_certificate", "a certificate and its key come together")
    for name, file in (
        ("bus_ca", keys.ca),
        ("bus_certificate", keys.certificate),
        ("bus_key", keys.key),
    ):
        if file is not None and not file.is_file():
            raise BrokerError(name, f"there is no file {file}")
    try:
        context = ssl.create_default_context(cafile=keys.ca)
    except (ssl.SSLError, OSError) as error:
        raise BrokerError("bus_ca", "the file holds no PEM certificates") from error
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    if keys.certificate is not None:
        try:
            context.load_cert_chain(keys.certificate, keys.key)
        except (ssl.SSLError, OSError) as error:
            rule = "the files are not a PEM certificate and its own key"
            raise BrokerError("bus_certificate", rule) from error
    return context


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
