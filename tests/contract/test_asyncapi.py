"""The published description of the wire: fresh, valid AsyncAPI 3, and complete."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

import jsonschema
import pytest

from protocol import asyncapi
from protocol.answers import AnyAnswer
from protocol.commands import AnyCommand
from protocol.errors import CloseCode, ErrorCode
from protocol.replies import REPLIES, TOLD_DESK, TOLD_VISIT

KEPT = Path(__file__).parents[2] / "docs" / "protocol" / "asyncapi.json"
SCHEMA = Path(__file__).parent / "asyncapi" / "asyncapi-3.0.0.schema.json"


@pytest.fixture(scope="module")
def document() -> dict[str, Any]:
    return asyncapi.document()


def _references(piece: Any) -> Iterator[str]:
    if isinstance(piece, dict):
        if "$ref" in piece:
            yield piece["$ref"]
        for value in piece.values():
            yield from _references(value)
    elif isinstance(piece, list):
        for value in piece:
            yield from _references(value)


def test_the_kept_file_is_what_the_structs_say_now() -> None:
    # If this fails: python -m protocol.asyncapi > docs/protocol/asyncapi.json
    assert KEPT.read_text(encoding="utf-8") == asyncapi.text()


def test_the_document_keeps_the_schema_of_asyncapi(document: dict[str, Any]) -> None:
    jsonschema.Draft7Validator(json.loads(SCHEMA.read_bytes())).validate(document)


def test_the_schema_of_asyncapi_refuses_what_is_wrong(document: dict[str, Any]) -> None:
    broken = {**document, "operations": {"sign_in": {"action": "shout"}}}
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.Draft7Validator(json.loads(SCHEMA.read_bytes())).validate(broken)


def test_every_reference_leads_somewhere(document: dict[str, Any]) -> None:
    for reference in _references(document):
        target: Any = document
        for step in reference.removeprefix("#/").split("/"):
            target = target[step]


def test_every_message_is_used_by_an_operation_and_every_schema_by_a_message(
    document: dict[str, Any],
) -> None:
    used = {ref.split("/")[-1] for ref in _references(document["operations"])}
    assert set(document["components"]["messages"]) <= used
    reached = set(_references(document["components"]))
    schemas = {f"#/components/schemas/{name}" for name in document["components"]["schemas"]}
    assert schemas <= reached


def test_every_verb_is_an_operation_and_everything_is_described(document: dict[str, Any]) -> None:
    verbs = {command.__struct_config__.tag for command in get_args(AnyCommand)}
    assert set(document["operations"]) == verbs | {"desk.told", "visit.told"}
    for operation in document["operations"].values():
        assert operation["summary"]
    for name, schema in document["components"]["schemas"].items():
        assert schema["description"], name


def test_patterns_are_portable(document: dict[str, Any]) -> None:
    assert "\\\\A" not in json.dumps(document)
    assert document["components"]["schemas"]["SignIn"]["properties"]["language"]["pattern"] == (
        "^(ru|en)$"
    )


def test_error_codes_and_close_codes_are_all_told(document: dict[str, Any]) -> None:
    told = document["components"]["schemas"]["ErrorCode"]
    assert told["enum"] == [code.value for code in ErrorCode]
    assert set(told["x-enum-descriptions"]) == set(told["enum"])
    assert set(document["x-close-codes"]) == {str(code.value) for code in CloseCode}


def test_each_command_has_a_reply_or_is_a_hint_and_each_answer_has_an_occasion() -> None:
    assert set(REPLIES) == set(get_args(AnyCommand))
    said = {reply for reply in REPLIES.values() if reply} | {*TOLD_DESK, *TOLD_VISIT}
    assert {answer.__name__ for answer in set(get_args(AnyAnswer)) - said} == {"Refused"}


def test_a_reply_to_a_hint_is_not_promised(document: dict[str, Any]) -> None:
    silent = {name for name, op in document["operations"].items() if "reply" not in op}
    assert silent == {"look", "typing", "visit.typing", "desk.told", "visit.told"}
