"""How times, dates, money and amounts read in the language of the interface."""

from datetime import UTC, date, datetime, time, timedelta

from PySide6.QtCore import QCoreApplication, QDate, QDateTime, QLocale

from protocol.scalars import Millis

translate = QCoreApplication.translate

_NO_BREAK = "\u00a0"
_MINUS = "\u2212"
_RUBLE = "\u20bd"


def duration(ms: int) -> str:
    """How long: «0:48», «12:05», «1:02:03»."""
    seconds = max(ms, 0) // 1000
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    if hours:
        return f"{hours}:{minutes:02}:{seconds:02}"
    return f"{minutes}:{seconds:02}"


def hours(ms: int) -> str:
    """How long all in all, where seconds are nothing: «45 ч 30 мин», «45 мин»."""
    whole, minutes = divmod(max(ms, 0) // 60_000, 60)
    if whole and minutes:
        words = translate("Formats", "{hours} h {minutes} min")
    elif whole:
        words = translate("Formats", "{hours} h")
    elif minutes:
        words = translate("Formats", "{minutes} min")
    else:
        return translate("Formats", "less than a minute")
    return words.format(hours=whole, minutes=minutes).replace(" ", _NO_BREAK)


def clock(at: Millis) -> str:
    """The time of day here: «14:06»."""
    return f"{_local(at):%H:%M}"


def clocks(since: Millis, until: Millis) -> str:
    """From one time of a day to another: «14:06–14:09»; the one, where they read alike."""
    first, last = clock(since), clock(until)
    return first if first == last else f"{first}–{last}"


def day(at: Millis) -> str:
    """«2 декабря»; with the year when it is another one."""
    return _day(_local(at).date())


def near_day(at: Millis, *, now: Millis) -> str:
    """«Сегодня», «Вчера»; any other day has no such name."""
    match (_local(now).date() - _local(at).date()).days:
        case 0:
            return translate("Formats", "Today")
        case 1:
            return translate("Formats", "Yesterday")
        case _:
            return ""


def short_day(at: Millis) -> str:
    """«02.12», for columns; «2 Dec» in English, where figures alone would be a month and a day."""
    which = _local(at).date()
    pattern = "d MMM" if QLocale().language() is QLocale.Language.English else "dd.MM"
    return QLocale().toString(QDate(which.year, which.month, which.day), pattern)


def moment(at: Millis, *, now: Millis) -> str:
    """The time of a moment today, else its day."""
    return clock(at) if same_day(at, now) else day(at)


def in_full(at: Millis) -> str:
    """«2 декабря 2026, 14:06»: for who doubts the clock itself."""
    return QLocale().toString(QDateTime.fromMSecsSinceEpoch(at), "d MMMM yyyy, HH:mm")


def same_day(at: Millis, other: Millis) -> bool:
    """Whether two moments are on one day here."""
    return _local(at).date() == _local(other).date()


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


def midnight(at: Millis, *, days_before: int = 0) -> Millis:
    """When the day of a moment began here, or one before it."""
    began = _local(at).date() - timedelta(days=days_before)
    return Millis(round(datetime.combine(began, time()).astimezone().timestamp() * 1000))


def money(kopecks: int, *, signed: bool = False) -> str:
    """«214,60 ₽»; a write-off always has its minus, a payment its plus if `signed`."""
    figure = QLocale().toString(abs(kopecks) / 100, "f", 2)
    sign = _MINUS if kopecks < 0 else "+" if signed else ""
    return f"{sign}{figure}{_NO_BREAK}{_RUBLE}"


def price(kopecks: int) -> str:
    """A price: without kopecks where there are none."""
    if kopecks % 100:
        return money(kopecks)
    return f"{QLocale().toString(kopecks // 100)}{_NO_BREAK}{_RUBLE}"


def amount(value: float) -> str:
    """«372», «4,2»."""
    if value == int(value):
        return QLocale().toString(int(value))
    return QLocale().toString(value, "f", 1)


def chats(hundredths: int) -> str:
    """Room as people count it: «3», «2,3»."""
    return amount(round(hundredths / 100, 1))


def percent(value: int) -> str:
    """«70 %»; in English without the gap."""
    gap = "" if QLocale().language() is QLocale.Language.English else _NO_BREAK
    return f"{QLocale().toString(value)}{gap}%"


def _local(at: Millis) -> datetime:
    return datetime.fromtimestamp(at / 1000, UTC).astimezone()


def _day(which: date) -> str:
    pattern = "d MMMM" if which.year == datetime.now(UTC).astimezone().year else "d MMMM yyyy"
    return QLocale().toString(QDate(which.year, which.month, which.day), pattern)


def within_a_line(title: str) -> str:
    """A title as it stands behind other words: small, unless it is an abbreviation."""
    return title if title[1:2].isupper() else title[:1].lower() + title[1:]
