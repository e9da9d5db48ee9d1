"""Refuses every socket of a test that would leave the machine.

What Python's own sockets do is seen by an audit hook; uvloop connects in C, so its loop is
wrapped. Qt's sockets and libpq are not watched: the product opens none of the first, and the
database's address comes from a fixture.
"""

import ipaddress
import sys
from collections.abc import Iterator
from typing import Any

import pytest

if sys.platform != "win32":
    import uvloop

_ADDRESS_ARGUMENT = {"socket.connect": 1, "socket.bind": 1, "socket.sendto": 1}
_watching = False


class LeavesTheMachine(PermissionError):
    """A test tried to talk to something that is not on loopback."""


def is_loopback(host: object) -> bool:
    """Say whether a host as sockets take it stays on this machine."""
    if host is None or isinstance(host, int):
        return True
    name = host.decode() if isinstance(host, bytes | bytearray) else str(host)
    if name == "localhost":
        return True
    try:
        return ipaddress.ip_address(name.partition("%")[0]).is_loopback
    except ValueError:
        return False


def _refuse(host: object) -> None:
    message = f"a test may talk to loopback only, not to {host!r}"
    raise LeavesTheMachine(message)


def _on_audit(event: str, arguments: tuple[object, ...]) -> None:
    if not _watching:
        return
    if event in _ADDRESS_ARGUMENT:
        address = arguments[_ADDRESS_ARGUMENT[event]]
        # A path of a local socket is no tuple.
        if isinstance(address, tuple) and not is_loopback(address[0]):
            _refuse(address[0])
    elif event == "socket.getaddrinfo" and not is_loopback(arguments[0]):
        _refuse(arguments[0])


sys.addaudithook(_on_audit)

if sys.platform != "win32":

    class LoopbackUvloop(uvloop.Loop):
        """uvloop that refuses to connect beyond loopback."""

        async def create_connection(
            self, protocol_factory: Any, host: Any = None, *arguments: Any, **options: Any
        ) -> Any:
            """Connect, if it is to this machine."""
            if not is_loopback(host):
                _refuse(host)
            return await super().create_connection(protocol_factory, host, *arguments, **options)


@pytest.fixture(autouse=True, scope="session")
def _loopback_only() -> Iterator[None]:
    # An audit hook can never be removed, only muted.
    global _watching
    _watching = True
    yield
    _watching = False
