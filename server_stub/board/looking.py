"""One look at the store for the board: reads what is open and new, and makes the rows.

It runs on a reading thread, one look at a time; what it keeps from one to the next is its own.
"""

from typing import NamedTuple

from sqlalchemy import Connection

from protocol.board import BoardHour
from protocol.people import Presence
from protocol.scalars import Millis
from server_stub.domain import board as board_rows
from server_stub.domain.board import Rows, promises_of
from server_stub.domain.configuration import Rules
from server_stub.domain.day_sums import AGAIN_MS, HALF_HOUR_MS, Among, DaySums
from server_stub.domain.days import centre_zone, day_of
from server_stub.domain.figures import Moment
from server_stub.storage import board as lines
from server_stub.storage import configuration
from server_stub.storage.engine import store_now

HOURS_EVERY_MS = 30_000
"""How often the half hours are summed up: a curve of a day does not move faster."""

SLICE_MS = HALF_HOUR_MS + AGAIN_MS
"""Of a day at once: some milliseconds of work in the busiest half hour."""

WORKING = tuple(sorted({Presence.ONLINE.value, Presence.BUSY.value}))
"""Who says this is there for conversations."""


class Look(NamedTuple):
    """What a look has found."""

    rows: Rows
    rules: Rules
    hours: bool
    """Whether the half hours are other ones now."""


class Looking:
    """The sums of today and yesterday, and how far they have been read.

    A day is read in slices of half an hour, today's before the first look, yesterday's behind the
    first ones: so nobody waits behind one long read, and a lead does not wait for his yesterday.
    """

    def __init__(self) -> None:
        self._today: DaySums | None = None
        self._yesterday: DaySums | None = None
        self._whole = False
        """Whether all of yesterday is read."""
        self._hours_at = 0

    def catch_up_blocking(self, connection: Connection) -> bool:
        """Read on to the present, a slice; says whether there is another one."""
        now, rules = store_now(connection), configuration.read(connection)
        day = self._day_at(now, centre_zone(rules))
        if day.read_through >= now - HALF_HOUR_MS:
            return False
        _read(connection, day, now, rules)
        return True

    def look_blocking(self, connection: Connection) -> Look:
        """The board as of now, once it has caught up."""
        now, rules = store_now(connection), configuration.read(connection)
        day = self._day_at(now, centre_zone(rules))
        _read(connection, day, now + 1, rules)
        day.forget(now)
        hours = now - self._hours_at >= HOURS_EVERY_MS
        if hours:
            self._hours_at = now
            day.set_open(lines.taken(connection), now=now)
            _read_room(connection, day, now)
        opened, agents = lines.opened(connection), lines.agents(connection)
        moment = Moment(now, promises_of(rules))
        rows = board_rows.rows(opened, agents, day, rules, moment)
        return Look(rows=rows, rules=rules, hours=hours)

    def look_back_blocking(self, connection: Connection) -> None:
        """Read a slice of yesterday, as long as there is one."""
        today, yesterday = self._today, self._yesterday
        if self._whole or today is None or yesterday is None:
            return
        rules = configuration.read(connection)
        _read(connection, yesterday, yesterday.until, rules)
        if yesterday.read_through >= yesterday.until:
            _read_room(connection, yesterday, yesterday.until)
            today.go_on_from(yesterday)
            self._whole, self._hours_at = True, 0

    def _day_at(self, now: Millis, zone: str) -> DaySums:
        """Today's sums; what was today until midnight is yesterday from then on."""
        today = self._today
        if today is not None and today.since <= now < today.until:
            return today
        since, until = day_of(zone, now)
        before, _ = day_of(zone, Millis(since - 1))
        goes_on = today is not None and today.since == before
        self._yesterday = today if goes_on else DaySums(before, since)
        self._whole = False
        self._today = DaySums(since, until)
        return self._today

    def hours(self, queues: Among, agents: Among) -> tuple[list[BoardHour], list[BoardHour]]:
        """Today's half hours so far, and yesterday's."""
        today, yesterday = self._today, self._yesterday
        if today is None or yesterday is None:
            return [], []
        return (
            today.hours(queues, agents, now=self._hours_at),
            yesterday.hours(queues, agents, now=yesterday.until - 1),
        )


def _read(connection: Connection, day: DaySums, until: int, rules: Rules) -> None:
    """The next half hour, or what there is of it."""
    start = day.read_to
    end = min(start + SLICE_MS, until)
    day.add(
        lines.waits(connection, start, end),
        lines.done(connection, start, end),
        lines.closed(connection, start, end),
        moment=Moment(end, promises_of(rules)),
        through=end,
    )


def _read_room(connection: Connection, day: DaySums, until: int) -> None:
    end = min(until, day.until)
    day.set_room(lines.there(connection, WORKING, day.since, end))
