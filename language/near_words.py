"""Words one slip of a finger apart: a letter missing, doubled, wrong, or two changed over."""

# Below four letters a slip makes another real word as often as not.
SHORTEST = 4
# Codes and numbers are exact; nothing is near them.


def can_be_mistyped(word: str) -> bool:
    """Whether a word is long enough, and only letters."""
    return len(word) >= SHORTEST and word.isalpha()


def deletions(word: str) -> frozenset[str]:
    """The word itself and the word without each one of its letters.

    Two words one edit apart share a member, which makes a lookup of a search (SymSpell).
    """
    return frozenset({word, *(word[:at] + word[at + 1 :] for at in range(len(word)))})


def one_slip_apart(left: str, right: str) -> bool:
    """Whether one insertion, deletion, replacement or swap of neighbours makes one of the other."""
    if len(left) > len(right):
        left, right = right, left
    start = 0
    while start < len(left) and left[start] == right[start]:
        start += 1
    rest, other = left[start:], right[start:]
    if len(rest) < len(other):
        return rest == other[1:]
    swapped = rest[1:2] + rest[:1] + rest[2:]
    return rest != "" and (rest[1:] == other[1:] or swapped == other)
