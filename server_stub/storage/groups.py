"""Whom a lead leads, as the rules of the centre say: read in the transaction that asks."""

from sqlalchemy import Connection

from protocol.ids import AccountId
from protocol.people import Role
from server_stub.domain.acts import Actor
from server_stub.domain.configuration import Rules
from server_stub.domain.led import EVERYBODY, NOBODY, Led, led_by_rules
from server_stub.storage import configuration


def led_by(connection: Connection, actor: Actor) -> Led:
    """How far his word reaches: nowhere, but for leads and administrators."""
    return led_under(configuration.read(connection), actor)


def led_under(rules: Rules, actor: Actor) -> Led:
    """The same, by rules that are at hand."""
    if actor.role is Role.ADMIN:
        return EVERYBODY
    if actor.role is not Role.LEAD:
        return NOBODY
    return led_by_rules(rules, AccountId(actor.id))
