"""The words of a language by how rare they are, read from packed lists; Russian ones by sound too.

Reading unpacks them, so it belongs on a worker thread; afterwards nothing changes.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from language.packed_words import PackedWords
from language.sounds import sound

# A word of the dictionary that the list has not: rarer than the rarest there.
UNLISTED_BITS = 25
# So rare a word is hardly what sounds like another spelling of it.
_RAREST_SOUNDING = 19
_BETWEEN = ","


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Words of one language: how rare each is, and the commoner ones by each key of `sounds`."""

    rarities: PackedWords
    sounds: PackedWords | None = None

    def __contains__(self, word: str) -> bool:
        return word in self.rarities

    def __iter__(self) -> Iterator[str]:
        return iter(self.rarities)

    def bits(self, word: str) -> int | None:
        """How rare a word is: minus the base-2 logarithm of its share. None: it is not listed."""
        told = self.rarities.get(word)
        return None if told is None else int(told)

    def has_sound(self, key: str) -> bool:
        """Whether a common word has this key."""
        return self.sounds is not None and key in self.sounds

    def sounding(self, key: str) -> list[tuple[str, int]]:
        """The common words with this key of `sounds`, and how rare each is."""
        told = self.sounds.get(key) if self.sounds is not None else None
        if told is None:
            return []
        return [(word, self.bits(word) or 0) for word in told.split(_BETWEEN)]


def read_lexicon_blocking(rarities: bytes, *, sounds: bytes | None = None) -> Lexicon:
    """The lexicon of a list of rarities, and of what `sounding` made of it."""
    return Lexicon(PackedWords(rarities), PackedWords(sounds) if sounds is not None else None)


def sounding(lexicon: Lexicon) -> Iterator[tuple[str, str]]:
    """The keys of `sounds` and the common words that each stands for, to be packed."""
    keys: dict[str, list[str]] = {}
    for word in lexicon:
        if (lexicon.bits(word) or 0) <= _RAREST_SOUNDING:
            keys.setdefault(sound(word), []).append(word)
    for key, words in keys.items():
        yield key, _BETWEEN.join(sorted(words, key=lambda word: (lexicon.bits(word), word)))
