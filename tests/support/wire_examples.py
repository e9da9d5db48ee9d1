"""One invented example of every message of the wire, the same at every run.

`python -m tests.support.wire_examples` writes the golden files that are missing, and no other: a
file that no longer fits is a change of the contract, to be deleted by somebody who means it.
"""

import sys
import zlib
from pathlib import Path
from random import Random
from typing import Any, get_args

import msgspec
from msgspec import inspect

from protocol.answers import AnyAnswer
from protocol.bodies import EntryBody
from protocol.codec import encode
from protocol.commands import AnyCommand
from protocol.entries import Entry
from protocol.ids import new_id

GOLDEN = Path(__file__).parents[1] / "contract" / "golden"
Message = type[msgspec.Struct]

COMMANDS: dict[str, Message] = {c.__struct_config__.tag: c for c in get_args(AnyCommand)}
ANSWERS: dict[str, Message] = {a.__struct_config__.tag: a for a in get_args(AnyAnswer)}
BODIES: dict[str, Message] = {b.__struct_config__.tag: b for b in get_args(EntryBody)}

_NEW_YEAR_2026 = 1_767_225_600_000
_WORDS = ("добрый", "день", "счёт", "«Волна»", "тариф", "roaming", "спасибо", "😀", '"7"', "да\n\\")
_SHAPES = {
    r"\A[a-z0-9_.-]+\Z": "charge_unclear",
    r"\A[a-z0-9_.-]*\Z": "solved",
    r"\A(ru|en)\Z": "en",
    r"\A[0-9+() -]+\Z": "+7 (900) 000-00-00",
    r"\A[0-9a-f]{64}\Z": "5e" * 32,
    r"\A[\w-]*\Z": "привет",
    r"\A\d{4}-\d{2}-\d{2}\Z": "2026-01-01",
}
_IDENTIFIERS = (r"\A[a-z0-9-]+\Z", r"\A[A-Za-z0-9_-]+\Z")
_IDENTIFIED = frozenset(
    {
        "agent",
        "client_id",
        "conversation",
        "file",
        "files",
        "id",
        "owner",
        "revs",
        "subscriber",
        "token",
    }
)
_MOMENTS = ("at", "since", "until", "time")
_DAY = 86_400_000


def example(path: str, *, full: bool = True) -> Any:
    """The example kept at `golden/<path>.json`: commands/send, answers/desk, entries/note.

    Unless `full`, fields that have a default are left out.
    """
    family, name = path.split("/")
    if family == "entries":
        return _message(Entry, path, full, body=_message(BODIES[name], f"{path}/body", full))
    return _message({"commands": COMMANDS, "answers": ANSWERS}[family][name], path, full)


def made(kind: type, place: str) -> Any:
    """An example of any Struct, the same for the same place."""
    return _message(kind, place, True)


def _message(message: Message, place: str, full: bool, **given: object) -> Any:
    described = inspect.type_info(message)
    assert isinstance(described, inspect.StructType)
    return message(
        **{
            field.name: given.get(field.name)
            or _value(field.type, field.name, f"{place}/{field.name}", full)
            for field in described.fields
            if full or field.required
        }
    )


def _value(kind: inspect.Type, name: str, place: str, full: bool) -> Any:
    """A value that depends on its place alone, so that a new field changes nothing but itself."""
    random = Random(zlib.crc32(place.encode()))
    match kind:
        case inspect.StrType(pattern=pattern) if pattern in _SHAPES:
            return _SHAPES[pattern]
        case inspect.StrType(pattern=pattern) if pattern in _IDENTIFIERS or name in _IDENTIFIED:
            moment = _NEW_YEAR_2026 + random.randrange(_DAY)
            return new_id(at_ms=moment, random_bits=random.getrandbits(82))
        case inspect.StrType():
            return " ".join(random.choices(_WORDS, k=3))
        case inspect.IntType() if name.split("_")[-1] in _MOMENTS:
            return _NEW_YEAR_2026 + random.randrange(_DAY)
        case inspect.IntType(ge=low, le=high):
            return random.randint(least := max(1, low or 1), min(high or 500, max(500, least)))
        case inspect.FloatType():
            return random.randint(1, 400) / 4
        case inspect.BoolType():
            return True
        case inspect.EnumType(cls=cls):
            return random.choice(list(cls)[:2])
        case inspect.ListType(item_type=item):
            return [_value(item, name, f"{place}/{i}", full) for i in range(2)]
        case inspect.VarTupleType(item_type=item, min_length=least):
            return tuple(
                _value(item, name, f"{place}/{i}", full) for i in range(max(2, least or 0))
            )
        case inspect.DictType(key_type=key, value_type=value):
            return {_value(key, name, f"{place}/key", full): _value(value, name, place, full)}
        case inspect.UnionType(types=types):
            said = next(one for one in types if not isinstance(one, inspect.NoneType))
            return _value(said, name, place, full)
        case inspect.StructType(cls=cls):
            return _message(cls, place, full)
    raise AssertionError(f"no example of {kind}")


def paths() -> list[str]:
    """Of every golden file that must exist."""
    families = {"commands": COMMANDS, "answers": ANSWERS, "entries": BODIES}
    return [f"{family}/{name}" for family, names in families.items() for name in names]


def canonical(message: Any) -> bytes:
    """What is sent, with line breaks between values so that a change can be read."""
    sent = msgspec.json.encode(message) if isinstance(message, Entry) else encode(message)
    return msgspec.json.format(sent, indent=2) + b"\n"


if __name__ == "__main__":
    for path in paths():
        file = GOLDEN / f"{path}.json"
        if not file.exists():
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(canonical(example(path)))
            sys.stdout.write(f"{path}\n")
