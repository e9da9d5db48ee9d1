"""An agent's time between two moments, as of one look: presence, stints, offers he let pass."""

import msgspec
from sqlalchemy import Connection, or_, select

from protocol import limits
from protocol.ids import AccountId
from protocol.leading import PassedOffer, StintBar, TimelineRead
from protocol.scalars import Millis
from protocol.workday import PresenceSpan
from server_stub.domain import day
from server_stub.storage import stints, tables

_stint = tables.stint.c
_conversation = tables.conversation.c
_passed = tables.offer_passed.c


def read(
    connection: Connection,
    account: AccountId,
    *,
    since: Millis,
    until: Millis,
    now: Millis,
    request: int,
) -> TimelineRead:
    """The newest bars, if there are more than are told at once."""
    said = stints.presence_between(connection, account, since=since, until=until)
    spans = day.spans(said, since=since, until=until, now=now)
    bars = _bars(connection, account, since=since, until=until)
    offers = _offers(connection, account, since=since, until=until)
    most = limits.TIMELINE_BARS
    return TimelineRead(
        request=request,
        account=account,
        presence=[_short(span) for span in spans[-2 * most :]],
        stints=bars[:most][::-1],
        offers=offers[:most][::-1],
        more=len(bars) > most or len(offers) > most or len(spans) > 2 * most,
    )


def _short(span: PresenceSpan) -> PresenceSpan:
    """A reason is one of the catalogue, unless a program of somebody else's has said it."""
    return msgspec.structs.replace(span, reason=span.reason[: limits.GUEST_NAME_CHARACTERS])


def _bars(
    connection: Connection, account: AccountId, *, since: Millis, until: Millis
) -> list[StintBar]:
    rows = connection.execute(
        select(
            _stint.conversation,
            _stint.epoch,
            _conversation.name,
            _conversation.queue,
            _stint.taken_at,
            _stint.ended_at,
            _stint.first_answer_at,
            _stint.held_ms,
            _stint.how,
            _stint.stars,
        )
        .join_from(
            tables.stint, tables.conversation, tables.conversation.c.id == _stint.conversation
        )
        .where(
            _stint.account == account,
            _stint.taken_at < until,
            or_(_stint.ended_at.is_(None), _stint.ended_at >= since),
        )
        .order_by(_stint.taken_at.desc(), _stint.conversation)
        .limit(limits.TIMELINE_BARS + 1)
    )
    return [
        StintBar(
            conversation=row.conversation,
            epoch=row.epoch,
            name=row.name[: limits.GUEST_NAME_CHARACTERS],
            queue=row.queue,
            taken_at=row.taken_at,
            ended_at=row.ended_at,
            first_answer_at=row.first_answer_at,
            held_ms=row.held_ms,
            how=row.how,
            stars=row.stars or 0,
        )
        for row in rows
    ]


def _offers(
    connection: Connection, account: AccountId, *, since: Millis, until: Millis
) -> list[PassedOffer]:
    rows = connection.execute(
        select(_passed.conversation, _passed.at, _passed.how, _passed.reason)
        .where(_passed.account == account, _passed.at >= since, _passed.at < until)
        .order_by(_passed.at.desc(), _passed.id.desc())
        .limit(limits.TIMELINE_BARS + 1)
    )
    return [
        PassedOffer(
            conversation=row.conversation,
            at=row.at,
            how=row.how,
            reason=row.reason[: limits.GUEST_NAME_CHARACTERS],
        )
        for row in rows
    ]
