"""Frames to messages and back; whatever breaks the contract becomes a `ProtocolError` with a code."""

import re
from typing import TypeVar

import msgspec

from protocol import limits
from protocol.answers import AnyAnswer
from protocol.commands import AnyCommand, DeskCommand, VisitCommand
from protocol.errors import ErrorCode, ProtocolError


class _Envelope(msgspec.Struct):
    """As much of a broken command as an answer needs."""

    request: int | None = None


_T = TypeVar("_T")

_encoder = msgspec.json.Encoder()
_desk_commands: msgspec.json.Decoder[DeskCommand] = msgspec.json.Decoder(DeskCommand)
_visit_commands: msgspec.json.Decoder[VisitCommand] = msgspec.json.Decoder(VisitCommand)
_answers: msgspec.json.Decoder[AnyAnswer] = msgspec.json.Decoder(AnyAnswer)
_envelopes = msgspec.json.Decoder(_Envelope)

_PATH = re.compile(r" - at `(?P<path>[^`]*)`$")


def encode(message: AnyCommand | AnyAnswer) -> bytes:
    """One frame, UTF-8."""
    return _encoder.encode(message)


def decode_desk_command(frame: bytes | str) -> DeskCommand:
    """A command of a desk. Raises `ProtocolError`."""
    return _decode(_desk_commands, frame)


def decode_visit_command(frame: bytes | str) -> VisitCommand:
    """A command of a subscriber. Raises `ProtocolError`."""
    return _decode(_visit_commands, frame)


def decode_answer(frame: bytes | str) -> AnyAnswer:
    """A frame of the server, unknown fields ignored. Raises `ProtocolError`."""
    return _decode(_answers, frame)


def _decode(decoder: msgspec.json.Decoder[_T], frame: bytes | str) -> _T:
    if len(frame) > limits.FRAME_BYTES:
        raise ProtocolError(
            ErrorCode.INVALID, data={"rule": "frame_bytes", "limit": limits.FRAME_BYTES}
        )
    try:
        return decoder.decode(frame)
    except msgspec.ValidationError as error:
        raise _explain(str(error), frame) from None
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        raise ProtocolError(ErrorCode.MALFORMED) from None


def _explain(message: str, frame: bytes | str) -> ProtocolError:
    """Turn what msgspec says into a code and data that name the field, never its content."""
    try:
        request = _envelopes.decode(frame).request
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        request = None
    found = _PATH.search(message)
    path = found["path"] if found else "$"
    if path == "$.verb" or "missing required field `verb`" in message:
        return ProtocolError(ErrorCode.UNKNOWN_VERB, request=request)
    missing = re.search(r"missing required field `(\w+)`", message)
    unknown = re.search(r"contains unknown field `", message)
    if missing:
        return ProtocolError(
            ErrorCode.INVALID, request=request, data={"field": missing[1], "rule": "missing"}
        )
    rule = "unknown" if unknown else "value"
    return ProtocolError(
        ErrorCode.INVALID, request=request, data={"field": path.removeprefix("$.")[:80], "rule": rule}
    )
