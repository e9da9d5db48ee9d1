"""What the embedded directory keeps of a contract, as it goes into the tables. Pure.

Dates are dates of the operator's time zone, money is in kopecks, data in megabytes.
"""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import NewType

from protocol.ids import SubscriberId
from protocol.scalars import Millis

ContractId = NewType("ContractId", str)
BillingId = NewType("BillingId", str)

MEGABYTES = 1024
"""In a gigabyte."""


class Reason(StrEnum):
    """Why money moved."""

    TARIFF = "tariff"
    SERVICE = "service"
    SUBSCRIPTION = "subscription"
    PAYMENT = "payment"
    REFUND = "refund"
    PROMISED_PAYMENT = "promised_payment"
    ROAMING = "roaming"
    CORRECTION = "correction"


class Story(StrEnum):
    """How a line of money is told."""

    MONTH = "month"
    DAYS = "days"
    """A daily fee of `quantity` days."""
    ONCE = "once"
    CALLS = "calls"
    TEXTS = "texts"
    DATA = "data"
    PAYMENT = "payment"
    REFUND = "refund"
    PROMISE_GIVEN = "promise_given"
    PROMISE_FEE = "promise_fee"
    PROMISE_RETURNED = "promise_returned"
    CORRECTION = "correction"


class ProductKind(StrEnum):
    """What a number may have switched on."""

    SERVICE = "service"
    SUBSCRIPTION = "subscription"


class LineStatus(StrEnum):
    """Whether a number works."""

    ACTIVE = "active"
    BLOCKED = "blocked"


class Sim(StrEnum):
    """What a number sits on."""

    CARD = "sim"
    EMBEDDED = "esim"


class RequestStatus(StrEnum):
    """Where a request stands."""

    OPEN = "open"
    IN_WORK = "in_work"
    DONE = "done"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Person:
    """Who signed the contract."""

    name: str
    language: str
    birth_date: date
    passport: str
    address: str
    email: str
    code_word: str


@dataclass(frozen=True, slots=True)
class Product:
    """A service or a subscription; `connected_by` is web, sms, app or ussd."""

    kind: ProductKind
    product: str
    since: date
    connected_by: str


@dataclass(frozen=True, slots=True)
class Request:
    """What a subscriber has asked for."""

    number: str
    kind: str
    state: RequestStatus
    opened_on: date
    due_on: date


@dataclass(frozen=True, slots=True)
class Line:
    """A number: ten digits, and what is particular to it."""

    id: SubscriberId
    number: str
    status: LineStatus
    since: date
    device: str
    sim: Sim
    roaming: str = ""
    products: tuple[Product, ...] = ()
    requests: tuple[Request, ...] = ()


@dataclass(frozen=True, slots=True)
class Movement:
    """A payment (positive) or a write-off (negative) and the balance after it."""

    at: Millis
    amount: int
    balance: int
    reason: Reason
    item: str
    story: Story
    quantity: int = 0


@dataclass(frozen=True, slots=True)
class Package:
    """What is left of what the month gave."""

    left: int = 0
    of: int = 0


@dataclass(frozen=True, slots=True)
class Promise:
    """A promised payment not yet repaid."""

    amount: int
    due_on: date


@dataclass(frozen=True, slots=True)
class Billing:
    """An account with its tariff and the numbers charged to it, the paying one first."""

    id: BillingId
    tariff: str
    renews_on: date
    opening: int
    movements: tuple[Movement, ...]
    minutes: Package
    megabytes: Package
    messages: Package
    lines: tuple[Line, ...]
    promise: Promise | None = None

    @property
    def balance(self) -> int:
        """After the last movement."""
        return self.movements[-1].balance if self.movements else self.opening


@dataclass(frozen=True, slots=True)
class Contract:
    """A contract whole: nine digits, a person and his accounts."""

    id: ContractId
    number: str
    person: Person
    client_since: date
    billings: tuple[Billing, ...]
    marks: tuple[str, ...] = field(default=())
    home_tariff: str = ""
    home_since: date | None = None

    @property
    def lines(self) -> tuple[Line, ...]:
        """All numbers on the contract."""
        return tuple(line for billing in self.billings for line in billing.lines)
