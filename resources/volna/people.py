"""What subscribers of «Волна» are invented of: names of several peoples, devices, payments."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache
from importlib import resources

from resources.volna.operator import Language, Text
from resources.volna.tables import build, build_all, parse, refuse_repeats

_NAMES_FILE = "names.toml"
_SUBSCRIBERS_FILE = "subscribers.toml"
_NAMED_FILE = "named_subscribers.toml"


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


@dataclass(frozen=True, slots=True)
class OtherNumber:
    """Another number on the account of somebody named."""

    phone: str
    products: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class NamedSubscriber:
    """Somebody who must be a subscriber, with exactly the products named, and no others.

    Attributes:
        name: as he calls himself; what is missing of a full name is invented.
        code_word: what he tells an agent; empty for any.
        tariff: empty for any of the usual ones.
        balance: rubles; None for whatever comes out.
        age: days since the number was sold.
        renews_in: days until the next tariff month.
        renewed: days since this one began.
        unpaid: the balance did not cover the month when it began.
        gigabytes_left: None for whatever comes out.
        products: services and subscriptions, by days since they were connected.
        connected_by: how they were; empty for any way.
        abroad: code of the country he is in.
        requests: kinds of the open ones.
        others: further numbers on the same account.
    """

    name: str
    phone: str
    language: Language = Language.RU
    code_word: str = ""
    tariff: str = ""
    balance: Decimal | None = None
    age: int | None = None
    renews_in: int | None = None
    renewed: int | None = None
    unpaid: bool = False
    gigabytes_left: Decimal | None = None
    products: Mapping[str, int] = field(default_factory=dict)
    connected_by: str = ""
    home_tariff: str = ""
    abroad: str = ""
    blocked: bool = False
    marks: tuple[str, ...] = ()
    requests: tuple[str, ...] = ()
    email: str = ""
    others: tuple[OtherNumber, ...] = ()

    @property
    def phones(self) -> tuple[str, ...]:
        """Of all numbers on the account."""
        return (self.phone, *(other.phone for other in self.others))


@cache
def load_named_subscribers() -> tuple[NamedSubscriber, ...]:
    """Read named_subscribers.toml once. Raises ContentError."""
    document = parse(_read(_NAMED_FILE), file=_NAMED_FILE)
    named = build_all(NamedSubscriber, document, "subscriber", file=_NAMED_FILE)
    phones = [phone for someone in named for phone in someone.phones]
    refuse_repeats(phones, file=_NAMED_FILE, field="phone")
    return named


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
