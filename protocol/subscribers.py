"""What a desk is told of a subscriber: numbers, tariff, money, services, requests."""

from protocol.ids import SubscriberId
from protocol.scalars import Millis, Value


class SubscriberLine(Value):
    """A subscriber in a list of found ones: enough to choose by, nothing that must be revealed."""

    id: SubscriberId
    name: str
    contract: str
    number: str
    """Masked."""
    tariff: str


class NumberLine(Value):
    """A number on the contract."""

    id: SubscriberId
    number: str
    """Masked."""
    tariff: str
    status: str
    """active, blocked"""


class TariffState(Value):
    """The tariff a number is on."""

    id: str
    title: str
    price: int
    renews_on: str
    """ISO date."""
    archived: bool = False


class Leftover(Value):
    """What is left of a package of the tariff."""

    kind: str
    """minutes, gigabytes, messages"""
    left: float
    of: float


class MoneyLine(Value):
    """A payment (positive) or a write-off (negative) and why."""

    at: Millis
    amount: int
    title: str
    reason: str = ""
    """tariff, service, subscription, payment, refund, promised_payment, roaming, correction"""


class ServiceState(Value):
    """A service that is switched on."""

    id: str
    title: str
    price: int
    period: str
    """once, day, month"""
    since: str
    """ISO date."""


class SubscriptionState(Value):
    """A paid subscription of a content provider."""

    id: str
    title: str
    short_number: str
    price: int
    period: str
    since: str
    connected_by: str
    """How it was switched on: web, sms, app, ussd."""


class RequestState(Value):
    """A request the subscriber has made, and what became of it."""

    number: str
    title: str
    state: str
    """open, in_work, done, refused"""
    opened_on: str
    due_on: str | None = None


class PromisedPayment(Value):
    """Money lent until a day."""

    amount: int
    due_on: str


class HiddenField(Value):
    """A field shown masked until somebody reveals it and says why."""

    field: str
    """number, passport, birth_date, address, email, code_word"""
    masked: str


class Profile(Value):
    """A subscriber and what he has; sensitive fields masked."""

    id: SubscriberId
    name: str
    contract: str
    identity: str
    """How far his identity is known in this contact: none, number, code_word, passport."""
    language: str
    client_since: str
    hidden: list[HiddenField]
    numbers: list[NumberLine]
    tariff: TariffState
    balance: int
    leftovers: list[Leftover]
    money: list[MoneyLine]
    services: list[ServiceState]
    subscriptions: list[SubscriptionState]
    requests: list[RequestState]
    marks: list[str]
    """vip, debt, fraud_suspected, writes_only"""
    device: str = ""
    sim: str = ""
    """sim, esim"""
    roaming: str = ""
    promised: PromisedPayment | None = None
