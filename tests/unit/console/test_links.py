"""Where links lead is told as it is, whatever they pretend."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.core.links import Doubt, read_link


@pytest.mark.parametrize(
    ("address", "host", "doubts"),
    [
        ("https://volna.example/tariffs?x=1", "volna.example", ()),
        ("https://VOLNA.example", "volna.example", ()),
        ("https://волна.рф/путь", "xn--80ad1aid.xn--p1ai", ()),
        ("https://bank.example@evil.example/", "evil.example", (Doubt.SIGN_IN,)),
        ("https://evil.example:8443/", "evil.example", (Doubt.PORT,)),
        ("http://volna.example", "volna.example", (Doubt.PLAIN,)),
        ("https://198.51.100.7/x", "198.51.100.7", (Doubt.NUMBER,)),
        ("https://3325256711/x", "3325256711", (Doubt.NUMBER,)),
        ("https://vоlna.example", "xn--vlna-55d.example", (Doubt.MIXED,)),  # a Russian «о»
        ("https://сосо.example", "xn--n1aahb.example", (Doubt.LOOKALIKE,)),
    ],
)
def test_the_host_is_told_as_the_network_knows_it(
    address: str, host: str, doubts: tuple[Doubt, ...]
) -> None:
    link = read_link(address)
    assert link is not None
    assert (link.host, link.doubts) == (host, doubts)
    assert "@" not in link.address


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "file:///etc/passwd", "https://", "https://[x", "x", ""]
)
def test_what_is_no_address_of_a_site_is_none(address: str) -> None:
    assert read_link(address) is None


@given(st.text(max_size=200))
def test_nothing_breaks_it(text: str) -> None:
    for address in (text, f"https://{text}", f"http://volna.example/{text}"):
        link = read_link(address)
        assert link is None or link.address.startswith(("http://", "https://"))
