"""Days of a centre are those of its zone, however long they are."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from protocol.scalars import Millis
from server_stub.domain.days import day_of

ZONES = ("UTC", "Europe/Moscow", "Europe/Berlin", "America/Sao_Paulo", "Asia/Beirut")
HOUR = 3_600_000


@given(st.sampled_from(ZONES), st.integers(1_500_000_000_000, 1_900_000_000_000))
def test_every_moment_is_in_the_one_day_that_its_wall_calendar_shows(zone: str, at: int) -> None:
    since, until = day_of(zone, Millis(at))
    assert since <= at < until
    assert until - since in (23 * HOUR, 24 * HOUR, 25 * HOUR)
    assert day_of(zone, since) == (since, until)
    assert day_of(zone, Millis(until - 1)) == (since, until)
    assert day_of(zone, until)[0] == until
    shown = [
        datetime.fromtimestamp(one / 1000, UTC).astimezone(ZoneInfo(zone)).date()
        for one in (since, at, until - 1)
    ]
    assert len(set(shown)) == 1


def test_the_days_on_which_clocks_are_put_on_and_back() -> None:
    def length(*day: int) -> int:
        noon = datetime(*day, 12, tzinfo=ZoneInfo("Europe/Berlin"))  # type: ignore[arg-type, misc]
        since, until = day_of("Europe/Berlin", Millis(int(noon.timestamp() * 1000)))
        return (until - since) // HOUR

    assert [length(2026, 3, 29), length(2026, 10, 25), length(2026, 11, 23)] == [23, 25, 24]
