"""Codes of a profile in words: fields, marks, identity, states, reasons of money."""

from PySide6.QtCore import QCoreApplication

from console.viewmodels import formats
from protocol.subscribers import MoneyLine, SubscriptionState

translate = QCoreApplication.translate


def field_title(field: str) -> str:
    """A hidden field."""
    return {
        "number": translate("Subscriber", "Number"),
        "passport": translate("Subscriber", "Passport"),
        "birth_date": translate("Subscriber", "Birth date"),
        "address": translate("Subscriber", "Address"),
        "email": translate("Subscriber", "E-mail"),
        "code_word": translate("Subscriber", "Code word"),
    }.get(field, field)


def mark_title(mark: str) -> str:
    """What one must know of a subscriber before anything else."""
    return {
        "vip": translate("Subscriber", "VIP"),
        "debt": translate("Subscriber", "debt"),
        "fraud_suspected": translate("Subscriber", "fraud suspected"),
        "writes_only": translate("Subscriber", "text only"),
    }.get(mark, mark)


def identity_title(identity: str) -> str:
    """How far it is known who writes."""
    return {
        "none": translate("Subscriber", "not verified"),
        "number": translate("Subscriber", "number verified"),
        "code_word": translate("Subscriber", "code word given"),
        "passport": translate("Subscriber", "passport checked"),
    }.get(identity, identity)


def leftover_title(kind: str) -> str:
    """A package."""
    return {
        "minutes": translate("Subscriber", "Minutes"),
        "gigabytes": translate("Subscriber", "Gigabytes"),
        "messages": translate("Subscriber", "Texts"),
    }.get(kind, kind)


def request_state(state: str) -> str:
    """What became of a request."""
    return {
        "open": translate("Subscriber", "open"),
        "in_work": translate("Subscriber", "in progress"),
        "done": translate("Subscriber", "done"),
        "refused": translate("Subscriber", "refused"),
    }.get(state, state)


def number_status(status: str) -> str:
    """Whether a number works."""
    return {
        "active": translate("Subscriber", "active"),
        "blocked": translate("Subscriber", "blocked"),
    }.get(status, status)


def money_reason(line: MoneyLine) -> str:
    """Why money came or went."""
    return {
        "tariff": translate("Subscriber", "monthly fee"),
        "service": translate("Subscriber", "service"),
        "subscription": translate("Subscriber", "paid subscription"),
        "payment": translate("Subscriber", "payment"),
        "refund": translate("Subscriber", "refund"),
        "promised_payment": translate("Subscriber", "promised payment"),
        "roaming": translate("Subscriber", "roaming"),
        "correction": translate("Subscriber", "correction"),
    }.get(line.reason, line.reason)


def price(kopecks: int, period: str) -> str:
    """What something costs."""
    if not kopecks:
        return translate("Subscriber", "free")
    text = {
        "once": translate("Subscriber", "{price} once"),
        "day": translate("Subscriber", "{price} a day"),
        "month": translate("Subscriber", "{price} a month"),
    }.get(period, "{price}")
    return text.format(price=formats.price(kopecks))


def connected_by(subscription: SubscriptionState) -> str:
    """How a paid subscription was switched on."""
    return {
        "web": translate("Subscriber", "from a web page"),
        "sms": translate("Subscriber", "by a text"),
        "app": translate("Subscriber", "in the app"),
        "ussd": translate("Subscriber", "by a USSD code"),
    }.get(subscription.connected_by, subscription.connected_by)


def sim_title(sim: str) -> str:
    """The kind of card."""
    return {
        "sim": translate("Subscriber", "SIM card"),
        "esim": translate("Subscriber", "eSIM"),
    }.get(sim, sim)
