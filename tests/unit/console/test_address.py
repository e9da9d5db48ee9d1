"""An address is checked before anything is sent to it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.core.errors import SettingsError
from console.link import backoff
from console.link.address import DEFAULT_PORT, ServerAddress


@pytest.mark.parametrize(
    ("text", "url"),
    [
        ("localhost", f"ws://localhost:{DEFAULT_PORT}/desk"),
        (" 127.0.0.1:9000 ", "ws://127.0.0.1:9000/desk"),
        ("ws://[::1]:9000", "ws://[::1]:9000/desk"),
        ("pult.volna.example", f"wss://pult.volna.example:{DEFAULT_PORT}/desk"),
        ("wss://pult.volna.example:443", "wss://pult.volna.example:443/desk"),
    ],
)
def test_an_address_as_people_write_it(text: str, url: str) -> None:
    assert ServerAddress.parse(text).url == url


@pytest.mark.parametrize(
    "text",
    [
        "",
        "ws://pult.volna.example",
        "http://localhost",
        "localhost:port",
        "localhost:99999",
        "desk..example",
        "a" * 64 + ".example",
    ],
)
def test_plain_text_beyond_this_machine_and_nonsense_are_refused(text: str) -> None:
    with pytest.raises(SettingsError):
        ServerAddress.parse(text)


@given(st.integers(0, 10_000), st.floats(0, 1, exclude_max=True))
def test_pauses_grow_and_stay_below_half_a_minute(tries: int, chance: float) -> None:
    assert 0 <= backoff.pause(tries, chance=chance) < 30
    assert backoff.pause(0, chance=chance) <= 0.5
