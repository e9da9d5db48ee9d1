"""What a newer server says that this version does not know: named, so that it can be counted."""

import msgspec

from protocol.answers import AnyAnswer
from protocol.codec import encode

UNREADABLE = "?"
"""Stands for unknown fields whose values cannot be read as JSON of ours."""


def unknown_fields(frame: bytes, answer: AnyAnswer) -> list[str]:
    """The fields of `frame` that decoding it to `answer` has passed over, as `Struct.field`.

    A frame that is what we would have written ourselves has none, and that is nearly every frame;
    only another is read a second time and compared with what is known.
    """
    if encode(answer) == frame:
        return []
    try:
        said = msgspec.json.decode(frame)
    except (msgspec.DecodeError, ValueError, RecursionError):
        return [UNREADABLE]
    found: list[str] = []
    _compare(said, answer, found)
    return found


def _compare(said: object, known: object, found: list[str]) -> None:
    if isinstance(known, msgspec.Struct) and isinstance(said, dict):
        tag_field = known.__struct_config__.tag_field
        for name, value in said.items():
            if name in known.__struct_fields__:
                _compare(value, getattr(known, name), found)
            elif name != tag_field:
                found.append(f"{type(known).__name__}.{name}"[:80])
    elif isinstance(known, list) and isinstance(said, list):
        for one_said, one_known in zip(said, known, strict=True):
            _compare(one_said, one_known, found)
