"""The configuration as TOML that a person reads and changes; `document` reads it back. Pure."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

import msgspec

from protocol.configuration import AgentRules, Configuration
from server_stub.domain.settings import AGENTS
from server_stub.settings.document import NAMES, WEEKDAYS

_BARE = re.compile(r"[A-Za-z0-9_-]+")


def to_toml(
    configuration: Configuration, agents: Iterable[AgentRules], *, logins: Mapping[str, str]
) -> str:
    """Write a file; `logins` are known by account. What has its default is left out."""
    written = ["[operator]", *_pairs(msgspec.to_builtins(configuration.operator))]
    for kind, name in NAMES.items():
        items = agents if kind == AGENTS else getattr(configuration, kind)
        for item in items:
            told = _told(kind, msgspec.to_builtins(item), logins)
            written += ["", f"[[{name}]]", *_pairs(told)]
    return "\n".join(written) + "\n"


def _told(kind: str, plain: dict[str, Any], logins: Mapping[str, str]) -> dict[str, Any]:
    told = dict(plain)
    if kind == AGENTS:
        told = {"login": logins[told.pop("account")], **told}
    if "leads" in told:
        told["leads"] = [logins[one] for one in told["leads"]]
    for field in ("weight", "room"):
        if field in told:
            told[field] = Decimal(told[field]) / 100
    for field in ("needs", "skills"):
        if field in told:
            told[field] = {one["skill"]: one.get("level", 1) for one in told[field]}
    if kind == "hours":
        told["week"] = {
            name: [_span(one) for one in spans]
            for name, spans in zip(WEEKDAYS, told["week"], strict=True)
            if spans
        }
        if "days" in told:
            told["days"] = [_day_told(one) for one in told["days"]]
    return told


def _day_told(plain: dict[str, Any]) -> dict[str, Any]:
    told = {**plain, "day": date.fromisoformat(plain["day"])}
    if "spans" in told:
        told["spans"] = [_span(one) for one in told["spans"]]
    return told


def _span(plain: Mapping[str, int]) -> str:
    begins, ends = plain["begins"], plain["ends"]
    return f"{begins // 60:02}:{begins % 60:02}-{ends // 60:02}:{ends % 60:02}"


def _pairs(table: Mapping[str, Any]) -> Iterator[str]:
    for key, value in table.items():
        yield f"{_key(key)} = {_value(value)}"


def _key(key: str) -> str:
    return key if _BARE.fullmatch(key) else _text(key)


def _value(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        inside = ", ".join(f"{_key(key)} = {_value(one)}" for key, one in value.items())
        return f"{{ {inside} }}" if inside else "{}"
    if isinstance(value, Sequence) and not isinstance(value, str):
        return f"[{', '.join(_value(one) for one in value)}]"
    return _text(str(value))


def _text(text: str) -> str:
    """A basic string: as JSON has it, but for one letter that TOML wants escaped."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
