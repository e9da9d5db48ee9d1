"""How a Russian word sounds, roughly: spellings that are pronounced alike have one key."""

import re

# What is written differently and heard alike, in the order of application. Unstressed а and о, и
# and е are alike; voiced consonants are devoiced; signs, й and double letters are not heard.
_HEARD = (
    (re.compile("ть?ся$"), "ца"),
    (re.compile("тьс|тс|дс|тц|дц"), "ц"),
    (re.compile("[сзж]ч|щ"), "ш"),
    (re.compile("чт(?=о|а)"), "шт"),
    (re.compile("чн"), "шн"),
    (re.compile("(?<=[оеаи])г(?=[оа]$)"), "в"),
    (re.compile("(?<=[сз])[тд](?=[нлс])|(?<=р)д(?=ц)|л(?=нц)"), ""),
    (re.compile("в(?=ств)"), ""),
    (re.compile("[ьъй]"), ""),
)
_ALIKE = str.maketrans("оэыяёюбвгджз", "аииииупфктшс") | {ord("е"): "и"}
_DOUBLED = re.compile(r"(.)\1+")


def sound(word: str) -> str:
    """The key of a folded word: «канешна» and «конечно» have the same."""
    for written, heard in _HEARD:
        word = written.sub(heard, word)
    return _DOUBLED.sub(r"\1", word.translate(_ALIKE))
