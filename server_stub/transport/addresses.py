"""Where a client is: the peer of its socket, or what a proxy of the operator's says of it."""

import ipaddress
from collections.abc import Sequence

from server_stub.config import Network

IpAddress = ipaddress.IPv4Address | ipaddress.IPv6Address

CUSTOMER_PREFIX = 64
"""Bits of an IPv6 address that one customer is given whole: any further ones are his to invent."""


def client_address(
    peer: str, forwarded: Sequence[str], *, proxies: Sequence[Network]
) -> str | None:
    """What may be held to account: an IPv4 address, or the /64 of an IPv6 one.

    `forwarded` are the lines of `X-Forwarded-For`, which count only from a proxy: each proxy adds
    whom it heard at the end, so the last that is none of ours is the client, and what stands before
    it is only claimed. None for a proxy that says nothing: it stands for nobody in particular.
    """
    hops = [hop.strip() for line in forwarded for hop in line.split(",")]
    for hop in (peer, *reversed(hops)):
        address = _parsed(hop)
        if address is None:
            return None
        if not any(address in network for network in proxies):
            return _accountable(address)
    return None


def may_speak_plainly(peer: str, *, proxies: Sequence[Network]) -> bool:
    """Whether no stranger hears what a socket without TLS says: this machine's, or a proxy's."""
    address = _parsed(peer)
    return address is None or address.is_loopback or any(address in one for one in proxies)


def _parsed(text: str) -> IpAddress | None:
    try:
        address = ipaddress.ip_address(text.partition("%")[0])
    except ValueError:
        return None
    mapped = getattr(address, "ipv4_mapped", None)
    return address if mapped is None else ipaddress.ip_address(str(mapped))


def _accountable(address: IpAddress) -> str:
    if isinstance(address, ipaddress.IPv4Address):
        return str(address)
    return str(ipaddress.ip_network((address, CUSTOMER_PREFIX), strict=False))
