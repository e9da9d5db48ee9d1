"""How likely one spelling was written for another: slips of fingers and of the ear, in bits.

A slip of the ear (канешна, расказ, будеш) is the likeliest; then letters changed over, lost,
doubled, or hit on the key beside; the rest is unlikely. First letters are seldom wrong.
"""

from collections.abc import Iterator

_HEARD = 4
_SWAPPED = 5
_LOST = 6
_ADDED = 6
_DOUBLED = 4
_BESIDE = 6
_OTHER = 10
_AT_FIRST = 3

_KEYBOARDS = ("йцукенгшщзхъ фывапролджэ ячсмитьбю", "qwertyuiop asdfghjkl zxcvbnm")
_SOUND_ALIKE = (
    "оа еи еэ ея ия иы ую бп вф гк гх дт жш зс цс чш шщ еа ие йи её тц сш зж тд юу яа ъь гв "
    "ea ei ie ey iy ou ae ao sc ck sz td vw uo ai oe ia"
)  # fmt: skip
_RUSSIAN = "абвгдежзийклмнопрстуфхцчшщъыьэюя"
_ENGLISH = "abcdefghijklmnopqrstuvwxyz'"


def _neighbours() -> dict[tuple[str, str], int]:
    found: dict[tuple[str, str], int] = {}
    for keyboard in _KEYBOARDS:
        rows = keyboard.split()
        places = {key: (row, at) for row, keys in enumerate(rows) for at, key in enumerate(keys)}
        for key, (row, at) in places.items():
            for other, (other_row, other_at) in places.items():
                # Lower rows stand half a key to the right.
                aside = abs((at + row / 2) - (other_at + other_row / 2))
                if key != other and abs(row - other_row) <= 1 and aside <= 1:
                    found[key, other] = _BESIDE
    for pair in _SOUND_ALIKE.split():
        left, right = pair[0], pair[1]
        found[left, right] = found[right, left] = _HEARD
    return found


_REPLACED = _neighbours()


def one_slip(word: str) -> Iterator[tuple[str, int]]:
    """Every spelling one slip away, with its bits; some more than once."""
    letters = _ENGLISH if word.isascii() else _RUSSIAN
    for at in range(len(word) + 1):
        before, after = word[:at], word[at:]
        extra = 0 if at else _AT_FIRST
        if after:
            yield before + after[1:], added(word, at) + extra
            if len(after) > 1 and after[0] != after[1]:
                yield before + after[1] + after[0] + after[2:], _SWAPPED + extra
        for letter in letters:
            yield before + letter + after, lost(letter, before[-1:], after[:1]) + extra
            if after and letter != after[0]:
                yield before + letter + after[1:], replaced(after[0], letter) + extra


def replaced(written: str, meant: str) -> int:
    """One letter in the place of another."""
    return _REPLACED.get((written, meant), _OTHER)


def lost(letter: str, before: str, after: str) -> int:
    """A letter not written, between these two."""
    if letter in (before, after):
        return _DOUBLED
    return _HEARD if letter in "ьъ" else _LOST


def added(word: str, at: int) -> int:
    """A letter of the word that does not belong there."""
    letter = word[at]
    if letter in (word[at - 1 : at], word[at + 1 : at + 2]):
        return _DOUBLED
    return _HEARD if letter in "ьъ" else _ADDED


def slip_bits(written: str, meant: str) -> int:
    """The bits of the likeliest slips that make one of the other."""
    above: list[int] = []
    row = [0]
    for letter_at, letter in enumerate(meant):
        row.append(row[-1] + lost(letter, meant[letter_at - 1 : letter_at], ""))
    for i, letter in enumerate(written, 1):
        two_above, above, row = above, row, [row[0] + added(written, i - 1)]
        for j, other in enumerate(meant, 1):
            if letter == other:
                best = above[j - 1]
            else:
                best = above[j - 1] + replaced(letter, other)
                if i > 1 and j > 1 and letter == meant[j - 2] and written[i - 2] == other:
                    best = min(best, two_above[j - 2] + _SWAPPED)
            row.append(
                min(
                    best,
                    above[j] + added(written, i - 1),
                    row[j - 1] + lost(other, meant[j - 2 : j - 1], meant[j : j + 1]),
                )
            )
    return row[-1] + (_AT_FIRST if written[:1] != meant[:1] else 0)
