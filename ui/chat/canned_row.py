"""How one canned reply is laid out in two lines: its name is never cut while there is room."""

from collections.abc import Callable
from dataclasses import dataclass

_BETWEEN = " · "


@dataclass(frozen=True, slots=True)
class CannedRow:
    """What stands where.

    Attributes:
        title: above, or over both lines where it `wraps`.
        remark: at the right of the title; empty where the title needs its room.
        text: below; the remark before it, if that had no room above.
    """

    title: str
    remark: str
    text: str
    wraps: bool = False


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
    """First the remark gives its room away, then the text."""
    beside = remark_width(remark) + gap if remark else 0
    if title_width(title) + beside <= width:
        return CannedRow(title, remark, text)
    if title_width(title) <= width:
        return CannedRow(title, "", _BETWEEN.join(part for part in (remark, text) if part))
    return CannedRow(title, "", "", wraps=True)
