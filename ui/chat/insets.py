"""How far from the edges of a chat its header and its composer begin."""

from ui.theme import measures

_SIDE, _NARROW_SIDE = 16, 8
_NARROW = 400
"""A pane among others, where every letter of a name counts."""


def side(width: int) -> int:
    """Both in pixels of the screen: what is in line with each other asks with the same width."""
    return _NARROW_SIDE if width < measures.length(_NARROW) else _SIDE
