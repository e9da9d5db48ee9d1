"""Days of the centre: each begins at midnight of its own zone, and may last 23 hours or 25."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from protocol.scalars import Millis
from server_stub.domain.configuration import Rules

ELSEWHERE = "UTC"
"""The zone of a centre that has no calendar."""


def centre_zone(rules: Rules) -> str:
    """The zone of the first calendar: that of the centre's own hours."""
    hours = rules.configuration.hours
    return hours[0].zone if hours else ELSEWHERE


def day_of(zone: str, at: Millis) -> tuple[Millis, Millis]:
    """The midnights before and after a moment; a moment at midnight begins its day."""
    where = ZoneInfo(zone)
    day = datetime.fromtimestamp(at / 1000, UTC).astimezone(where).date()
    return _midnight(where, day), _midnight(where, day + timedelta(days=1))


def _midnight(zone: ZoneInfo, day: date) -> Millis:
    """Where clocks skip midnight, the moment at which they do."""
    local = datetime.combine(day, time.min, zone)
    return Millis(round(local.timestamp() * 1000))
