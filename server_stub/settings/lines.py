"""Where in a TOML file the keys of its tables stand, so that a mistake can be pointed at."""

import re

_HEAD = re.compile(r"\s*\[\[?\s*([A-Za-z0-9_-]+)\s*\]?\]")
_PAIR = re.compile(r"\s*([A-Za-z0-9_-]+)\s*=")
_LONG = ('"""', "'''")


class Lines:
    """The lines of top-level tables and their keys; a text over several lines is passed over."""

    def __init__(self, text: str) -> None:
        self._lines: dict[tuple[str, int, str], int] = {}
        self._counts: dict[str, int] = {}
        name, place = "", 0
        within = ""
        for number, line in enumerate(text.split("\n"), start=1):
            if within:
                within = "" if within in line else within
                continue
            head, pair = _HEAD.match(line), _PAIR.match(line)
            if head is not None:
                name, place = head[1], self._counts.get(head[1], 0)
                self._counts[name] = place + 1
                self._lines[name, place, ""] = number
            elif pair is not None:
                self._lines.setdefault((name, place, pair[1]), number)
            within = next((mark for mark in _LONG if line.count(mark) % 2), "")

    def of(self, name: str, place: int, key: str) -> int:
        """The line of a key in the table of that name and number, else of the table, else 0."""
        return self._lines.get((name, place, key)) or self._lines.get((name, place, ""), 0)
