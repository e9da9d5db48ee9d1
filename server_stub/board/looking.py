"""One look at the store for the board: reads what is open and new, and makes the rows.

It runs on a reading thread, one look at a time; what it keeps from one to the next is its own.
"""

from collections.abc import Callable
from typing import NamedTuple

from sqlalchemy import Connection

from protocol.board import BoardHour
from protocol.people import Presence
from protocol.scalars import Millis
from server_stub.domain import board as board_rows
from server_stub.domain.board import Rows, promises_of
from server_stub.domain.configuration import Rules
from server_stub.domain.day_sums import HALF_HOUR_MS, Among, DaySums
from server_stub.domain.days import centre_zone, day_of
from server_stub.domain.figures import Moment
from server_stub.storage import board as lines
from server_stub.storage import groups
from server_stub.storage.engine import store_now

HOURS_EVERY_MS = 30_000
"""How often the half hours are summed up: a curve of a day does not move faster."""

WORKING = tuple(sorted({Presence.ONLINE.value, Presence.BUSY.value}))
"""Who says this is there for conversations."""


class Look(NamedTuple):
    """What a look has found."""

    rows: Rows
    rules: Rules
    hours: bool
    """Whether the half hours are other ones now."""


class Looking:
    """The sums of today and yesterday, and how far they have been read."""

    def __init__(self) -> None:
        self._today: DaySums | None = None
        self._yesterday: DaySums | None = None
        self._hours_at = 0

    def begin_blocking(self, connection: Connection) -> Callable[[Connection], bool] | None:
        """What has to be read of past hours before the first look, a slice at each call; or None.

        A slice says whether there is another one. They keep a day's reading from being one long
        look that everybody waits behind.
        """
        now, rules = store_now(connection), groups.rules(connection)
        since, until = day_of(centre_zone(rules), now)
        if self._today is not None and self._today.since == since:
            return None
        before, _ = day_of(centre_zone(rules), Millis(since - 1))
        yesterday = self._today
        if yesterday is None or yesterday.since != before:
            yesterday = DaySums(before, since)
        today = DaySums(since, until)
        moment = Moment(now, promises_of(rules))

        def slice_blocking(connection: Connection) -> bool:
            """The next half hour of the day that is not read yet."""
            day = yesterday if yesterday.read_through < since else today
            start = day.read_to
            end = min(start + HALF_HOUR_MS, day.until, now)
            _read(connection, day, start, end, moment)
            if today.read_through < now or yesterday.read_through < since:
                return True
            _read_room(connection, yesterday, since)
            today.go_on_from(yesterday)
            self._yesterday, self._today, self._hours_at = yesterday, today, 0
            return False

        return slice_blocking

    def look_blocking(self, connection: Connection) -> Look | None:
        """The board as of now; None on a day that has not begun here yet."""
        now, rules = store_now(connection), groups.rules(connection)
        day = self._today
        if day is None or not day.since <= now < day.until:
            return None
        moment = Moment(now, promises_of(rules))
        _read(connection, day, day.read_to, now + 1, moment)
        day.forget(now)
        hours = now - self._hours_at >= HOURS_EVERY_MS
        if hours:
            self._hours_at = now
            day.set_open(lines.taken(connection), now=now)
            _read_room(connection, day, now)
        opened, agents = lines.opened(connection), lines.agents(connection)
        rows = board_rows.rows(opened, agents, day, rules, moment)
        return Look(rows=rows, rules=rules, hours=hours)

    def hours(self, queues: Among, agents: Among) -> tuple[list[BoardHour], list[BoardHour]]:
        """Today's half hours so far, and yesterday's."""
        today, yesterday = self._today, self._yesterday
        if today is None or yesterday is None:
            return [], []
        return (
            today.hours(queues, agents, now=self._hours_at),
            yesterday.hours(queues, agents, now=yesterday.until - 1),
        )


def _read(connection: Connection, day: DaySums, start: int, end: int, moment: Moment) -> None:
    day.add(
        lines.waits(connection, start, end),
        lines.done(connection, start, end),
        lines.closed(connection, start, end),
        moment=moment,
        through=end,
    )


def _read_room(connection: Connection, day: DaySums, until: int) -> None:
    end = min(until, day.until)
    day.set_room(lines.there(connection, WORKING, day.since, end))
