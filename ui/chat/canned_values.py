"""What the variables of canned replies stand for in one conversation."""

from datetime import datetime

from console.core.canned import fill
from protocol.values import Account, Head, Profile
from ui import formats

_NIGHT_ENDS, _DAY_BEGINS, _EVENING_BEGINS = 5, 12, 18

# In the language of the conversation, which is not always that of the interface.
_GREETINGS = {
    "ru": ("Доброе утро", "Добрый день", "Добрый вечер"),
    "en": ("Good morning", "Good afternoon", "Good evening"),
}


def canned_values(
    *, head: Head | None, profile: Profile | None, account: Account | None, now: datetime
) -> dict[str, str]:
    """Values by the names of variables; what is unknown is missing and gets its fallback."""
    values = {"greeting": _greeting(head.language if head else "ru", now)}
    name = profile.name if profile else head.name if head and head.subscriber else ""
    if name:
        values["subscriber.first_name"] = name.split()[0]
    if profile is not None:
        values["subscriber.tariff"] = profile.tariff.title
        values["subscriber.balance"] = formats.money(profile.balance)
        values["subscriber.renewal_date"] = formats.iso_day(profile.tariff.renews_on)
    if account is not None and account.name:
        values["agent.first_name"] = account.name.split()[0]
    return values


def filled(text: str, values: dict[str, str]) -> str:
    """A canned text as it goes into the field."""
    return fill(text, values)


def _greeting(language: str, now: datetime) -> str:
    morning, day, evening = _GREETINGS.get(language, _GREETINGS["en"])
    if _NIGHT_ENDS <= now.hour < _DAY_BEGINS:
        return morning
    return day if _DAY_BEGINS <= now.hour < _EVENING_BEGINS else evening
