"""Ten thousand broken frames: each is read, or refused with a code of the closed set."""

import json
from collections.abc import Callable
from random import Random
from typing import Any

from hypothesis import given, note, settings
from hypothesis import strategies as st

from protocol import codec
from protocol.commands import Command
from protocol.errors import ErrorCode, ProtocolError
from protocol.unknown import unknown_fields
from tests.support.wire_examples import ANSWERS, COMMANDS, example

VALID = [
    codec.encode(example(path, full=full))
    for path in [*(f"commands/{verb}" for verb in COMMANDS), *(f"answers/{k}" for k in ANSWERS)]
    for full in (True, False)
]
ROUNDS, FRAMES_A_ROUND = 420, 25
NASTY = (
    b"null", b"NaN", b"-Infinity", b"1e400", b"-1", b"9223372036854775808", b"9" * 5000, b"{}",
    b"[]", b"[" * 5000, b'{"a":' * 3000, b"true", b'"\\ud800"', b'"\\u0000"', b'"\xff"', b'""',
    b'"' + b"x" * 5000 + b'"', b'"x` - at `$.verb"', b"1.5", b"-0", b'{"__proto__":{}}',
)  # fmt: skip


CODES = {ErrorCode.MALFORMED, ErrorCode.UNKNOWN_VERB, ErrorCode.INVALID}


def read_or_refused(frame: bytes | str) -> bool:
    """Read a frame by every reader, and say whether one could. Only `ProtocolError` is expected."""
    readers = (codec.decode_desk_command, codec.decode_visit_command, codec.decode_answer)
    return any([_is_read(read, frame) for read in readers])


def _is_read(read: Callable[[bytes | str], Any], frame: bytes | str) -> bool:
    refusal = None
    try:
        message = read(frame)
    except ProtocolError as error:
        refusal = error
    else:
        assert read(codec.encode(message)) == message
        if not isinstance(message, Command):
            unknown_fields(frame.encode() if isinstance(frame, str) else frame, message)
    if refusal:
        assert refusal.code in CODES
        assert refusal.request is None or 0 <= refusal.request <= 2**53
        assert len(repr(refusal.data)) < 200
    return refusal is None


def _bytes_changed(frame: bytes, random: Random) -> bytes:
    at = random.randrange(len(frame))
    return frame[:at] + random.randbytes(random.randint(0, 3)) + frame[at + random.randint(0, 3) :]


def _cut(frame: bytes, random: Random) -> bytes:
    return frame[: random.randrange(len(frame))]


def _glued(frame: bytes, random: Random) -> bytes:
    return _cut(frame, random) + random.choice(VALID)[random.randrange(20) :]


def _value_replaced(frame: bytes, random: Random) -> bytes:
    said = json.loads(frame)
    key = random.choice(list(said))
    said[key] = "\x00here"
    return json.dumps(said).encode().replace(b'"\\u0000here"', random.choice(NASTY))


def _key_added(frame: bytes, random: Random) -> bytes:
    key = random.choice([*json.loads(frame), "extra", "__proto__", "x - at `$.verb", "\u0000"])
    pair = json.dumps(key).encode() + b":" + random.choice(NASTY)
    return (
        b"{" + pair + b"," + frame[1:] if random.random() < 0.5 else frame[:-1] + b"," + pair + b"}"
    )


def _key_dropped(frame: bytes, random: Random) -> bytes:
    said = json.loads(frame)
    del said[random.choice(list(said))]
    return json.dumps(said).encode()


MUTATIONS: tuple[Callable[[bytes, Random], bytes], ...] = (
    _bytes_changed, _cut, _glued, _value_replaced, _key_added, _key_dropped,
)  # fmt: skip


@settings(max_examples=ROUNDS, deadline=None)
@given(seed=st.integers(min_value=0, max_value=2**32))
def test_ten_thousand_mutated_frames_are_read_or_refused(seed: int) -> None:
    random = Random(seed)
    read = 0
    for _ in range(FRAMES_A_ROUND):
        frame = _mutated(random)
        note(repr(frame[:300]))
        read += read_or_refused(frame)
    assert read < FRAMES_A_ROUND, "the mutations break nothing"


def _mutated(random: Random) -> bytes:
    frame = random.choice(VALID)
    for mutate in random.choices(MUTATIONS, k=random.choice((1, 1, 1, 2))):
        try:
            frame = mutate(frame, random)
        except (ValueError, RecursionError, IndexError, TypeError):
            break  # the first mutation left nothing that the second could work on
    return frame


_json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=8,
)


@settings(max_examples=300)
@given(path=st.sampled_from([f"commands/{verb}" for verb in COMMANDS]), value=_json, data=st.data())
def test_any_json_in_any_field_is_read_or_refused(
    path: str, value: object, data: st.DataObject
) -> None:
    said = json.loads(codec.encode(example(path)))
    said[data.draw(st.sampled_from(sorted(said)))] = value
    read_or_refused(json.dumps(said))
    read_or_refused(json.dumps(said, ensure_ascii=False))


@settings(max_examples=300, deadline=None)
@given(frame=st.binary(max_size=200) | st.text(max_size=200))
def test_any_bytes_and_any_text_are_read_or_refused(frame: bytes | str) -> None:
    read_or_refused(frame)
