"""Whom a lead leads, as the rules of the centre say: read in the transaction that asks."""

from sqlalchemy import Connection, select

from protocol.configuration import Configuration, QueueRules, Title
from protocol.ids import AccountId
from protocol.people import Role
from server_stub.domain.acts import Actor
from server_stub.domain.configuration import Rules
from server_stub.domain.led import EVERYBODY, NOBODY, Led, led_by_rules
from server_stub.storage import tables


def led_by(connection: Connection, actor: Actor) -> Led:
    """How far his word reaches: nowhere, but for leads and administrators."""
    return led_under(rules(connection), actor)


def led_under(known: Rules, actor: Actor) -> Led:
    """The same, by rules that are at hand."""
    if actor.role is Role.ADMIN:
        return EVERYBODY
    if actor.role is not Role.LEAD:
        return NOBODY
    return led_by_rules(known, AccountId(actor.id))


def rules(connection: Connection) -> Rules:
    """The rules of the centre as they stand in this transaction."""
    rows = connection.execute(select(tables.queue).order_by(tables.queue.c.position))
    return Rules(
        Configuration(
            operator=Title(ru="Pult", en="Pult"),
            queues=tuple(
                QueueRules(
                    id=row.id,
                    title=Title(ru=row.title_ru, en=row.title_en),
                    warn_after=row.warn_after_s,
                    late_after=row.late_after_s,
                )
                for row in rows
            ),
            topics=(),
        )
    )
