"""Where an address in a message leads, told so that nobody is deceived by how it is written."""

import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from ipaddress import ip_address
from urllib.parse import urlsplit, urlunsplit

_LOOKALIKES = frozenset("асеорхуіјѕһԁԛԝ" + "οανυκ")
"""Cyrillic and Greek small letters that nobody tells from Latin ones."""


class Doubt(StrEnum):
    """Why an address may not be what it seems."""

    MIXED = "mixed"
    """Letters of several alphabets in one word of the host."""
    LOOKALIKE = "lookalike"
    """Every letter of a word looks like a Latin one, and none is."""
    NUMBER = "number"
    """A number in place of a name."""
    SIGN_IN = "sign_in"
    """A name before an @: what stands there is not the host."""
    PORT = "port"
    PLAIN = "plain"
    """Not encrypted."""


@dataclass(frozen=True, slots=True)
class Link:
    """A link as it may be shown and opened.

    Attributes: address is what would be opened; host is written as the network knows it (xn--…),
    shown as its owner writes it.
    """

    address: str
    host: str
    shown: str
    doubts: tuple[Doubt, ...]


def read_link(address: str) -> Link | None:
    """The link of an address; None unless it is http or https and leads to some host."""
    try:
        parts = urlsplit(address)
        port = parts.port
        name = unicodedata.normalize("NFKC", parts.hostname or "").rstrip(".")
        host = name if _is_number(name) else name.encode("idna").decode()
        shown = host if _is_number(host) else host.encode().decode("idna")
    except (ValueError, UnicodeError):
        return None
    if parts.scheme not in ("http", "https") or not host:
        return None
    doubts = [*_doubts(shown)]
    if parts.username is not None or parts.password is not None:
        doubts.append(Doubt.SIGN_IN)
    if port is not None:
        doubts.append(Doubt.PORT)
    if parts.scheme == "http":
        doubts.append(Doubt.PLAIN)
    bracketed = f"[{host}]" if ":" in host else host
    place = bracketed if port is None else f"{bracketed}:{port}"
    # Without what stands before an @: a browser would send it as a name and a password.
    clean = urlunsplit((parts.scheme, place, parts.path, parts.query, parts.fragment))
    return Link(clean, host, shown, tuple(doubts))


def _doubts(host: str) -> list[Doubt]:
    if _is_number(host):
        return [Doubt.NUMBER]
    found = []
    labels = host.split(".")
    if any(len(_alphabets(label)) > 1 for label in labels):
        found.append(Doubt.MIXED)
    elif any(_is_lookalike(label) for label in labels):
        found.append(Doubt.LOOKALIKE)
    return found


def _alphabets(label: str) -> set[str]:
    return {unicodedata.name(letter, "?").split(" ", 1)[0] for letter in label if letter.isalpha()}


def _is_lookalike(label: str) -> bool:
    letters = [letter for letter in label if letter.isalpha()]
    return bool(letters) and all(letter in _LOOKALIKES for letter in letters)


def _is_number(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return host.replace(".", "").isdigit() and bool(host)
    return True
