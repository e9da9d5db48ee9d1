"""Reads our TOML files into frozen dataclasses, naming the file and the field of any mistake."""

import tomllib
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import MISSING, fields
from decimal import Decimal
from typing import Any, ClassVar, Protocol, TypeVar

import msgspec

from resources.volna.errors import ContentError


class _Dataclass(Protocol):
    __dataclass_fields__: ClassVar[dict[str, Any]]


T = TypeVar("T", bound=_Dataclass)


def parse(text: str, *, file: str) -> dict[str, Any]:
    """Parse TOML; fractions become Decimal, since all of ours are money."""
    try:
        return tomllib.loads(text, parse_float=Decimal)
    except tomllib.TOMLDecodeError as error:
        raise ContentError(file=file, field="", problem=str(error)) from error


def build(kind: type[T], table: Mapping[str, Any], *, file: str, at: str = "") -> T:
    """Make a `kind` of a table that has all of its fields, each of its type, and no other."""
    known = {field.name: field for field in fields(kind)}
    required = {
        name
        for name, field in known.items()
        if field.default is MISSING and field.default_factory is MISSING
    }
    for name in sorted(table.keys() - known.keys()):
        raise ContentError(file=file, field=_path(at, name), problem="unknown field")
    for name in sorted(required - table.keys()):
        raise ContentError(file=file, field=_path(at, name), problem="missing field")
    for name, value in table.items():
        try:
            msgspec.convert(value, known[name].type)
        except msgspec.ValidationError as error:
            raise ContentError(file=file, field=_path(at, name), problem=str(error)) from error
    return msgspec.convert(table, kind)


def build_all(kind: type[T], document: Mapping[str, Any], key: str, *, file: str) -> tuple[T, ...]:
    """Make a `kind` of each table of the array `key`."""
    if key not in document:
        raise ContentError(file=file, field=key, problem="missing field")
    return tuple(
        build(kind, table, file=file, at=f"{key}[{position}]")
        for position, table in enumerate(document[key])
    )


def refuse_repeats(ids: Iterable[str], *, file: str, field: str) -> None:
    """Raise for the first id that occurs twice."""
    for repeated, times in Counter(ids).items():
        if times > 1:
            raise ContentError(file=file, field=field, problem=f"{repeated!r} occurs {times} times")


def _path(at: str, name: str) -> str:
    return f"{at}.{name}" if at else name
