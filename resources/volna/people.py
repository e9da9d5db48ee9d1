"""What subscribers of «Волна» are invented of: names of several peoples, devices, payments."""

from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from importlib import resources

from resources.volna.operator import Language, Text
from resources.volna.tables import build, build_all, parse, refuse_repeats

_NAMES_FILE = "names.toml"
_SUBSCRIBERS_FILE = "subscribers.toml"


@dataclass(frozen=True, slots=True)
class People:
    """Names that are met together; a pair `his/hers` is written with a slash."""

    id: str
    weight: int
    men: tuple[str, ...]
    women: tuple[str, ...]
    patronymics: tuple[str, ...]
    surnames: tuple[str, ...]
    language: Language = Language.RU


@dataclass(frozen=True, slots=True)
class Named:
    """A code with its title."""

    id: str
    title: Text


@dataclass(frozen=True, slots=True)
class PaymentWay:
    """How money comes, and how often that way is used."""

    id: str
    weight: int
    title: Text


@dataclass(frozen=True, slots=True)
class RequestKind:
    """What a subscriber files a request for, and in how many working days it is due."""

    id: str
    weight: int
    days: int
    title: Text


@dataclass(frozen=True, slots=True)
class PerUse:
    """Rubles for a minute, a text and a day of data on the tariff without a monthly fee."""

    calls: Decimal
    texts: Decimal
    data: Decimal


@dataclass(frozen=True, slots=True)
class Belongings:
    """Everything of a subscriber that is no product of the operator."""

    phones: tuple[str, ...]
    tablets: tuple[str, ...]
    code_words: tuple[str, ...]
    mail_hosts: tuple[str, ...]
    streets: tuple[str, ...]
    cities: tuple[str, ...]
    per_use: PerUse
    countries: tuple[Named, ...]
    payments: tuple[PaymentWay, ...]
    requests: tuple[RequestKind, ...]
    stories: tuple[Named, ...]


@cache
def load_peoples() -> tuple[People, ...]:
    """Read names.toml once. Raises ContentError."""
    document = parse(_read(_NAMES_FILE), file=_NAMES_FILE)
    peoples = build_all(People, document, "people", file=_NAMES_FILE)
    refuse_repeats((people.id for people in peoples), file=_NAMES_FILE, field="people")
    return peoples


@cache
def load_belongings() -> Belongings:
    """Read subscribers.toml once. Raises ContentError."""
    document = parse(_read(_SUBSCRIBERS_FILE), file=_SUBSCRIBERS_FILE)
    lists = {
        "countries": build_all(Named, document, "country", file=_SUBSCRIBERS_FILE),
        "payments": build_all(PaymentWay, document, "payment", file=_SUBSCRIBERS_FILE),
        "requests": build_all(RequestKind, document, "request", file=_SUBSCRIBERS_FILE),
        "stories": build_all(Named, document, "story", file=_SUBSCRIBERS_FILE),
    }
    singles = {
        name: value
        for name, value in document.items()
        if name not in {"country", "payment", "request", "story"}
    }
    per_use = build(PerUse, document.get("per_use", {}), file=_SUBSCRIBERS_FILE, at="per_use")
    return build(Belongings, {**singles, **lists, "per_use": per_use}, file=_SUBSCRIBERS_FILE)


def _read(file: str) -> str:
    return resources.files("resources.volna").joinpath(file).read_text(encoding="utf-8")
