"""Everything the spelling marks know of words, read once on a worker thread."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from language.lexicon import Lexicon, read_lexicon_blocking
from language.word_forms import warm_up


@dataclass(frozen=True, slots=True)
class Dictionaries:
    """What is known of words, besides the dictionary of all Russian forms (`word_forms`).

    Attributes: russian and english are the lexicons; informal tells what hasty spellings mean;
    trade are words that are right though no dictionary has them.
    """

    russian: Lexicon
    english: Lexicon
    informal: dict[str, tuple[str, ...]]
    trade: frozenset[str]


def read_dictionaries_blocking(read: Callable[[str], bytes]) -> Dictionaries:
    """Read every list by its name in `resources/spelling`; takes a fifth of a second."""
    warm_up()
    informal = dict(line.split(": ") for line in _lines(read("informal.txt")))
    return Dictionaries(
        russian=read_lexicon_blocking(read("ru.xz"), sounds=read("ru_sounds.xz")),
        english=read_lexicon_blocking(read("en.xz")),
        informal={written: tuple(meant.split(", ")) for written, meant in informal.items()},
        trade=frozenset(word for line in _lines(read("telecom.txt")) for word in line.split()),
    )


def _lines(listed: bytes) -> Iterator[str]:
    return (line for line in listed.decode().splitlines() if line and not line.startswith("#"))
