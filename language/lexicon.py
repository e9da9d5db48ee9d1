"""The words of a language by how rare they are, read from a packed list; Russian ones by sound too.

A packed list is xz-compressed text, a line for each rarity: the number of bits, then its words.
Reading takes some tenths of a second, so it belongs on a worker thread; afterwards nothing changes.
"""

import lzma
from collections.abc import Mapping
from dataclasses import dataclass

from language.sounds import sound

# A word of the dictionary that the list has not: rarer than the rarest there.
UNLISTED_BITS = 25
# So rare a word is hardly what sounds like another spelling of it.
_RAREST_SOUNDING = 19


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Words of one language.

    Attributes: bits tells how rare a word is (minus the base-2 logarithm of its share);
    by_sound has the commoner words of each key of `sounds`, separated by spaces.
    """

    bits: Mapping[str, int]
    by_sound: Mapping[str, str]

    def sounding(self, key: str) -> list[str]:
        """The common words with this key of `sounds`."""
        return self.by_sound.get(key, "").split()


def read_lexicon_blocking(packed: bytes, *, sounds: bool) -> Lexicon:
    """The lexicon of a packed list."""
    bits: dict[str, int] = {}
    by_sound: dict[str, str] = {}
    for line in lzma.decompress(packed).decode().splitlines():
        rarity, *words = line.split(" ")
        bits.update(dict.fromkeys(words, int(rarity)))
        if sounds and int(rarity) <= _RAREST_SOUNDING:
            for word in words:
                key = sound(word)
                others = by_sound.get(key)
                by_sound[key] = word if others is None else f"{others} {word}"
    return Lexicon(bits, by_sound)
