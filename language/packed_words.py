"""What is told of each of many words, in lines of words that begin alike.

A list of 90,000 takes a tenth of a dict's memory and no time to read; finding a word in it takes
a few times longer.
"""

import lzma
from collections.abc import Iterable, Iterator
from itertools import groupby

# So many letters a line's words have in common: a few thousand lines, seldom long ones.
_BEGIN = 4


class PackedWords:
    """Nothing of it changes: any thread may ask."""

    def __init__(self, packed: bytes) -> None:
        """Read what `pack` made."""
        lines = lzma.decompress(packed).decode().split("\n")
        self._lines = {line[:_BEGIN].rstrip(" "): line[_BEGIN:] for line in lines}

    def get(self, word: str) -> str | None:
        """What is told of a word; None of one that is not here."""
        line = self._lines.get(word[:_BEGIN])
        if line is None:
            return None
        at = line.find(f" {word}=")
        if at < 0:
            return None
        at += len(word) + 2
        return line[at : line.find(" ", at)]

    def __contains__(self, word: str) -> bool:
        line = self._lines.get(word[:_BEGIN])
        return line is not None and f" {word}=" in line

    def __iter__(self) -> Iterator[str]:
        for line in self._lines.values():
            yield from (entry.partition("=")[0] for entry in line.split())


def pack(told: Iterable[tuple[str, str]]) -> bytes:
    """A list of words and what is told of each; neither holds a space, nor a word «=»."""
    lines = []
    for begin, words in groupby(sorted(told), lambda entry: entry[0][:_BEGIN]):
        entries = " ".join(f"{word}={what}" for word, what in words)
        lines.append(f"{begin:{_BEGIN}} {entries} ")
    return lzma.compress("\n".join(lines).encode(), preset=9 | lzma.PRESET_EXTREME)
