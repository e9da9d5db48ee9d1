"""Where what comes to a queue waits: there, or where that queue overflows to; and what it is told.

Nobody is turned away: what no queue of the chain can take waits where it came.
"""

from collections.abc import Callable
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from protocol.configuration import Said
from protocol.ids import QueueId
from protocol.scalars import Millis
from server_stub.domain.configuration import Rules
from server_stub.domain.expected_wait import Expected, filled
from server_stub.domain.hours import is_open, opens_at

_DATED = {"ru": "%d.%m %H:%M", "en": "%d %b %H:%M"}


def queue_for(
    rules: Rules, queue: QueueId, *, now: Millis, waiting: Callable[[QueueId], int]
) -> QueueId:
    """The first queue of the chain that is open and not full; `waiting` is asked if it counts."""
    tried: set[str] = set()
    current: str = queue
    while current and current not in tried:
        tried.add(current)
        one = rules.queue(current)
        full = one.longest and waiting(QueueId(current)) >= one.longest
        if not full and is_open(rules.hours_of(current), now):
            return QueueId(current)
        current = one.overflow
    return queue


def words_for(
    rules: Rules,
    queue: QueueId,
    language: str,
    *,
    now: Millis,
    expected: Callable[[], Expected],
) -> str:
    """What somebody who begins to wait is told, in his language; nothing if nothing is set."""
    one = rules.queue(queue)
    hours = rules.hours_of(queue)
    if is_open(hours, now):
        if one.words is None:
            return ""
        wait = expected()
        return filled(_in(one.words, language), place=str(wait.place), minutes=wait.minutes_text)
    if one.closed_words is None:
        return ""
    at = opens_at(hours, now)
    zone = ZoneInfo(hours.zone) if hours is not None else UTC
    opens = (
        ""
        if at is None
        else datetime.fromtimestamp(at / 1000, zone).strftime(_DATED.get(language, _DATED["en"]))
    )
    return filled(_in(one.closed_words, language), opens=opens)


def _in(said: Said, language: str) -> str:
    return said.ru if language == "ru" else said.en
