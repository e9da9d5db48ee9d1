"""Which conversations may break a promise of their queue: candidates, for the rules to judge."""

from sqlalchemy import ColumnElement, Connection, and_, or_, select

from protocol.configuration import QueueRules
from protocol.conversations import Lateness
from protocol.scalars import Millis
from server_stub.domain.configuration import Rules
from server_stub.domain.promises import OPEN, Broken, Promise, broken, flag, target_of
from server_stub.storage import conversations, tables

LOOKED_AT_ONCE = 500
"""Conversations that are newly late in one look; the rest is found by the next one."""

_conversation = tables.conversation.c


def newly_broken(connection: Connection, rules: Rules, *, now: Millis) -> list[Broken]:
    """What is to be recorded now.

    Hours can only make less of the time that has passed: whoever is late by them is late by the
    clock, so the store need not know them.
    """
    ways = [way for queue in rules.configuration.queues for way in _ways(queue, now)]
    if not ways:
        return []
    rows = connection.execute(
        select(*conversations.columns())
        .where(_conversation.state.in_([state.value for state in OPEN]), or_(*ways))
        .limit(LOOKED_AT_ONCE)
    )
    return [one for row in rows for one in broken(conversations.from_row(row), rules, now=now)]


def _ways(queue: QueueRules, now: Millis) -> list[ColumnElement[bool]]:
    """How a conversation of this queue may have come near the end of a promise."""
    found: list[ColumnElement[bool]] = []
    begun = {
        Promise.FIRST_ANSWER: (_conversation.queued_at, _conversation.first_answer_at.is_(None)),
        Promise.NEXT_ANSWER: (
            _conversation.waiting_since,
            _conversation.first_answer_at.is_not(None),
        ),
        Promise.RESOLUTION: (_conversation.entered_at, _conversation.closed_at.is_(None)),
    }
    for promise, (since, owed) in begun.items():
        target = target_of(queue.targets, promise) * 1000
        if not target:
            continue
        late, warned = flag(promise, Lateness.LATE), flag(promise, Lateness.WARN)
        levels = [and_(since <= now - target, _conversation.late.op("&")(late) == 0)]
        if queue.targets.warn_share:
            near = target * queue.targets.warn_share // 100
            told = _conversation.late.op("&")(late | warned) == 0
            levels.append(and_(since <= now - near, told))
        found.append(and_(_conversation.queue == queue.id, owed, or_(*levels)))
    return found
