"""Reads a command line that opens the console and says nothing unusual.

Typer alone would be a tenth of a start. What is plainly right is read here; help, completion, every
other command and whatever is not quite right are left to Typer, which has the words for them.
"""

from collections.abc import Mapping, Sequence
from enum import StrEnum
from pathlib import Path
from typing import TypedDict


class Language(StrEnum):
    """Languages of the console and of the demo's dialogs."""

    RU = "ru"
    EN = "en"


class Theme(StrEnum):
    """How the console looks."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"
    CONTRAST = "contrast"


class ConsoleWords(TypedDict, total=False):
    """What `open_console` is told; what is not here was not said."""

    server: str
    language: Language
    theme: Theme
    profile: Path
    translator: str


def read(words: Sequence[str], environment: Mapping[str, str]) -> ConsoleWords | None:
    """What a plain command line says; None where Typer is to read it."""
    asked_by_shell = any(name.endswith("_COMPLETE") for name in environment)
    if asked_by_shell or (words and words[0] != "console"):
        return None
    names, values = words[1::2], words[2::2]
    if len(names) != len(values) or len(names) != len(set(names)):
        return None
    said = ConsoleWords()
    for name, value in zip(names, values, strict=True):
        if name == "--server" and not value.startswith("-"):
            said["server"] = value
        elif name == "--profile" and not value.startswith("-"):
            said["profile"] = Path(value)
        elif name == "--translator" and not value.startswith("-"):
            said["translator"] = value
        elif name == "--language" and value in list(Language):
            said["language"] = Language(value)
        elif name == "--theme" and value in list(Theme):
            said["theme"] = Theme(value)
        else:
            return None
    return said
