"""The contract as an AsyncAPI 3 document, made of the Structs, their limits, codes and docstrings.

`python -m protocol.asyncapi` prints it; what is printed is kept as `docs/protocol/asyncapi.json`.
"""

import inspect
import json
import sys
from collections.abc import Iterable
from enum import Enum
from typing import Any, get_args

import msgspec

from protocol import docstrings, errors, limits
from protocol.answers import Answer, DeskAnswer, Refused, VisitAnswer
from protocol.commands import Command, DeskCommand, VisitCommand
from protocol.replies import REPLIES, TOLD_DESK, TOLD_VISIT
from protocol.version import SUBPROTOCOLS

Json = dict[str, Any]
_SCHEMA = "#/components/schemas/{name}"


def document() -> Json:
    """The whole document; the application it describes is the server."""
    desk = (get_args(DeskCommand), get_args(DeskAnswer), TOLD_DESK)
    visit = (get_args(VisitCommand), get_args(VisitAnswer), TOLD_VISIT)
    sides = {"desk": desk, "visit": visit}
    messages = list(dict.fromkeys(m for asked, said, _ in sides.values() for m in (*asked, *said)))
    return {
        "asyncapi": "3.0.0",
        "info": {
            "title": "Pult",
            "version": SUBPROTOCOLS[0].removeprefix("pult."),
            "description": "What desks and subscribers say to the routing server, and it to them.\n"
            "Prose: docs/protocol.md.",
            "license": {"name": "Apache-2.0"},
        },
        "defaultContentType": "application/json",
        "channels": {
            name: _channel(name, (*asked, *said)) for name, (asked, said, _) in sides.items()
        },
        "operations": {
            key: operation
            for name, (asked, _, told) in sides.items()
            for key, operation in _operations(name, asked, told)
        },
        "components": {
            "messages": {message.__name__: _message(message) for message in messages},
            "schemas": _schemas(messages),
            "correlationIds": {
                "request": {
                    "description": "The number of the command within its connection.",
                    "location": "$message.payload#/request",
                }
            },
        },
        "x-limits": {
            name: {"value": getattr(limits, name), "reason": reason}
            for name, reason in docstrings.of_constants(limits).items()
        },
        "x-close-codes": {
            str(errors.CloseCode[name].value): {"name": name.lower(), "description": text}
            for name, text in docstrings.of_attributes(errors.CloseCode).items()
        },
        "x-retryable-errors": sorted(errors.RETRYABLE),
    }


def text() -> str:
    """The document as it is kept: one value a line, so that its changes can be read."""
    return json.dumps(document(), ensure_ascii=False, indent=2) + "\n"


def _channel(name: str, messages: Iterable[type[msgspec.Struct]]) -> Json:
    return {
        "address": f"/{name}",
        "messages": {
            message.__name__: {"$ref": f"#/components/messages/{message.__name__}"}
            for message in messages
        },
        "bindings": {
            "ws": {
                "method": "GET",
                "headers": {
                    "type": "object",
                    "properties": {
                        "Sec-WebSocket-Protocol": {"type": "string", "enum": list(SUBPROTOCOLS)}
                    },
                    "required": ["Sec-WebSocket-Protocol"],
                },
                "bindingVersion": "0.1.0",
            }
        },
    }


def _operations(
    channel: str, asked: Iterable[type[Command]], told: Iterable[type[Answer]]
) -> Iterable[tuple[str, Json]]:
    def of(*messages: type[msgspec.Struct]) -> list[Json]:
        return [{"$ref": f"#/channels/{channel}/messages/{m.__name__}"} for m in messages]

    here = {"$ref": f"#/channels/{channel}"}
    for command in asked:
        operation: Json = {
            "action": "receive",
            "channel": here,
            "summary": _description(command),
            "messages": of(command),
        }
        if reply := REPLIES[command]:
            operation["reply"] = {"channel": here, "messages": of(reply, Refused)}
        yield str(command.__struct_config__.tag), operation
    yield (
        f"{channel}.told",
        {
            "action": "send",
            "channel": here,
            "summary": "What the server says unasked.",
            "messages": of(*told, Refused),
        },
    )


def _message(message: type[msgspec.Struct]) -> Json:
    said: Json = {
        "name": message.__struct_config__.tag,
        "title": message.__name__,
        "summary": _description(message),
        "contentType": "application/json",
        "payload": {"$ref": _SCHEMA.format(name=message.__name__)},
    }
    if "request" in message.__struct_fields__:
        said["correlationId"] = {"$ref": "#/components/correlationIds/request"}
    return said


def _schemas(messages: Iterable[type[msgspec.Struct]]) -> Json:
    _, found = msgspec.json.schema_components(messages, ref_template=_SCHEMA)
    schemas: Json = {name: _portable(schema) for name, schema in sorted(found.items())}
    # Whatever subject they are of, the messages have imported its module.
    for path in [path for path in sys.modules if path.startswith("protocol.")]:
        for name, owner in inspect.getmembers(sys.modules[path], inspect.isclass):
            if name in schemas and owner.__module__ == path:
                _describe(schemas[name], owner)
    return schemas


def _describe(schema: Json, owner: type) -> None:
    """Add what Python forgets: the words under fields and members."""
    schema["description"] = _description(owner)
    words = docstrings.of_attributes(owner)
    if issubclass(owner, Enum):
        schema["enum"] = [member.value for member in owner]
        schema["x-enum-descriptions"] = {
            owner[name].value: text for name, text in words.items() if text
        }
    for name, text in words.items():
        if text and name in schema.get("properties", {}):
            schema["properties"][name]["description"] = text


def _portable(schema: Any) -> Any:  # noqa: ANN401 - any piece of a JSON document
    """What msgspec writes, in the dialect of AsyncAPI: its discriminator, and portable regexes.

    `\\A` and `\\Z` mean nothing in JSON Schema, whose `$` is the very end.
    """
    if isinstance(schema, list):
        return [_portable(one) for one in schema]
    if not isinstance(schema, dict):
        return schema
    portable = {key: _portable(value) for key, value in schema.items()}
    if isinstance(pattern := schema.get("pattern"), str):
        portable["pattern"] = pattern.replace(r"\A", "^").replace(r"\Z", "$")
    if isinstance(discriminator := schema.get("discriminator"), dict):
        portable["discriminator"] = discriminator["propertyName"]
    return portable


def _description(owner: type) -> str:
    return inspect.cleandoc(owner.__doc__ or "")


if __name__ == "__main__":
    sys.stdout.write(text())
