"""Between places in a string of Python and in UTF-16 of Qt, where an emoji counts two."""


def to_utf16(text: str, index: int) -> int:
    """Where Qt counts the place before the character `index`."""
    return index + sum(char > "\uffff" for char in text[:index])


def from_utf16(text: str, offset: int) -> int:
    """The place that Qt counts as `offset`; inside a pair it is the place before it."""
    if text.isascii():
        return min(offset, len(text))
    units = 0
    for index, char in enumerate(text):
        units += 2 if char > "\uffff" else 1
        if units > offset:
            return index
    return len(text)
