"""Names folded to the words they are searched by: no case, ё, accents or hyphens. Pure."""

import re
import unicodedata

MAX_WORDS = 6
"""More than anybody's surname, first name and patronymic have; caps the work of a search."""

_APOSTROPHES = re.compile("['’ʼ`´]")
_WORD = re.compile(r"[^\W\d_]+")


def words_of(text: str) -> tuple[str, ...]:
    """The folded words of a name or a query, in their order; `O'Hara` is one word."""
    plain = unicodedata.normalize("NFKD", _APOSTROPHES.sub("", text)).casefold()
    # Twice, because casefold may compose what was taken apart.
    letters = "".join(
        letter
        for letter in unicodedata.normalize("NFKD", plain)
        if not unicodedata.combining(letter)
    )
    return tuple(_WORD.findall(letters))
