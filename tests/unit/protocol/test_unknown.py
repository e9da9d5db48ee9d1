"""Fields of a newer server: ignored, and named so that they can be counted."""

from typing import Any

import msgspec
import pytest

from protocol import codec
from protocol.answers import AnyAnswer, Ok
from protocol.unknown import UNREADABLE, unknown_fields
from tests.support.wire_examples import ANSWERS, example


def read(frame: bytes) -> tuple[AnyAnswer, list[str]]:
    answer = codec.decode_answer(frame)
    return answer, unknown_fields(frame, answer)


@pytest.mark.parametrize("kind", ANSWERS)
@pytest.mark.parametrize("full", [True, False])
def test_a_frame_of_our_own_version_has_none(kind: str, full: bool) -> None:
    answer = example(f"answers/{kind}", full=full)
    assert read(codec.encode(answer)) == (answer, [])


def test_a_frame_written_otherwise_has_none_either() -> None:
    frame = msgspec.json.format(codec.encode(example("answers/page")), indent=1)
    assert read(frame)[1] == []


def test_new_fields_are_ignored_and_named_with_their_struct_however_deep() -> None:
    answer = example("answers/changed")
    said: Any = msgspec.json.decode(codec.encode(answer))
    said["mood"] = {"deep": [1]}
    said["head"]["offer"]["colour"] = "red"
    said["entries"][0]["author"]["badge"] = 1
    said["entries"][1]["body"]["format"] = None
    assert read(msgspec.json.encode(said)) == (
        answer,
        ["Offer.colour", "Author.badge", "Message.format", "Changed.mood"],
    )


@pytest.mark.parametrize("value", [b'"\xff"', b"1e999", b"9" * 5000])
def test_a_new_field_that_cannot_be_read_is_counted_all_the_same(value: bytes) -> None:
    frame = b'{"kind":"ok","request":1,"new":' + value + b"}"
    assert read(frame) == (Ok(request=1), [UNREADABLE])
