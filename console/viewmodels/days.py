"""Days as people write them: read from a field, written into it, and where they begin here."""

import re
from datetime import date, datetime, time, timedelta

from PySide6.QtCore import QDate, QLocale

from protocol.scalars import Millis

_WRITTEN = ("d MMMM yyyy", "d MMM yyyy")
_SHORT = ("d MMMM", "d MMM")
_FIGURES = re.compile(r"(\d{1,2})[./\- ](\d{1,2})(?:[./\- ](\d{2}|\d{4}))?\.?")
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}")
_CENTURY = 2000
_LEAP_YEAR = 2000


def written_day(day: date) -> str:
    """«2 декабря 2026»: as it stands in a field; nobody takes it for the twelfth of February."""
    return QLocale().toString(QDate(day.year, day.month, day.day), _WRITTEN[0])


def read_day(text: str, *, today: date) -> date | None:
    """The day that a text means: «2 декабря», «2.12.2026», «02.12», «2026-12-02»; None for none.

    A day without a year is the last such one, for what is looked for has been.
    """
    text = " ".join(text.split())
    if _ISO.fullmatch(text):
        return _day(*map(int, text.split("-")))
    if figures := _FIGURES.fullmatch(text):
        day, month, year = figures.groups()
        if year is None:
            return _last(int(day), int(month), today)
        return _day(int(year) + (_CENTURY if len(year) == 2 else 0), int(month), int(day))
    locale = QLocale()
    for pattern in _WRITTEN:
        if (read := locale.toDate(text, pattern)).isValid():
            return _day(read.year(), read.month(), read.day())
    for pattern in _SHORT:
        # In a leap year, so that the twenty-ninth of February is a day at all.
        read = locale.toDate(f"{text} {_LEAP_YEAR}", f"{pattern} yyyy")
        if read.isValid():
            return _last(read.day(), read.month(), today)
    return None


def began(day: date) -> Millis:
    """The moment at which a day begins here."""
    return Millis(round(datetime.combine(day, time()).astimezone().timestamp() * 1000))


def ended(day: date) -> Millis:
    """The moment at which it is over."""
    return began(day + timedelta(days=1))


def day_of(at: Millis) -> date:
    """The day of a moment here."""
    return datetime.fromtimestamp(at / 1000).astimezone().date()


def _last(day: int, month: int, today: date) -> date | None:
    """The last such day until today; eight years back there was every one."""
    for year in range(today.year, today.year - 9, -1):
        found = _day(year, month, day)
        if found is not None and found <= today:
            return found
    return None


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
