"""Whom a socket stands for: only a proxy of the operator's is believed about others."""

from ipaddress import ip_network

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server_stub.transport.addresses import client_address, may_speak_plainly

PROXIES = (ip_network("10.0.0.7/32"), ip_network("10.1.0.0/24"), ip_network("2001:db8:9::/64"))


@pytest.mark.parametrize(
    ("peer", "forwarded", "address"),
    [
        ("192.0.2.7", [], "192.0.2.7"),
        ("192.0.2.7", ["203.0.113.9"], "192.0.2.7"),
        ("10.0.0.7", ["203.0.113.9"], "203.0.113.9"),
        ("10.0.0.7", ["198.51.100.1, 203.0.113.9"], "203.0.113.9"),
        ("10.0.0.7", ["198.51.100.1", "203.0.113.9"], "203.0.113.9"),
        ("10.0.0.7", ["198.51.100.1, 203.0.113.9, 10.1.0.3"], "203.0.113.9"),
        ("10.0.0.7", ["10.1.0.3"], None),
        ("10.0.0.7", [], None),
        ("10.0.0.7", ["unknown"], None),
        ("10.0.0.7", ["203.0.113.9, "], None),
        ("::ffff:10.0.0.7", ["::ffff:203.0.113.9"], "203.0.113.9"),
        ("2001:db8:9::5", ["2001:db8:1:2:3:4:5:6"], "2001:db8:1:2::/64"),
        ("2001:db8:1:2::9", [], "2001:db8:1:2::/64"),
        ("fe80::1%eth0", [], "fe80::/64"),
    ],
)
def test_the_client_is_the_last_hop_that_is_none_of_ours(
    peer: str, forwarded: list[str], address: str | None
) -> None:
    assert client_address(peer, forwarded, proxies=PROXIES) == address


@given(st.lists(st.text()))
def test_nothing_that_a_client_claims_changes_his_address(claims: list[str]) -> None:
    assert client_address("192.0.2.7", claims, proxies=PROXIES) == "192.0.2.7"
    heard = client_address("10.0.0.7", [*claims, "192.0.2.7"], proxies=PROXIES)
    assert heard == "192.0.2.7"


@pytest.mark.parametrize(
    ("peer", "may"),
    [
        ("127.0.0.1", True),
        ("::1", True),
        ("::ffff:127.0.0.1", True),
        ("10.0.0.7", True),
        ("10.1.0.200", True),
        ("10.0.0.8", False),
        ("192.0.2.7", False),
    ],
)
def test_without_tls_only_this_machine_and_the_proxies_are_heard(peer: str, may: bool) -> None:
    assert may_speak_plainly(peer, proxies=PROXIES) is may
