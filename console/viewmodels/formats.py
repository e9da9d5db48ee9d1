"""How times, dates, money and amounts read in the language of the interface."""

from datetime import UTC, date, datetime, time, timedelta

from PySide6.QtCore import QDate, QLocale

from protocol.values import Millis

_NO_BREAK = "\u00a0"
_MINUS = "\u2212"
RUBLE = "\u20bd"


def duration(ms: int) -> str:
    """How long: «0:48», «12:05», «1:02:03»."""
    seconds = max(ms, 0) // 1000
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    if hours:
        return f"{hours}:{minutes:02}:{seconds:02}"
    return f"{minutes}:{seconds:02}"


def clock(at: Millis) -> str:
    """The time of day here: «14:06»."""
    return f"{_local(at):%H:%M}"


def day(at: Millis) -> str:
    """«2 декабря»; with the year when it is another one."""
    return _day(_local(at).date())


def iso_day(text: str) -> str:
    """A day told as an ISO date; anything else stays as it is."""
    try:
        return _day(date.fromisoformat(text))
    except ValueError:
        return text


def next_midnight(at: Millis) -> Millis:
    """When the day of a moment ends here."""
    tomorrow = _local(at).date() + timedelta(days=1)
    return Millis(round(datetime.combine(tomorrow, time()).astimezone().timestamp() * 1000))


def money(kopecks: int, *, signed: bool = False) -> str:
    """«214,60 ₽»; a write-off always has its minus, a payment its plus if `signed`."""
    figure = QLocale().toString(abs(kopecks) / 100, "f", 2)
    sign = _MINUS if kopecks < 0 else "+" if signed else ""
    return f"{sign}{figure}{_NO_BREAK}{RUBLE}"


def _local(at: Millis) -> datetime:
    return datetime.fromtimestamp(at / 1000, UTC).astimezone()


def _day(which: date) -> str:
    pattern = "d MMMM" if which.year == datetime.now(UTC).astimezone().year else "d MMMM yyyy"
    return QLocale().toString(QDate(which.year, which.month, which.day), pattern)
