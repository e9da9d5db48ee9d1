"""How one canned reply is laid out in two lines: its name is not cut while there is room."""

from collections.abc import Callable
from dataclasses import dataclass

_BETWEEN = " · "


@dataclass(frozen=True, slots=True)
class CannedRow:
    """What stands where.

    Attributes:
        title: above; one that is too long for the whole line is cut by who draws it.
        remark: at the right of the title; empty where the title needs its room.
        text: below; the remark before it, if that had no room above.
    """

    title: str
    remark: str
    text: str


def laid_out(
    title: str,
    remark: str,
    text: str,
    *,
    width: float,
    gap: float,
    title_width: Callable[[str], float],
    remark_width: Callable[[str], float],
) -> CannedRow:
    """The remark gives its room to the title, and goes below: nothing is left out."""
    beside = remark_width(remark) + gap if remark else 0
    if title_width(title) + beside <= width:
        return CannedRow(title, remark, text)
    return CannedRow(title, "", _BETWEEN.join(part for part in (remark, text) if part))
