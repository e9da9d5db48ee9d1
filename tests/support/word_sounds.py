"""The list of Russian words by how they sound, which is made of the list by how rare they are.

`python -m tests.support.word_sounds` writes it afresh, after a change of `language.sounds`.
"""

from pathlib import Path

import resources
from language.lexicon import read_lexicon_blocking, sounding
from language.packed_words import pack

_SOUNDS = Path(resources.__file__).parent / "spelling" / "ru_sounds.xz"

if __name__ == "__main__":
    _SOUNDS.write_bytes(pack(sounding(read_lexicon_blocking(resources.data("spelling/ru.xz")))))
