"""What the board is made of, read as lines: what is open whole, what is done by when it happened.

A figure and its list are made of the same lines, by the same functions of `domain.figures`.
"""

from collections.abc import Callable, Iterable, Sequence
from itertools import zip_longest
from typing import NamedTuple, TypeVar

from sqlalchemy import ColumnElement, Connection, and_, or_, select

from protocol import limits
from protocol.conversations import ConversationState, Head
from protocol.ids import ConversationId
from protocol.scalars import Millis
from server_stub.domain import figures
from server_stub.domain.board import AgentLine
from server_stub.domain.conversation import head_of
from server_stub.domain.errors import NotFound
from server_stub.domain.figures import (
    ANSWERED_STATES,
    LIVE,
    WAITING_STATES,
    ClosedLine,
    DoneLine,
    Figure,
    Moment,
    OpenLine,
    WaitLine,
)
from server_stub.domain.led import Led
from server_stub.domain.permissions import ANSWERING
from server_stub.storage import conversations, tables
from server_stub.storage.hot_statements import Lines

_conversation = tables.conversation.c
_wait = tables.wait.c
_stint = tables.stint.c
_load = tables.agent_load.c
_account = tables.account.c
_presence = tables.presence_log.c

_OPEN = sorted(state.value for state in WAITING_STATES | ANSWERED_STATES)

_opened = Lines(
    select(
        _conversation.id,
        _conversation.queue,
        _conversation.state,
        _conversation.owner,
        _conversation.queued_at,
        _conversation.waiting_since,
    ).where(_conversation.state.in_(_OPEN), _conversation.world == LIVE)
)
_waits = select(
    _wait.conversation,
    _wait.epoch,
    _wait.queue,
    _wait.why,
    _wait.began_at,
    _wait.ended_at,
    _wait.how,
    _wait.answered_at,
    _wait.target_ms,
    _wait.counted_ms,
).where(_wait.world == LIVE)
_done = (
    select(
        _stint.conversation,
        _stint.epoch,
        _stint.account,
        _conversation.queue,
        _stint.taken_at,
        _stint.first_answer_at,
        _stint.ended_at,
        _stint.how,
        _stint.stars,
        _stint.rated_at,
        _conversation.solved_ms,
    )
    .join_from(tables.stint, tables.conversation, _conversation.id == _stint.conversation)
    .where(_conversation.world == LIVE)
)
_closed = select(
    _conversation.id, _conversation.queue, _conversation.closed_at, _conversation.outcome
).where(
    _conversation.owner.is_(None),
    _conversation.world == LIVE,
    _conversation.state == ConversationState.CLOSED.value,
)
_agents = Lines(
    select(
        _load.account,
        _account.name,
        _load.presence,
        _load.presence_reason,
        _load.presence_since,
        _load.room,
        _load.used,
        _load.seen_at,
    )
    .join_from(tables.agent_load, tables.account)
    .where(_account.disabled.is_(False), _account.role.in_(sorted(ANSWERING)))
    .order_by(_account.id)
)

_Line = TypeVar("_Line", OpenLine, WaitLine, DoneLine, ClosedLine)


class Listed(NamedTuple):
    """A page of the conversations that a figure counts."""

    heads: list[Head]
    reached: int
    more: bool


class Asked(NamedTuple):
    """Whose figure it is: of a queue, of an agent, of all that somebody leads."""

    figure: Figure
    queue: str | None = None
    account: str | None = None
    before: int | None = None
    last: str = ""
    """The conversation that the page before ended with: several may have come at one moment."""


def opened(connection: Connection) -> list[OpenLine]:
    """Every open conversation of the live world."""
    return list(map(OpenLine._make, _opened(connection)))


def waits(connection: Connection, since: int, until: int) -> list[WaitLine]:
    """Waits to which something happened in that time."""
    happened = or_(*(_within(one, since, until) for one in _WAIT_TIMES))
    return [WaitLine._make(row) for row in connection.execute(_waits.where(happened))]


def done(connection: Connection, since: int, until: int) -> list[DoneLine]:
    """Stints to which something happened in that time."""
    happened = or_(*(_within(one, since, until) for one in _DONE_TIMES))
    return [DoneLine._make(row) for row in connection.execute(_done.where(happened))]


def closed(connection: Connection, since: int, until: int) -> list[ClosedLine]:
    """Conversations that ended in that time, and that no agent has had."""
    ended = _closed.where(_within(_conversation.closed_at, since, until))
    return [ClosedLine._make(row) for row in connection.execute(ended)]


def agents(connection: Connection) -> list[AgentLine]:
    """The desks of all who may answer subscribers."""
    return list(map(AgentLine._make, _agents(connection)))


def taken(connection: Connection) -> list[tuple[str, int]]:
    """Who has had a conversation since when, and has it still."""
    rows = connection.execute(
        select(_stint.account, _stint.taken_at).where(_stint.ended_at.is_(None))
    )
    return [(row.account, row.taken_at) for row in rows]


def there(
    connection: Connection, working: Sequence[str], since: int, until: int
) -> list[tuple[str, int, int, int]]:
    """When agents said they were there, and with what room, as it is now: from, to, room."""
    rows = connection.execute(
        select(_presence.account, _presence.since, _presence.presence, _load.room)
        .join_from(tables.presence_log, tables.agent_load, _load.account == _presence.account)
        .where(_presence.since < until, _presence.since >= since - _LOOK_BACK_MS)
        .order_by(_presence.account, _presence.since, _presence.id)
    ).all()
    spans = []
    for line, following in zip_longest(rows, rows[1:]):
        if line.presence in working:
            same = following is not None and following.account == line.account
            end = following.since if same and following is not None else until
            spans.append((line.account, line.since, min(end, until), line.room))
    return spans


_LOOK_BACK_MS = 24 * 60 * 60_000
"""Whoever has not said anything of himself for a day before has no shift."""


def listed(
    connection: Connection, asked: Asked, moment: Moment, led: Led, *, since: Millis
) -> Listed:
    """A page of what the figure counts: those of now longest first, those of the day newest first.

    Raises `NotFound` for a queue or an agent that the lead does not lead.
    """
    if asked.queue is not None and not led.has_queue(asked.queue):
        raise NotFound(field="queue")
    if asked.account is not None and not led.has_agent(asked.account):
        raise NotFound(field="account")
    found = _counted(connection, asked, moment, led, since)
    reverse = asked.figure not in figures.OPEN_FIGURES
    found.sort(reverse=reverse)
    if asked.before is not None:
        mark = (asked.before, asked.last)
        found = [one for one in found if (one < mark if reverse else one > mark)]
    page = found[: limits.LISTED_CONVERSATIONS]
    known = conversations.load(connection, {one for _, one in page})
    return Listed(
        heads=[head_of(known[one]) for _, one in page if one in known],
        reached=page[-1][0] if page else 0,
        more=len(found) > len(page),
    )


def _counted(
    connection: Connection, asked: Asked, moment: Moment, led: Led, since: Millis
) -> list[tuple[int, ConversationId]]:
    """Since when, or when, and which: each conversation once."""
    figure, until = asked.figure, moment.now + 1
    if figure in figures.OPEN_FIGURES:
        now = figures.OPEN_FIGURES[figure]
        return [
            (now.since(line), ConversationId(line.id))
            for line in opened(connection)
            if now.counts(line, moment) and _asked_for(asked, led, line.queue, line.owner)
        ]
    if figure in figures.WAIT_FIGURES:
        waited = figures.WAIT_FIGURES[figure]
        return _of_day(
            waits(connection, since, until),
            lambda line: waited.at(line) if waited.counts(line, moment) else None,
            lambda line: _asked_for(asked, led, line.queue, None),
            since,
        )
    if figure in figures.DONE_FIGURES:
        worked = figures.DONE_FIGURES[figure]
        return _of_day(
            done(connection, since, until),
            lambda line: worked.at(line) if worked.counts(line, moment) else None,
            lambda line: _asked_for(asked, led, line.queue, line.account),
            since,
        )
    ended = figures.CLOSED_FIGURES[figure]
    return _of_day(
        closed(connection, since, until),
        lambda line: ended.at(line) if ended.counts(line, moment) else None,
        lambda line: _asked_for(asked, led, line.queue, None),
        since,
    )


def _of_day(
    lines: Iterable[_Line],
    at: Callable[[_Line], int | None],
    wanted: Callable[[_Line], bool],
    since: Millis,
) -> list[tuple[int, ConversationId]]:
    latest: dict[str, int] = {}
    for line in lines:
        when = at(line)
        if when is not None and when >= since and wanted(line):
            latest[line[0]] = max(when, latest.get(line[0], 0))
    return [(when, ConversationId(one)) for one, when in latest.items()]


def _asked_for(asked: Asked, led: Led, queue: str, account: str | None) -> bool:
    """Of that queue and of that agent, as far as they are named; else of all whom he leads."""
    if asked.queue is not None and queue != asked.queue:
        return False
    if asked.account is not None:
        return account == asked.account
    if asked.figure in figures.OF_AGENTS:
        return account is not None and led.has_agent(account)
    return asked.queue is not None or led.has_queue(queue)


def _within(moment: ColumnElement[int | None], since: int, until: int) -> ColumnElement[bool]:
    return and_(moment >= since, moment < until)


_WAIT_TIMES = (_wait.began_at, _wait.ended_at, _wait.answered_at)
_DONE_TIMES = (_stint.first_answer_at, _stint.ended_at, _stint.rated_at)
