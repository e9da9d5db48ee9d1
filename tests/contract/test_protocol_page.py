"""The page on the wire says what the code says: its tables, and every frame it shows."""

import re

import pytest

from protocol import codec
from protocol.errors import ProtocolError
from tests.support.wire_tables import PAGE, filled, names

TEXT = PAGE.read_text(encoding="utf-8")
SAID = re.findall(r"^→ (\{.*\})$", TEXT, re.MULTILINE)
HEARD = re.findall(r"^← (\{.*\})$", TEXT, re.MULTILINE)


def test_its_tables_are_those_of_the_code() -> None:
    # If this fails: python -m tests.support.wire_tables
    assert filled(TEXT) == TEXT
    assert names(TEXT) == {
        "desk_verbs", "desk_told", "visit_verbs", "visit_told", "limits", "errors", "closings",
    }  # fmt: skip


@pytest.mark.parametrize("frame", SAID)
def test_a_command_it_shows_is_one(frame: str) -> None:
    if '"text":""' in frame:  # shown to be refused
        with pytest.raises(ProtocolError) as caught:
            codec.decode_desk_command(frame)
        assert caught.value.data == {"field": "text", "rule": "length"}
    else:
        assert codec.encode(codec.decode_desk_command(frame)) == frame.encode()


@pytest.mark.parametrize("frame", HEARD)
def test_an_answer_it_shows_is_one(frame: str) -> None:
    assert codec.encode(codec.decode_answer(frame)) == frame.encode()
