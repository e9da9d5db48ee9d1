"""Owns the files of tapes: JSONL, a tape a line, and TOML, a tape a file, for people to edit."""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Callable, Iterable, Iterator
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import IO, TypeVar

import msgspec

from server_stub.practice.errors import TapeRefused
from server_stub.practice.tape import Tape, faults

LINE_BYTES = 2 * 1024 * 1024  # a hundred of the longest tapes we have met; guards the memory
FILE_BYTES = 2 * 1024 * 1024  # the same for a tape in TOML
SUFFIXES = (".jsonl", ".toml")

T = TypeVar("T")

_encode = msgspec.json.Encoder().encode
_decode = msgspec.json.Decoder(Tape).decode

# What msgspec says, to our stable codes; the first that matches.
_CODES = (
    (re.compile(r"missing required field `(\w+)`"), "field_missing"),
    (re.compile(r"unknown field `(\w+)`"), "field_unknown"),
    (re.compile(r"Invalid enum value"), "value_unknown"),
    (re.compile(r"matching regex"), "value_malformed"),
    (re.compile(r"<=|<|out of range"), "value_too_large"),
    (re.compile(r">=|>"), "value_too_small"),
    (re.compile(r", got "), "wrong_type"),
)
_PATH = re.compile(r"at `(?:key in )?\$\.?([^`]*)`")


def decode_line(line: bytes) -> Tape:
    """A tape from its JSON; raises `TapeRefused` with a code and a field."""
    return _checked(decode_json(line, _decode))


def decode_json(line: bytes, decode: Callable[[bytes], T]) -> T:
    """What `decode` makes of a line of any dialect; its errors become `TapeRefused`."""
    if len(line) > LINE_BYTES:
        raise TapeRefused("line_too_long", detail=f"> {LINE_BYTES} bytes")
    try:
        return decode(line)
    except msgspec.ValidationError as error:
        raise _refusal(error) from error
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise TapeRefused("not_json", detail=str(error)) from error


def encode_line(tape: Tape) -> bytes:
    """A tape as one line of JSON, with the line's end."""
    return _encode(tape) + b"\n"


def decode_toml(text: str) -> Tape:
    """A tape from a TOML document of the same fields; raises `TapeRefused`."""
    try:
        tape = msgspec.convert(tomllib.loads(text), Tape)
    except tomllib.TOMLDecodeError as error:
        raise TapeRefused("not_toml", detail=str(error)) from error
    except msgspec.ValidationError as error:
        raise _refusal(error) from error
    return _checked(tape)


def read_tapes(source: Traversable) -> list[Tape]:
    """The tapes of a file, or of every tape file directly in a folder, in order of file names.

    A path is a `Traversable`, and so is a folder of resources. Strict: the first bad line raises
    `TapeRefused` with its place. Two tapes with one id are refused too.
    """
    files = [source]
    if source.is_dir():
        files = sorted(
            (file for file in source.iterdir() if file.name.endswith(SUFFIXES)),
            key=lambda file: file.name,
        )
    tapes: dict[str, Tape] = {}
    for file in files:
        for line, tape in _read_file(file):
            if tape.id in tapes:
                raise TapeRefused("id_repeated", "id", detail=tape.id, line=line, source=file.name)
            tapes[tape.id] = tape
    return list(tapes.values())


def write_tapes(path: Path, tapes: Iterable[Tape]) -> None:
    """Write a JSONL file, whole or not at all: a reader never meets half of it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(path.name + ".part")
    try:
        with draft.open("wb") as file:
            file.writelines(encode_line(tape) for tape in tapes)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)


def lines_of(file: IO[bytes]) -> Iterator[tuple[int, bytes]]:
    """Numbered lines without their ends, blank ones left out.

    Of a line over the limit only its beginning comes, still over the limit, so that whoever decodes
    it refuses it while the memory stays flat.
    """
    number = 0
    while line := file.readline(LINE_BYTES + 2):
        number += 1
        rest = line
        while not rest.endswith(b"\n") and (rest := file.readline(LINE_BYTES)):
            pass
        body = line.removeprefix(b"\xef\xbb\xbf") if number == 1 else line
        if body.strip():
            yield number, body.rstrip(b"\r\n")


def _read_file(file: Traversable) -> Iterator[tuple[int, Tape]]:
    if file.name.endswith(".toml"):
        with file.open("rb") as stream:
            raw = stream.read(FILE_BYTES + 1)
        if len(raw) > FILE_BYTES:
            raise TapeRefused("file_too_long", detail=f"> {FILE_BYTES} bytes", source=file.name)
        try:
            yield 1, decode_toml(raw.decode())
        except UnicodeDecodeError as error:
            raise TapeRefused("not_toml", detail=str(error), source=file.name) from error
        except TapeRefused as refused:
            refused.source = file.name
            raise
        return
    with file.open("rb") as stream:
        for number, line in lines_of(stream):
            try:
                yield number, decode_line(line)
            except TapeRefused as refused:
                refused.line, refused.source = number, file.name
                raise


def _checked(tape: Tape) -> Tape:
    fault = next(faults(tape), None)
    if fault is not None:
        raise TapeRefused(fault.code, fault.field)
    return tape


def _refusal(error: msgspec.ValidationError) -> TapeRefused:
    message = str(error)
    path = _PATH.search(message)
    field = path.group(1) if path else ""
    detail = message[: path.start()].removesuffix(" - ") if path else message
    for pattern, code in _CODES:
        if found := pattern.search(message):
            named = found.group(1) if pattern.groups else ""
            return TapeRefused(code, ".".join(filter(None, (field, named))), detail=detail)
    return TapeRefused("value_malformed", field, detail=detail)
