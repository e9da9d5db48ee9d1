"""The golden files of the wire: both sides must read each one, and write it, byte by byte."""

import json
from pathlib import Path
from typing import Any

import jsonschema
import msgspec
import pytest

from protocol import codec
from protocol.commands import DeskCommand
from protocol.entries import Entry
from protocol.unknown import unknown_fields
from tests.support import wire_examples
from tests.support.wire_examples import GOLDEN, canonical, example

DESCRIPTION = Path(__file__).parents[2] / "docs" / "protocol" / "asyncapi.json"


def _decode(path: str, frame: bytes) -> Any:
    if path.startswith("entries/"):
        return msgspec.json.decode(frame, type=Entry)
    if path.startswith("answers/"):
        return codec.decode_answer(frame)
    if isinstance(example(path), DeskCommand):
        return codec.decode_desk_command(frame)
    return codec.decode_visit_command(frame)


def _golden(path: str) -> bytes:
    return (GOLDEN / f"{path}.json").read_bytes()


def test_every_message_has_a_golden_file_and_every_golden_file_a_message() -> None:
    kept = {file.relative_to(GOLDEN).with_suffix("").as_posix() for file in GOLDEN.rglob("*.json")}
    assert kept == set(wire_examples.paths())


@pytest.mark.parametrize("path", wire_examples.paths())
def test_a_golden_file_reads_as_its_example(path: str) -> None:
    assert _decode(path, _golden(path)) == example(path)


@pytest.mark.parametrize("path", wire_examples.paths())
def test_an_example_is_written_as_its_golden_file(path: str) -> None:
    assert canonical(example(path)) == _golden(path)


@pytest.mark.parametrize("path", wire_examples.paths())
def test_a_message_without_its_optional_fields_survives_the_way(path: str) -> None:
    message = example(path, full=False)
    assert _decode(path, canonical(message)) == message


@pytest.mark.parametrize("path", [p for p in wire_examples.paths() if p.startswith("answers/")])
def test_a_golden_answer_holds_nothing_unknown(path: str) -> None:
    frame = _golden(path)
    assert unknown_fields(frame, codec.decode_answer(frame)) == []


@pytest.mark.parametrize("path", wire_examples.paths())
def test_a_golden_file_keeps_the_published_schema(path: str) -> None:

    description = json.loads(DESCRIPTION.read_bytes())
    message = type(example(path)).__name__
    schema = {"$ref": f"#/components/schemas/{message}", "components": description["components"]}
    jsonschema.Draft7Validator(schema).validate(json.loads(_golden(path)))
