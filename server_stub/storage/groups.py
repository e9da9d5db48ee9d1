"""Whom a lead leads, as the rules of the centre say: read in the transaction that asks."""

from sqlalchemy import Connection

from protocol.people import Role
from server_stub.domain.acts import Actor
from server_stub.domain.led import EVERYBODY, NOBODY, Led


def led_by(connection: Connection, actor: Actor) -> Led:
    """How far his word reaches: nowhere, but for leads and administrators."""
    del connection
    if actor.role is Role.ADMIN:
        return EVERYBODY
    if actor.role is not Role.LEAD:
        return NOBODY
    return EVERYBODY
