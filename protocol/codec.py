"""Frames to messages and back; what breaks the contract becomes a `ProtocolError` with a code."""

import json
import re
from typing import Generic, TypeVar, get_args

import msgspec

from protocol import limits
from protocol.answers import AnyAnswer
from protocol.commands import AnyCommand, DeskCommand, VisitCommand
from protocol.errors import ErrorCode, ProtocolError
from protocol.scalars import Count

_RULES = tuple(
    (rule, re.compile(pattern))
    for rule, pattern in (
        ("missing", r"^Object missing required field `(?P<name>[^`]*)`"),
        ("unknown", r"^Object contains unknown field (`(?P<name>[A-Za-z0-9_.-]{1,40})`$)?"),
        ("length", r"^Expected `[^`]*` of length "),
        ("pattern", r"^Expected `[^`]*` matching regex "),
        ("range", r"^Expected `[^`]*` [<>]=? |^(Integer value|Number) out of range"),
        ("type", r"^Expected `[^`]*`"),
        ("value", ""),
    )
)
"""What msgspec says, told as the name of the broken rule; the first that fits counts."""

_PATH = re.compile(r" - at `\$\.(?P<path>[^`]*)`$")


class _CommandEnvelope(msgspec.Struct):
    """As much of a refused command as its answer needs."""

    name: str = msgspec.field(name="verb")
    request: Count


class _AnswerEnvelope(msgspec.Struct):
    """As much of an unreadable answer as tells whose it was."""

    name: str = msgspec.field(name="kind")
    request: Count | None = None


_T = TypeVar("_T")


class _Reader(Generic[_T]):
    """Reads the messages of one union, and says what is wrong with a frame that is none of them."""

    def __init__(self, union: object, envelope: type[_CommandEnvelope | _AnswerEnvelope]) -> None:
        self._messages: msgspec.json.Decoder[_T] = msgspec.json.Decoder(union)
        self._envelopes = msgspec.json.Decoder(envelope)
        self._names = {message.__struct_config__.tag for message in get_args(union)}

    def read(self, frame: bytes) -> _T:
        if len(frame) > limits.FRAME_BYTES:
            raise ProtocolError(
                ErrorCode.INVALID, data={"rule": "frame_bytes", "limit": limits.FRAME_BYTES}
            )
        try:
            return self._messages.decode(frame)
        except msgspec.ValidationError as error:
            raise self._explain(str(error), frame) from None
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
            raise ProtocolError(ErrorCode.MALFORMED) from None

    def _explain(self, message: str, frame: bytes) -> ProtocolError:
        """Turn what msgspec says into a code, and data that name the field, never its content.

        msgspec stops at the first fault; the envelope shows whether the whole is JSON at all.
        """
        try:
            envelope = self._envelopes.decode(frame)
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
            return ProtocolError(ErrorCode.MALFORMED)
        if envelope.name not in self._names:
            return ProtocolError(ErrorCode.UNKNOWN_VERB, request=envelope.request)
        rule, found = next(
            (rule, found) for rule, pattern in _RULES if (found := pattern.search(message))
        )
        # The name of an unknown field is the sender's own text: it must not pass for a path.
        path = _PATH.search(message) if rule != "unknown" else None
        places = (path and path["path"], found.groupdict().get("name"))
        field = ".".join(place for place in places if place)
        data: dict[str, str | int] = {"field": field, "rule": rule} if field else {"rule": rule}
        return ProtocolError(ErrorCode.INVALID, request=envelope.request, data=data)


_encoder = msgspec.json.Encoder()
_desk_commands: _Reader[DeskCommand] = _Reader(DeskCommand, _CommandEnvelope)
_visit_commands: _Reader[VisitCommand] = _Reader(VisitCommand, _CommandEnvelope)
_answers: _Reader[AnyAnswer] = _Reader(AnyAnswer, _AnswerEnvelope)


def encode(message: AnyCommand | AnyAnswer) -> bytes:
    """One frame, UTF-8. Raises `ProtocolError` for what the other side could not read."""
    try:
        frame = _encoder.encode(message)
    except UnicodeEncodeError:
        raise ProtocolError(ErrorCode.INVALID, data={"rule": "encoding"}) from None
    if len(frame) > limits.FRAME_BYTES:
        raise ProtocolError(
            ErrorCode.INVALID, data={"rule": "frame_bytes", "limit": limits.FRAME_BYTES}
        )
    return frame


def decode_desk_command(frame: bytes | str) -> DeskCommand:
    """A command of a desk. Raises `ProtocolError`."""
    octets = _octets(frame)
    command = _desk_commands.read(octets)
    _refuse_repeated_keys(octets, command)
    return command


def decode_visit_command(frame: bytes | str) -> VisitCommand:
    """A command of a subscriber. Raises `ProtocolError`."""
    octets = _octets(frame)
    command = _visit_commands.read(octets)
    _refuse_repeated_keys(octets, command)
    return command


def decode_answer(frame: bytes | str) -> AnyAnswer:
    """A frame of the server, unknown fields ignored. Raises `ProtocolError`."""
    return _answers.read(_octets(frame))


def _octets(frame: bytes | str) -> bytes:
    if isinstance(frame, bytes):
        return frame
    try:
        return frame.encode()
    except UnicodeEncodeError:
        raise ProtocolError(ErrorCode.MALFORMED) from None


def _refuse_repeated_keys(frame: bytes, command: AnyCommand) -> None:
    """Refuse a command that says a key twice, in whichever of its objects: readers of JSON disagree
    about which one counts.

    A frame that is what we would have written says none twice; only another is read again.
    """
    if _encoder.encode(command) == frame:
        return

    def require_once(pairs: list[tuple[str, object]]) -> None:
        seen: set[str] = set()
        for key, _ in pairs:
            if key in seen:
                data: dict[str, str | int] = {"field": key, "rule": "repeated"}
                raise ProtocolError(ErrorCode.INVALID, request=command.request, data=data)
            seen.add(key)

    try:
        json.loads(frame, object_pairs_hook=require_once)
    except UnicodeDecodeError:  # what our reader skips, others may not
        raise ProtocolError(ErrorCode.MALFORMED, request=command.request) from None
