"""What of a drawn page may stay when its rows move: how far it goes, what is to be drawn anew.

Arithmetic only. A row is the same while its layout is the same object: one with other words, or
for another width, is another object.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

_MOST_DRAWN = 0.7
"""Of the page: where more than that is new, all of it is drawn at once."""


@dataclass(frozen=True, slots=True)
class ShownRow:
    """A row as it stands on the page: what it looks like, and where."""

    look: object
    top: int
    height: int


@dataclass(frozen=True, slots=True)
class Move:
    """The page moves down by so many pixels, then these strips (top, height) are drawn."""

    down: int
    strips: tuple[tuple[int, int], ...]


def move(before: Sequence[ShownRow], now: Sequence[ShownRow], *, page: int) -> Move | None:
    """How to come from one page to the other; None: draw all of it."""
    was = {id(row.look): row for row in before}
    steps = Counter[int]()
    for row in now:
        old = was.get(id(row.look))
        if old is not None:
            steps[row.top - old.top] += row.height
    if not steps:
        return None
    down = steps.most_common(1)[0][0]
    strips, reached = [], 0
    for row in now:
        old = was.get(id(row.look))
        if old is None or row.top - old.top != down:
            continue
        # Of what stays only that is there which was on the page.
        top = max(row.top, down, 0)
        bottom = min(row.top + row.height, page + down, page)
        if top < bottom:
            if top > reached:
                strips.append((reached, top - reached))
            reached = bottom
    if reached < page:
        strips.append((reached, page - reached))
    if sum(height for _, height in strips) > _MOST_DRAWN * page:
        return None
    return Move(down, tuple(strips))
