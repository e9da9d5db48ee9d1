"""What is known before anybody signs in: the last login, the language, the look. Nothing secret."""

import os
from pathlib import Path

import msgspec

_FILE_NAME = "console.json"


class MachineSettings:
    """A small file of names and values, replaced as a whole; a damaged one counts as empty."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / _FILE_NAME
        self._kept = True
        try:
            self._values = msgspec.json.decode(self._path.read_bytes(), type=dict[str, str])
        except (OSError, msgspec.DecodeError):
            self._values = {}

    def get(self, name: str, default: str = "") -> str:
        """A value, or the default."""
        return self._values.get(name, default)

    def put(self, name: str, value: str) -> None:
        """Keep a value; where the disk takes nothing, in memory until the next one is kept."""
        if self._kept and self._values.get(name) == value:
            return
        self._values[name] = value
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            fresh = self._path.with_suffix(".new")
            fresh.write_bytes(msgspec.json.encode(self._values))
            os.replace(fresh, self._path)
        except OSError:
            self._kept = False  # nobody is kept from his work by it
        else:
            self._kept = True
