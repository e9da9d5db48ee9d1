"""Where a window may stand: never where no screen is."""

from collections.abc import Sequence

import msgspec

from console.core.arrangement import WindowPlace

_SEEN = 80
"""Pixels of a window's upper edge that must be on a screen for a hand to take it by."""


_TITLE = 40
"""Pixels for what the desktop draws over a window."""


def within(place: WindowPlace, screens: Sequence[WindowPlace]) -> WindowPlace:
    """The same place if it can be reached, else one in the middle of the nearest screen.

    What is too large for the screens it stands on is made to fit, and what hangs below them moves
    up: at the lower edge one writes.

    Args:
        screens: what of each screen is free, the first one first.
    """
    if not screens:
        return place
    there = _fitted(place, [screen for screen in screens if overlap(place, screen)])
    if any(_reachable(there, screen) for screen in screens):
        return there
    screen = min(screens, key=lambda one: _distance(place, one))
    width, height = min(place.width, screen.width), min(place.height, screen.height)
    left = screen.left + (screen.width - width) // 2
    top = screen.top + (screen.height - height) // 2
    return WindowPlace(left, top, width, height)


def overlap(one: WindowPlace, other: WindowPlace) -> bool:
    """Whether one window may hide something of the other."""
    across = _common(one.left, one.width, other.left, other.width)
    return across > 0 and _common(one.top, one.height, other.top, other.height) > 0


def _fitted(place: WindowPlace, screens: Sequence[WindowPlace]) -> WindowPlace:
    """No wider than these together, and nothing of it below them."""
    if not screens:
        return place
    left, top = min(one.left for one in screens), min(one.top for one in screens)
    width = max(one.left + one.width for one in screens) - left
    height = max(one.top + one.height for one in screens) - top
    if place.width > width:
        place = msgspec.structs.replace(place, left=left, width=width)
    if place.top + place.height > top + height:
        high = min(place.height, height - _TITLE)
        place = msgspec.structs.replace(place, top=top + height - high, height=high)
    return place


def _reachable(place: WindowPlace, screen: WindowPlace) -> bool:
    across = _common(place.left, place.width, screen.left, screen.width)
    inside = screen.top <= place.top <= screen.top + screen.height - _SEEN
    return across >= min(_SEEN, place.width) and inside


def _common(start: int, length: int, other_start: int, other_length: int) -> int:
    return min(start + length, other_start + other_length) - max(start, other_start)


def _distance(place: WindowPlace, screen: WindowPlace) -> int:
    across = place.left + place.width // 2 - screen.left - screen.width // 2
    down = place.top + place.height // 2 - screen.top - screen.height // 2
    return across * across + down * down
