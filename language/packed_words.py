"""What is told of each of many words, in lines of words that begin alike.

A list of 90,000 takes a tenth of a dict's memory and no time to read; finding a word in it takes
a few times longer.
"""

import lzma
from collections.abc import Iterable, Iterator
from itertools import groupby

# So many letters a line's words have in common: some ten thousand lines, seldom long ones.
_BEGIN = 4
# A byte for a letter, Russian or Latin; a word with others is not here.
_LETTERS = "cp1251"


class PackedWords:
    """Nothing of it changes: any thread may ask."""

    def __init__(self, packed: bytes) -> None:
        """Read what `pack` made."""
        lines = lzma.decompress(packed).split(b"\n")
        self._lines = {line[:_BEGIN].rstrip(): line[_BEGIN:] for line in lines}

    def get(self, word: str) -> str | None:
        """What is told of a word; None of one that is not here."""
        line, entry = self._looked_up(word)
        at = line.find(entry)
        if at < 0:
            return None
        at += len(entry)
        return line[at : line.find(b" ", at)].decode(_LETTERS)

    def __contains__(self, word: str) -> bool:
        line, entry = self._looked_up(word)
        return entry in line

    def __iter__(self) -> Iterator[str]:
        for line in self._lines.values():
            yield from (entry.partition(b"=")[0].decode(_LETTERS) for entry in line.split())

    def _looked_up(self, word: str) -> tuple[bytes, bytes]:
        """The line where a word would be, and how its entry would begin there."""
        try:
            letters = word.encode(_LETTERS)
        except UnicodeEncodeError:
            return b"", b"?"
        return self._lines.get(letters[:_BEGIN], b""), b" %b=" % letters


def pack(told: Iterable[tuple[str, str]]) -> bytes:
    """A list of words and what is told of each; neither holds a space, nor a word «=»."""
    lines = []
    for begin, words in groupby(sorted(told), lambda entry: entry[0][:_BEGIN]):
        entries = " ".join(f"{word}={what}" for word, what in words)
        lines.append(f"{begin:{_BEGIN}} {entries} ")
    return lzma.compress("\n".join(lines).encode(_LETTERS), preset=9 | lzma.PRESET_EXTREME)
