"""What the variables of a canned reply stand for, in the language of the conversation."""

from datetime import UTC, date, datetime

from PySide6.QtCore import QDate, QLocale

from console.viewmodels import formats
from protocol.people import Account
from protocol.scalars import Millis
from protocol.subscribers import Profile

# Said to the subscriber in his language, whatever that of the interface is: not for translation.
_GREETINGS = {
    "ru": ("Доброй ночи", "Доброе утро", "Добрый день", "Добрый вечер"),
    "en": ("Hello", "Good morning", "Good afternoon", "Good evening"),
}
_TITLES = {
    "ru": {
        "subscriber.first_name": "имя",
        "subscriber.tariff": "тариф",
        "subscriber.balance": "баланс",
        "subscriber.renewal_date": "день списания",
        "agent.first_name": "моё имя",
    },
    "en": {
        "subscriber.first_name": "name",
        "subscriber.tariff": "tariff",
        "subscriber.balance": "balance",
        "subscriber.renewal_date": "renewal day",
        "agent.first_name": "my name",
    },
}
_PARTS_OF_DAY = (5, 12, 18)
"""Hours at which the morning, the day and the evening begin."""
_FULL_NAME = 3


def reply_values(
    *, language: str, now: Millis, account: Account | None, profile: Profile | None, name: str = ""
) -> dict[str, str]:
    """Values by variable; one that is not known is missing, and the reply's fallback stands.

    `name` is how the subscriber introduced himself, used where there is no profile.
    """
    values = {"greeting": _greeting(language, now)}
    if account is not None:
        values["agent.first_name"] = account.name.split(" ")[0]
    if profile is None:
        values["subscriber.first_name"] = _first_name(name)
    else:
        values |= {
            "subscriber.first_name": _first_name(profile.name),
            "subscriber.tariff": profile.tariff.title,
            "subscriber.balance": formats.money(profile.balance),
            "subscriber.renewal_date": _day(profile.tariff.renews_on, language),
        }
    return {variable: value for variable, value in values.items() if value}


def variable_titles(language: str) -> dict[str, str]:
    """What a variable is called where there is nothing to put in its place."""
    return _TITLES.get(language, _TITLES["en"])


def _greeting(language: str, now: Millis) -> str:
    hour = datetime.fromtimestamp(now / 1000, UTC).astimezone().hour
    part = sum(hour >= begins for begins in _PARTS_OF_DAY)
    return _GREETINGS.get(language, _GREETINGS["en"])[part]


def _first_name(name: str) -> str:
    """«Ветрова Анна Сергеевна» is Анна; with one or two words the first is the name."""
    words = name.split()
    if not words:
        return ""
    return words[1] if len(words) == _FULL_NAME else words[0]


def _day(iso: str, language: str) -> str:
    try:
        which = date.fromisoformat(iso)
    except ValueError:
        return ""
    return QLocale(language).toString(QDate(which.year, which.month, which.day), "d MMMM")
