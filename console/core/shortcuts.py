"""Which keys do what, once a person has changed some: no key does two things.

Keys are named as the desktop names them in every language: «Ctrl+Shift+H», by the Latin letter on
the key whatever the layout was. A command without keys is only in the palette.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import msgspec

from console.core.errors import ShortcutsUnreadable
from language.keyboard_layout import to_english

FILE_BYTES = 64 * 1024
"""Of a file of keys: a hundred times more than every command needs."""

_KIND = "pult-keys"
_WRITTEN_BY_TYPING = ("", "Shift")
"""What stands before a character that would otherwise be typed."""
_OWN = frozenset({"Esc", "Return", "Enter", "Tab", "Backtab", "Space", "Backspace", "Del"})
"""What fields, lists and dialogs need for themselves."""


@dataclass(frozen=True, slots=True)
class Imported:
    """What a file of keys says, and what of it is not for this version."""

    changed: Mapping[str, str]
    unknown: tuple[str, ...]


def in_latin(keys: str) -> str:
    """Keys by the Latin letters on them: «Ctrl+Ф» is «Ctrl+A», which the same two keys are."""
    return "".join(one if one.isascii() else _latin(one) for one in keys)


def _latin(letter: str) -> str:
    other = to_english(letter.lower()).upper()
    return other if other.isascii() and len(other) == 1 else letter


def effective(defaults: Mapping[str, str], changed: Mapping[str, str]) -> dict[str, str]:
    """The keys of every command.

    What a person chose goes before what somebody else has by default; of two chosen alike, in a
    file written by hand, the first in the order of the commands has them.
    """
    taken: dict[str, str] = {}
    chosen = {one: in_latin(changed[one]) for one in defaults if one in changed}
    for command, keys in chosen.items():
        if keys and keys not in taken.values():
            taken[command] = keys
    for command, keys in defaults.items():
        if command not in chosen and keys not in taken.values():
            taken[command] = keys
    return {command: taken.get(command, "") for command in defaults}


def holder(
    defaults: Mapping[str, str], changed: Mapping[str, str], keys: str, *, but: str
) -> str | None:
    """Which other command has these keys."""
    held = effective(defaults, changed)
    return next((one for one, its in held.items() if its == keys and one != but), None)


def assign(
    defaults: Mapping[str, str], changed: Mapping[str, str], command: str, keys: str
) -> dict[str, str]:
    """Give a command these keys; who had them has none now. Empty: it has none."""
    held = effective(defaults, changed)
    wanted = {one: "" if its == keys else its for one, its in held.items()} | {command: keys}
    return {one: its for one, its in wanted.items() if its != defaults[one]}


def may_be_assigned(keys: str) -> bool:
    """Whether a command may have them: not what types a character or works a field."""
    *modifiers, key = keys.replace("++", "+Plus").split("+")
    typing = "+".join(modifiers) in _WRITTEN_BY_TYPING
    function = len(key) > 1 and key[0] == "F" and key[1:].isdigit()
    if key in _OWN:
        return "Ctrl" in modifiers or "Alt" in modifiers
    return bool(key) and (function or not typing)


def export(changed: Mapping[str, str]) -> str:
    """As a file to be kept or given to a colleague."""
    keys = {command: in_latin(its) for command, its in sorted(changed.items())}
    content = {"kind": _KIND, "version": 1, "keys": keys}
    return msgspec.json.format(msgspec.json.encode(content), indent=2).decode() + "\n"


class _File(msgspec.Struct):
    kind: str
    version: int
    keys: dict[str, str]


def read(content: bytes, known: Mapping[str, str], *, spelt: Callable[[str], str]) -> Imported:
    """What a file says. Raises `ShortcutsUnreadable` for one that is none of ours.

    `spelt` names keys as the desktop does, and with nothing what it does not take for one
    combination: a hand that wrote the file may have spelt the same keys in two ways.
    """
    try:
        file = msgspec.json.decode(content, type=_File)
    except msgspec.DecodeError as error:
        raise ShortcutsUnreadable from error
    if file.kind != _KIND or file.version != 1:
        raise ShortcutsUnreadable
    changed: dict[str, str] = {}
    for one, keys in file.keys.items():
        its = in_latin(spelt(keys))
        free = may_be_assigned(its) and its not in changed.values()
        if one in known and (free or not keys):
            changed[one] = its
    return Imported(changed, tuple(one for one in file.keys if one not in changed))
