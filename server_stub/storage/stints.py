"""Rows of stints and of the presence log: written as work happens, read for figures."""

from collections.abc import Sequence

import msgspec
from sqlalchemy import Connection, bindparam, case, func, insert, or_, select, update

from protocol.ids import AccountId
from protocol.people import Presence
from protocol.scalars import Millis
from server_stub.domain.day import PresenceLine, StintLine
from server_stub.domain.stints import (
    OfferPassed,
    StintBegan,
    StintChange,
    StintEnded,
    StintRated,
    StintStep,
    StintWent,
)
from server_stub.storage import tables

_table = tables.stint
_stint = tables.stint.c
_presence = tables.presence_log.c

_this = (
    update(_table)
    .where(_stint.conversation == bindparam("of"), _stint.epoch == bindparam("in_epoch"))
    .values()
)
_held = _stint.held_ms + case(
    (_stint.held_since.is_(None), 0), else_=bindparam("now") - _stint.held_since
)
_STEPS = {
    StintStep.ANSWERED: _this.values(first_answer_at=bindparam("now")),
    StintStep.HELD: _this.values(held_since=bindparam("now")),
    StintStep.RESUMED: _this.values(held_ms=_held, held_since=None),
}
_end = _this.values(
    held_ms=_held, held_since=None, ended_at=bindparam("now"), how=bindparam("ended_how")
)


def write(connection: Connection, changes: Sequence[StintChange]) -> None:
    """Write what a transaction did to stints. Those that begin come first: the rest needs rows."""
    begun = [
        {
            "conversation": one.conversation,
            "epoch": one.epoch,
            "account": one.account,
            "taken_at": one.at,
            "waited_ms": one.waited_ms,
            "held_ms": 0,
            "how": "",
        }
        for one in changes
        if isinstance(one, StintBegan)
    ]
    if begun:
        connection.execute(insert(_table), begun)
    for one in changes:
        if isinstance(one, StintWent):
            connection.execute(
                _STEPS[one.step], {"of": one.conversation, "in_epoch": one.epoch, "now": one.at}
            )
        elif isinstance(one, StintEnded):
            connection.execute(
                _end,
                {
                    "of": one.conversation,
                    "in_epoch": one.epoch,
                    "now": one.at,
                    "ended_how": one.how.value,
                },
            )
        elif isinstance(one, StintRated):
            _rate(connection, one)
        elif isinstance(one, OfferPassed):
            connection.execute(insert(tables.offer_passed), msgspec.structs.asdict(one))


def between(
    connection: Connection, account: AccountId, *, since: Millis, until: Millis
) -> list[StintLine]:
    """The account's stints that were under way at some time between, in the order of taking."""
    rows = connection.execute(
        select(
            _stint.taken_at,
            _stint.waited_ms,
            _stint.first_answer_at,
            _stint.held_ms,
            _stint.ended_at,
            _stint.how,
            _stint.stars,
        )
        .where(
            _stint.account == account,
            _stint.taken_at < until,
            or_(_stint.ended_at.is_(None), _stint.ended_at >= since),
        )
        .order_by(_stint.taken_at, _stint.conversation)
    )
    return [StintLine(*row) for row in rows]


def presence_between(
    connection: Connection, account: AccountId, *, since: Millis, until: Millis
) -> list[PresenceLine]:
    """What the account said of itself between, in order, with what already held when it began."""
    before = (
        select(func.max(_presence.since))
        .where(_presence.account == account, _presence.since <= since)
        .scalar_subquery()
    )
    rows = connection.execute(
        select(_presence.since, _presence.presence, _presence.reason)
        .where(
            _presence.account == account,
            _presence.since < until,
            _presence.since >= func.coalesce(before, since),
        )
        .order_by(_presence.since, _presence.id)
    )
    return [PresenceLine(Millis(row.since), Presence(row.presence), row.reason) for row in rows]


def _rate(connection: Connection, rated: StintRated) -> None:
    """The last one who answered is the one it was about; nobody, if nobody did."""
    last = (
        select(func.max(_stint.epoch))
        .where(_stint.conversation == rated.conversation, _stint.first_answer_at.is_not(None))
        .scalar_subquery()
    )
    connection.execute(
        update(_table)
        .where(_stint.conversation == rated.conversation, _stint.epoch == last)
        .values(stars=rated.stars, rated_at=rated.at)
    )
