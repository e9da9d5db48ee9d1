"""The figures of the board in words: shares, rooms, trends, when a queue clears."""

from PySide6.QtCore import QCoreApplication, QLocale

from console.core.board import Share, Trend
from console.viewmodels import formats

translate = QCoreApplication.translate

NOTHING = "–"
"""Where there is nothing to count yet."""


def percent(value: float | None) -> str:
    """«91,4 %»; whole where it is whole, and nothing of nothing is a dash."""
    if value is None:
        return NOTHING
    rounded = round(value, 1)
    if rounded == int(rounded):
        return formats.percent(int(rounded))
    return formats.percent(0).replace("0", QLocale().toString(rounded, "f", 1))


def share(told: Share) -> str:
    """«1 214 of 2 639»."""
    locale = QLocale()
    return translate("Board", "{part} of {all}").format(
        part=locale.toString(told.part), all=locale.toString(told.of)
    )


def chats(hundredths: int) -> str:
    """Room in chats: «5», «2,3»."""
    return formats.amount(round(hundredths / 100, 1))


def load(used: int, room: int) -> str:
    """«3 / 5»."""
    return f"{chats(used)} / {chats(room)}"


def clears(seconds: int | None) -> str:
    """In how long nobody waits any more."""
    if seconds is None:
        return translate("Board", "not soon")
    if seconds == 0:
        return translate("Board", "now")
    if seconds < 60:
        return translate("Board", "under a minute")
    return formats.hours(seconds * 1000)


def trend(told: Trend | None) -> str:
    """«▲ 9 in 10 minutes»; nothing while there is nothing to compare."""
    if told is None:
        return ""
    minutes = max(1, round(told.within_ms / 60_000))
    if not told.grown:
        return translate("Board", "as %n minute(s) ago", "", minutes)
    mark = "▲" if told.grown > 0 else "▼"
    words = translate("Board", "in %n minute(s)", "", minutes)
    return f"{mark} {abs(told.grown)} {words}"
